//! What the SOAP encoding wants written (SOAP 1.1 section 5, SOAP 1.2 part 2 section 3): what type each value is of, and of
//! an array what its items are and how many.
//!
//! Services whose description is rpc/encoded mostly read by these marks rather than by their own schema.

use super::pen::Writer;
use super::value::items_of;
use crate::value::WhiteSpace;
use crate::xml::error::{Error, ErrorKind, R};
use crate::xml::grid::places;
use crate::xml::lex::Leaf;
use crate::xml::names::{NO_NS, SOAP_ENC, XSD, XSI};
use crate::xml::slot::{Node, View};
use crate::xml::table::flag::{any, attr, global, group, items};
use crate::xml::table::{Kind, Member};

impl Writer<'_> {
    /// From now on as the SOAP encoding with this namespace has it.
    pub(crate) fn encode(&mut self, encoding: u16) {
        self.encoding = Some(encoding);
    }

    /// The row as it is written, where that is not how the schema has it.
    ///
    /// Items of an array: the schema gives their type, and any name will do for their elements. The type of arrays in an array
    /// (`int[]`) is no name of an element anyhow. Members: in the SOAP encoding their names are local to their type and unqualified,
    /// whatever form the schema gives its elements, unless they are global elements (SOAP 1.1 section 5.1, rule 3). The outermost
    /// element is the message.
    pub(super) fn accessor<'m>(&self, row: &Member<'m>) -> Option<Member<'m>> {
        if row.is(items) {
            let renamed = self.encoding.is_some() || row.name.ends_with(']');
            return renamed.then(|| Member::new("item", NO_NS, row.flags, row.more));
        }
        let inside = self.encoding.is_some() && self.depth > 0 && row.ns != NO_NS;
        let local = inside && row.particle() && !row.is(group | any | global);
        local.then(|| Member::new(row.name, NO_NS, row.flags, row.more))
    }

    /// Says of what type the element just started is: as the schema declares it, else as `implied` by the value, of XML Schema's own.
    /// Of an enumeration, list or union without a name it is not known.
    fn encoded_simple(&mut self, row: &Member<'_>, implied: Option<&str>) {
        let declared = row.more.and_then(|more| more.declared);
        let implied = implied.map(|local| (XSD, local));
        if self.encoding.is_some()
            && let Some((ns, local)) = declared.or(implied)
        {
            self.attribute(usize::from(XSI), "type", |out| {
                out.qname_of(usize::from(ns), local);
            });
        }
    }

    /// The same of a string.
    pub(super) fn encoded_string(&mut self, row: &Member<'_>) {
        let implied = match row.white_space() {
            WhiteSpace::Preserve => Some("string"),
            WhiteSpace::Replace => Some("normalizedString"),
            WhiteSpace::Collapse => None,
        };
        self.encoded_simple(row, implied);
    }

    /// The same of another simple value.
    pub(super) fn encoded_leaf(&mut self, row: &Member<'_>, leaf: &dyn Leaf) {
        self.encoded_simple(row, leaf.wants().strip_prefix("xs:"));
    }

    /// Says what structure or array the element just started is. The outermost element is the call itself and of no type.
    pub(super) fn encoded_node(&mut self, node: &dyn Node<'_>) -> R<()> {
        let table = node.table();
        if let [row] = table.members
            && row.is(items)
        {
            return self.encoded_array(row, &node.view(0));
        }
        let told = self.encoding.is_some() && self.depth > 1;
        if told && table.kind != Kind::Poly && !table.name.is_empty() && !names_its_type(node) {
            let of = usize::from(table.ns);
            self.attribute(usize::from(XSI), "type", |out| out.qname_of(of, table.name));
        }
        Ok(())
    }

    /// Says that the element just started is an array, of what, and how many of these.
    fn encoded_array(&mut self, row: &Member<'_>, view: &View<'_, '_>) -> R<()> {
        let count = items_of(view);
        let sizes = match view {
            View::Many(many) => many.sizes(),
            _ => None,
        };
        // Without them, an array of several dimensions is but a row, in literal messages too: the attribute is its type's own.
        let encoding = match (self.encoding, sizes) {
            (Some(encoding), _) if self.depth > 1 => encoding,
            (None, Some(_)) => SOAP_ENC,
            _ => return Ok(()),
        };
        let sizes = sizes.unwrap_or(std::slice::from_ref(&count));
        if places(sizes) != count {
            return Err(Error::writing(ErrorKind::Count(count)));
        }
        let (ns, xsi) = (usize::from(encoding), usize::from(XSI));
        let (of, name) = match row.name {
            // What SOAP 1.2 has no name for.
            name if name.ends_with(']') && encoding != SOAP_ENC => (ns, "Array"),
            "" => (usize::from(XSD), "anyType"),
            name => (usize::from(row.ns), name),
        };
        if encoding == SOAP_ENC {
            if self.encoding.is_some() {
                self.attribute(xsi, "type", |out| out.qname_of(ns, "Array"));
            }
            self.attribute(ns, "arrayType", |out| {
                out.qname_of(of, name);
                out.raw("[");
                out.sizes(sizes, ",");
                out.raw("]");
            });
        } else {
            self.attribute(ns, "itemType", |out| out.qname_of(of, name));
            self.attribute(ns, "arraySize", |out| out.sizes(sizes, " "));
        }
        Ok(())
    }

    fn sizes(&mut self, sizes: &[usize], between: &str) {
        for (i, size) in sizes.iter().enumerate() {
            if i > 0 {
                self.raw(between);
            }
            self.raw(&size.to_string());
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
