//! SOAP encoded arrays (SOAP 1.1, section 5.4.2; WSDL 1.1, section 2.2; SOAP 1.2 part 2, section 3.1.6).

use super::super::reader::{Reader, Target};
use super::super::symbols::Space;
use super::super::tag::Tag;
use crate::model::namespace;
use crate::model::xsd::{
    Builtin, ComplexType, Content, Derivation, DerivationSet, ModelGroup, Owner, SoapArray, Term,
    Type, TypeId, TypeKind, TypeRef,
};

/// The most arrays within arrays that become types; what has more is read as flat.
const MAX_RANKS: usize = 16;

/// What the items are, when the type is written as an array: it derives from `soapenc:Array`, or names an array type.
///
/// The item type is [`Builtin::AnyType`] where only an element of the content says it; see [`item_of_content`].
pub(super) fn read<'d>(
    reader: &mut Reader<'d>,
    derivation: Tag<'d>,
    ty: &ComplexType,
) -> Option<SoapArray> {
    let written = derivation
        .children()
        .filter(|c| c.is_xsd("attribute"))
        .find_map(|c| {
            c.node
                .attributes()
                .find(|a| a.name() == "arrayType")
                .map(|a| (c, a))
        });
    if let Some((tag, attribute)) = written {
        let text = attribute.value().trim();
        let (name, dimensions) = text.split_at(text.find('[').unwrap_or(text.len()));
        let at = tag.spanned(attribute.range_value());
        let item = match reader.link(tag, name.trim(), at, Space::Type) {
            Some(Target::Component(id)) => TypeRef::Defined(TypeId(id)),
            Some(Target::Builtin(builtin)) => TypeRef::Builtin(builtin),
            _ => TypeRef::Builtin(Builtin::AnyType),
        };
        let dimensions = if dimensions.is_empty() {
            "[]"
        } else {
            dimensions
        };
        return Some(SoapArray {
            item,
            dimensions: dimensions.split_ascii_whitespace().collect(),
        });
    }
    is_array_base(reader, ty.base).then(|| SoapArray {
        item: TypeRef::Builtin(Builtin::AnyType),
        dimensions: "[]".to_owned(),
    })
}

/// Whether the type is `Array` of SOAP encoding.
fn is_array_base(reader: &Reader<'_>, base: TypeRef) -> bool {
    let TypeRef::Defined(id) = base else {
        return false;
    };
    let declaration = reader.declarations.types.get(id.index());
    declaration
        .and_then(|d| d.name.as_ref())
        .is_some_and(is_array)
}

/// Whether the name is `Array` of SOAP encoding.
pub(super) fn is_array(name: &crate::model::name::QName) -> bool {
    &*name.local == "Array"
        && matches!(
            &*name.namespace,
            namespace::SOAP11_ENCODING | namespace::SOAP12_ENCODING
        )
}

/// The only element of an array's content, which says what the items are where no array type does.
pub(super) fn item_of_content(content: &Content) -> Option<crate::model::xsd::ElementId> {
    let Content::Elements(particle) = content else {
        return None;
    };
    let mut term = &particle.term;
    loop {
        match term {
            Term::Element(id) => return Some(*id),
            Term::Group(ModelGroup { particles, .. }) => match particles.as_slice() {
                [only] => term = &only.term,
                _ => return None,
            },
            Term::GroupRef(_) | Term::Wildcard(_) => return None,
        }
    }
}

/// Gives arrays of arrays their inner types: an `int[,][]` is an array of `int[,]` (SOAP 1.1, section 5.4.2), which has no name.
pub(super) fn nest(reader: &mut Reader<'_>) {
    let types = &mut reader.schema.types;
    let mut index = 0;
    // What is added has a rank less, and comes later.
    while index < types.len() {
        let (Ok(number), Ok(next)) = (u32::try_from(index), u32::try_from(types.len())) else {
            return;
        };
        let inner = types.get_mut(index).and_then(|ty| {
            let item = inner_array(ty, TypeRef::Defined(TypeId(next)))?;
            Some(Type {
                name: None,
                namespace: ty.namespace.clone(),
                owner: Owner::Type(TypeId(number)),
                kind: TypeKind::Complex(item),
                documentation: None,
                expected_content_types: None,
                span: ty.span,
            })
        });
        types.extend(inner);
        index += 1;
    }
}

/// Takes the last rank for the array itself and makes `item` its items; what those are is returned.
fn inner_array(ty: &mut Type, item: TypeRef) -> Option<ComplexType> {
    let TypeKind::Complex(complex) = &mut ty.kind else {
        return None;
    };
    let outer = complex.array.as_mut()?;
    let ranks = outer.dimensions.matches('[').count();
    if !(2..=MAX_RANKS).contains(&ranks) {
        return None;
    }
    let last = outer.dimensions.rfind('[')?;
    let own = outer.dimensions.split_off(last);
    let inner = SoapArray {
        item: std::mem::replace(&mut outer.item, item),
        dimensions: std::mem::replace(&mut outer.dimensions, own),
    };
    Some(ComplexType {
        base: TypeRef::Builtin(Builtin::AnyType),
        derivation: Derivation::Restriction,
        content: Content::Empty,
        attributes: Vec::new(),
        any_attribute: None,
        is_abstract: false,
        mixed: false,
        block: DerivationSet::default(),
        final_: DerivationSet::default(),
        array: Some(inner),
    })
}
