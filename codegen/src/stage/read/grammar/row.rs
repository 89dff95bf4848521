//! What a table of a grammar is made of.

/// An element in one of the places where it may stand.
pub(super) struct Row {
    /// Its attributes.
    pub(super) attributes: &'static [(&'static str, Kind)],
    /// Its content: slots that follow each other, or may be filled in any order.
    pub(super) content: &'static [Slot],
    pub(super) ordered: bool,
}

/// What is asked of an attribute's value here; what the reader of the element asks for itself is [`Kind::Free`].
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Free,
    Id,
    /// `true` or `false`.
    Flag,
    /// `#all`, or some of these words.
    Derivations(&'static [&'static str]),
}

/// A place in a content.
pub(super) struct Slot {
    pub(super) names: &'static [&'static str],
    pub(super) many: bool,
}

/// A place for one of these elements.
pub(super) const fn one(names: &'static [&'static str]) -> Slot {
    Slot { names, many: false }
}

/// A place for any number of these elements.
pub(super) const fn many(names: &'static [&'static str]) -> Slot {
    Slot { names, many: true }
}

/// Rows as a table: `NAME = ["attribute" Kind, ..] content;`, with `any_order` before what follows in any.
macro_rules! rows {
    ($($row:ident = [$($name:literal $kind:expr),*] $content:expr;)*) => {
        $(const $row: Row = Row { attributes: &[$(($name, $kind)),*], content: $content, ordered: true };)*
    };
}
pub(super) use rows;
