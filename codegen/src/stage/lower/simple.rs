//! Simple types: words, unions, lists, aliases; facets and white space.

use super::builtin;
use super::draft::{Body, Target, Wrap};
use super::shape::Shaper;
use crate::model::xsd::effective::Shape;
use crate::model::xsd::{Builtin, SimpleType, TypeId, TypeKind, TypeRef, Variety, WhiteSpace};

/// How many anonymous simple types may stand in one another, and how many steps a restriction may take.
const MAX_STEPS: usize = 256;

impl Shaper<'_> {
    /// The Rust type of a simple type (or `anyType`).
    pub(super) fn simple_target(&mut self, ty: TypeRef) -> Target {
        self.simple_target_within(ty, MAX_STEPS)
    }

    fn simple_target_within(&mut self, ty: TypeRef, steps: usize) -> Target {
        let id = match ty {
            TypeRef::Builtin(b) => return self.builtin_target(b),
            TypeRef::Defined(id) => id,
        };
        let definition = self.schema.ty(id);
        if let Some(name) = &definition.name
            && let Some(foreign) = self.substitutes.named(name)
        {
            return Target::Foreign(foreign);
        }
        let TypeKind::Simple(simple) = &definition.kind else {
            return Target::Item(self.type_item(id));
        };
        if definition.name.is_some() || self.is_words(id) {
            return Target::Item(self.type_item(id));
        }
        let Some(left) = steps.checked_sub(1) else {
            return Target::Runtime("String");
        };
        match &simple.variety {
            Variety::Restriction { .. } if self.form_matters(id) => Target::Runtime("String"),
            Variety::Restriction { base, .. } => self.simple_target_within(*base, left),
            Variety::List { item } => {
                Target::List(Box::new(self.simple_target_within(*item, left)))
            }
            Variety::Union { .. } => match self.union_members(id, simple).as_slice() {
                [] => Target::Runtime("String"),
                [(_, only)] => only.clone(),
                _ => Target::Item(self.type_item(id)),
            },
        }
    }

    /// The Rust type of a built-in type.
    pub(super) fn builtin_target(&mut self, builtin: Builtin) -> Target {
        match self.substitutes.builtin(builtin) {
            Some(foreign) => Target::Foreign(foreign),
            None => builtin::target(builtin),
        }
    }

    /// Whether the type is an enumeration of words.
    pub(super) fn is_words(&self, id: TypeId) -> bool {
        let TypeKind::Simple(SimpleType {
            variety: Variety::Restriction { base, facets },
            ..
        }) = &self.schema.ty(id).kind
        else {
            return false;
        };
        !facets.enumeration.is_empty()
            && !self.is_list(*base)
            && builtin::is_text(self.schema.primitive(*base))
    }

    /// Whether values of the type are lists.
    fn is_list(&self, ty: TypeRef) -> bool {
        matches!(self.schema.shape(ty), Shape::List(_))
    }

    /// The shape of a simple type that has an item.
    pub(super) fn simple_body(&mut self, id: TypeId, simple: &SimpleType) -> Body {
        if self.is_words(id) {
            return self.words_body(id, simple);
        }
        let target = match &simple.variety {
            Variety::Restriction { .. } if self.form_matters(id) => Target::Runtime("String"),
            Variety::Restriction { base, .. } => self.simple_target(*base),
            Variety::List { item } => Target::List(Box::new(self.simple_target(*item))),
            Variety::Union { .. } => {
                let mut members = self.union_members(id, simple);
                match members.len() {
                    0 => Target::Runtime("String"),
                    1 => members.remove(0).1,
                    _ => return Body::Union { members },
                }
            }
        };
        Body::Alias {
            target,
            wrap: Wrap::One,
        }
    }

    fn words_body(&mut self, id: TypeId, simple: &SimpleType) -> Body {
        let Variety::Restriction { facets, .. } = &simple.variety else {
            return Body::Words { words: Vec::new() };
        };
        let space = self.schema.white_space(TypeRef::Defined(id));
        let mut seen = std::collections::BTreeSet::new();
        let mut words = Vec::new();
        for value in &facets.enumeration {
            let text = space.normalize(&value.value);
            if seen.insert(text.clone()) {
                words.push((text, value.documentation.clone()));
            }
        }
        Body::Words { words }
    }

    /// The member types of a union as they are tried: nested unions flattened, none twice, nothing after one that takes any text.
    fn union_members(&mut self, id: TypeId, simple: &SimpleType) -> Vec<(String, Target)> {
        let mut list: Vec<(String, Target)> = Vec::new();
        let mut open: Vec<(TypeRef, String)> = Vec::new();
        let mut steps = MAX_STEPS;
        if let Variety::Union { members } = &simple.variety {
            open.extend(members.iter().rev().map(|m| (*m, self.union_hint(*m))));
        }
        while let Some((ty, hint)) = open.pop() {
            let Some(left) = steps.checked_sub(1) else {
                break;
            };
            steps = left;
            if let Some(inner) = self.plain_union(ty)
                && ty != TypeRef::Defined(id)
            {
                open.extend(inner.iter().rev().map(|m| (*m, self.union_hint(*m))));
                continue;
            }
            let target = self.simple_target(ty);
            let is_text =
                matches!(self.leaf(ty), Builtin::AnySimpleType) || self.takes_any_text(ty);
            let target = match &target {
                Target::Runtime("AnySimple") => Target::Runtime("String"),
                _ => target,
            };
            if !list.iter().any(|(_, t)| *t == target) {
                list.push((hint, target));
            }
            if is_text {
                break;
            }
        }
        list
    }

    /// The members of a union that has no facets of its own and no name of its own in the user's settings.
    fn plain_union(&self, ty: TypeRef) -> Option<&[TypeRef]> {
        let TypeRef::Defined(id) = ty else {
            return None;
        };
        match &self.schema.ty(id).kind {
            TypeKind::Simple(SimpleType {
                variety: Variety::Union { members },
                ..
            }) => Some(members),
            _ => None,
        }
    }

    /// The built-in type behind a simple type.
    fn leaf(&self, ty: TypeRef) -> Builtin {
        self.schema.primitive(ty)
    }

    /// Whether reading the type's Rust type never fails: a string.
    fn takes_any_text(&self, ty: TypeRef) -> bool {
        let words = matches!(ty, TypeRef::Defined(id) if self.words_behind(id));
        !words
            && !self.is_list(ty)
            && builtin::is_text(self.leaf(ty))
            && self.plain_union(ty).is_none()
    }

    /// Whether the type or one of its bases is an enumeration of words.
    fn words_behind(&self, id: TypeId) -> bool {
        self.schema
            .ancestry(TypeRef::Defined(id))
            .0
            .iter()
            .any(|i| self.is_words(*i))
    }

    fn union_hint(&self, ty: TypeRef) -> String {
        match ty {
            TypeRef::Builtin(b) => b.name().to_owned(),
            TypeRef::Defined(id) => match &self.schema.ty(id).name {
                Some(name) => name.local.to_string(),
                None if self.is_words(id) => "word".to_owned(),
                None => self.leaf(ty).name().to_owned(),
            },
        }
    }

    /// What the tables must do with white space of the type: only where the Rust type keeps text.
    pub(super) fn white_space(&self, ty: TypeRef) -> WhiteSpace {
        let (chain, _) = self.schema.ancestry(ty);
        // the members of a union have their own
        let union = chain
            .iter()
            .any(|id| self.plain_union(TypeRef::Defined(*id)).is_some());
        let words = chain.first().is_some_and(|id| self.is_words(*id));
        let textual = builtin::is_text(self.schema.primitive(ty)) && !self.is_list(ty);
        match textual && (words || !union) {
            true => self.schema.white_space(ty),
            false => WhiteSpace::Preserve,
        }
    }
}
