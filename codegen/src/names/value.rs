//! Variants for the values of enumerations: readable where a value is empty, a symbol or a number.

use super::case;

/// What a character that no identifier can hold is called where it matters.
const SYMBOLS: &[(char, &str)] = &[
    ('+', "Plus"),
    ('-', "Minus"),
    ('*', "Star"),
    ('/', "Slash"),
    ('\\', "Backslash"),
    ('<', "Less"),
    ('>', "Greater"),
    ('=', "Equal"),
    ('!', "Not"),
    ('?', "Question"),
    ('%', "Percent"),
    ('&', "And"),
    ('|', "Or"),
    ('^', "Caret"),
    ('~', "Tilde"),
    ('#', "Hash"),
    ('@', "At"),
    ('$', "Dollar"),
    ('€', "Euro"),
    ('£', "Pound"),
    ('.', "Dot"),
    (',', "Comma"),
    (';', "Semicolon"),
    (':', "Colon"),
    ('(', "Open"),
    (')', "Close"),
    ('[', "Open"),
    (']', "Close"),
    ('{', "Open"),
    ('}', "Close"),
    ('\'', "Quote"),
    ('"', "Quote"),
    ('`', "Backtick"),
    ('_', "Underscore"),
    (' ', "Space"),
    ('\t', "Tab"),
    ('\n', "Newline"),
    ('\r', "Return"),
];

/// The names that the variant of a value may have, best first: its words (`dark blue`: `DarkBlue`), its words and symbols (`a/b` beside
/// `a-b`: `ASlashB`), its words and its case (`a` beside `A`: `ALower`).
pub fn candidates(value: &str) -> Vec<String> {
    let plain = words(value);
    let mut list = vec![plain.clone()];
    let spelt = spell(value);
    if spelt != plain {
        list.push(spelt);
    }
    let case = match value {
        v if v == v.to_lowercase() && v != v.to_uppercase() => Some("Lower"),
        v if v == v.to_uppercase() && v != v.to_lowercase() => Some("Upper"),
        _ => None,
    };
    list.extend(case.map(|c| case::with_suffix(&plain, c)));
    list
}

/// The words of a value; symbols only where without them nothing is left or two common values would meet.
fn words(value: &str) -> String {
    if value.is_empty() {
        return "Empty".to_owned();
    }
    if !value.chars().any(char::is_alphanumeric) {
        return spell(value);
    }
    let (sign, rest) = match value.chars().next() {
        Some('+') => ("Plus", &value[1..]),
        Some('-') => ("Minus", &value[1..]),
        Some('<') => ("Less", &value[1..]),
        Some('>') => ("Greater", &value[1..]),
        _ => ("", value),
    };
    // grades and languages: A+, A-, C++, C#
    let core = rest.trim_end_matches(['+', '-', '#', '*', '%']);
    let tail: String = rest
        .get(core.len()..)
        .unwrap_or("")
        .chars()
        .map(symbol)
        .collect();
    let core = case::type_name(core);
    let core = core.strip_prefix('_').unwrap_or(&core);
    let name = format!("{sign}{core}{tail}");
    match name.starts_with(|c: char| c.is_ascii_digit()) {
        true => format!("Value{name}"),
        false => case::type_name_checked(name),
    }
}

/// The value with every symbol called by its name.
fn spell(value: &str) -> String {
    let mut text = String::new();
    for c in value.chars() {
        match c.is_alphanumeric() {
            true => text.push(c),
            false => {
                text.push(' ');
                text.push_str(symbol(c));
                text.push(' ');
            }
        }
    }
    let name = case::type_name(&text);
    match name.strip_prefix('_') {
        Some(digits) => format!("Value{digits}"),
        None => name,
    }
}

fn symbol(c: char) -> &'static str {
    let found = SYMBOLS.iter().find(|(s, _)| *s == c);
    found.map_or("Symbol", |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::scope::Scope;

    fn variant_names<const N: usize>(values: [&str; N], scope: &mut Scope) -> Vec<String> {
        values.iter().map(|v| scope.claim(&candidates(v))).collect()
    }

    #[test]
    fn one_by_one() {
        let table = [
            ("red", "Red"),
            ("dark blue", "DarkBlue"),
            ("", "Empty"),
            (" ", "Space"),
            ("-", "Minus"),
            ("--", "MinusMinus"),
            ("*", "Star"),
            ("<=", "LessEqual"),
            ("!=", "NotEqual"),
            ("1", "Value1"),
            ("01", "Value01"),
            ("1.0", "Value1_0"),
            ("-1", "Minus1"),
            ("+1", "Plus1"),
            ("A+", "APlus"),
            ("A-", "AMinus"),
            ("C++", "CPlusPlus"),
            ("C#", "CHash"),
            ("50%", "Value50Percent"),
            ("< 5", "Less5"),
            ("2020-10-01", "Value2020_10_01"),
            ("text/xml", "TextXml"),
            ("application/soap+xml", "ApplicationSoapXml"),
            ("Self", "Self_"),
            ("N/A", "NA"),
            ("SHA-256", "Sha256"),
            ("ü", "Ü"),
            ("日本", "日本"),
            ("🙂", "Symbol"),
            ("xsd:string", "XsdString"),
            ("_x", "X"),
        ];
        for (value, name) in table {
            let names = variant_names([value], &mut Scope::default());
            assert_eq!(names, [name], "{value:?}");
        }
    }

    #[test]
    fn together() {
        let values = [
            "a", "A", "a-b", "a/b", "a.b", "10", "1.0", "1-0", "Unknown", "é", "É", "x", "x ",
        ];
        let mut scope = Scope::default();
        scope.take("Unknown");
        let names = variant_names(values, &mut scope);
        let expected = [
            "A",
            "AUpper",
            "AB",
            "ASlashB",
            "ADotB",
            "Value10",
            "Value1_0",
            "Value1Minus0",
            "Unknown2",
            "É",
            "ÉUpper",
            "X",
            "XSpace",
        ];
        assert_eq!(names, expected);
    }
}
