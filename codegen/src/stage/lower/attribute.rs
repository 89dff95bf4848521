//! Attributes: after the elements, in the order of declaration, bases' first.

use super::doc;
use super::draft::{Member, Role, Target, Wrap};
use super::element::wild;
use super::shape::Shaper;
use crate::model::xsd::{TypeId, TypeRef, Usage};

impl Shaper<'_> {
    /// Adds a member for each attribute that the type has, and one for its attribute wildcard.
    pub(super) fn attributes(&mut self, id: TypeId, members: &mut Vec<Member>) {
        let schema = self.schema;
        for used in schema.effective_attributes(id) {
            let attribute = schema.attribute(used.attribute);
            let target = self.simple_target(attribute.ty);
            let required = used.usage == Usage::Required;
            let wrap = if required { Wrap::One } else { Wrap::Option };
            let mut member = Member::new(
                attribute.name.local.to_string(),
                Role::Attribute,
                target,
                wrap,
            )
            .named(&attribute.name.namespace, &attribute.name.local);
            member.flags.attr = true;
            member.flags.opt = !required;
            self.simple_row(&mut member, attribute.ty);
            let value = used.value.as_ref().or(attribute.value.as_ref());
            self.value_constraint(&mut member, value, attribute.ty, false);
            member.flags.secret = self.secrets.is_secret(&attribute.name.local);
            let text = attribute.documentation.as_deref().and_then(doc::clean);
            member.doc = doc::paragraphs([text, self.inline_facets_doc(attribute.ty)]);
            members.push(member);
        }
        if let Some(wildcard) = schema.effective_any_attribute(id) {
            let mut member = Member::new(
                "attributes",
                Role::AnyAttribute,
                Target::Runtime("Attributes"),
                Wrap::One,
            );
            member.flags.attr = true;
            member.flags.any = true;
            member.flags.opt = true;
            member.wild = wild(wildcard);
            members.push(member);
        }
    }

    /// Whether elements of the type may carry attributes of their own.
    pub(super) fn has_attributes(&mut self, ty: TypeRef) -> bool {
        match ty {
            TypeRef::Builtin(_) => false,
            TypeRef::Defined(id) => self.type_has_attributes(id),
        }
    }

    /// Whether a defined type has attributes or an attribute wildcard. Those of SOAP's own arrays are the codec's.
    pub(super) fn type_has_attributes(&mut self, id: TypeId) -> bool {
        if let Some(known) = self.has_attributes.get(&id) {
            return *known;
        }
        let complex = self.schema.complex(TypeRef::Defined(id));
        let found = complex.is_some_and(|(_, complex)| complex.array.is_none())
            && (!self.schema.effective_attributes(id).is_empty()
                || self.schema.effective_any_attribute(id).is_some());
        self.has_attributes.insert(id, found);
        found
    }
}
