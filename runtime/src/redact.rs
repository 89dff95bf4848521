//! What must not be shown: the values of secret members, found in messages by the members' names, and wherever else they turn up.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// What stands in place of a secret.
pub(crate) const HIDDEN: &str = "***";

/// Names that WS-Security gives to secrets.
const OF_SECURITY: [&str; 4] = ["Password", "Nonce", "BinarySecurityToken", "BinarySecret"];

/// A value of fewer characters is not looked for elsewhere: it would be found everywhere.
const SHORTEST: usize = 4;

/// The names of a service's secret members, and the values that a request had for them.
///
/// Values are looked for since services repeat them: `the token 'abc' has expired`.
#[derive(Clone, Default)]
pub(crate) struct Secrets {
    names: &'static [&'static str],
    values: Vec<String>,
}

/// Two sets of secrets are as good as each other: what compares messages does not compare these.
impl PartialEq for Secrets {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Secrets {
    /// The secrets in a request: members of these names in an envelope, in a form, in a query.
    pub(crate) fn of(names: &'static [&'static str], request: &[&str]) -> Self {
        let mut values = BTreeSet::new();
        let mut secrets = Secrets {
            names,
            values: Vec::new(),
        };
        for text in request {
            for range in secrets.places(text) {
                let raw = text.get(range).unwrap_or("");
                // As written, as meant, and as others write it.
                for meant in [unescaped(raw), decoded(raw)] {
                    let escaped = escaped(&meant);
                    let quoted = escaped.replace('"', "&quot;");
                    let debug = format!("{meant:?}");
                    let debug = debug.trim_matches('"').to_owned();
                    values.extend([escaped, quoted, debug, meant]);
                }
                values.insert(raw.to_owned());
            }
        }
        values.retain(|value| value.chars().count() >= SHORTEST && !value.trim().is_empty());
        secrets.values = values.into_iter().collect();
        // A value that holds another one goes first, or a part of it would stay.
        secrets
            .values
            .sort_by_key(|value| std::cmp::Reverse(value.len()));
        secrets
    }

    /// A message without the values of secret members, and without the values that the request had for them.
    pub(crate) fn hide(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut from = 0;
        for range in self.places(text) {
            out.push_str(text.get(from..range.start).unwrap_or(""));
            out.push_str(HIDDEN);
            from = range.end;
        }
        out.push_str(text.get(from..).unwrap_or(""));
        self.hide_values(&out).into_owned()
    }

    /// A text without the values that the request had for secret members.
    pub(crate) fn hide_values<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut out = Cow::Borrowed(text);
        for value in &self.values {
            if out.contains(value.as_str()) {
                out = Cow::Owned(out.replace(value.as_str(), HIDDEN));
            }
        }
        out
    }

    fn has(&self, name: &str) -> bool {
        let local = name.rsplit_once(':').map_or(name, |(_, local)| local);
        self.names.contains(&local) || OF_SECURITY.contains(&local)
    }

    /// Where the values of secret members stand: in XML, however broken, else in a form.
    fn places(&self, text: &str) -> Vec<Range<usize>> {
        let is_xml = text.trim_start().starts_with(['<', '\u{feff}', '-']);
        let mut found = match is_xml {
            true => self.in_xml(text),
            false => self.in_form(text),
        };
        found.retain(|range| range.start < range.end);
        found
    }

    /// Whether a text with references means something that holds a secret.
    fn is_hinted(&self, raw: &str) -> bool {
        raw.contains('&') && {
            let meant = unescaped(raw);
            let mut values = self.values.iter();
            values.any(|value| meant.contains(value.as_str()))
        }
    }

    fn in_form(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        for pair in text.split_inclusive('&') {
            let name = pair.find('=');
            if let Some(end) = name
                && pair.get(..end).is_some_and(|name| self.has(name))
            {
                let value = pair.len() - usize::from(pair.ends_with('&'));
                found.push(at + end + 1..at + value);
            }
            at += pair.len();
        }
        found
    }

    fn in_xml(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        // The secret element that this place is in: where its content begins, and how many elements are open.
        let mut within: Option<(usize, usize)> = None;
        while let Some(start) = text.get(at..).and_then(|rest| rest.find('<')) {
            let start = at + start;
            let text_run = text.get(at..start).unwrap_or("");
            if within.is_none() && self.is_hinted(text_run) {
                found.push(at..start);
            }
            let rest = text.get(start..).unwrap_or("");
            let passed = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")]
                .iter()
                .find_map(|(open, close)| {
                    let inner = rest.strip_prefix(open)?;
                    Some(
                        inner
                            .find(close)
                            .map_or(rest.len(), |end| open.len() + end + close.len()),
                    )
                });
            if let Some(length) = passed {
                at = start + length;
                continue;
            }
            let (end, values) = tag(rest);
            let inner = rest.get(1..end).unwrap_or("");
            let closing = inner.starts_with('/');
            let empty = inner.trim_end_matches('>').ends_with('/');
            let name = inner
                .split(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'))
                .next();
            match within {
                Some((from, 1)) if closing => {
                    found.push(from..start);
                    within = None;
                }
                Some((from, depth)) if closing => within = Some((from, depth - 1)),
                Some((from, depth)) if !empty => within = Some((from, depth + 1)),
                Some(_) => {}
                None if closing => {}
                None => {
                    let secret = values.iter().filter(|(name, _)| self.has(name));
                    found.extend(secret.map(|(_, value)| start + value.start..start + value.end));
                    if !empty && name.is_some_and(|name| self.has(name)) {
                        within = Some((start + end, 1));
                    }
                }
            }
            at = start + end.max(1);
        }
        // What was cut short within a secret is secret to its end.
        found.extend(within.map(|(from, _)| from..text.len()));
        found
    }
}

