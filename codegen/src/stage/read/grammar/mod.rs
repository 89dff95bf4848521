//! Documents held to their grammar: which elements and attributes stand where, how often and in which order. What stands where it may not is
//! warned of; whether it is read all the same is for the reader of the construct to say.

mod row;
mod schema;
mod wsdl;

use std::collections::BTreeMap;

use roxmltree::Node;

use self::row::{Kind, Row, Slot};
use super::findings::Findings;
use super::reader::Reader;
use super::tag::Tag;
use crate::diagnostic::code;
use crate::model::documents::Span;
use crate::model::name::is_ncname;
use crate::model::namespace;
use crate::model::xsd::Builtin;
use crate::names::pattern;
use crate::sample::number;

/// A language that documents are written in.
struct Language {
    name: &'static str,
    row: fn(Option<&str>, &str) -> Option<&'static Row>,
    /// Whether an element is of it.
    own: fn(Tag<'_>) -> bool,
    /// The elements with words for readers.
    prose: &'static [&'static str],
    /// What holds such words, for the help.
    advice: &'static str,
    /// What may stand once and is read however often it does, and what to do.
    twice: &'static [(&'static str, &'static str)],
    /// Whether the element is spoken of elsewhere: in the parent, which has the row.
    elsewhere: fn(&str, &str, &Row) -> bool,
    /// The names of all attributes.
    attributes: fn() -> Vec<&'static str>,
}

/// XML Schema: the schema for schemas (part 1, appendix A).
const SCHEMA: Language = Language {
    name: "XML Schema",
    row: schema::row,
    own: |tag| tag.is_schema(),
    prose: &["appinfo", "documentation"],
    advice: "words for readers stand in `annotation` and `documentation`",
    twice: &[(
        "annotation",
        "one may stand there, with as many `documentation` in it as there are",
    )],
    elsewhere: schema::is_read_all_the_same,
    attributes: schema::attributes,
};

/// WSDL 1.1.
const WSDL: Language = Language {
    name: "WSDL",
    row: wsdl::row,
    own: |tag| tag.namespace() == namespace::WSDL,
    prose: &["documentation"],
    advice: "words for readers stand in `documentation`",
    twice: &[("types", "one may stand there, with all schemas in it")],
    elsewhere: |_, _, _| false,
    attributes: wsdl::attributes,
};

/// What was found in one schema, or in the WSDL around it.
struct Check<'f, 'd> {
    language: &'static Language,
    found: &'f mut Findings,
    /// The places of ids.
    ids: BTreeMap<&'d str, Span>,
}

/// Looks over a schema. Drafts of XML Schema had other rules.
pub(super) fn check_schema<'d>(reader: &mut Reader<'d>, root: Tag<'d>) {
    if matches!(root.namespace(), namespace::XSD | "") {
        check(&SCHEMA, reader, root);
    }
}

/// Looks over a WSDL, without what stands in it of other vocabularies.
pub(super) fn check_wsdl<'d>(reader: &mut Reader<'d>, root: Tag<'d>) {
    check(&WSDL, reader, root);
}

