//! What follows from derivation: the whole content and attributes of a complex type, the primitive behind a simple one.
//!
//! Derivation cycles are refused by the reader, so every walk here ends; a bound keeps it so for schemas made by hand.

use super::{
    AttributeUse, Builtin, ComplexType, Content, Derivation, ElementId, Particle, Schema, Type,
    TypeId, TypeKind, TypeRef, Usage, Variety, WhiteSpace, Wildcard,
};

/// The longest chain of derivations that is followed.
pub const MAX_DERIVATION: usize = 256;

/// The content of a complex type, its bases' included.
#[derive(Clone, Debug)]
pub enum EffectiveContent<'s> {
    /// Neither elements nor text (text, when mixed).
    Empty,
    /// Text of a simple type.
    Simple(TypeRef),
    /// These particles, as a sequence: the bases' first. One of them alone may be an `all` or a choice.
    Elements(Vec<&'s Particle>),
    /// `anyType`: anything.
    Any,
}

/// What the values of a simple type are made of, its restrictions apart: the variety of XML Schema part 1, section 3.14.1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Values of this built-in type.
    Atomic(Builtin),
    /// Items of this type, separated by spaces.
    List(TypeRef),
    /// Values of any of these types.
    Union(Vec<TypeRef>),
}

impl Schema {
    /// What the values of a simple type are made of. A complex type counts as `anySimpleType`.
    pub fn shape(&self, ty: TypeRef) -> Shape {
        let (chain, builtin) = self.ancestry(ty);
        for id in &chain {
            match &self.ty(*id).kind {
                TypeKind::Complex(_) => return Shape::Atomic(Builtin::AnySimpleType),
                TypeKind::Simple(simple) => match &simple.variety {
                    Variety::Restriction { .. } => {}
                    Variety::List { item } => return Shape::List(*item),
                    Variety::Union { members } => return Shape::Union(members.clone()),
                },
            }
        }
        let builtin = builtin.unwrap_or(Builtin::AnySimpleType);
        match builtin.list_item() {
            Some(item) => Shape::List(TypeRef::Builtin(item)),
            None => Shape::Atomic(builtin),
        }
    }

    /// The definition, when the reference is to a complex type that a document defines.
    pub fn complex(&self, ty: TypeRef) -> Option<(&Type, &ComplexType)> {
        match ty {
            TypeRef::Builtin(_) => None,
            TypeRef::Defined(id) => match &self.ty(id).kind {
                TypeKind::Complex(c) => Some((self.ty(id), c)),
                TypeKind::Simple(_) => None,
            },
        }
    }

    /// Whether the type is simple (`anyType` is not).
    pub fn is_simple(&self, ty: TypeRef) -> bool {
        match ty {
            TypeRef::Builtin(b) => b != Builtin::AnyType,
            TypeRef::Defined(id) => matches!(self.ty(id).kind, TypeKind::Simple(_)),
        }
    }

    /// The type and its bases, nearest first, as far as documents define them; the last element of the pair is the built-in at the end.
    pub fn ancestry(&self, ty: TypeRef) -> (Vec<TypeId>, Option<Builtin>) {
        let (mut chain, mut current) = (Vec::new(), ty);
        while chain.len() < MAX_DERIVATION {
            match current {
                TypeRef::Builtin(b) => return (chain, Some(b)),
                TypeRef::Defined(id) => {
                    chain.push(id);
                    current = match &self.ty(id).kind {
                        TypeKind::Complex(c) => c.base,
                        TypeKind::Simple(s) => match &s.variety {
                            Variety::Restriction { base, .. } => *base,
                            _ => TypeRef::Builtin(Builtin::AnySimpleType),
                        },
                    };
                }
            }
        }
        (chain, None)
    }

