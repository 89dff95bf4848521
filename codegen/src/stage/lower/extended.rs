//! Simple types that complex types extend: an element of one may name such a type by `xsi:type`, and then has attributes.
//!
//! Whatever derives from a simple type has simple content (XML Schema part 1, section 3.4.6), so one struct holds them all: the value, the
//! type that is named and the attributes.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::doc;
use super::draft::{Body, ItemId, Key, Member, Role, Table, Target, Wrap};
use super::shape::Shaper;
use crate::model::namespace;
use crate::model::package::Kind;
use crate::model::xsd::{Derivation, DerivationSet, TypeId, TypeKind, TypeRef};

impl Shaper<'_> {
    /// Whether an element of this simple type may name a complex type that extends it, directly or through others. A type that the user
    /// has put another in place of is that.
    pub(super) fn is_extended(&mut self, id: TypeId, block: DerivationSet) -> bool {
        let name = self.schema.ty(id).name.as_ref();
        if name.is_some_and(|name| self.substitutes.named(name).is_some()) {
            return false;
        }
        let complex = |ty: &TypeId| self.schema.complex(TypeRef::Defined(*ty)).is_some();
        self.simple_stand_ins(id, block).iter().any(complex)
    }

    /// Whether a nil of this type keeps the attributes of its element.
    pub(super) fn keeps_attributes(&mut self, target: &Target, ty: TypeRef) -> bool {
        self.has_attributes(ty) || self.is_extended_item(target)
    }

    /// Whether the target is the struct of a simple type and what derives from it.
    pub(super) fn is_extended_item(&self, target: &Target) -> bool {
        let Target::Item(item) = target else {
            return false;
        };
        match self.draft.get(*item).key {
            Key::Poly(id) => self.schema.is_simple(TypeRef::Defined(id)),
            _ => false,
        }
    }

    /// The named types that may stand for a simple one, nearest first; abstract ones are passed through.
    fn simple_stand_ins(&self, id: TypeId, block: DerivationSet) -> Vec<TypeId> {
        let schema = self.schema;
        let (mut open, mut next) = (vec![id], 0);
        let (mut seen, mut found) = (BTreeSet::from([id]), Vec::new());
        while let Some(base) = open.get(next).copied() {
            next += 1;
            for &derived in schema.derived.get(&base).into_iter().flatten() {
                let ty = schema.ty(derived);
                let (blocked, is_abstract) = match &ty.kind {
                    TypeKind::Simple(_) => (block.restriction, false),
                    TypeKind::Complex(complex) => match complex.derivation {
                        Derivation::Extension => (block.extension, complex.is_abstract),
                        Derivation::Restriction => (block.restriction, complex.is_abstract),
                    },
                };
                if blocked || !seen.insert(derived) {
                    continue;
                }
                open.push(derived);
                if ty.name.is_some() && !is_abstract {
                    found.push(derived);
                }
            }
        }
        found
    }

    /// The struct of a simple type and what derives from it.
    pub(super) fn extended_body(&mut self, item: ItemId, id: TypeId) -> Body {
        let schema = self.schema;
        let ty = schema.ty(id);
        let name = ty.name.as_ref();
        let local = name.map_or_else(|| Arc::from(""), |name| name.local.clone());
        let own = doc::code(&local);
        self.draft.get_mut(item).doc = Some(format!(
            "{own}, or a type derived from it, which may have attributes. It converts from the value, and derefs to it."
        ));
        let stand_ins = self.simple_stand_ins(id, DerivationSet::default());
        let names = stand_ins
            .into_iter()
            .filter_map(|id| schema.ty(id).name.as_ref());
        let names: Vec<String> = names.map(ToString::to_string).collect();

        let mut value = self.text_member(TypeRef::Defined(id));
        value.doc = Some("The value.".to_owned());
        let named = Target::Runtime("QName");
        let mut said = Member::new("type_name", Role::Attribute, named, Wrap::Option)
            .named(&Arc::from(namespace::XSI), &Arc::from("type"));
        said.flags.attr = true;
        said.flags.opt = true;
        said.simple = Some(self.one_of_names(&format!("{local}Type"), names));
        said.doc = Some(format!(
            "The type that `xsi:type` names, when it is not {own}."
        ));
        let attributes = Target::Runtime("Attributes");
        let mut others = Member::new("attributes", Role::AnyAttribute, attributes, Wrap::One);
        others.flags.attr = true;
        others.flags.any = true;
        others.flags.opt = true;
        others.doc = Some("The attributes that the named type has.".to_owned());

        let table = Table {
            namespace: ty.namespace.clone(),
            name: local,
            kind: Kind::Seq,
            ordered: false,
            mixed: false,
        };
        Body::Struct {
            table,
            members: vec![value, said, others],
            base: None,
            complex: false,
        }
    }
}
