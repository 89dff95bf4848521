//! Whether one type is derived from another, and how (part 1, sections 3.4.6 and 3.14.6: Type Derivation OK).

use crate::model::xsd::effective::{MAX_DERIVATION, Shape};
use crate::model::xsd::{Builtin, Derivation, DerivationSet, Schema, TypeKind, TypeRef, Variety};

/// The methods by which `ty` is derived from `base`: none for the type itself; `None` when it is not derived from it.
///
/// *cos-ct-derived-ok*, *cos-st-derived-ok*.
pub(super) fn derivation(schema: &Schema, ty: TypeRef, base: TypeRef) -> Option<DerivationSet> {
    let restriction = DerivationSet {
        restriction: true,
        ..DerivationSet::default()
    };
    let (mut current, mut methods) = (ty, DerivationSet::default());
    for _ in 0..MAX_DERIVATION {
        if current == base || base == TypeRef::Builtin(Builtin::AnyType) {
            return Some(methods);
        }
        current = match current {
            TypeRef::Builtin(Builtin::AnyType) => break,
            TypeRef::Builtin(builtin) => {
                methods.restriction = true;
                TypeRef::Builtin(builtin.base())
            }
            TypeRef::Defined(id) => match &schema.ty(id).kind {
                TypeKind::Complex(complex) => {
                    match complex.derivation {
                        Derivation::Extension => methods.extension = true,
                        Derivation::Restriction => methods.restriction = true,
                    }
                    complex.base
                }
                TypeKind::Simple(simple) => {
                    methods.restriction = true;
                    match &simple.variety {
                        Variety::Restriction { base, .. } => *base,
                        Variety::List { .. } | Variety::Union { .. } => {
                            TypeRef::Builtin(Builtin::AnySimpleType)
                        }
                    }
                }
            },
        };
    }
    // A value of a member of a union is one of the union.
    let members = match schema.is_simple(base).then(|| schema.shape(base)) {
        Some(Shape::Union(members)) => members,
        _ => return None,
    };
    let of_member = |member: &TypeRef| {
        *member != base
            && !matches!(schema.shape(*member), Shape::Union(_))
            && derivation(schema, ty, *member).is_some()
    };
    members.iter().any(of_member).then_some(restriction)
}

/// Whether the type is `builtin` or restricts it, in whatever steps.
pub(super) fn is_a(schema: &Schema, ty: TypeRef, builtin: Builtin) -> bool {
    schema.is_simple(ty)
        && matches!(schema.shape(ty), Shape::Atomic(own) if own.is_derived_from(builtin))
}
