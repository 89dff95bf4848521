//! Tables: what the schema says about a type, one row per member.
//!
//! A complex type, a repeated or optional group and a choice each are one Rust type with one flat table. A nested particle
//! is a row marked `group` that points at the inner table; a row never points at the table of a child element, since the
//! child says its own. So recursive types need nothing special.

use super::item::Item;
use super::names::{FIXED, NO_NS, XSI};
use crate::value::{SimpleType, WhiteSpace};

/// Flags of a row. Lower case because generated tables name them.
#[allow(non_upper_case_globals)]
pub mod flag {
    /// It may be absent: `minOccurs="0"`, `use="optional"`.
    pub const opt: u16 = 1;
    /// It may repeat: `maxOccurs` above 1.
    pub const many: u16 = 2;
    /// `nillable="true"`.
    pub const nil: u16 = 4;
    /// An attribute; with `any`, all attributes that no row names.
    pub const attr: u16 = 8;
    /// The text of simple content, or of mixed content.
    pub const text: u16 = 16;
    /// A wildcard; in a `poly`, the variant that keeps unknown types as a tree.
    pub const any: u16 = 32;
    /// A nested particle with a table of its own.
    pub const group: u16 = 64;
    /// Its value is never shown.
    pub const secret: u16 = 128;
    /// The white space facet `replace`, for a string.
    pub const replace: u16 = 256;
    /// The white space facet `collapse`, for a string.
    pub const collapse: u16 = 512;
    /// In a `poly`: the declared type itself, which needs no `xsi:type`.
    pub const base: u16 = 1024;
    /// The items of a SOAP array, whatever their elements' names.
    pub const items: u16 = 2048;
    /// Its `default` is the only value it may have.
    pub const fixed: u16 = 4096;
    /// A part of a message that travels beside the envelope, as an attachment; its name is that of the part.
    pub const attached: u16 = 8192;
    /// A global element, which has its namespace in the SOAP encoding too.
    pub const global: u16 = 16384;
}
use flag::{any, attached, attr, group, items, many, opt, text};

/// How the rows of a table stand to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One after the other.
    Seq,
    /// In any order.
    All,
    /// One of them: an enum with a variant per row.
    Choice,
    /// Derived types told apart by `xsi:type`: an enum with a variant per row.
    Poly,
}

/// The table of a type. `'t` is `'static` in generated code; tables made at run time may live in an arena.
#[derive(Debug)]
pub struct Type<'t> {
    /// The type's local name in the schema.
    pub name: &'t str,
    /// The name's namespace.
    pub ns: u16,
    /// The namespaces that the numbers in the table mean.
    pub names: &'t [&'t str],
    /// How the rows stand to one another.
    pub kind: Kind,
    /// Order is never relaxed: a name occurs twice, or a sequence of several elements repeats, so that only order tells
    /// members apart.
    pub ordered: bool,
    /// Text may stand between the elements, and is kept.
    pub mixed: bool,
    /// Its values are written in the SOAP encoding, in which any member may be absent.
    pub encoded: bool,
    /// The names that `Debug` shows, with a space between them: that of the Rust type, then those of the members in the
    /// order of the rows. Where there is none the schema's names are shown.
    pub shown: &'t str,
    /// The rows: in the order of the schema, attributes last.
    pub members: &'t [Member<'t>],
    /// Worked out from the rows: elements only, each name once.
    pub(crate) flat: bool,
    /// There is an attribute.
    pub(crate) attrs: bool,
    /// There is a text.
    pub(crate) text: bool,
    /// There is a member for `xsi:type`, which no schema can declare (XML Schema part 1, section 3.2.7): whatever type is named is kept. Or it is
    /// an element of a simple type, where a type that is named only narrows it.
    pub(crate) typed: bool,
    /// There is a child in no namespace.
    pub(crate) locals: bool,
    /// What is told at the end of an element by the names alone, where it can be; row by row it took a tenth of the time of
    /// reading small structures.
    pub(crate) required: Option<u64>,
    /// There is an attachment.
    pub(crate) attached: bool,
}

