//! Global elements of a simple type that hold more than its Rust type does: facets, white space, a default or a fixed value.
//!
//! As members of other types they are the plain value, and the row knows the rest. As the root of a document they have no row, so there they
//! are a struct with one for its text, as a complex type with simple content has.

use super::draft::{Body, Member, Table, Target, Wrap};
use super::shape::Shaper;
use crate::model::package::Kind;
use crate::model::xsd::ElementId;

impl Shaper<'_> {
    /// The shape of a global element as the root of a document: another name for its type, or a struct around its value.
    pub(super) fn alias_body(&mut self, id: ElementId) -> Body {
        let element = self.schema.element(id);
        let target = self.element_target(id);
        let nil = element.nillable && !matches!(target, Target::Runtime("Element"));
        if !nil
            && self.schema.is_simple(element.ty)
            && !self.is_extended_item(&target)
            && let Some(value) = self.root_value(id)
        {
            let table = Table {
                namespace: element.namespace.clone(),
                name: "".into(),
                kind: Kind::Seq,
                ordered: false,
                mixed: false,
            };
            return Body::Struct {
                table,
                members: vec![value],
                base: None,
                complex: false,
            };
        }
        let wrap = match (nil, self.keeps_attributes(&target, element.ty)) {
            (false, _) => Wrap::One,
            (true, false) => Wrap::Option,
            (true, true) => Wrap::WithNil,
        };
        Body::Alias { target, wrap }
    }

    /// The row of the text, where it says what the Rust type does not.
    fn root_value(&mut self, id: ElementId) -> Option<Member> {
        let element = self.schema.element(id);
        let mut value = self.text_member(element.ty);
        self.value_constraint(&mut value, element.value.as_ref(), element.ty, true);
        value.doc = Some("The value.".to_owned());
        value.flags.secret = self.secrets.is_secret(&element.name.local);
        // what keeps any text keeps the type that is named, too
        if matches!(value.target, Target::Runtime("AnySimple")) {
            return None;
        }
        let held = value.simple.is_some() || value.value.is_some();
        (held || value.flags.collapse || value.flags.replace).then_some(value)
    }
}
