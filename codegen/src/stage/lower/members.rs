//! Names of members and variants, in a scope for each item, and what of them the name table has to tell the next run.

use std::collections::BTreeMap;

use super::draft::{Body, Draft, ItemId, Member, Role};
use super::naming::Given;
use crate::names::case;
use crate::names::scope::Scope;
use crate::names::style::Style;
use crate::names::value;

/// What has a name in the scope of an item.
struct Wanted {
    /// Its place in the name table.
    key: String,
    /// How it is spelt in the document, where that alone is what its name is made of; the name table always lists the others.
    spelling: Option<String>,
    /// The user's own name for it.
    user: Option<String>,
    /// The names that it may have, best first.
    candidates: Vec<String>,
    /// Who chooses first, where nobody was there before.
    rank: (Role, bool),
}

/// Names the members and variants of every item, and collects the variants of words and unions.
pub(super) fn name(draft: &mut Draft, given: &mut Given) -> Vec<Vec<String>> {
    let ids: Vec<ItemId> = draft.ids().collect();
    let mut all: Vec<Vec<Wanted>> = Vec::with_capacity(ids.len());
    for id in &ids {
        let item = draft.get(*id);
        let path = &item.label.path;
        all.push(match &item.body {
            Body::Struct { members, .. } => rows(members, path, false, given),
            Body::Choice { variants, .. } => rows(variants, path, true, given),
            Body::Words { words } => words.iter().map(|(word, _)| word_of(path, word)).collect(),
            Body::Union { members } => {
                let steps = steps(members.iter().map(|(hint, _)| hint.clone()));
                let members = members.iter().zip(steps);
                members
                    .map(|((hint, _), step)| member_of_union(path, hint, &step))
                    .collect()
            }
            Body::Alias { .. } | Body::Pending => Vec::new(),
        });
    }
    let styles = [(false, "members"), (true, "values")].map(|(of_values, name)| {
        let is_meant = |id: &ItemId| matches!(draft.get(*id).body, Body::Words { .. }) == of_values;
        let meant = ids.iter().zip(&all).filter(|(id, _)| is_meant(id));
        style(name, meant.flat_map(|(_, wanted)| wanted), given)
    });
    let mut variants = vec![Vec::new(); ids.len()];
    for (id, wanted) in ids.into_iter().zip(all) {
        let item = draft.get_mut(id);
        let known = given.earlier(item.label.kind, &item.label.path).is_some();
        let mut scope = Scope::default();
        let (table_kind, style) = match &item.body {
            Body::Struct { .. } => ("member", styles[0]),
            Body::Choice { .. } => ("variant", styles[0]),
            Body::Words { .. } => ("value", styles[1]),
            _ => ("variant", styles[0]),
        };
        if matches!(item.body, Body::Words { .. }) {
            scope.take("Unknown");
        }
        let table_kind = format!("{table_kind} {}", item.label.kind);
        let names = share_out(&wanted, &table_kind, style, known, &mut scope, given);
        match item.body {
            Body::Struct { .. } | Body::Choice { .. } => {
                for (row, name) in item.rows_mut().iter_mut().zip(names) {
                    row.ident = name;
                }
            }
            _ => variants[id.index()] = names,
        }
    }
    variants
}

/// The style whose spellings the name table does not list: that of the table there is, so that it goes on saying who was there; for a first
/// one that of most.
fn style<'w>(of: &str, wanted: impl Iterator<Item = &'w Wanted>, given: &mut Given) -> Style {
    let earlier = given
        .earlier("style", of)
        .and_then(|example| Style::parse(example));
    let names =
        wanted.filter_map(|w| Some((w.spelling.as_deref()?, w.candidates.first()?.as_str())));
    let mut names = names.peekable();
    if names.peek().is_none() && earlier.is_none() {
        return Style::default();
    }
    let style = earlier.or_else(|| Style::most(names)).unwrap_or_default();
    given.keep("style", of, style.example());
    style
}