/// One row: an element, attribute, text, wildcard or nested particle.
#[derive(Debug)]
pub struct Member<'t> {
    /// The local name of the element or attribute. For groups, wildcards and text a name to show in errors, if any.
    pub name: &'t str,
    /// The rare facts.
    pub more: Option<&'t More<'t>>,
    /// The name's namespace.
    pub ns: u16,
    /// Out of [`flag`].
    pub flags: u16,
}

/// The rare facts of a row, out of line so that rows stay small.
#[derive(Clone, Copy, Debug)]
pub struct More<'t> {
    /// `minOccurs` of what repeats.
    pub min: u32,
    /// `maxOccurs` of what repeats; `u32::MAX` is unbounded.
    pub max: u32,
    /// The default or fixed value.
    pub default: Option<&'t str>,
    /// The table of a nested particle.
    pub group: Option<&'t Type<'t>>,
    /// What a wildcard takes.
    pub wild: Wild<'t>,
    /// The simple type of the value, where it has facets, or a value that is fixed.
    pub simple: Option<&'t SimpleType<'t>>,
    /// The media types that the schema expects of its bytes (`xmime:expectedContentTypes`), or the binding of an attachment.
    pub media: Option<&'t str>,
    /// The simple type by namespace and name, for the SOAP encoding, where values of the Rust type may be of another.
    pub declared: Option<(u16, &'t str)>,
    /// How many dimensions an array of the SOAP encoding has: [`Grid`](super::Grid)s of more than one hold these.
    pub dimensions: usize,
}

/// The namespaces that a wildcard takes.
#[derive(Clone, Copy, Debug)]
pub enum Wild<'t> {
    /// `##any`.
    Any,
    /// `##other`: any but this one and none.
    Not(u16),
    /// These.
    In(&'t [u16]),
}

impl Wild<'_> {
    pub(crate) fn takes(&self, ns: u16) -> bool {
        match self {
            Wild::Any => true,
            Wild::Not(other) => ns != *other && ns != NO_NS,
            Wild::In(list) => list.contains(&ns),
        }
    }
}

impl<'t> More<'t> {
    const PLAIN: More<'t> = More {
        min: 1,
        max: u32::MAX,
        default: None,
        group: None,
        wild: Wild::Any,
        simple: None,
        media: None,
        declared: None,
        dimensions: 1,
    };

    /// With these bounds.
    #[must_use]
    pub const fn occurs(mut self, min: u32, max: u32) -> Self {
        (self.min, self.max) = (min, max);
        self
    }

    /// With this default, or fixed value.
    #[must_use]
    pub const fn default(mut self, value: &'t str) -> Self {
        self.default = Some(value);
        self
    }

    /// Held to the facets of this simple type by `validate`.
    #[must_use]
    pub const fn facets(mut self, simple: &'t SimpleType<'t>) -> Self {
        self.simple = Some(simple);
        self
    }

    /// With these media types expected of its bytes.
    #[must_use]
    pub const fn media(mut self, types: &'t str) -> Self {
        self.media = Some(types);
        self
    }

    /// Of this simple type.
    #[must_use]
    pub const fn declared(mut self, ns: u16, name: &'t str) -> Self {
        self.declared = Some((ns, name));
        self
    }

    /// With so many dimensions.
    #[must_use]
    pub const fn dimensions(mut self, count: usize) -> Self {
        self.dimensions = count;
        self
    }
}

/// The dimensions of an array of the SOAP encoding, where they are several.
pub const fn dimensions(count: usize) -> More<'static> {
    More::PLAIN.dimensions(count)
}

/// The simple type of a row, which values in the SOAP encoding say.
pub const fn declared(ns: u16, name: &str) -> More<'_> {
    More::PLAIN.declared(ns, name)
}

