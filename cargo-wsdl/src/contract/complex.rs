//! Complex types, the old beside the new: content, attributes.

use wsdl_codegen::model::name::QName;
use wsdl_codegen::model::xsd::effective::EffectiveContent;
use wsdl_codegen::model::xsd::{AttributeUse, Compositor, Schema, TypeId, TypeRef, Usage};

use super::content::{self, Is, Leaf};
use super::schema::At;
use super::{Breaks, Comparer, Kind};

/// Whether two leaves are the same.
type Alike<'a> = &'a dyn Fn(&Leaf<'_>, &Leaf<'_>) -> bool;

impl Comparer<'_> {
    pub(super) fn complex(&mut self, at: &At, old: TypeId, new: TypeId) {
        let (before, after) = (&self.old.description.schema, &self.new.description.schema);
        let (Some((_, a)), Some((_, b))) = (
            before.complex(TypeRef::Defined(old)),
            after.complex(TypeRef::Defined(new)),
        ) else {
            return;
        };
        if a.is_abstract != b.is_abstract {
            self.switch(at, "abstract", b.is_abstract);
        }
        if before.effective_mixed(old) != after.effective_mixed(new) {
            self.switch(at, "mixed", after.effective_mixed(new));
        }
        let base = |schema: &Schema, ty: TypeRef| match ty {
            TypeRef::Builtin(_) => None,
            TypeRef::Defined(id) => schema.ty(id).name.clone(),
        };
        let (from, to) = (base(before, a.base), base(after, b.base));
        if from.as_ref().map(|n| self.mapped(n)) != to && self.deep.is_none() {
            let word = |name: Option<QName>| {
                name.map_or_else(|| "none".to_owned(), |n| n.local.to_string())
            };
            let what = format!("base {} → {}", word(from), word(to));
            let breaks = match a.base {
                TypeRef::Defined(_) => {
                    Breaks::request("it may no longer stand in place of its base")
                }
                TypeRef::Builtin(_) => Breaks::NONE,
            };
            self.report(at, Kind::TypeChanged, what, breaks);
        }
        if let (Some(a), Some(b)) = (&a.array, &b.array) {
            if a.dimensions != b.dimensions {
                let what = format!("array {} → {}", a.dimensions, b.dimensions);
                let breaks = Breaks::both(
                    "an array of other dimensions is refused",
                    "an array of other dimensions cannot be read as what it is",
                );
                self.report(at, Kind::TypeChanged, what, breaks);
            }
            self.reference(&at.member("item"), a.item, b.item);
        }
        match (text(before, old), text(after, new)) {
            (Some(a), Some(b)) => self.reference(&at.member("text"), a, b),
            (None, None) => self.content(at, old, new),
            (a, _) => {
                let what = if a.is_some() {
                    "text → elements"
                } else {
                    "elements → text"
                };
                let breaks = Breaks::both("the content is refused", "the content cannot be read");
                self.report(at, Kind::ContentChanged, what, breaks);
            }
        }
        self.attributes(at, old, new);
    }

    fn content(&mut self, at: &At, old: TypeId, new: TypeId) {
        let (before, after) = (&self.old.description.schema, &self.new.description.schema);
        let (a, b) = (content::leaves(before, old), content::leaves(after, new));
        let begin = self.drafts.len();
        let pairs = self.pairs(&a, &b);
        for (i, leaf) in a.iter().enumerate() {
            match pairs
                .iter()
                .find(|(old, _)| *old == i)
                .and_then(|(_, new)| b.get(*new))
            {
                Some(other) => self.leaf(at, leaf, other),
                None => self.removed(at, leaf),
            }
        }
        for (i, leaf) in b.iter().enumerate() {
            if !pairs.iter().any(|(_, new)| *new == i) {
                self.added(at, leaf);
            }
        }
        let free = |leaf: &Leaf<'_>| {
            leaf.groups
                .iter()
                .any(|g| g.compositor != Compositor::Sequence)
        };
        let ordered: Vec<usize> = pairs
            .iter()
            .filter(|(i, j)| !free(&a[*i]) && !free(&b[*j]))
            .map(|(_, new)| *new)
            .collect();
        if !ordered.is_sorted() {
            let repeated = a.iter().any(Leaf::in_repeated);
            let mut breaks = Breaks::request("elements in the old order are refused");
            if repeated {
                breaks.response = Some("elements in the new order are read into other groups");
            }
            let names: Vec<&str> = b.iter().filter_map(|leaf| leaf.name()).collect();
            self.report(
                at,
                Kind::OrderChanged,
                format!("the order is {} now", names.join(", ")),
                breaks,
            );
        }
        if self.drafts.len() == begin {
            let (a, b) = (content::outline(before, old), content::outline(after, new));
            if a != b {
                let what = format!("content {} → {}", a.trim_end(), b.trim_end());
                let breaks = Breaks::both(
                    "the old grouping is refused",
                    "the new grouping cannot be read",
                );
                self.report(at, Kind::ContentChanged, what, breaks);
            }
        }
    }

    /// Leaves of the same name, in order of the old ones; what is left is paired by local name, then wildcards with wildcards.
    fn pairs(&self, old: &[Leaf<'_>], new: &[Leaf<'_>]) -> Vec<(usize, usize)> {
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        let same = |a: &Leaf<'_>, b: &Leaf<'_>| match (&a.term, &b.term) {
            (Is::Element(_, a), Is::Element(_, b)) => self.mapped(a) == **b,
            (Is::Any(a), Is::Any(b)) => a == b,
            _ => false,
        };
        let alike = |a: &Leaf<'_>, b: &Leaf<'_>| match (&a.term, &b.term) {
            (Is::Element(_, a), Is::Element(_, b)) => a.local == b.local,
            (Is::Any(_), Is::Any(_)) => true,
            _ => false,
        };
        for test in [&same as Alike<'_>, &alike] {
            for (i, a) in old.iter().enumerate() {
                let taken = |j: usize| pairs.iter().any(|(_, other)| *other == j);
                if pairs.iter().any(|(other, _)| *other == i) {
                    continue;
                }
                if let Some(j) = new
                    .iter()
                    .enumerate()
                    .find(|(j, b)| !taken(*j) && test(a, b))
                    .map(|(j, _)| j)
                {
                    pairs.push((i, j));
                }
            }
        }
        pairs.sort_unstable();
        pairs
    }

    fn leaf(&mut self, at: &At, old: &Leaf<'_>, new: &Leaf<'_>) {
        let (Is::Element(a, before), Is::Element(b, after)) = (&old.term, &new.term) else {
            if let (Is::Any(a), Is::Any(b)) = (&old.term, &new.term)
                && a.namespaces != b.namespaces
            {
                let what = format!(
                    "elements of {} → of {}",
                    content::namespaces(a),
                    content::namespaces(b)
                );
                self.report(
                    at,
                    Kind::WildcardChanged,
                    what,
                    Breaks::request("an element that was allowed may be refused"),
                );
            }
            return;
        };
        let at = self.at_member(at, &after.local, false);
        if self.mapped(before) != **after {
            let breaks = Breaks::both(
                "the element is not known by its old name",
                "the element is not known by its new name",
            );
            self.report(
                &at,
                Kind::MemberTypeChanged,
                format!("name {before} → {after}"),
                breaks,
            );
        }
        if old.groups != new.groups {
            let all = |leaf: &Leaf<'_>| matches!(leaf.groups.as_slice(), [g] if g.compositor == Compositor::All && g.occurs == (1, Some(1)));
            let breaks = match (old.groups.is_empty(), new.groups.is_empty()) {
                // Any order is read; `xs:all` takes what a sequence sends.
                (true, _) if all(new) => Breaks::NONE,
                (_, true) if all(old) => {
                    Breaks::request("another order than the schema's is refused")
                }
                _ => Breaks::both(
                    "the old grouping is refused",
                    "the new grouping cannot be read",
                ),
            };
            self.report(
                &at,
                Kind::ContentChanged,
                format!("{} → {}", old.around(), new.around()),
                breaks,
            );
        }
        if old.occurs != new.occurs {
            let more = |a: Option<u32>, b: Option<u32>| a.is_some_and(|a| b.is_none_or(|b| b > a));
            let breaks = Breaks {
                request: if new.occurs.0 > old.occurs.0 {
                    Some("a request may lack it")
                } else if more(new.occurs.1, old.occurs.1) {
                    Some("a request may repeat it")
                } else {
                    None
                },
                response: if new.occurs.0 < old.occurs.0 {
                    Some("an answer may lack it")
                } else if more(old.occurs.1, new.occurs.1) {
                    Some("an answer may repeat it")
                } else {
                    None
                },
            };
            let what = format!(
                "occurs {} → {}",
                content::occurs(old.occurs),
                content::occurs(new.occurs)
            );
            self.report(&at, Kind::OccurrenceChanged, what, breaks);
        }
        let schemas = (&self.old.description.schema, &self.new.description.schema);
        // What is declared globally is compared there.
        if !(schemas.0.element(*a).global && schemas.1.element(*b).global) {
            self.declaration(&at, *a, *b);
        }
    }

    fn removed(&mut self, at: &At, leaf: &Leaf<'_>) {
        match &leaf.term {
            Is::Element(_, name) => {
                let at = self.at_member(at, &name.local, false);
                let mut breaks = Breaks::request("a request that holds it is refused");
                if !leaf.optional() {
                    breaks.response = Some("an answer lacks it");
                }
                self.report(&at, Kind::MemberRemoved, "element removed", breaks);
            }
            Is::Any(_) => {
                let breaks = Breaks::request("an element that was allowed is refused");
                self.report(
                    at,
                    Kind::WildcardChanged,
                    "no other elements any more",
                    breaks,
                );
            }
        }
    }

    fn added(&mut self, at: &At, leaf: &Leaf<'_>) {
        match &leaf.term {
            Is::Element(id, name) => {
                let at = self.at_member(at, &name.local, false);
                let breaks = if leaf.in_choice() {
                    // An answer may hold it in place of the alternatives that can be read.
                    Breaks::response("an answer may hold it in place of what can be read")
                } else if leaf.optional() {
                    Breaks::NONE
                } else {
                    Breaks::request("a request lacks it")
                };
                let ty = self.new.words(self.new.description.schema.element(*id).ty);
                let group = if leaf.groups.is_empty() {
                    String::new()
                } else {
                    format!(", in {}", leaf.around())
                };
                let what = format!(
                    "element added: {ty}, {}{group}",
                    content::occurs(leaf.occurs)
                );
                self.report(&at, Kind::MemberAdded, what, breaks);
            }
            Is::Any(wildcard) => {
                let what = format!("other elements, of {}", content::namespaces(wildcard));
                self.report(at, Kind::WildcardChanged, what, Breaks::NONE);
            }
        }
    }

    fn attributes(&mut self, at: &At, old: TypeId, new: TypeId) {
        let (before, after) = (&self.old.description.schema, &self.new.description.schema);
        let (a, b) = (
            before.effective_attributes(old),
            after.effective_attributes(new),
        );
        let same = |a: &&AttributeUse, b: &&AttributeUse| {
            self.mapped(&before.attribute(a.attribute).name) == after.attribute(b.attribute).name
        };
        let pair: Vec<Option<&AttributeUse>> = a
            .iter()
            .map(|a| b.iter().find(|b| same(a, b)).copied())
            .collect();
        let fresh: Vec<&AttributeUse> = b
            .iter()
            .filter(|b| !a.iter().any(|a| same(a, b)))
            .copied()
            .collect();
        for (a, b) in a.into_iter().zip(pair) {
            let declared = before.attribute(a.attribute);
            let at = self.at_member(at, &declared.name.local, true);
            let Some(b) = b else {
                let mut breaks = Breaks::request("a request that holds it is refused");
                if a.usage == Usage::Required {
                    breaks.response = Some("an answer lacks it");
                }
                self.report(&at, Kind::MemberRemoved, "attribute removed", breaks);
                continue;
            };
            if a.usage != b.usage {
                let (what, breaks) = match b.usage {
                    Usage::Required => ("required now", Breaks::request("a request may lack it")),
                    _ => (
                        "no longer required",
                        Breaks::response("an answer may lack it"),
                    ),
                };
                self.report(&at, Kind::OccurrenceChanged, what, breaks);
            }
            let after = after.attribute(b.attribute);
            let (old, new) = (
                a.value.as_ref().or(declared.value.as_ref()),
                b.value.as_ref().or(after.value.as_ref()),
            );
            self.value(&at, old, new);
            self.reference(&at, declared.ty, after.ty);
        }
        for attribute in fresh {
            let declared = after.attribute(attribute.attribute);
            let at = self.at_member(at, &declared.name.local, true);
            let (word, breaks) = match attribute.usage {
                Usage::Required => ("required", Breaks::request("a request lacks it")),
                _ => ("optional", Breaks::NONE),
            };
            let what = format!("attribute added: {}, {word}", self.new.words(declared.ty));
            self.report(&at, Kind::MemberAdded, what, breaks);
        }
        match (
            before.effective_any_attribute(old),
            after.effective_any_attribute(new),
        ) {
            (None, Some(b)) => {
                let what = format!("other attributes, of {}", content::namespaces(b));
                self.report(at, Kind::WildcardChanged, what, Breaks::NONE);
            }
            (Some(_), None) => {
                let breaks = Breaks::request("an attribute that was allowed is refused");
                self.report(
                    at,
                    Kind::WildcardChanged,
                    "no other attributes any more",
                    breaks,
                );
            }
            (Some(a), Some(b)) if a.namespaces != b.namespaces => {
                let what = format!(
                    "attributes of {} → of {}",
                    content::namespaces(a),
                    content::namespaces(b)
                );
                self.report(
                    at,
                    Kind::WildcardChanged,
                    what,
                    Breaks::request("an attribute that was allowed may be refused"),
                );
            }
            _ => {}
        }
    }

    pub(super) fn switch(&mut self, at: &At, word: &str, on: bool) {
        let what = if on {
            format!("{word} now")
        } else {
            format!("no longer {word}")
        };
        let (kind, breaks) = match (word, on) {
            ("abstract", true) => (
                Kind::AbstractChanged,
                Breaks::request("it may no longer be sent itself"),
            ),
            ("abstract", false) => (
                Kind::AbstractChanged,
                Breaks::response("it cannot be read itself"),
            ),
            (_, true) => (Kind::ContentChanged, Breaks::NONE),
            (_, false) => (
                Kind::ContentChanged,
                Breaks::request("text that was allowed is refused"),
            ),
        };
        self.report(at, kind, what, breaks);
    }
}

impl Leaf<'_> {
    fn name(&self) -> Option<&str> {
        match &self.term {
            Is::Element(_, name) => Some(&name.local),
            Is::Any(_) => None,
        }
    }
}

/// The type of simple content.
fn text(schema: &Schema, id: TypeId) -> Option<TypeRef> {
    match schema.effective_content(id) {
        EffectiveContent::Simple(ty) => Some(ty),
        _ => None,
    }
}
