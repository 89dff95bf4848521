//! Where a derived type or another element may stand: enums of what is possible.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::doc;
use super::draft::{Body, ItemId, Key, Label, Member, Role, Table, Target, Wrap};
use super::label::path;
use super::shape::Shaper;
use crate::model::package::Kind;
use crate::model::xsd::{Derivation, DerivationSet, ElementId, TypeId, TypeRef};
use crate::names::case;

impl Shaper<'_> {
    /// The Rust type of an element's content: the enum of derived types where there are some.
    pub(super) fn element_target(&mut self, id: ElementId) -> Target {
        let element = self.schema.element(id);
        self.typed_target(element.ty, element.block)
    }

    /// The Rust type of a value of this type.
    pub(super) fn value_target(&mut self, ty: TypeRef) -> Target {
        self.typed_target(ty, DerivationSet::default())
    }

    fn typed_target(&mut self, ty: TypeRef, block: DerivationSet) -> Target {
        let TypeRef::Defined(id) = ty else {
            return self.simple_target(ty);
        };
        let Some((definition, complex)) = self.schema.complex(ty) else {
            return match self.is_extended(id, block) {
                true => Target::Item(self.poly_item(id)),
                false => self.simple_target(ty),
            };
        };
        let Some(name) = &definition.name else {
            return Target::Item(self.type_item(id));
        };
        if let Some(foreign) = self.substitutes.named(name) {
            return Target::Foreign(foreign);
        }
        let block = DerivationSet {
            extension: block.extension || complex.block.extension,
            restriction: block.restriction || complex.block.restriction,
            substitution: false,
        };
        if complex.array.is_none() && self.has_stand_ins(id, block) {
            return Target::Item(self.poly_item(id));
        }
        // nothing that the description knows may stand here
        if complex.is_abstract {
            Target::Runtime("Element")
        } else {
            Target::Item(self.type_item(id))
        }
    }

    /// Whether a concrete named type derives from this one by methods that are not blocked.
    fn has_stand_ins(&self, id: TypeId, block: DerivationSet) -> bool {
        if !self.schema.derived.contains_key(&id) {
            return false;
        }
        self.stand_ins(id, block).next().is_some()
    }

    /// The named types that derive from this one at any depth, nearest first; abstract ones are passed through.
    fn stand_ins(&self, id: TypeId, block: DerivationSet) -> impl Iterator<Item = TypeId> + '_ {
        let mut open = std::collections::VecDeque::from([id]);
        let mut seen = BTreeSet::from([id]);
        let mut ready = std::collections::VecDeque::new();
        std::iter::from_fn(move || {
            loop {
                if let Some(found) = ready.pop_front() {
                    return Some(found);
                }
                let next = open.pop_front()?;
                for &derived in self.schema.derived.get(&next).into_iter().flatten() {
                    let Some((definition, complex)) =
                        self.schema.complex(TypeRef::Defined(derived))
                    else {
                        continue;
                    };
                    let blocked = match complex.derivation {
                        Derivation::Extension => block.extension,
                        Derivation::Restriction => block.restriction,
                    };
                    if blocked || !seen.insert(derived) {
                        continue;
                    }
                    open.push_back(derived);
                    if definition.name.is_some() && !complex.is_abstract {
                        ready.push_back(derived);
                    }
                }
            }
        })
    }

    fn poly_item(&mut self, id: TypeId) -> ItemId {
        if let Some(known) = self.known(Key::Poly(id)) {
            return known;
        }
        let ty = self.schema.ty(id);
        let local = ty.name.as_ref().map_or("", |n| &n.local);
        let label = Label {
            kind: "any",
            path: ty.name.as_ref().map_or_else(String::new, path),
            words: format!("Any{}", case::type_name(local)),
            suffix: "Type",
        };
        let item = self.reserve(
            Key::Poly(id),
            &ty.namespace.clone(),
            label,
            None,
            Some(ty.span),
        );
        self.enqueue(item);
        item
    }

    /// The enum of a type and what derives from it, read by `xsi:type`; of a simple type a struct.
    pub(super) fn poly_body(&mut self, item: ItemId, id: TypeId) -> Body {
        let schema = self.schema;
        if schema.is_simple(TypeRef::Defined(id)) {
            return self.extended_body(item, id);
        }
        let ty = schema.ty(id);
        let local = ty
            .name
            .as_ref()
            .map_or_else(|| Arc::from(""), |n| n.local.clone());
        let is_abstract = schema
            .complex(TypeRef::Defined(id))
            .is_some_and(|(_, c)| c.is_abstract);
        let block = schema
            .complex(TypeRef::Defined(id))
            .map(|(_, c)| c.block)
            .unwrap_or_default();
        let own = doc::code(&local);
        let what = match is_abstract {
            true => format!("A type that stands for the abstract {own}."),
            false => format!("{own}, or a type derived from it."),
        };
        self.draft.get_mut(item).doc = Some(what);
        let base = (!is_abstract).then_some(id);
        let derived: Vec<TypeId> = self.stand_ins(id, block).collect();
        let mut variants = Vec::new();
        for (index, ty) in base.into_iter().chain(derived).enumerate() {
            let Some(name) = &schema.ty(ty).name else {
                continue;
            };
            let target = match self.substitutes.named(name) {
                Some(foreign) => Target::Foreign(foreign),
                None => Target::Item(self.type_item(ty)),
            };
            let mut variant = Member::new(name.local.to_string(), Role::Element, target, Wrap::One)
                .named(&name.namespace, &name.local);
            variant.flags.base = index == 0 && !is_abstract;
            variants.push(variant);
        }
        let mut other = Member::new("Other", Role::Other, Target::Runtime("Element"), Wrap::One);
        other.flags.any = true;
        other.doc = Some("A type that the description does not have, as it came.".to_owned());
        variants.push(other);
        let table = Table {
            namespace: ty.namespace.clone(),
            name: local,
            kind: Kind::Poly,
            ordered: false,
            mixed: false,
        };
        Body::Choice {
            table,
            variants,
            blank: 0,
        }
    }

    /// The enum of an element's substitution group, where other elements may stand for it.
    pub(super) fn heads_item(&mut self, id: ElementId) -> Option<ItemId> {
        let element = self.schema.element(id);
        if !element.global
            || element.block.substitution
            || !self.schema.substitutes.contains_key(&id)
        {
            return None;
        }
        if let Some(known) = self.known(Key::Heads(id)) {
            return Some(known);
        }
        let members = self.substitution_members(id);
        if members.iter().all(|m| self.schema.element(*m).is_abstract) {
            return None;
        }
        let label = Label {
            kind: "substitution",
            path: path(&element.name),
            words: format!("{}Group", case::type_name(&element.name.local)),
            suffix: "Member",
        };
        let item = self.reserve(
            Key::Heads(id),
            &element.namespace.clone(),
            label,
            None,
            Some(element.span),
        );
        self.enqueue_heads(item, id);
        Some(item)
    }

    /// The shape is needed at once: models look for names that occur twice.
    fn enqueue_heads(&mut self, item: ItemId, id: ElementId) {
        let body = self.heads_body(item, id);
        self.draft.get_mut(item).body = body;
    }

    /// The enum of the members of a substitution group.
    pub(super) fn heads_body(&mut self, item: ItemId, head: ElementId) -> Body {
        let element = self.schema.element(head);
        let what = format!(
            "{}, or an element that stands for it.",
            doc::code(&element.name.local)
        );
        self.draft.get_mut(item).doc = Some(what);
        let mut variants = Vec::new();
        for member in self.substitution_members(head) {
            let declaration = self.schema.element(member);
            if declaration.is_abstract {
                continue;
            }
            let target = self.element_target(member);
            let nil = declaration.nillable && !matches!(target, Target::Runtime("Element"));
            let with_nil = nil && self.keeps_attributes(&target, declaration.ty);
            let mut variant = Member::new(
                declaration.name.local.to_string(),
                Role::Element,
                target,
                Wrap::One,
            )
            .named(&declaration.name.namespace, &declaration.name.local);
            super::occurs::occurrence(&mut variant, 1, Some(1), nil, with_nil, true);
            self.simple_row(&mut variant, declaration.ty);
            self.value_constraint(
                &mut variant,
                declaration.value.as_ref(),
                declaration.ty,
                true,
            );
            variant.flags.secret = self.secrets.is_secret(&declaration.name.local);
            variant.doc = declaration.documentation.as_deref().and_then(doc::clean);
            variants.push(variant);
        }
        let table = Table {
            namespace: element.namespace.clone(),
            name: element.name.local.clone(),
            kind: Kind::Choice,
            ordered: false,
            mixed: false,
        };
        Body::Choice {
            table,
            variants,
            blank: 0,
        }
    }

    /// The head and all members, each once.
    fn substitution_members(&self, head: ElementId) -> Vec<ElementId> {
        let (mut found, mut next) = (vec![head], 0);
        let mut seen = BTreeSet::from([head]);
        while next < found.len() {
            for &member in self
                .schema
                .substitutes
                .get(&found[next])
                .into_iter()
                .flatten()
            {
                if seen.insert(member) {
                    found.push(member);
                }
            }
            next += 1;
        }
        found
    }

    /// The Rust type for a global element: its type's, or an alias of its own where it is simple or nillable.
    pub(super) fn global_target(&mut self, id: ElementId) -> Target {
        let element = self.schema.element(id);
        let target = self.element_target(id);
        let plain = !element.nillable
            && matches!(target, Target::Item(_))
            && !self.schema.is_simple(element.ty);
        if plain {
            return target;
        }
        if let Some(known) = self.known(Key::Alias(id)) {
            return Target::Item(known);
        }
        let label = Label {
            kind: "alias",
            path: path(&element.name),
            words: case::with_suffix(&case::type_name(&element.name.local), "Element"),
            suffix: "Alias",
        };
        let item = self.reserve(
            Key::Alias(id),
            &element.namespace.clone(),
            label,
            None,
            Some(element.span),
        );
        self.enqueue(item);
        Target::Item(item)
    }
}