/// Where a tag ends, and the names of its attributes with the places of their values.
fn tag(text: &str) -> (usize, Vec<(&str, Range<usize>)>) {
    let mut values = Vec::new();
    let (mut at, mut name) = (1, 1);
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(['>', '"', '\''])) {
        let quote = at + found;
        let open = text.get(quote..quote + 1).unwrap_or(">");
        if open == ">" {
            return (quote + 1, values);
        }
        let from = quote + 1;
        let length = text.get(from..).and_then(|rest| rest.find(open));
        let end = length.map_or(text.len(), |length| from + length);
        let before = text.get(name..quote).unwrap_or("").trim_end();
        let before = before.strip_suffix('=').unwrap_or(before).trim_end();
        let attribute = before.rsplit(|c: char| c.is_ascii_whitespace()).next();
        values.push((attribute.unwrap_or(""), from..end));
        at = (end + 1).min(text.len());
        name = at;
    }
    (text.len(), values)
}

/// Text with the references of XML resolved.
fn unescaped(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let (name, further) = after.split_once(';').unwrap_or((after, ""));
        let c = match name {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => number(name),
        };
        match c {
            Some(c) => {
                out.push(c);
                rest = further;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// `#65` or `#x41`
fn number(reference: &str) -> Option<char> {
    let digits = reference.strip_prefix('#')?;
    let code = match digits.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(code)
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;")
}

/// A value of a form as it is meant.
fn decoded(raw: &str) -> String {
    let bytes = crate::percent::decode(&raw.replace('+', " "));
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(text: &str) -> String {
        Secrets::of(&["token", "pass"], &[]).hide(text)
    }

    #[test]
    fn values_of_secret_members_are_hidden_in_messages() {
        for (text, expected) in [
            (
                "<a><token>x</token><b>y</b></a>",
                "<a><token>***</token><b>y</b></a>",
            ),
            (
                "<a><n:token m='1'\n>x<b>z</b></n:token></a>",
                "<a><n:token m='1'\n>***</n:token></a>",
            ),
            (
                "<a><token/><pass></pass>x</a>",
                "<a><token/><pass></pass>x</a>",
            ),
            (
                "<a token=\"x>y\" b='2' n:pass = 'z'/>",
                "<a token=\"***\" b='2' n:pass = '***'/>",
            ),
            ("<token><token>x</token>y</token>z", "<token>***</token>z"),
            (
                "<token><![CDATA[</token>]]>x</token>z",
                "<token>***</token>z",
            ),
            (
                "<!-- <token> --><?pi <token>?>x",
                "<!-- <token> --><?pi <token>?>x",
            ),
            (
                "<wsse:Password Type='t'>x</wsse:Password>",
                "<wsse:Password Type='t'>***</wsse:Password>",
            ),
            ("<a><token>cut sho", "<a><token>***"),
            ("<a token='cut sho", "<a token='***"),
            ("token=x&b=1&pass=y", "token=***&b=1&pass=***"),
            ("a=1&token=", "a=1&token="),
            ("plain text", "plain text"),
            ("", ""),
        ] {
            assert_eq!(hidden(text), expected);
        }
    }

    #[test]
    fn values_of_the_request_are_hidden_wherever_they_turn_up() {
        let request = "<a><token>s&amp;cret</token><pass>abc</pass><token>s&amp;cret-2</token></a>";
        let secrets = Secrets::of(&["token", "pass"], &[request, "q=1&token=t%40k+n"]);
        assert_eq!(
            secrets.hide_values("the tokens s&cret-2, s&amp;cret and t@k n are bad; abc"),
            "the tokens ***, *** and *** are bad; abc"
        );
        assert_eq!(
            secrets.hide("<f>a s&#x26;cret</f><token>new</token>"),
            "<f>***</f><token>***</token>"
        );
    }

    #[test]
    fn any_text_is_taken() {
        let document =
            "<a b='\u{e9}' token=\"x\"><!--c--><token>\u{1F600}</token><![CDATA[d]]></a>";
        for (end, _) in document.char_indices() {
            let cut = document.get(..end).unwrap_or("");
            assert!(!hidden(cut).contains('\u{1F600}'), "{cut}");
            hidden(document.get(end..).unwrap_or(""));
        }
    }
}
