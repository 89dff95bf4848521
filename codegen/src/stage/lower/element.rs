//! Elements and wildcards as members or variants.

use super::draft::{Member, Role, Target, Wild, Wrap};
use super::occurs::occurrence;
use super::shape::Shaper;
use crate::model::name::QName;
use crate::model::namespace;
use crate::model::xsd::{
    Builtin, Element, ElementId, NamespaceConstraint, Particle, Term, TypeRef, ValueConstraint,
    Wildcard,
};

impl Shaper<'_> {
    /// An element or wildcard as a member, or as a variant.
    pub(super) fn leaf_member(
        &mut self,
        particle: &Particle,
        min: u32,
        max: Option<u32>,
        variant: bool,
    ) -> Member {
        match &particle.term {
            Term::Wildcard(wildcard) => self.wildcard_member(wildcard, min, max, variant),
            Term::Element(id) => self.element_member(*id, min, max, variant),
            Term::Group(_) | Term::GroupRef(_) => {
                Member::new("group", Role::Any, Target::Runtime("Element"), Wrap::Vec)
            }
        }
    }

    fn wildcard_member(
        &mut self,
        wildcard: &Wildcard,
        min: u32,
        max: Option<u32>,
        variant: bool,
    ) -> Member {
        let schema = NamespaceConstraint::List(vec![namespace::XSD.into()]);
        // Data sets of .NET travel as their schema and then their rows.
        let hint = match wildcard.namespaces == schema {
            true => "schema",
            false => "any",
        };
        let mut member = Member::new(hint, Role::Any, Target::Runtime("Element"), Wrap::One);
        member.flags.any = true;
        member.wild = wild(wildcard);
        occurrence(&mut member, min, max, false, false, variant);
        member
    }

    /// A member for an element declaration.
    pub(super) fn element_member(
        &mut self,
        id: ElementId,
        min: u32,
        max: Option<u32>,
        variant: bool,
    ) -> Member {
        let element = self.schema.element(id);
        if let Some(heads) = self.heads_item(id) {
            let hint = element.name.local.to_string();
            let mut member = Member::new(hint, Role::Element, Target::Item(heads), Wrap::One);
            member.flags.group = true;
            occurrence(&mut member, min, max, false, false, variant);
            member.doc = element.documentation.as_deref().and_then(super::doc::clean);
            return member;
        }
        if element.global && element.is_abstract {
            // only schemas that are not here know what may stand for it
            let mut member = Member::new(
                element.name.local.to_string(),
                Role::Element,
                Target::Runtime("Element"),
                Wrap::One,
            );
            member.flags.any = true;
            occurrence(&mut member, min, max, false, false, variant);
            return member;
        }
        let target = self.element_target(id);
        let hint = element.name.local.to_string();
        let mut member = Member::new(hint, Role::Element, target, Wrap::One);
        member = member.named(&element.name.namespace, &element.name.local);
        member.global = element.global;
        let nil = element.nillable && !matches!(member.target, Target::Runtime("Element"));
        let with_nil = nil && self.keeps_attributes(&member.target, element.ty);
        occurrence(&mut member, min, max, nil, with_nil, variant);
        self.simple_row(&mut member, element.ty);
        self.value_constraint(&mut member, element.value.as_ref(), element.ty, variant);
        member.flags.secret = self.secrets.is_secret(&element.name.local);
        member.media = self.media(element);
        let text = element.documentation.as_deref().and_then(super::doc::clean);
        let keys = (!element.constraints.is_empty()).then(|| {
            element
                .constraints
                .iter()
                .filter_map(|c| super::doc::clean(c))
                .collect::<Vec<_>>()
                .join("\n")
        });
        let facets = self.inline_facets_doc(element.ty);
        member.doc = super::doc::paragraphs([text, facets, keys]);
        member
    }

    /// The name of a simple type that does not follow from its Rust type.
    pub(super) fn declared(&self, ty: TypeRef) -> Option<QName> {
        match ty {
            TypeRef::Builtin(builtin) => {
                let implied = super::builtin::is_implied(builtin);
                (!implied).then(|| QName::new(namespace::XSD, builtin.name()))
            }
            TypeRef::Defined(id) => {
                let name = self
                    .schema
                    .ty(id)
                    .name
                    .clone()
                    .filter(|_| self.schema.is_simple(ty));
                // Those of the SOAP encoding itself are the built-in types once more.
                name.filter(|name| {
                    let own = &*name.namespace;
                    own != namespace::SOAP11_ENCODING && own != namespace::SOAP12_ENCODING
                })
            }
        }
    }

    /// The media types expected of an element's bytes (`xmime:expectedContentTypes`): for the element's own value, or that of its type's
    /// simple content. The declaration is on the element, or on the type or one that it is made of.
    fn media(&self, element: &Element) -> Option<String> {
        if self.schema.primitive(element.ty) != Builtin::Base64Binary {
            return None;
        }
        let said = element.expected_content_types.as_ref();
        said.or_else(|| self.schema.expected_content_types(element.ty))
            .cloned()
    }

    /// `default` and `fixed`: the member stays absent where it is absent; the row and the getter know the value.
    pub(super) fn value_constraint(
        &mut self,
        member: &mut Member,
        value: Option<&ValueConstraint>,
        ty: crate::model::xsd::TypeRef,
        variant: bool,
    ) {
        let Some(value) = value else { return };
        let space = self.schema.white_space(ty);
        member.value = Some(space.normalize(value.text()));
        if matches!(value, ValueConstraint::Fixed(_)) {
            member.flags.fixed = true;
            if self.schema.is_simple(ty) {
                member.simple = Some(self.simple_of(ty, &member.hint));
            }
            if !variant && member.wrap == Wrap::One {
                member.wrap = Wrap::Option;
            }
        }
    }
}

/// The namespaces of a wildcard; `None` is any.
pub(super) fn wild(wildcard: &Wildcard) -> Option<Wild> {
    match &wildcard.namespaces {
        NamespaceConstraint::Any => None,
        NamespaceConstraint::Other(namespace) => Some(Wild::Not(namespace.clone())),
        NamespaceConstraint::List(list) => Some(Wild::In(list.clone())),
    }
}