/// The media types expected of a row's bytes.
pub const fn media(types: &str) -> More<'_> {
    More::PLAIN.media(types)
}

/// All of these flags, in one call: the compiler looks up every operator as a method of a trait, and large services have ten thousand.
pub const fn flags<const N: usize>(all: [u16; N]) -> u16 {
    let (mut flags, mut i) = (0, 0);
    while i < N {
        flags |= all[i];
        i += 1;
    }
    flags
}

/// A row's default, or its fixed value.
pub const fn default(value: &str) -> More<'_> {
    More::PLAIN.default(value)
}

/// The bounds of a row that repeats; `u32::MAX` is unbounded.
pub const fn occurs(min: u32, max: u32) -> More<'static> {
    More::PLAIN.occurs(min, max)
}

/// The simple type whose facets `validate` holds a row to.
pub const fn facets<'t>(simple: &'t SimpleType<'t>) -> More<'t> {
    More::PLAIN.facets(simple)
}

/// What a wildcard takes.
pub const fn wild(wild: Wild<'_>) -> More<'_> {
    More {
        wild,
        ..More::PLAIN
    }
}

/// The nested particle of a group: the table of `T`.
pub const fn of<T: Item>() -> More<'static> {
    More {
        group: Some(T::TABLE),
        ..More::PLAIN
    }
}

impl<'t> Member<'t> {
    /// In this namespace.
    #[must_use]
    pub const fn of(mut self, ns: u16) -> Self {
        self.ns = ns;
        self
    }

    /// With these rare facts.
    #[must_use]
    pub const fn with(mut self, more: &'t More<'t>) -> Self {
        self.more = Some(more);
        self
    }

    /// A row.
    pub const fn new(name: &'t str, ns: u16, flags: u16, more: Option<&'t More<'t>>) -> Self {
        Member {
            name,
            more,
            ns,
            flags,
        }
    }

    #[inline]
    pub(crate) const fn is(&self, flag: u16) -> bool {
        self.flags & flag != 0
    }

    #[inline]
    pub(crate) fn group(&self) -> Option<&'t Type<'t>> {
        if self.is(group) {
            self.more?.group
        } else {
            None
        }
    }

    pub(crate) fn default(&self) -> Option<&'t str> {
        self.more?.default
    }

    /// The simple type that the value is held to.
    #[cfg(feature = "validate")]
    pub(crate) fn simple(&self) -> Option<&'t SimpleType<'t>> {
        self.more?.simple
    }

    /// The namespaces that a wildcard takes.
    #[cfg(feature = "validate")]
    pub(crate) fn wild(&self) -> Wild<'t> {
        self.more.map_or(Wild::Any, |more| more.wild)
    }

    /// What happens to white space in its value.
    #[inline]
    pub(crate) fn white_space(&self) -> WhiteSpace {
        if self.is(flag::collapse) {
            WhiteSpace::Collapse
        } else if self.is(flag::replace) {
            WhiteSpace::Replace
        } else {
            WhiteSpace::Preserve
        }
    }

    /// In element content: neither attribute nor text nor attachment.
    #[inline]
    pub(crate) const fn particle(&self) -> bool {
        self.flags & (attr | text | attached) == 0
    }

    #[inline]
    pub(crate) fn media(&self) -> Option<&'t str> {
        self.more?.media
    }

    /// How many dimensions the array has whose items the row describes.
    pub(crate) fn dimensions(&self) -> usize {
        self.more.map_or(1, |more| more.dimensions)
    }

    /// Whether nothing at all is a legal form of it.
    pub(crate) fn emptiable(&self) -> bool {
        let empty = |table: &Type<'_>| match table.kind {
            Kind::Choice => table.members.iter().any(Member::emptiable),
            _ => table.members.iter().all(Member::emptiable),
        };
        self.is(opt) || !self.particle() || self.group().is_some_and(empty)
    }

    /// The bounds, where they are others than `flags` say.
    pub(crate) const fn bounds(&self) -> Option<(usize, usize)> {
        match self.more {
            Some(more) if self.is(many) && (more.min > 1 || more.max != u32::MAX) => {
                Some((more.min as usize, more.max as usize))
            }
            _ => None,
        }
    }
}

