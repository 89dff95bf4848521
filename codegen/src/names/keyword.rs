//! Words that cannot be, or had better not be, identifiers of generated code.

/// Strict and reserved keywords of every edition up to 2024 that can be written as raw identifiers.
const RAW: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Keywords that cannot be raw identifiers.
const NEVER: &[&str] = &["self", "Self", "super", "crate", "_"];

/// Types and traits of the prelude (of every edition): an item of such a name would change what other code means.
const PRELUDE: &[&str] = &[
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// Types that the runtime's `generated` module exports, besides the prelude's: an item may have such a name, and
/// [`Module::shadows`](crate::model::package::Module::shadows) tells.
const RUNTIME: &[&str] = &[
    "AnySimple",
    "Array",
    "Attribute",
    "Attributes",
    "Base64",
    "Body",
    "Borrow",
    "Call",
    "Child",
    "Client",
    "ClientBuilder",
    "Cursor",
    "Date",
    "DateTime",
    "Decimal",
    "Duration",
    "Element",
    "Error",
    "Facets",
    "Fault",
    "GDay",
    "GMonth",
    "GMonthDay",
    "GYear",
    "GYearMonth",
    "Hex",
    "IntoMember",
    "Item",
    "Kind",
    "Leaf",
    "Lexical",
    "List",
    "Many",
    "Member",
    "More",
    "Name",
    "NilSlot",
    "Nillable",
    "Node",
    "Operation",
    "Port",
    "QName",
    "Reader",
    "Scope",
    "Service",
    "Slot",
    "SoapVersion",
    "Table",
    "Time",
    "Type",
    "View",
    "Wild",
    "WithNil",
    "Writer",
];

/// Whether the word is a keyword that `r#` makes an identifier of.
pub fn is_raw(word: &str) -> bool {
    RAW.binary_search(&word).is_ok()
}

/// Whether the word cannot be an identifier at all.
pub fn is_never(word: &str) -> bool {
    NEVER.contains(&word)
}

/// Whether the word names something of the prelude, which no item may be called.
pub fn is_prelude(word: &str) -> bool {
    PRELUDE.binary_search(&word).is_ok()
}

/// Whether the runtime's `generated` module has a type of this name.
pub fn is_runtime(word: &str) -> bool {
    RUNTIME.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [RAW, PRELUDE, RUNTIME] {
            assert!(list.is_sorted());
        }
    }
}
