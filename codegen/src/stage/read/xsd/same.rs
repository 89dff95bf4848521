//! Whether two definitions say the same: attributes in any order, annotations and white space aside.

use roxmltree::Node;

use super::super::tag::Tag;

/// Whether the definitions are alike.
pub(in crate::stage::read) fn same(a: Tag<'_>, b: Tag<'_>) -> bool {
    let (mut left, mut right) = (significant(a.node), significant(b.node));
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some((depth, a)), Some((other_depth, b))) if depth == other_depth && alike(a, b) => {}
            _ => return false,
        }
    }
}

/// The elements of a definition in document order, each with its depth, annotations left out.
fn significant<'d>(root: Node<'d, 'd>) -> impl Iterator<Item = (usize, Node<'d, 'd>)> {
    let mut stack = vec![(0, root)];
    std::iter::from_fn(move || {
        let (depth, node) = stack.pop()?;
        let children = node
            .children()
            .filter(|c| c.is_element() && c.tag_name().name() != "annotation");
        let start = stack.len();
        stack.extend(children.map(|c| (depth + 1, c)));
        if let Some(new) = stack.get_mut(start..) {
            new.reverse();
        }
        Some((depth, node))
    })
}

fn alike(a: Node<'_, '_>, b: Node<'_, '_>) -> bool {
    a.tag_name() == b.tag_name()
        && a.attributes().len() == b.attributes().len()
        && a.attributes().all(|left| {
            let right = b
                .attributes()
                .find(|r| r.namespace() == left.namespace() && r.name() == left.name());
            right.is_some_and(|right| value(a, left.value()) == value(b, right.value()))
        })
}

/// An attribute's value, a prefix in it resolved: two documents may bind different prefixes to one namespace.
fn value<'d>(node: Node<'d, 'd>, text: &'d str) -> (Option<&'d str>, &'d str) {
    let text = text.trim();
    match text.split_once(':') {
        Some((prefix, local)) => match node.lookup_namespace_uri(Some(prefix)) {
            Some(namespace) => (Some(namespace), local),
            None => (None, text),
        },
        None => (None, text),
    }
}