    /// The content of a complex type with its bases'.
    pub fn effective_content(&self, id: TypeId) -> EffectiveContent<'_> {
        let mut particles: Vec<&Particle> = Vec::new();
        let mut current = TypeRef::Defined(id);
        for _ in 0..MAX_DERIVATION {
            let Some((_, complex)) = self.complex(current) else {
                if current == TypeRef::Builtin(Builtin::AnyType) && current != TypeRef::Defined(id)
                {
                    break;
                }
                return EffectiveContent::Simple(current);
            };
            match &complex.content {
                Content::Simple(ty) => return EffectiveContent::Simple(*ty),
                Content::Elements(p) => particles.push(p),
                Content::Empty => {}
            }
            match complex.derivation {
                Derivation::Extension => current = complex.base,
                Derivation::Restriction => break,
            }
        }
        if particles.is_empty() {
            return EffectiveContent::Empty;
        }
        particles.reverse();
        EffectiveContent::Elements(particles)
    }

    /// Whether the type's content is mixed (an extension of a mixed type is).
    pub fn effective_mixed(&self, id: TypeId) -> bool {
        let mut current = TypeRef::Defined(id);
        for _ in 0..MAX_DERIVATION {
            match self.complex(current) {
                Some((_, c)) if c.mixed => return true,
                Some((_, c)) if c.derivation == Derivation::Extension => current = c.base,
                _ => return false,
            }
        }
        false
    }

    /// The attribute uses of a complex type with its bases', bases' first; what a restriction prohibits is gone, what it repeats is replaced.
    pub fn effective_attributes(&self, id: TypeId) -> Vec<&AttributeUse> {
        let (chain, _) = self.ancestry(TypeRef::Defined(id));
        let mut uses: Vec<&AttributeUse> = Vec::new();
        for ty in chain.iter().rev() {
            let TypeKind::Complex(complex) = &self.ty(*ty).kind else {
                continue;
            };
            for own in &complex.attributes {
                let name = &self.attribute(own.attribute).name;
                match uses
                    .iter_mut()
                    .find(|u| self.attribute(u.attribute).name == *name)
                {
                    Some(inherited) => *inherited = own,
                    None => uses.push(own),
                }
            }
        }
        uses.retain(|u| u.usage != Usage::Prohibited);
        uses
    }

    /// The attribute wildcard of a complex type: its own, or for an extension without one the nearest base's.
    pub fn effective_any_attribute(&self, id: TypeId) -> Option<&Wildcard> {
        let mut current = TypeRef::Defined(id);
        for _ in 0..MAX_DERIVATION {
            let (_, complex) = self.complex(current)?;
            match (&complex.any_attribute, complex.derivation) {
                (Some(w), _) => return Some(w),
                (None, Derivation::Extension) => current = complex.base,
                (None, Derivation::Restriction) => return None,
            }
        }
        None
    }

    /// The built-in type that a simple type restricts in the end; `anySimpleType` for lists and unions.
    pub fn primitive(&self, ty: TypeRef) -> Builtin {
        match self.ancestry(ty) {
            (_, Some(b)) => b,
            _ => Builtin::AnySimpleType,
        }
    }

    /// The media types that a type, or the nearest of its bases that says some, expects of its bytes (`xmime:expectedContentTypes`).
    pub fn expected_content_types(&self, ty: TypeRef) -> Option<&String> {
        let (chain, _) = self.ancestry(ty);
        let mut said = chain.into_iter();
        said.find_map(|id| self.ty(id).expected_content_types.as_ref())
    }

    /// The white space facet in force for a simple type.
    pub fn white_space(&self, ty: TypeRef) -> WhiteSpace {
        let (chain, builtin) = self.ancestry(ty);
        for id in chain {
            if let TypeKind::Simple(s) = &self.ty(id).kind {
                match &s.variety {
                    Variety::Restriction { facets, .. } => {
                        if let Some(w) = facets.white_space {
                            return w;
                        }
                    }
                    _ => return WhiteSpace::Collapse,
                }
            }
        }
        builtin.map_or(WhiteSpace::Collapse, Builtin::white_space)
    }

    /// Every type that derives from `id`, at any depth, in source order of each level, without `id` itself.
    pub fn all_derived(&self, id: TypeId) -> Vec<TypeId> {
        let (mut found, mut next) = (Vec::new(), 0);
        found.extend(self.derived.get(&id).into_iter().flatten().copied());
        while next < found.len() {
            let more: Vec<TypeId> = self
                .derived
                .get(&found[next])
                .into_iter()
                .flatten()
                .copied()
                .collect();
            for ty in more {
                if !found.contains(&ty) && ty != id {
                    found.push(ty);
                }
            }
            next += 1;
        }
        found
    }

    /// The members of a substitution group, the head first (abstract or not), at any depth.
    pub fn substitution_group(&self, head: ElementId) -> Vec<ElementId> {
        let (mut found, mut next) = (vec![head], 0);
        while next < found.len() {
            for &member in self.substitutes.get(&found[next]).into_iter().flatten() {
                if !found.contains(&member) {
                    found.push(member);
                }
            }
            next += 1;
        }
        found
    }
}
