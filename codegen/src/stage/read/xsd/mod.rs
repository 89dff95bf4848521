//! XML Schema 1.0: a file per construct.
//!
//! Reading goes in three steps. The survey gives every definition and declaration an id and names the global ones. Then each is
//! read by itself; what it refers to is an id already, so nothing here follows references. Last, what depends on several
//! components (types of substitution heads, simple content, derivation) is settled.

mod array;
mod attribute;
mod check;
mod complex;
mod constraints;
mod determinism;
pub(super) mod drafts;
mod element;
mod finish;
mod group;
mod nesting;
mod particle;
mod same;
mod simple;
mod survey;
mod values;
mod wildcard;

use super::reader::Reader;
use super::tag::Tag;
use crate::diagnostic::code;

pub(super) use self::same::same;
use crate::model::name::QName;
use crate::model::namespace;
use crate::model::xsd::{DerivationSet, Owner};

/// A definition or declaration that the survey found.
#[derive(Clone)]
pub(super) struct Declaration<'d> {
    pub(super) tag: Tag<'d>,
    pub(super) owner: Owner,
    /// The name of a global one.
    pub(super) name: Option<QName>,
}

/// All of them, in source order; an id is an index.
#[derive(Default)]
pub(super) struct Declarations<'d> {
    pub(super) types: Vec<Declaration<'d>>,
    pub(super) elements: Vec<Declaration<'d>>,
    pub(super) attributes: Vec<Declaration<'d>>,
    pub(super) groups: Vec<Declaration<'d>>,
    pub(super) attribute_groups: Vec<Declaration<'d>>,
}

/// Reads all schemas into `reader.schema`.
pub(super) fn read(reader: &mut Reader<'_>) {
    survey::survey(reader);
    for declaration in reader.declarations.attribute_groups.clone() {
        attribute::read_group(reader, &declaration);
    }
    // Attributes before types: a type compares the names of its own.
    for (id, declaration) in (0..).zip(reader.declarations.attributes.clone()) {
        attribute::read(reader, id, &declaration);
    }
    reader.current = super::problem::Component::Nothing;
    for declaration in reader.declarations.attribute_groups.clone() {
        attribute::link_group(reader, declaration.tag);
    }
    for (id, declaration) in (0..).zip(reader.declarations.types.clone()) {
        complex::read_type(reader, id, &declaration);
    }
    for (id, declaration) in (0..).zip(reader.declarations.elements.clone()) {
        element::read(reader, id, &declaration);
    }
    for (id, declaration) in (0..).zip(reader.declarations.groups.clone()) {
        group::read(reader, id, &declaration);
    }
    check::break_cycles(reader);
    nesting::check(reader);
    finish::finish(reader);
    constraints::check(reader);
    values::check(reader);
    determinism::check(reader);
}

/// A list of derivation methods, of `block`, `final` and their defaults.
pub(super) fn derivation_set(text: &str) -> DerivationSet {
    let has = |word: &str| {
        text.split_ascii_whitespace()
            .any(|w| w == word || w == "#all")
    };
    DerivationSet {
        extension: has("extension"),
        restriction: has("restriction"),
        substitution: has("substitution"),
    }
}

/// The boolean in an attribute; what is none is said, and taken as it is meant where that is clear.
fn flag<'d>(reader: &mut Reader<'d>, tag: Tag<'d>, attribute: &str) -> bool {
    let Some(text) = tag.attribute(attribute) else {
        return false;
    };
    match text {
        "true" | "1" => true,
        "false" | "0" => false,
        other => {
            let meant = other.eq_ignore_ascii_case("true");
            let message = format!("`{other}` is neither `true` nor `false`; `{meant}` was taken");
            reader.warn(code::BAD_VALUE, tag.value_span(attribute), message);
            meant
        }
    }
}

/// Says that a `ref` leaves no room for these attributes and elements.
fn beside_ref<'d>(reader: &mut Reader<'d>, tag: Tag<'d>, attributes: &[&str], elements: &[&str]) {
    let mut all = attributes.iter();
    if let Some(other) = all.find(|a| tag.attribute(a).is_some()) {
        let message = format!("`{other}` has no meaning beside `ref`; it was ignored");
        reader.warn(code::IGNORED, tag.value_span(other), message);
    }
    let inside = elements.iter().find_map(|local| tag.xsd_child(local));
    beside(reader, inside, "ref");
}

/// Says that an attribute says all, and leaves no room for the element inside.
fn beside<'d>(reader: &mut Reader<'d>, inside: Option<Tag<'d>>, attribute: &str) {
    let Some(inside) = inside else { return };
    let message = format!(
        "`{}` has no meaning beside the attribute `{attribute}`; it was ignored",
        inside.written()
    );
    reader.warn(code::IGNORED, inside.tag_span(), message);
}

/// The media types that a declaration expects of its bytes (Describing Media Content of Binary Data in XML, section 3), in the
/// note's namespace or that of its draft.
fn expected_content_types(tag: Tag<'_>) -> Option<String> {
    let said = [namespace::XMLMIME, "http://www.w3.org/2004/11/xmlmime"]
        .into_iter()
        .find_map(|ns| tag.node.attribute((ns, "expectedContentTypes")));
    said.map(str::to_owned)
}

/// The elements that declare types. Facets in a redefined complex type with simple content make a simple type, whose base is that of
/// the complex one.
const TYPES: &[&str] = &["simpleType", "complexType"];

/// Inside the redefinition of a component a reference to its name means what is redefined.
/// `locals` are the elements that declare what the reference is to.
fn original<'d>(reader: &Reader<'d>, tag: Tag<'d>, locals: &[&str], id: u32) -> u32 {
    let redefinition = tag.node.ancestors().find(|a| {
        locals.contains(&a.tag_name().name())
            && a.parent_element()
                .is_some_and(|p| p.tag_name().name() == "redefine")
    });
    let Some(node) = redefinition else { return id };
    let key = (tag.schema, node.id());
    match (reader.ids.get(&key), reader.originals.get(&key)) {
        (Some(own), Some(original)) if *own == id => *original,
        _ => id,
    }
}