fn check<'d>(language: &'static Language, reader: &mut Reader<'d>, root: Tag<'d>) {
    let mut found = Findings::default();
    let mut check = Check {
        language,
        found: &mut found,
        ids: BTreeMap::new(),
    };
    // Without recursion; an element that has no row is not looked into.
    let mut open: Vec<(Option<&str>, Tag<'d>)> = vec![(None, root)];
    while let Some((parent, tag)) = open.pop() {
        let Some(row) = (language.row)(parent, tag.local()) else {
            continue;
        };
        check.attributes(tag, row);
        if language.prose.contains(&tag.local()) {
            continue;
        }
        check.text(tag);
        check.content(tag, row);
        let start = open.len();
        let inner = tag.children().filter(|c| (language.own)(*c));
        open.extend(inner.map(|c| (Some(tag.local()), c)));
        // The first is the next.
        if let Some(new) = open.get_mut(start..) {
            new.reverse();
        }
    }
    found.report(reader);
}

impl<'d> Check<'_, 'd> {
    /// Attributes that the element does not have, and values that no attribute of the kind has.
    fn attributes(&mut self, tag: Tag<'d>, row: &Row) {
        let word = tag.written();
        for attribute in tag.node.attributes() {
            let (name, at) = (attribute.name(), tag.spanned(attribute.range()));
            match attribute.namespace() {
                None => {}
                Some(namespace::XML) if name == "lang" => {
                    let text = attribute.value().trim();
                    if !text.is_empty() && !number::is_lexical(Builtin::Language, text) {
                        let message =
                            format!("`{text}` is not the name of a language, such as `en`");
                        let at = tag.spanned(attribute.range_value());
                        self.found.add(code::BAD_VALUE, at, message);
                    }
                    continue;
                }
                Some(namespace::XSD) => {
                    let message = format!(
                        "`{name}` has a prefix, with which XML Schema has no attribute; it was ignored"
                    );
                    let found = self.found.add(code::IGNORED, at, message);
                    found.help("attributes of XML Schema are written without a prefix");
                    continue;
                }
                Some(_) => continue,
            }
            let known = row.attributes.iter().find(|(known, _)| *known == name);
            if let Some((name, kind)) = known {
                self.value(tag, name, *kind);
                continue;
            }
            let (language, all) = (self.language.name, (self.language.attributes)());
            let (message, near) = if all.contains(&name) {
                let message = format!("`{name}` has no meaning on this `{word}`; it was ignored");
                (message, None)
            } else {
                let message = format!("{language} has no attribute `{name}`; it was ignored");
                let own = row.attributes.iter().map(|(name, _)| *name);
                let near = pattern::nearest(name, own).or_else(|| pattern::nearest(name, all));
                (message, near)
            };
            let found = self.found.add(code::IGNORED, at, message);
            found.did_you_mean(near);
        }
    }

    fn value(&mut self, tag: Tag<'d>, name: &'static str, kind: Kind) {
        let Some(text) = tag.attribute(name) else {
            return;
        };
        let at = tag.value_span(name);
        match kind {
            Kind::Free if name.ends_with("FormDefault") || name == "form" => {
                if !matches!(text, "qualified" | "unqualified") {
                    let message = format!(
                        "`{text}` is neither `qualified` nor `unqualified`; `unqualified` was taken"
                    );
                    self.found.add(code::BAD_VALUE, at, message);
                }
            }
            Kind::Free => {}
            Kind::Flag => {
                if !matches!(text, "true" | "false" | "1" | "0") {
                    let message = format!("`{text}` is neither `true` nor `false`");
                    self.found.add(code::BAD_VALUE, at, message);
                }
            }
            Kind::Derivations(words) => {
                let given: Vec<&str> = text.split_ascii_whitespace().collect();
                let listed = given.iter().all(|word| words.contains(word));
                if !listed && given != ["#all"] {
                    let message = format!(
                        "`{name}` is `#all` or some of `{}`; what else `{text}` says was ignored",
                        words.join("`, `")
                    );
                    self.found.add(code::BAD_VALUE, at, message);
                }
            }
            Kind::Id => {
                if !is_ncname(text) {
                    let message = format!("`{text}` is not an id, which is a name without a colon");
                    self.found.add(code::BAD_VALUE, at, message);
                } else if let Some(first) = self.ids.get(text) {
                    let message = format!("another element of the schema has the id `{text}`, too");
                    let found = self.found.add(code::BAD_VALUE, at, message);
                    found.note(*first, "first used here");
                } else {
                    self.ids.insert(text, at);
                }
            }
        }
    }

    /// Text between elements.
    fn text(&mut self, tag: Tag<'d>) {
        let mut texts = tag.node.children().filter(Node::is_text);
        let stray = texts.find(|t| t.text().is_some_and(|t| !t.trim().is_empty()));
        let Some(stray) = stray else { return };
        let written = tag.node.document().input_text().get(stray.range());
        let written = written.unwrap_or_default();
        let start = stray.range().start + (written.len() - written.trim_start().len());
        let at = tag.spanned(start..start + written.trim().len());
        let message = format!("text has no meaning in `{}`; it was ignored", tag.written());
        let found = self.found.add(code::IGNORED, at, message);
        found.help(self.language.advice);
    }

    /// Elements that do not belong there, that stand too often, or in another order.
    fn content(&mut self, tag: Tag<'d>, row: &Row) {
        let mut at = 0;
        // What filled each slot first, and what stood last in any.
        let mut filled: Vec<Option<Tag<'d>>> = row.content.iter().map(|_| None).collect();
        let mut last: Option<Tag<'d>> = None;
        let mut derived: Option<Tag<'d>> = None;
        for child in tag.children().filter(|c| (self.language.own)(*c)) {
            let local = child.local();
            if (self.language.elsewhere)(tag.local(), local, row) {
                continue;
            }
            let holds = |(_, slot): &(usize, &Slot)| slot.names.contains(&local);
            let slots = || row.content.iter().enumerate();
            let Some((index, slot)) = slots().skip(at).find(holds).or_else(|| slots().find(holds))
            else {
                self.unknown(tag, child, row);
                continue;
            };
            if let Some(derived) = derived.filter(|_| local != "annotation") {
                self.beside(tag, child, derived);
                continue;
            }
            if matches!(local, "simpleContent" | "complexContent") {
                derived = Some(child);
            }
            let first = filled.get_mut(index);
            let first = first.and_then(|f| f.replace(f.unwrap_or(child)));
            match (first, last) {
                (Some(first), _) if !slot.many => self.again(tag, child, first),
                (_, Some(last)) if index < at && row.ordered => {
                    let message = format!(
                        "`{}` stands after `{}`; it was read as if it stood before it",
                        child.written(),
                        last.written()
                    );
                    self.found.add(code::MISPLACED, child.tag_span(), message);
                }
                _ => {}
            }
            if index >= at {
                at = index;
                last = Some(child);
            }
        }
    }

    /// A second element where there is room for one.
    fn again(&mut self, tag: Tag<'d>, child: Tag<'d>, first: Tag<'d>) {
        let (of_type, local) = (tag.local() != "group", child.local());
        if let Some((_, advice)) = self.language.twice.iter().find(|(name, _)| *name == local) {
            let message = format!(
                "there is a second `{}` in this `{}`; both were read",
                child.written(),
                tag.written()
            );
            let found = self.found.add(code::MISPLACED, child.tag_span(), message);
            found.help(*advice);
        } else if !(of_type && is_group(local) && is_group(first.local())) {
            // The groups of a type are spoken of where they are read.
            self.beside(tag, child, first);
        }
    }

    fn unknown(&mut self, tag: Tag<'d>, child: Tag<'d>, row: &Row) {
        let message = format!(
            "`{}` has no meaning in `{}`; it was ignored",
            child.written(),
            tag.written()
        );
        let names = row.content.iter().flat_map(|slot| slot.names);
        let near = pattern::nearest(child.local(), names.copied());
        let found = self.found.add(code::IGNORED, child.tag_span(), message);
        found.did_you_mean(near);
    }

    fn beside(&mut self, tag: Tag<'d>, child: Tag<'d>, first: Tag<'d>) {
        let message = match child.local() == first.local() {
            true => format!(
                "there is a second `{}` in this `{}`; it was ignored",
                child.written(),
                tag.written()
            ),
            false => format!(
                "`{}` cannot stand beside `{}`; it was ignored",
                child.written(),
                first.written()
            ),
        };
        let found = self.found.add(code::IGNORED, child.tag_span(), message);
        found.note(first.tag_span(), "this one was taken");
    }
}

fn is_group(local: &str) -> bool {
    matches!(local, "group" | "all" | "choice" | "sequence")
}
