//! Constraining facets (XML Schema Part 2, 4.3), checked in the value space.

use std::fmt;

/// The constraining facets of a simple type, those of its bases included. Nothing is constrained by [`Facets::NONE`].
///
/// All functions are `const`, so that a table can hold facets:
///
/// ```
/// use wsdl_runtime::value::Facets;
/// const PRICE: Facets = Facets::NONE.min_inclusive("0").total_digits(8).fraction_digits(2);
/// const ISBN: Facets = Facets::NONE.patterns(&[&[r"\d{13}", r"\d{9}[\dX]"]]).max_length(13);
/// assert_eq!(PRICE, PRICE.min_inclusive("0"));
/// # assert_ne!(PRICE, ISBN);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facets<'t> {
    pub(crate) min_length: Option<u64>,
    pub(crate) max_length: Option<u64>,
    pub(crate) patterns: &'t [&'t [&'t str]],
    pub(crate) enumeration: &'t [&'t str],
    pub(crate) min_inclusive: Option<&'t str>,
    pub(crate) max_inclusive: Option<&'t str>,
    pub(crate) min_exclusive: Option<&'t str>,
    pub(crate) max_exclusive: Option<&'t str>,
    pub(crate) total_digits: Option<u32>,
    pub(crate) fraction_digits: Option<u32>,
}

macro_rules! set {
    ($($(#[$doc:meta])* $name:ident: $T:ty;)+) => { $(
        $(#[$doc])*
        #[must_use]
        pub const fn $name(mut self, value: $T) -> Self {
            self.$name = Some(value);
            self
        }
    )+ };
}

impl<'t> Facets<'t> {
    /// No facets.
    pub const NONE: Self = Facets {
        min_length: None,
        max_length: None,
        patterns: &[],
        enumeration: &[],
        min_inclusive: None,
        max_inclusive: None,
        min_exclusive: None,
        max_exclusive: None,
        total_digits: None,
        fraction_digits: None,
    };

    set! {
        /// Sets `minLength`: characters, bytes or list items, as the kind of value has them.
        min_length: u64;
        /// Sets `maxLength`.
        max_length: u64;
        /// Sets `minInclusive`, a text in the lexical space of the type, as all bounds.
        min_inclusive: &'t str;
        /// Sets `maxInclusive`.
        max_inclusive: &'t str;
        /// Sets `minExclusive`.
        min_exclusive: &'t str;
        /// Sets `maxExclusive`.
        max_exclusive: &'t str;
        /// Sets `totalDigits`.
        total_digits: u32;
        /// Sets `fractionDigits`.
        fraction_digits: u32;
    }

    /// Sets `length`, that is, `minLength` and `maxLength`.
    #[must_use]
    pub const fn length(self, length: u64) -> Self {
        self.min_length(length).max_length(length)
    }

    /// Sets the patterns, one slice for each step of restriction that has any: one pattern of every step must match.
    #[must_use]
    pub const fn patterns(mut self, steps: &'t [&'t [&'t str]]) -> Self {
        self.patterns = steps;
        self
    }

    /// Sets the values allowed, each in the lexical space of the type. None at all: any value is.
    #[must_use]
    pub const fn enumeration(mut self, values: &'t [&'t str]) -> Self {
        self.enumeration = values;
        self
    }
}

/// The value space that facets are checked in: a primitive type of XML Schema, `integer`, or a list of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind<'t> {
    /// `string`, `anyURI` and what is derived from them. Length counts characters.
    String,
    /// `boolean`.
    Boolean,
    /// `decimal`, with any number of digits.
    Decimal,
    /// `integer` and what is derived from it, with any number of digits.
    Integer,
    /// `float`.
    Float,
    /// `double`.
    Double,
    /// `duration`.
    Duration,
    /// `dateTime`.
    DateTime,
    /// `time`.
    Time,
    /// `date`.
    Date,
    /// `gYearMonth`.
    GYearMonth,
    /// `gYear`.
    GYear,
    /// `gMonthDay`.
    GMonthDay,
    /// `gDay`.
    GDay,
    /// `gMonth`.
    GMonth,
    /// `hexBinary`. Length counts bytes.
    Hex,
    /// `base64Binary`. Length counts bytes.
    Base64,
    /// `QName` and `NOTATION`. Length means nothing; values of an enumeration are compared as texts, so both sides
    /// need the same way of writing the namespace.
    QName,
    /// A list. Length counts items; a value equals another when all items do.
    List(&'t ValueKind<'t>),
    /// A union. A text is a value of the first member that takes it; length is not checked.
    Union(&'t [ValueKind<'t>]),
}

/// How a value breaks the rules of its type. It does not hold the value, which may be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Violation {
    /// The text is no value of the kind at all.
    Value(super::ValueError),
    /// A facet does not hold.
    Facet {
        /// Its name in XML Schema, for example `maxLength`.
        facet: &'static str,
        /// What it asks for, as text.
        limit: String,
    },
    /// It is a value of none of the union's member types.
    Union,
    /// A facet cannot be checked: a pattern is not a regular expression of XML Schema or too large, or a bound is no value of the type.
    Unchecked {
        /// The facet's name in XML Schema.
        facet: &'static str,
        /// Why.
        reason: String,
    },
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Violation::Value(error) => error.fmt(f),
            Violation::Facet { facet, limit } => write!(f, "outside its {facet}: {limit}"),
            Violation::Union => f.write_str("no member type of its union takes it"),
            Violation::Unchecked { facet, reason } => {
                write!(f, "its {facet} cannot be checked: {reason}")
            }
        }
    }
}

impl std::error::Error for Violation {}

/// The first of the values that are allowed, in words.
#[cfg(feature = "validate")]
pub(crate) fn one_of(values: &[&str]) -> String {
    const SHOWN: usize = 8;
    let shown = values.get(..SHOWN).unwrap_or(values).join(", ");
    let more = if values.len() > SHOWN { ", .." } else { "" };
    format!("one of {shown}{more}")
}
