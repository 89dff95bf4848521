//! Media types and their parameters.

use std::fmt;

/// A media type with its parameters, as in a `Content-Type` header (RFC 2045 section 5.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MediaType {
    essence: String,
    parameters: Vec<(String, String)>,
}

impl MediaType {
    /// Reads a header's value. What is malformed is left out: headers are written by many hands.
    pub fn parse(value: &str) -> Self {
        let (essence, rest) = value.split_once(';').unwrap_or((value, ""));
        MediaType {
            essence: essence.trim().to_ascii_lowercase(),
            parameters: parameters(rest),
        }
    }

    /// Type and subtype in lower case, as `text/xml`; empty when none is given.
    pub fn essence(&self) -> &str {
        &self.essence
    }

    /// The value of a parameter, quotes undone; of several of one name the first.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let mut all = self.parameters.iter();
        let found = all.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// Whether several values are given for a parameter.
    pub(super) fn is_ambiguous(&self, name: &str) -> bool {
        let mut all = self.parameters.iter();
        let first = all.find(|(known, _)| known.eq_ignore_ascii_case(name));
        first.is_some_and(|(_, first)| {
            all.any(|(known, value)| known.eq_ignore_ascii_case(name) && value != first)
        })
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.essence)?;
        let mut parameters = self.parameters.iter();
        parameters.try_for_each(|(name, value)| write!(f, "; {name}={}", quote_if_needed(value)))
    }
}

/// A parameter's value, as a token where it is one (RFC 2045 section 5.1).
fn quote_if_needed(value: &str) -> String {
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`{|}~".contains(&byte);
    match !value.is_empty() && value.bytes().all(token) {
        true => value.to_owned(),
        false => quote(value),
    }
}

/// What follows the first semicolon.
fn parameters(mut rest: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    while let Some((name, after)) = rest.split_once('=') {
        // A parameter without a value, as in `a; b=c`, ends at its semicolon.
        let name = name.rsplit(';').next().unwrap_or("").trim();
        let after = after.trim_start();
        let (value, left) = match after.strip_prefix('"') {
            Some(quoted) => unquote(quoted),
            None => {
                let (value, left) = after.split_once(';').unwrap_or((after, ""));
                (value.trim().to_owned(), left)
            }
        };
        rest = left;
        if !name.is_empty() {
            found.push((name.to_owned(), value));
        }
    }
    found
}

/// The value up to the closing quote, and what follows it; all of it where there is no closing quote.
fn unquote(quoted: &str) -> (String, &str) {
    let mut value = String::new();
    let mut chars = quoted.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => value.extend(chars.next()),
            c => value.push(c),
        }
    }
    (value, chars.as_str())
}

/// A parameter's value as a quoted string (RFC 2045 section 5.1).
pub(crate) fn quote(value: &str) -> String {
    let mut quoted = String::with_capacity(value.len() + 2);
    quoted.push('"');
    for c in value.chars() {
        if matches!(c, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_read_quoted_or_not() {
        let all = |value| {
            let read = MediaType::parse(value).parameters;
            read.iter()
                .map(|(k, v)| format!("{k}={v}"))
                .collect::<Vec<_>>()
        };
        assert_eq!(all("text/xml; charset=utf-8"), ["charset=utf-8"]);
        assert_eq!(all(r#"a/b; x="a;\"b"; ; y = 2 ;z"#), ["x=a;\"b", "y=2"]);
        assert_eq!(all("a/b; flag; x===y=="), ["x===y=="]);
        assert_eq!(all("a/b; x=\"open"), ["x=open"]);
        assert!(all("text/xml").is_empty());
        assert!(all("text/xml; =").is_empty());
        assert_eq!(MediaType::parse(" Text/XML ;x=1").essence(), "text/xml");
    }

    #[test]
    fn one_parameter_with_two_values_is_ambiguous() {
        let of = |value| MediaType::parse(value).is_ambiguous("boundary");
        assert!(of("a/b; boundary=x; Boundary=y"));
        assert!(!of("a/b; boundary=x; boundary=x"));
        assert!(!of("a/b; boundary=x; start=y"));
    }

    #[test]
    fn quoted_values_read_back() {
        let value = r#"application/soap+xml; action="urn:a\b""#;
        let written = format!("a/b; type={}", quote(value));
        assert_eq!(MediaType::parse(&written).parameter("TYPE"), Some(value));
    }
}
