//! The walk over a value and its tables.

use super::{Rule, SHOWN, Violation, Violations};
use crate::xml::flag::{any, attr, fixed, group, many, nil, opt, secret};
use crate::xml::{DEPTH, Kind, Leaf, Member, NO_NS, Node, View, Writer, occurrences};
use std::fmt::Write as _;

/// All that the value breaks. `names` are the namespaces that the numbers of its tables mean.
pub(super) fn walk(view: &View<'_, '_>, names: &[&str], path: String) -> Violations {
    let mut walk = Walk {
        names,
        path,
        depth: 0,
        secret: 0,
        encoded: 0,
        found: Violations::default(),
    };
    walk.root(view);
    walk.found
}

struct Walk<'n> {
    names: &'n [&'n str],
    /// The path so far.
    path: String,
    depth: usize,
    /// How many of the rows that lead here are secret.
    secret: usize,
    /// How many of the tables that lead here are those of values in the SOAP encoding, where what is null may be left out (SOAP 1.1 section
    /// 5.1, rule 9).
    encoded: usize,
    found: Violations,
}

impl Walk<'_> {
    /// The whole value. Of a simple type it has no row, and no rules but its own: the words of an enumeration.
    fn root(&mut self, view: &View<'_, '_>) {
        match view {
            View::Node(node) => self.node(*node),
            View::Leaf(leaf) => self.leaf(&Member::new("", NO_NS, 0, None), *leaf),
            View::Many(one) if one.one() && !one.is_empty() => self.root(&one.at(0)),
            _ => {}
        }
    }

    fn report(&mut self, rule: Rule, value: Option<&str>) {
        let value = value.map(|value| value.chars().take(SHOWN).collect());
        self.found.add(Violation {
            path: self.path.clone(),
            value,
            rule,
        });
    }

    /// A struct, a choice, or one of several types.
    fn node(&mut self, node: &dyn Node<'_>) {
        if self.depth >= DEPTH {
            self.report(Rule::TooDeep, None);
            return;
        }
        let table = node.table();
        let encoded = usize::from(table.encoded);
        self.depth += 1;
        self.encoded += encoded;
        match table.kind {
            Kind::Seq | Kind::All => {
                for (i, row) in table.members.iter().enumerate() {
                    self.member(row, node.view(i));
                }
            }
            Kind::Choice => {
                let which = node.which();
                if let Some(row) = table.members.get(which) {
                    self.member(row, node.view(which));
                }
            }
            // The element has a name already, and its type a table of its own.
            Kind::Poly => {
                let which = node.which();
                match (table.members.get(which), node.view(which).inside()) {
                    (_, View::Node(inner)) => self.node(inner),
                    (Some(row), view) if !row.is(any) => self.value(row, view),
                    _ => {}
                }
            }
        }
        self.depth -= 1;
        self.encoded -= encoded;
    }

    /// A member, under its name.
    fn member(&mut self, row: &Member<'_>, view: View<'_, '_>) {
        let before = self.path.len();
        if row.flags & (group | any) == 0 && !row.name.is_empty() {
            self.path.push_str(if row.is(attr) { "/@" } else { "/" });
            self.path.push_str(row.name);
        }
        let hidden = usize::from(row.is(secret));
        self.secret += hidden;
        self.occurrences(row, view);
        self.secret -= hidden;
        self.path.truncate(before);
    }

    /// How often it is there, and each of it.
    fn occurrences(&mut self, row: &Member<'_>, view: View<'_, '_>) {
        match view {
            View::OptStr(None) => self.absent(row),
            View::Many(one) if one.one() => match one.is_empty() {
                true => self.absent(row),
                false => self.occurrences(row, one.at(0)),
            },
            View::Strs(texts) => {
                self.count(row, texts.len());
                for (i, text) in texts.iter().enumerate() {
                    self.item(row, i, View::Str(text));
                }
            }
            View::Many(list) => {
                self.count(row, occurrences(row, list));
                for i in 0..list.len() {
                    self.item(row, i, list.at(i));
                }
            }
            view => self.value(row, view),
        }
    }

    /// One of several.
    fn item(&mut self, row: &Member<'_>, i: usize, view: View<'_, '_>) {
        let before = self.path.len();
        if row.flags & (group | any) == 0 {
            // Writing to a String cannot fail.
            let _ = write!(self.path, "[{}]", i + 1);
        }
        match view {
            // What is absent in a list is nil.
            View::OptStr(None) => self.nil(row),
            View::Many(one) if one.one() && one.is_empty() => self.nil(row),
            view => self.value(row, view.inside()),
        }
        self.path.truncate(before);
    }

    fn count(&mut self, row: &Member<'_>, count: usize) {
        let (min, max) = match row.bounds() {
            Some((min, max)) => (min, Some(max).filter(|max| *max < u32::MAX as usize)),
            None => (usize::from(row.flags & (opt | attr) == 0), None),
        };
        let none = count == 0 && (row.emptiable() || self.encoded > 0);
        let too_few = count < min && !none;
        if too_few || max.is_some_and(|max| count > max) {
            self.report(Rule::Occurs { count, min, max }, None);
        }
    }

    /// Not there: which says nil where it must be there and may be nil.
    fn absent(&mut self, row: &Member<'_>) {
        let allowed = row.flags & (opt | nil | fixed | many) != 0
            || row.flags & (group | any) != 0 && row.emptiable()
            || self.encoded > 0 && row.particle();
        if !allowed {
            self.report(Rule::Required, None);
        }
    }

    fn nil(&mut self, row: &Member<'_>) {
        if !row.is(nil) {
            self.report(Rule::NotNillable, None);
        }
    }

    /// What is there.
    fn value(&mut self, row: &Member<'_>, view: View<'_, '_>) {
        match view {
            View::Str(text) | View::OptStr(Some(text)) => {
                self.simple(row, &row.white_space().apply(text), None);
            }
            View::Leaf(leaf) => self.leaf(row, leaf),
            View::Node(node) => self.node(node),
            View::Nil => self.nil(row),
            View::NilNode(node) => {
                self.nil(row);
                self.attributes(node);
            }
            View::Many(one) if one.one() && !one.is_empty() => self.value(row, one.at(0)),
            View::Tree(element) if element.local.is_empty() => {
                self.report(Rule::Required, None);
            }
            View::Tree(element) if row.is(any) => self.namespace(row, &element.namespace),
            View::Attrs(attributes) => {
                for attribute in &attributes.0 {
                    self.namespace(row, &attribute.namespace);
                }
            }
            View::OptStr(None)
            | View::None
            | View::Simple(_)
            | View::Tree(_)
            | View::Many(_)
            | View::Strs(_)
            | View::Attachment(_) => {}
        }
    }

    /// The attributes of an element that is nil.
    fn attributes(&mut self, node: &dyn Node<'_>) {
        let table = node.table();
        if table.kind == Kind::Poly {
            if let View::Node(inner) = node.view(node.which()).inside() {
                self.attributes(inner);
            }
            return;
        }
        for (i, row) in table.members.iter().enumerate() {
            if row.is(attr) {
                self.member(row, node.view(i));
            }
        }
    }

    fn leaf(&mut self, row: &Member<'_>, leaf: &dyn Leaf) {
        let text = Writer::text_of(|out| leaf.put(out));
        self.simple(row, &text, leaf.unlisted());
    }

    fn simple(&mut self, row: &Member<'_>, text: &str, unlisted: Option<&'static [&'static str]>) {
        // What an empty element says, where there is a default, is the default.
        if text.is_empty() && row.default().is_some() && !row.is(attr) {
            return;
        }
        let shown = (self.secret == 0).then_some(text);
        let simple = row.simple();
        // A union knows whether a word that is not listed is a value of another member.
        if let Some(words) = unlisted
            && !simple.is_some_and(|simple| simple.kind().holds_union())
        {
            self.report(Rule::Enumeration(words), shown);
        }
        let Some(simple) = simple else { return };
        for violation in simple.check_all(text) {
            self.report(Rule::Simple(violation), shown);
        }
        if row.is(fixed)
            && let Some(value) = row.default()
            && !simple.same(text, value)
        {
            let value = if shown.is_none() { "***" } else { value };
            self.report(Rule::Fixed(value.to_owned()), shown);
        }
    }

    fn namespace(&mut self, row: &Member<'_>, uri: &str) {
        let known = self.names.iter().position(|name| *name == uri);
        // No rule names a namespace that the tables do not number.
        let number = known.and_then(|ns| u16::try_from(ns).ok());
        if !row.wild().takes(number.unwrap_or(u16::MAX)) {
            self.report(Rule::Namespace(uri.to_owned()), None);
        }
    }
}