/// Shares out the names of one scope: first to those that were there in an earlier run, then to newcomers, by rank.
///
/// Who was there and has a name that is not its first candidate, or is spelt in another style than that of the table, is listed there. So of
/// those that are not listed only the one in that style can have been there: the item has to be `known` for that.
fn share_out(
    wanted: &[Wanted],
    table_kind: &str,
    style: Style,
    known: bool,
    scope: &mut Scope,
    given: &mut Given,
) -> Vec<String> {
    let plain = |w: &Wanted| w.candidates.first().cloned().unwrap_or_default();
    let in_style = |w: &Wanted| {
        let spelling = w.spelling.as_deref();
        spelling.is_some_and(|spelling| style.is_of(spelling, &plain(w)))
    };
    let mut names: Vec<Option<String>> = Vec::with_capacity(wanted.len());
    for w in wanted {
        let earlier = || given.earlier(table_kind, &w.key).cloned();
        let name = w.user.clone().or_else(earlier);
        names.push(name.filter(|name| scope.take(name)));
    }
    if known {
        for (name, w) in names.iter_mut().zip(wanted) {
            if name.is_none() && in_style(w) && scope.take(&plain(w)) {
                *name = Some(plain(w));
            }
        }
    }
    let mut order: Vec<usize> = (0..wanted.len()).filter(|i| names[*i].is_none()).collect();
    order.sort_by_key(|i| wanted[*i].rank);
    for index in order {
        names[index] = Some(scope.claim(&wanted[index].candidates));
    }
    let names = names.into_iter().map(Option::unwrap_or_default);
    let names: Vec<String> = names.collect();
    for (w, name) in wanted.iter().zip(&names) {
        if *name != plain(w) || !in_style(w) {
            given.keep(table_kind, &w.key, name);
        }
    }
    names
}

/// The steps, told apart where one comes again.
fn steps(steps: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let numbered = steps.map(|step| {
        let nth = seen.entry(step.clone()).or_insert(0);
        *nth += 1;
        match *nth {
            1 => step,
            n => format!("{step}#{n}"),
        }
    });
    numbered.collect()
}

/// The members of a struct, or the variants of a choice.
fn rows(members: &[Member], path: &str, variants: bool, given: &mut Given) -> Vec<Wanted> {
    let table_kind = if variants { "variant" } else { "member" };
    let step = |m: &Member| match m.role {
        Role::Attribute => format!("@{}", m.wire),
        Role::Element if !m.wire.is_empty() => m.wire.to_string(),
        _ => format!("#{}", m.hint),
    };
    let case = |name: &str| match variants {
        true => case::type_name(name),
        false => case::member_name(name),
    };
    let rows = members.iter().zip(steps(members.iter().map(step)));
    let wanted = rows.map(|(member, step)| {
        let key = format!("{path}/{step}");
        let user = given.renamed(table_kind, &key);
        let user = user.or_else(|| given.renamed(table_kind, &format!("{path}/{}", member.wire)));
        let plain = case(&member.hint);
        let bare = plain.strip_prefix("r#").unwrap_or(&plain);
        let said = case::with_suffix(bare, suffix(member.role, variants));
        let said = if variants { said } else { case::raw(said) };
        let by_name = member.role == Role::Element && *member.wire == *step && step == member.hint;
        Wanted {
            spelling: by_name.then(|| member.hint.clone()),
            user: user.map(|name| case(&name)),
            // elements in order, those first whose name needs no change; then what yields to them
            rank: (member.role, plain != member.hint),
            candidates: vec![plain, said],
            key,
        }
    });
    wanted.collect()
}

/// What a row is, for its name where another has that which it wants.
fn suffix(role: Role, variants: bool) -> &'static str {
    match (role, variants) {
        (Role::Attribute, false) => "_attribute",
        (Role::Text, false) => "_text",
        (Role::Group, false) => "_group",
        (Role::Any | Role::AnyAttribute, false) => "_wildcard",
        (Role::Group, true) => "Group",
        (Role::Any | Role::Other, true) => "Element",
        (Role::Text, true) => "Text",
        _ => "",
    }
}

/// A word of an enumeration.
fn word_of(path: &str, word: &str) -> Wanted {
    Wanted {
        // a word may hold a line feed or end with a space
        key: format!("{path}/{word:?}"),
        spelling: Some(word.to_owned()),
        user: None,
        candidates: value::candidates(word),
        rank: (Role::Element, false),
    }
}

/// A member type of a union.
fn member_of_union(path: &str, hint: &str, step: &str) -> Wanted {
    Wanted {
        key: format!("{path}/{step}"),
        spelling: (hint == step).then(|| hint.to_owned()),
        user: None,
        candidates: vec![case::type_name(hint)],
        rank: (Role::Element, false),
    }
}