impl<'t> Type<'t> {
    /// The table of what has no members: leaves.
    pub(crate) const LEAF: Type<'static> = Type::new("", NO_NS, Kind::Seq, &[]);

    /// The table of a sequence whose numbers of namespaces are places in `names`.
    pub const fn seq(name: &'t str, ns: u16, names: &'t [&'t str], rows: &'t [Member<'t>]) -> Self {
        Type::new(name, ns, Kind::Seq, rows).named(names)
    }

    /// That of members in any order.
    pub const fn all(name: &'t str, ns: u16, names: &'t [&'t str], rows: &'t [Member<'t>]) -> Self {
        Type::new(name, ns, Kind::All, rows).named(names)
    }

    /// That of a choice.
    pub const fn choice(
        name: &'t str,
        ns: u16,
        names: &'t [&'t str],
        rows: &'t [Member<'t>],
    ) -> Self {
        Type::new(name, ns, Kind::Choice, rows).named(names)
    }

    /// That of derived types.
    pub const fn poly(
        name: &'t str,
        ns: u16,
        names: &'t [&'t str],
        rows: &'t [Member<'t>],
    ) -> Self {
        Type::new(name, ns, Kind::Poly, rows).named(names)
    }

    const fn named(mut self, names: &'t [&'t str]) -> Self {
        self.names = names;
        self
    }

    /// A table; who reads or writes by it says what its numbers of namespaces mean, unless they are those of [`FIXED`].
    pub const fn new(name: &'t str, ns: u16, kind: Kind, members: &'t [Member<'t>]) -> Self {
        let mut flat = matches!(kind, Kind::Seq | Kind::All);
        let (mut attrs, mut texts, mut typed, mut locals) = (false, false, false, false);
        let (mut beside, mut i) = (false, 0);
        let (mut required, mut by_name) = (0, members.len() <= 64);
        while i < members.len() {
            let member = &members[i];
            by_name &= member.flags & group == 0 && member.bounds().is_none();
            if by_name && member.particle() && member.flags & opt == 0 {
                required |= 1 << i;
            }
            flat &= member.flags & (any | group | items | text) == 0 || member.flags & attr != 0;
            attrs |= member.flags & attr != 0;
            typed |= member.flags & (attr | any) == attr && member.ns == XSI;
            texts |= member.flags & text != 0;
            beside |= member.flags & attached != 0;
            locals |= member.particle() && member.flags & (group | any) == 0 && member.ns == NO_NS;
            i += 1;
        }
        typed |= matches!(kind, Kind::Seq) && texts && !attrs && name.is_empty();
        Type {
            name,
            ns,
            names: &FIXED,
            kind,
            ordered: false,
            mixed: false,
            encoded: false,
            shown: "",
            members,
            flat,
            attrs,
            text: texts,
            typed,
            locals,
            required: if by_name { Some(required) } else { None },
            attached: beside,
        }
    }

    /// Its order tells members apart, and is never relaxed.
    #[must_use]
    pub const fn ordered(mut self) -> Self {
        (self.ordered, self.flat) = (true, false);
        self
    }

    /// Text may stand between its elements.
    #[must_use]
    pub const fn mixed(mut self) -> Self {
        (self.mixed, self.flat) = (true, false);
        self
    }

    /// Its values, and what they hold, are written in the SOAP encoding.
    #[must_use]
    pub const fn encoded(mut self) -> Self {
        self.encoded = true;
        self
    }

    /// With the Rust names that `Debug` shows.
    #[must_use]
    pub const fn shown(mut self, names: &'t str) -> Self {
        self.shown = names;
        self
    }
}
