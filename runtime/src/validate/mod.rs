//! Holding values to all that their schema asks for, on request: facets, how often, fixed values, namespaces of wildcards.
//!
//! Reading and writing check what a type cannot do without: that a number is one, that what is required is there. What the schema says
//! beside that (a length, a pattern, a bound: XML Schema Part 2, section 4.3) is checked when it is asked for:
//!
//! ```ignore
//! use wsdl_runtime::Validate;
//!
//! let order = Order::new().sku("12").quantity(0);
//! let violations = order.validate().unwrap_err();
//! assert_eq!(violations.to_string(), "/sku: outside its minLength: 3 (it is \"12\")\n/quantity: outside its minInclusive: 1 (it is \"0\")");
//! ```
//!
//! A client does it before each request with [`ClientBuilder::validate_requests`](crate::ClientBuilder::validate_requests).

mod walk;

use std::fmt;

use crate::value;
use crate::xml::{Item, View};

/// The most violations that are kept of one value; the rest is counted.
const KEPT: usize = 100;
/// The most characters of a value that are shown.
const SHOWN: usize = 64;

/// What can be held to its schema: every type that is generated.
///
/// What has no rules of its own (a `String` by itself) breaks none: a simple type's facets belong to the members that are of it.
pub trait Validate {
    /// Checks the value and all that it holds: in time linear in its size, for each pattern too.
    ///
    /// # Errors
    /// All that breaks a rule, in the order of the schema.
    fn validate(&self) -> Result<(), Violations>;
}

impl<T: Item> Validate for T {
    fn validate(&self) -> Result<(), Violations> {
        walk::walk(&self.as_view(), T::TABLE.names, String::new()).or_none()
    }
}

/// Checks a request under this path; what the schema leaves in doubt keeps none back.
pub(crate) fn request(view: &View<'_, '_>, names: &[&str], path: String) -> Result<(), Violations> {
    let mut violations = walk::walk(view, names, path);
    violations.list.retain(Violation::is_certain);
    violations.or_none()
}

/// All that a value breaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Violations {
    list: Vec<Violation>,
    more: usize,
}

impl Violations {
    /// Each of them, in the order of the schema; a hundred at most.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.list.iter()
    }

    /// How many there are, those beyond the hundred that are kept included.
    pub fn count(&self) -> usize {
        self.list.len().saturating_add(self.more)
    }

    fn or_none(self) -> Result<(), Self> {
        match self.list.is_empty() {
            true => Ok(()),
            false => Err(self),
        }
    }

    fn add(&mut self, violation: Violation) {
        match self.list.len() < KEPT {
            true => self.list.push(violation),
            false => self.more = self.more.saturating_add(1),
        }
    }
}

impl<'v> IntoIterator for &'v Violations {
    type Item = &'v Violation;
    type IntoIter = std::slice::Iter<'v, Violation>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// One in a line.
impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, violation) in self.list.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            violation.fmt(f)?;
        }
        match self.more {
            0 => Ok(()),
            more => write!(f, "\nand {more} more"),
        }
    }
}

impl std::error::Error for Violations {}

/// A rule of the schema that a value breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// The elements that lead to the value, as in [`xml::Error::path`](crate::xml::Error::path), the items of a list numbered from 1: `/line[2]/@id`.
    pub path: String,
    /// The value, at most 64 characters of it; `None` where the member is secret, or where there is no simple value.
    pub value: Option<String>,
    /// The rule.
    pub rule: Rule,
}

impl Violation {
    /// Whether a rule is broken; `false` where the schema has one that cannot be checked, such as a pattern that is none.
    pub fn is_certain(&self) -> bool {
        !matches!(self.rule, Rule::Simple(value::Violation::Unchecked { .. }))
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = match self.path.as_str() {
            "" => "/",
            path => path,
        };
        write!(f, "{path}: {}", self.rule)?;
        match &self.value {
            Some(value) => write!(f, " (it is {value:?})"),
            None => Ok(()),
        }
    }
}

/// What a value breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rule {
    /// Its simple type: a facet, or what its text has to be.
    Simple(value::Violation),
    /// The words of its enumeration: it is none of these.
    Enumeration(&'static [&'static str]),
    /// It is fixed, to this.
    Fixed(String),
    /// It is required, and not set.
    Required,
    /// There are fewer or more of it than allowed.
    Occurs {
        /// How many there are.
        count: usize,
        /// `minOccurs`.
        min: usize,
        /// `maxOccurs`; `None` is unbounded.
        max: Option<usize>,
    },
    /// It is nil, and not nillable.
    NotNillable,
    /// Its wildcard takes no name of this namespace.
    Namespace(String),
    /// It is nested deeper than can be written.
    TooDeep,
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rule::Simple(violation) => violation.fmt(f),
            Rule::Enumeration(words) => {
                write!(f, "outside its enumeration: {}", value::one_of(words))
            }
            Rule::Fixed(value) => write!(f, "fixed to {value:?}"),
            Rule::Required => f.write_str("required, and not set"),
            Rule::Occurs { count, min, max } => {
                write!(f, "there are {count}, where ")?;
                match max {
                    Some(max) => write!(f, "{min} to {max} may be"),
                    None => write!(f, "at least {min} must be"),
                }
            }
            Rule::NotNillable => f.write_str("nil, which it may not be"),
            Rule::Namespace(uri) => write!(f, "the namespace {uri:?} may not stand here"),
            Rule::TooDeep => f.write_str("nested too deeply"),
        }
    }
}
