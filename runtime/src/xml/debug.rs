//! `Debug` out of the tables: no derive, and secrets stay secret.

use super::grid::Nested;
use super::slot::{Node, View};
use super::table::{Kind, Member, flag};
use super::write::Writer;
use std::fmt;

/// Shows a value as a derived `Debug` would, save that secret members are `***` and that simple values are shown as XML writes them.
pub(super) fn debug<'t>(node: &dyn Node<'t>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let table = node.table();
    let names = table.shown.split(' ');
    let mut names = names.map(|name| name.strip_prefix("r#").unwrap_or(name));
    let own = names.next().filter(|name| !name.is_empty());
    let own = own.map_or(table.name, |path| path.rsplit(':').next().unwrap_or(path));
    if matches!(table.kind, Kind::Choice | Kind::Poly) {
        let which = node.which();
        let Some(row) = table.members.get(which) else {
            return f.write_str(own);
        };
        let variant = names.nth(which).unwrap_or(row.name);
        return f
            .debug_tuple(variant)
            .field(&Shown(row, node.view(which)))
            .finish();
    }
    let mut shown = f.debug_struct(own);
    for (i, row) in table.members.iter().enumerate() {
        shown.field(names.next().unwrap_or(row.name), &Shown(row, node.view(i)));
    }
    shown.finish()
}

struct Shown<'s, 'm, 't>(&'m Member<'t>, View<'s, 't>);

impl fmt::Debug for Shown<'_, '_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shown(row, view) = self;
        match view {
            View::None | View::OptStr(None) => f.write_str("None"),
            View::Nil | View::NilNode(_) => f.write_str("Nil"),
            View::Many(many) if many.one() && many.is_empty() => f.write_str(many.words().1),
            _ if row.is(flag::secret) => f.write_str("***"),
            View::Str(text) => fmt::Debug::fmt(text, f),
            View::OptStr(Some(text)) => f.debug_tuple("Some").field(text).finish(),
            View::Strs(texts) => fmt::Debug::fmt(texts, f),
            View::Leaf(leaf) => f.write_str(&Writer::text_of(|out| leaf.put(out))),
            View::Node(node) => debug(*node, f),
            View::Many(many) if many.one() => {
                let item = Shown(row, many.at(0));
                match many.at(0) {
                    View::Nil | View::NilNode(_) => item.fmt(f),
                    _ => f.debug_tuple(many.words().0).field(&item).finish(),
                }
            }
            View::Many(many) => {
                let item = |i, f: &mut fmt::Formatter<'_>| Shown(row, many.at(i)).fmt(f);
                Nested::new(many.sizes().unwrap_or(&[many.len()]), &item, many.len()).fmt(f)
            }
            View::Simple(simple) => fmt::Debug::fmt(simple, f),
            View::Tree(element) => fmt::Debug::fmt(element, f),
            View::Attrs(attributes) => fmt::Debug::fmt(attributes, f),
            View::Attachment(attachment) => fmt::Debug::fmt(attachment, f),
        }
    }
}
