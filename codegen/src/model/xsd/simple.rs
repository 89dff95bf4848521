//! Simple type definitions and facets (XML Schema part 2).

use super::{DerivationSet, TypeRef};
use crate::model::name::QName;

/// A simple type definition.
#[derive(Clone, Debug)]
pub struct SimpleType {
    /// How it is made.
    pub variety: Variety,
    /// `final`, the schema's default applied.
    pub final_: DerivationSet,
    /// `final` names `list`.
    pub final_list: bool,
    /// `final` names `union`.
    pub final_union: bool,
}

/// Restriction of another simple type, list or union.
#[derive(Clone, Debug)]
pub enum Variety {
    /// `xs:restriction`; the base may itself be a list or a union.
    Restriction {
        /// The base, a simple type.
        base: TypeRef,
        /// The facets of this step alone.
        facets: Box<Facets>,
    },
    /// `xs:list`.
    List {
        /// The item type.
        item: TypeRef,
    },
    /// `xs:union`: `memberTypes` first, then the inline ones.
    Union {
        /// The member types, in order.
        members: Vec<TypeRef>,
    },
}

/// The constraining facets of one restriction step (part 2, section 4.3). Patterns of one step are alternatives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// `length`.
    pub length: Option<u64>,
    /// `minLength`.
    pub min_length: Option<u64>,
    /// `maxLength`.
    pub max_length: Option<u64>,
    /// `pattern`s, as written.
    pub patterns: Vec<String>,
    /// `enumeration`s, in order.
    pub enumeration: Vec<Enumeration>,
    /// `whiteSpace`.
    pub white_space: Option<WhiteSpace>,
    /// `minInclusive`.
    pub min_inclusive: Option<String>,
    /// `maxInclusive`.
    pub max_inclusive: Option<String>,
    /// `minExclusive`.
    pub min_exclusive: Option<String>,
    /// `maxExclusive`.
    pub max_exclusive: Option<String>,
    /// `totalDigits`.
    pub total_digits: Option<u32>,
    /// `fractionDigits`.
    pub fraction_digits: Option<u32>,
}

impl Facets {
    /// Whether they bound lengths or the order of values, so that they may leave no value.
    pub fn has_range(&self) -> bool {
        let lengths = [self.length, self.min_length, self.max_length];
        let bounds = [
            &self.min_inclusive,
            &self.max_inclusive,
            &self.min_exclusive,
            &self.max_exclusive,
        ];
        lengths.iter().any(Option::is_some) || bounds.iter().any(|bound| bound.is_some())
    }
}

/// One `xs:enumeration`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enumeration {
    /// The value as written.
    pub value: String,
    /// For types derived from QName and NOTATION: the value resolved by the declarations in scope.
    pub qname: Option<QName>,
    /// Its documentation.
    pub documentation: Option<String>,
}

/// `whiteSpace`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WhiteSpace {
    /// As it stands.
    Preserve,
    /// Tab, line feed and carriage return become spaces.
    Replace,
    /// Also: runs become one space, none at the ends.
    Collapse,
}

impl WhiteSpace {
    /// A text as a type with this facet wants it (XML Schema part 2, section 4.3.6).
    pub fn normalize(self, text: &str) -> String {
        match self {
            WhiteSpace::Preserve => text.to_owned(),
            WhiteSpace::Replace => text.replace(['\t', '\n', '\r'], " "),
            WhiteSpace::Collapse => {
                let words = text.split([' ', '\t', '\n', '\r']);
                let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
                words.join(" ")
            }
        }
    }
}
