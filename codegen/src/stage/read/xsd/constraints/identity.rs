//! Keys, references to them and unique values (part 1, section 3.11).

use std::collections::BTreeMap;

use super::super::super::findings::Findings;
use super::super::super::reader::Reader;
use super::super::super::symbols::Space;
use super::super::super::tag::Tag;
use crate::diagnostic::code;
use crate::model::name::{QName, is_ncname, split};

/// Holds all identity constraints to theirs: *c-props-correct*, *c-selector-xpath*, *c-fields-xpaths*, *src-resolve*. Nothing but
/// documentation is made of them.
pub(super) fn check(reader: &Reader<'_>, found: &mut Findings) {
    let mut all: Vec<Tag<'_>> = Vec::new();
    let elements = reader.declarations.elements.iter().map(|d| d.tag);
    for element in elements.filter(|t| !reader.builtin.contains(&t.document)) {
        let kinds = ["key", "unique", "keyref"];
        let inner = element.children();
        all.extend(inner.filter(|c| kinds.iter().any(|local| c.is_xsd(local))));
    }
    let mut named: BTreeMap<QName, Tag<'_>> = BTreeMap::new();
    for &tag in &all {
        let Some(local) = tag.attribute("name").filter(|n| !n.is_empty()) else {
            let message = format!("the `{}` has no `name`", tag.written());
            found.add(code::IDENTITY, tag.tag_span(), message);
            continue;
        };
        let name = QName::new(reader.target_namespace(tag), local);
        if let Some(first) = named.get(&name) {
            let message = format!("there is another identity constraint `{local}`");
            let found = found.add(code::IDENTITY, tag.span(), message);
            found.note(first.span(), "the other");
        } else {
            named.insert(name, tag);
        }
    }
    for &tag in &all {
        paths(reader, tag, found);
        refers(reader, tag, &named, found);
    }
}

fn fields<'d>(tag: Tag<'d>) -> impl Iterator<Item = Tag<'d>> {
    tag.children().filter(|c| c.is_xsd("field"))
}

/// One `selector` and some `field`s, each with a path.
fn paths(reader: &Reader<'_>, tag: Tag<'_>, found: &mut Findings) {
    let word = tag.written();
    let selector = tag.xsd_child("selector");
    for (there, part) in [
        (selector.is_some(), "selector"),
        (fields(tag).next().is_some(), "field"),
    ] {
        if !there {
            let message = format!("the `{word}` has no `{part}`");
            found.add(code::IDENTITY, tag.span(), message);
        }
    }
    for part in selector.into_iter().chain(fields(tag)) {
        let Some(path) = part.attribute("xpath") else {
            let message = format!("the `{}` has no `xpath`", part.written());
            found.add(code::IDENTITY, part.tag_span(), message);
            continue;
        };
        let mut alternatives = path.split('|');
        let is_field = part.local() == "field";
        if let Some(problem) = alternatives.find_map(|p| problem(reader, part, p.trim(), is_field))
        {
            let message =
                format!("`{path}` is not a path of the kind that XML Schema allows: {problem}");
            found
                .add(code::IDENTITY, part.value_span("xpath"), message)
                .help("a path is made of `.//` at its start, names and `*`, with `/` between them; a field may end in `@name`");
        }
    }
}

/// What is wrong with a path (part 1, section 3.11.6).
fn problem<'d>(reader: &Reader<'d>, tag: Tag<'d>, path: &str, is_field: bool) -> Option<String> {
    let steps = path.strip_prefix(".//").unwrap_or(path);
    let mut steps = steps.split('/').map(str::trim).peekable();
    while let Some(step) = steps.next() {
        let step = step.strip_prefix("child::").map_or(step, str::trim);
        let attribute = step.strip_prefix('@').or(step.strip_prefix("attribute::"));
        let name = match attribute {
            Some(_) if !is_field => return Some("it selects an attribute".to_owned()),
            Some(_) if steps.peek().is_some() => {
                return Some("nothing follows an attribute".to_owned());
            }
            Some(name) => name.trim(),
            None if matches!(step, "." | "*") => continue,
            None => step,
        };
        let (prefix, local) = split(name);
        if !(local == "*" || is_ncname(local)) || prefix.is_some_and(|p| !is_ncname(p)) {
            return Some(match step {
                "" => "a step is empty".to_owned(),
                step => format!("`{step}` is not a name"),
            });
        }
        let declared = |p| reader.namespace_of(tag, Some(p), Space::Element).is_some();
        if let Some(prefix) = prefix.filter(|p| !declared(*p)) {
            return Some(format!("the prefix `{prefix}` is not declared"));
        }
    }
    None
}

/// *c-props-correct* 2: a `keyref` refers to a key, with as many fields.
fn refers<'d>(
    reader: &Reader<'d>,
    tag: Tag<'d>,
    named: &BTreeMap<QName, Tag<'d>>,
    found: &mut Findings,
) {
    if tag.local() != "keyref" {
        return;
    }
    let Some(text) = tag.attribute("refer") else {
        let message = format!(
            "the `{}` says of no key that it refers to it (`refer`)",
            tag.written()
        );
        found.add(code::IDENTITY, tag.span(), message);
        return;
    };
    let at = tag.value_span("refer");
    let (prefix, local) = split(text);
    let Some(namespace) = reader.namespace_of(tag, prefix, Space::Element) else {
        let message = format!(
            "the prefix `{}` is not declared",
            prefix.unwrap_or_default()
        );
        found.add(code::IDENTITY, at, message);
        return;
    };
    let Some(key) = named.get(&QName::new(namespace, local)) else {
        let message = format!("there is no key `{local}` to refer to");
        found.add(code::IDENTITY, at, message);
        return;
    };
    let (own, others) = (fields(tag).count(), fields(*key).count());
    let message = match key.local() {
        "keyref" => format!("`{local}` is not a key, but refers to one itself"),
        _ if own != others => {
            format!(
                "the key `{local}` has not as many fields as the reference: {others}, not {own}"
            )
        }
        _ => return,
    };
    let found = found.add(code::IDENTITY, at, message);
    found.note(key.span(), "referred to");
}
