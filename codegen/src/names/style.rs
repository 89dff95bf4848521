//! Styles in which documents spell names. They keep the name table small.
//!
//! Names of members that differ only in case or punctuation (`Color`, `color`) want one identifier. So that a newcomer never takes it, the
//! next run has to know who was there. Of all spellings of one identifier exactly one is in a given style; a name table that says its style
//! need not list the members that are spelt in it and have the identifier that the rules give. Where several want an identifier and none is
//! listed, the one in that style was there, if any was.

use heck::{
    ToKebabCase, ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase, ToTrainCase, ToUpperCamelCase,
};

/// How names are spelt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// `itemNo`
    #[default]
    Camel,
    /// `ItemNo`
    Pascal,
    /// `item_no`
    Snake,
    /// `ITEM_NO`
    Shouty,
    /// `item-no`
    Kebab,
    /// `Item_No`
    Title,
}

const ALL: [(Style, &str); 6] = [
    (Style::Camel, "itemNo"),
    (Style::Pascal, "ItemNo"),
    (Style::Snake, "item_no"),
    (Style::Shouty, "ITEM_NO"),
    (Style::Kebab, "item-no"),
    (Style::Title, "Item_No"),
];

impl Style {
    /// The style by its example, as [`example`](Self::example) gives it.
    pub fn parse(example: &str) -> Option<Self> {
        let found = ALL.iter().find(|(_, known)| *known == example);
        found.map(|(style, _)| *style)
    }

    /// The style, spelt in itself.
    pub fn example(self) -> &'static str {
        let found = ALL.iter().find(|(style, _)| *style == self);
        found.map_or("", |(_, example)| example)
    }

    /// Whether this is the one spelling of the identifier that is in the style.
    pub fn is_of(self, spelling: &str, identifier: &str) -> bool {
        let bare = identifier.strip_prefix("r#").unwrap_or(identifier);
        spelling
            == match self {
                Self::Snake => bare.to_snake_case(),
                Self::Camel => bare.to_lower_camel_case(),
                Self::Pascal => bare.to_upper_camel_case(),
                Self::Shouty => bare.to_shouty_snake_case(),
                Self::Kebab => bare.to_kebab_case(),
                Self::Title => bare.to_train_case().replace('-', "_"),
            }
    }

    /// The style in which most of these are, given as spelling and identifier; of several the first. `None` where nothing is given.
    pub fn most<'n>(names: impl IntoIterator<Item = (&'n str, &'n str)>) -> Option<Self> {
        let mut counts = [0usize; ALL.len()];
        let mut any = false;
        for (spelling, identifier) in names {
            any = true;
            for (count, (style, _)) in counts.iter_mut().zip(ALL) {
                *count += usize::from(style.is_of(spelling, identifier));
            }
        }
        let most = counts.iter().max()?;
        let found = counts.iter().position(|count| count == most)?;
        any.then(|| ALL[found].0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::case;

    #[test]
    fn one_spelling_of_an_identifier_is_in_a_style() {
        let spellings = [
            "item_no", "itemNo", "ItemNo", "ITEM_NO", "item-no", "item.no", "Item_No", "itemNO",
            "ITEMno",
        ];
        for (style, example) in ALL {
            let of = |name: &&&str| {
                case::member_name(name) == "item_no" && style.is_of(name, &case::member_name(name))
            };
            assert_eq!(spellings.iter().filter(of).collect::<Vec<_>>(), [&example]);
            assert_eq!(Style::parse(style.example()), Some(style));
        }
    }

    #[test]
    fn keywords_are_in_styles_too() {
        assert!(Style::Camel.is_of("type", &case::member_name("type")));
        assert!(Style::Pascal.is_of("Self", &case::member_name("Self")));
        assert!(Style::Pascal.is_of("Self", &case::type_name("Self")));
    }

    #[test]
    fn most_wins() {
        let names = ["Id", "Name", "spaceID", "size"].map(|n| (n, case::member_name(n)));
        let names = names.iter().map(|(n, i)| (*n, i.as_str()));
        assert_eq!(Style::most(names), Some(Style::Pascal));
        assert_eq!(Style::most([]), None);
        assert_eq!(Style::most([("a", "a")]), Some(Style::Camel));
    }
}
