//! Definitions that refer to themselves: reported, and cut so that every later walk ends.

use super::super::reader::Reader;
use crate::diagnostic::code;
use crate::model::documents::Span;
use crate::model::xsd::effective::MAX_DERIVATION;
use crate::model::xsd::{
    Builtin, Content, ElementId, GroupId, ModelGroup, Term, TypeId, TypeKind, TypeRef, Variety,
};

/// How a walk of a graph ended.
enum Walk {
    /// A node that reaches itself.
    Cycle(usize),
    /// A node from which a path is longer than the limit.
    TooDeep(usize),
}

/// Finds the cycles of types, groups and substitutions, reports each and cuts it.
pub(super) fn break_cycles(reader: &mut Reader<'_>) {
    let any_simple = TypeRef::Builtin(Builtin::AnySimpleType);
    settle(
        reader,
        reader.schema.types.len(),
        type_edges,
        |reader, node, walk| {
            let Some(ty) = reader.schema.types.get_mut(node) else {
                return;
            };
            match &mut ty.kind {
                TypeKind::Complex(complex) => {
                    complex.base = TypeRef::Builtin(Builtin::AnyType);
                    if let Content::Simple(content) = &mut complex.content {
                        *content = any_simple;
                    }
                }
                TypeKind::Simple(simple) => {
                    simple.variety = Variety::Restriction {
                        base: any_simple,
                        facets: Box::default(),
                    };
                }
            }
            let name = ty
                .name
                .as_ref()
                .map_or("(anonymous)".to_owned(), |n| n.local.to_string());
            report(
                reader,
                walk,
                ty_span(reader, node),
                &format!("the type `{name}` is derived from itself"),
                "derivations",
            );
        },
    );
    settle(
        reader,
        reader.schema.groups.len(),
        group_edges,
        |reader, node, walk| {
            let Some(group) = reader.schema.groups.get_mut(node) else {
                return;
            };
            group.model.particles.clear();
            let (name, span) = (group.name.local.to_string(), group.span);
            report(
                reader,
                walk,
                span,
                &format!("the group `{name}` contains itself"),
                "groups",
            );
        },
    );
    settle(
        reader,
        reader.schema.elements.len(),
        head_edges,
        |reader, node, walk| {
            let Some(element) = reader.schema.elements.get_mut(node) else {
                return;
            };
            element.substitution_head = None;
            let (name, span) = (element.name.local.to_string(), element.span);
            reader.aliases.retain(|(from, _)| *from != node);
            report(
                reader,
                walk,
                span,
                &format!("the element `{name}` is in its own substitution group"),
                "substitution groups",
            );
        },
    );
}

fn ty_span(reader: &Reader<'_>, node: usize) -> Span {
    reader.schema.types.get(node).map_or_else(
        || Span {
            document: crate::model::documents::DocumentId(0),
            start: 0,
            end: 0,
        },
        |t| t.span,
    )
}

fn report(reader: &mut Reader<'_>, walk: &Walk, at: Span, message: &str, what: &str) {
    match walk {
        Walk::Cycle(_) => {
            let found = reader.error(code::CYCLE, at, message);
            if what == "derivations" {
                found.help("it may hold elements of its own type, but not be made from itself");
            }
        }
        Walk::TooDeep(_) => {
            let message = format!("more than {MAX_DERIVATION} {what} follow each other");
            reader.error(code::NESTING, at, message);
        }
    }
}

/// Walks the graph until nothing is found any more; each finding is cut.
fn settle<'d>(
    reader: &mut Reader<'d>,
    nodes: usize,
    edges: fn(&Reader<'d>, usize) -> Vec<usize>,
    mut cut: impl FnMut(&mut Reader<'d>, usize, &Walk),
) {
    let mut found = walk(nodes, |n| edges(reader, n));
    // Every cut takes at least one node's edges away.
    for _ in 0..nodes {
        if found.is_empty() {
            return;
        }
        for finding in found {
            let (Walk::Cycle(node) | Walk::TooDeep(node)) = finding;
            cut(reader, node, &finding);
        }
        found = walk(nodes, |n| edges(reader, n));
    }
}

/// Depth first, without recursion. Each node is entered once.
fn walk(nodes: usize, edges: impl Fn(usize) -> Vec<usize>) -> Vec<Walk> {
    /// Longest path from a node that is done; open while it is being walked.
    #[derive(Clone, Copy)]
    enum State {
        New,
        Open,
        Done(usize),
    }
    let mut states = vec![State::New; nodes];
    let mut findings = Vec::new();
    for root in 0..nodes {
        if !matches!(states.get(root), Some(State::New)) {
            continue;
        }
        let mut stack: Vec<(usize, Vec<usize>, usize)> = vec![(root, edges(root), 0)];
        if let Some(state) = states.get_mut(root) {
            *state = State::Open;
        }
        while let Some((node, rest, longest)) = stack.last_mut() {
            let node = *node;
            let Some(next) = rest.pop() else {
                let length = *longest + 1;
                stack.pop();
                if let Some(state) = states.get_mut(node) {
                    *state = State::Done(if length > MAX_DERIVATION { 0 } else { length });
                }
                if length > MAX_DERIVATION {
                    findings.push(Walk::TooDeep(node));
                } else if let Some((_, _, parent)) = stack.last_mut() {
                    *parent = (*parent).max(length);
                }
                continue;
            };
            match states.get(next).copied() {
                Some(State::New) => {
                    if let Some(state) = states.get_mut(next) {
                        *state = State::Open;
                    }
                    stack.push((next, edges(next), 0));
                }
                Some(State::Open) => findings.push(Walk::Cycle(node)),
                Some(State::Done(length)) => *longest = (*longest).max(length),
                None => {}
            }
        }
    }
    findings
}

fn defined(ty: TypeRef) -> Option<usize> {
    match ty {
        TypeRef::Defined(TypeId(id)) => Some(id as usize),
        TypeRef::Builtin(_) => None,
    }
}

/// What a type is made from: its base, the items of a list, the members of a union.
fn type_edges(reader: &Reader<'_>, node: usize) -> Vec<usize> {
    let Some(ty) = reader.schema.types.get(node) else {
        return Vec::new();
    };
    match &ty.kind {
        TypeKind::Complex(complex) => {
            let content = match &complex.content {
                Content::Simple(content) => defined(*content),
                _ => None,
            };
            [defined(complex.base), content]
                .into_iter()
                .flatten()
                .collect()
        }
        TypeKind::Simple(simple) => match &simple.variety {
            Variety::Restriction { base, .. } => defined(*base).into_iter().collect(),
            Variety::List { item } => defined(*item).into_iter().collect(),
            Variety::Union { members } => members.iter().filter_map(|m| defined(*m)).collect(),
        },
    }
}

/// The groups that a group holds, at any depth of its own content.
fn group_edges(reader: &Reader<'_>, node: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let Some(group) = reader.schema.groups.get(node) else {
        return found;
    };
    let mut stack: Vec<&ModelGroup> = vec![&group.model];
    while let Some(model) = stack.pop() {
        for particle in &model.particles {
            match &particle.term {
                Term::GroupRef(GroupId(id)) => found.push(*id as usize),
                Term::Group(inner) => stack.push(inner),
                Term::Element(_) | Term::Wildcard(_) => {}
            }
        }
    }
    found
}

fn head_edges(reader: &Reader<'_>, node: usize) -> Vec<usize> {
    let element = reader.schema.elements.get(node);
    let head = element
        .and_then(|e| e.substitution_head)
        .map(|ElementId(id)| id as usize);
    head.into_iter().collect()
}
