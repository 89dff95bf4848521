//! What the SOAP encoding wants written (SOAP 1.1 section 5, SOAP 1.2 part 2 section 3): what type each value is of, and of
//! an array what its items are and how many.
//!
//! Services whose description is rpc/encoded mostly read by these marks rather than by their own schema.

use super::pen::Writer;
use super::value::items_of;
use crate::xml::lex::Leaf;
use crate::xml::names::{NO_NS, SOAP_ENC, XSD, XSI};
use crate::xml::slot::{Node, View};
use crate::xml::table::flag::{attr, items};
use crate::xml::table::{Kind, Member};

impl Writer<'_> {
    /// From now on as the SOAP encoding with this namespace has it.
    pub(crate) fn encode(&mut self, encoding: u16) {
        self.encoding = Some(encoding);
    }

    /// The row for the items of an array: the schema gives their type, and any name will do for their elements. The type of arrays
    /// in an array (`int[]`) is no name of an element anyhow.
    pub(super) fn item_row<'m>(&self, row: &Member<'m>) -> Option<Member<'m>> {
        let renamed = row.is(items) && (self.encoding.is_some() || row.name.ends_with(']'));
        renamed.then(|| Member::new("item", NO_NS, row.flags, row.more))
    }

    /// Says that the element just started is of this type of XML Schema.
    pub(super) fn encoded_simple(&mut self, local: &str) {
        if self.encoding.is_some() {
            let xsd = usize::from(XSD);
            self.attribute(usize::from(XSI), "type", |out| out.qname_of(xsd, local));
        }
    }

    /// The same by what a leaf is; enumerations and the like do not say of what name they are in the schema.
    pub(super) fn encoded_leaf(&mut self, leaf: &dyn Leaf) {
        if let Some(local) = leaf.wants().strip_prefix("xs:") {
            self.encoded_simple(local);
        }
    }

    /// Says what structure or array the element just started is. The outermost element is the call itself and of no type.
    pub(super) fn encoded_node(&mut self, node: &dyn Node<'_>) {
        let (Some(encoding), true) = (self.encoding, self.depth > 1) else {
            return;
        };
        let table = node.table();
        let (ns, xsi) = (usize::from(encoding), usize::from(XSI));
        if let Some(k) = table.members.iter().position(|row| row.is(items)) {
            let (count, row) = (items_of(&node.view(k)), &table.members[k]);
            let (of, name) = match row.name {
                // What SOAP 1.2 has no name for.
                name if name.ends_with(']') && encoding != SOAP_ENC => (ns, "Array"),
                "" => (usize::from(XSD), "anyType"),
                name => (usize::from(row.ns), name),
            };
            if encoding == SOAP_ENC {
                self.attribute(xsi, "type", |out| out.qname_of(ns, "Array"));
                self.attribute(ns, "arrayType", |out| {
                    out.qname_of(of, name);
                    out.raw(&format!("[{count}]"));
                });
            } else {
                self.attribute(ns, "itemType", |out| out.qname_of(of, name));
                self.attribute(ns, "arraySize", |out| out.raw(&count.to_string()));
            }
        } else if table.kind != Kind::Poly && !table.name.is_empty() && !names_its_type(node) {
            let of = usize::from(table.ns);
            self.attribute(xsi, "type", |out| out.qname_of(of, table.name));
        }
    }
}

/// Whether the value names a type derived from its own.
fn names_its_type(node: &dyn Node<'_>) -> bool {
    let table = node.table();
    let mut rows = table.members.iter();
    let said = rows.position(|row| table.typed && row.is(attr) && row.ns == XSI);
    said.is_some_and(|k| !matches!(node.view(k).inside(), View::None))
}
