//! Types `UpperCamelCase`, members and methods `snake_case`, constants `SCREAMING_SNAKE_CASE`, with acronyms kept whole.
//!
//! heck splits words and sets their case; around it stand the steps that it does not take: plural acronyms, combining marks, names that
//! come out empty, start with a digit or are keywords.

use std::borrow::Cow;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfkc};

use super::invisible::is_invisible;
use super::keyword;

/// Words whose capitals are no word boundaries: as written, as heck should see them.
const WHOLE: &[(&str, &str)] = &[
    ("OAuth", "Oauth"),
    ("oAuth", "Oauth"),
    ("IPv4", "Ipv4"),
    ("IPv6", "Ipv6"),
    ("iOS", "Ios"),
    ("macOS", "Macos"),
    ("PayPal", "Paypal"),
    ("McAfee", "Mcafee"),
];

/// The name of a type or variant: `cancelJob` becomes `CancelJob`, `Self` becomes `Self_`.
pub fn type_name(name: &str) -> String {
    let name = &*normal(name);
    let camel = join(name, "", |part| part.to_upper_camel_case(), capital);
    let camel = separate_digits(name, camel);
    finish(camel, "Unnamed")
}

/// A name and what tells it from others of the name: `Self_` and `Type` make `SelfType`.
pub fn with_suffix(name: &str, suffix: &str) -> String {
    match suffix {
        "" => name.to_owned(),
        suffix => format!("{}{suffix}", name.trim_end_matches('_')),
    }
}

/// The identifier, with an underscore where it is a keyword that even `r#` cannot save.
pub(super) fn type_name_checked(name: String) -> String {
    finish(name, "Unnamed")
}

/// The name of a member, as written in code: `spaceID` becomes `space_id`, `type` becomes `r#type`.
pub fn member_name(name: &str) -> String {
    raw(snake(name))
}

/// The name of a method; the same rules as for members.
pub fn method_name(name: &str) -> String {
    member_name(name)
}

/// The name of a module, without `r#`: a keyword gets an underscore, so that files can be called so.
pub fn module_name(name: &str) -> String {
    let name = snake(name);
    match keyword::is_raw(&name) {
        true => name + "_",
        false => name,
    }
}

/// The name of a constant: `cancelJob` becomes `CANCEL_JOB`.
pub fn constant_name(name: &str) -> String {
    let shouty = join(
        &normal(name),
        "_",
        |part| part.to_shouty_snake_case(),
        |part| part.to_uppercase(),
    );
    finish(shouty, "UNNAMED")
}

/// A name in capitals, as it is otherwise: what a method's constant is called.
pub fn upper(name: &str) -> String {
    normal(&name.to_uppercase()).into_owned()
}

/// The identifier with `r#` where it is a keyword.
pub fn raw(name: String) -> String {
    match keyword::is_raw(&name) {
        true => format!("r#{name}"),
        false => name,
    }
}

fn snake(name: &str) -> String {
    let snake = join(
        &normal(name),
        "_",
        |part| part.to_snake_case(),
        |part| part.to_lowercase(),
    );
    finish(snake, "unnamed")
}

/// Whether the text is an identifier that is no keyword.
pub fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    let first = chars
        .next()
        .is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c));
    first && chars.all(goes_on) && !keyword::is_raw(name) && !keyword::is_never(name)
}

/// Whether an identifier may go on with it: not with what nobody sees (the joiners of emoji are letters of identifiers to Unicode).
fn goes_on(c: char) -> bool {
    unicode_ident::is_xid_continue(c) && !is_invisible(c)
}

/// The name in the form that rustc wants identifiers in (NFKC): what looks alike is alike, and two names that rustc would take for
/// one meet here.
fn normal(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        return Cow::Borrowed(name);
    }
    let name = match is_nfkc(name) {
        true => Cow::Borrowed(name),
        false => Cow::Owned(name.nfkc().collect()),
    };
    match latin(&name) {
        Some(latin) => Cow::Owned(latin),
        None => name,
    }
}

/// Cyrillic and Greek letters that look like Latin ones, and those.
const ALIKE: (&str, &str) = (
    "АВЕКМНОРСТУХЅІЈаеорсухѕіјһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABEKMHOPCTYXSIJaeopcyxsijhqwABEZHIKMNOPTYXo",
);

/// The name in Latin letters, when all its others look like them, marks above or below them aside: slips of a keyboard, which rustc would warn of.
fn latin(name: &str) -> Option<String> {
    let one = |c: char| match c.is_ascii() || is_combining_mark(c) {
        true => Some(c),
        false => ALIKE
            .0
            .chars()
            .zip(ALIKE.1.chars())
            .find(|(other, _)| *other == c)
            .map(|(_, latin)| latin),
    };
    let letters: Option<String> = name.nfd().map(one).collect();
    Some(letters?.nfc().collect())
}

/// Makes an identifier of what is left of a name.
fn finish(name: String, empty: &str) -> String {
    // Another case may be in another form.
    let mut name = normal(&name).into_owned();
    name.retain(goes_on);
    if name.is_empty() {
        return empty.to_owned();
    }
    if !name.starts_with(unicode_ident::is_xid_start) {
        name.insert(0, '_');
    }
    if keyword::is_never(&name) {
        name.push('_');
    }
    name
}

/// Splits at what no identifier can hold, sets the case of each part, joins. Parts with combining marks, which heck would drop, are
/// kept whole and go through `other`.
fn join(
    name: &str,
    separator: &str,
    case: impl Fn(&str) -> String,
    other: impl Fn(&str) -> String,
) -> String {
    let mut joined = String::with_capacity(name.len() + 8);
    for part in name.split(|c: char| c == '_' || !goes_on(c)) {
        if part.is_empty() {
            continue;
        }
        let part = if part.is_ascii() {
            case(&acronyms(part))
        } else if part.chars().all(char::is_alphanumeric) {
            case(part)
        } else {
            other(part)
        };
        if !joined.is_empty() && !part.is_empty() {
            joined.push_str(separator);
        }
        joined.push_str(&part);
    }
    joined
}

/// `1.0` and `10` must not meet: where the name has a separator between two digits, so has the identifier.
fn separate_digits(name: &str, camel: String) -> String {
    let is_separator = |c: &char| *c == '_' || !goes_on(*c);
    let chars: Vec<char> = name.chars().collect();
    let between =
        |w: &[char]| w[0].is_ascii_digit() && is_separator(&w[1]) && w[2].is_ascii_digit();
    if !chars.windows(3).any(between) {
        return camel;
    }
    let mut out = String::with_capacity(camel.len() + 4);
    let mut rest = camel.chars().peekable();
    let mut digits_before = 0usize;
    let mut cuts = Vec::new();
    for (i, c) in chars.iter().enumerate() {
        if c.is_ascii_digit() {
            digits_before += 1;
        } else if i > 0 && chars.get(i - 1..i + 2).is_some_and(between) {
            cuts.push(digits_before);
        }
    }
    let mut seen = 0;
    while let Some(c) = rest.next() {
        out.push(c);
        if c.is_ascii_digit() {
            seen += 1;
            let next_is_digit = rest.peek().is_some_and(char::is_ascii_digit);
            if next_is_digit && cuts.contains(&seen) {
                out.push('_');
            }
        }
    }
    out
}

fn capital(part: &str) -> String {
    let mut chars = part.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// Writes acronyms the way heck keeps them whole: `openIDs` becomes `openIds`, `OAuthToken` becomes `OauthToken`.
fn acronyms(name: &str) -> String {
    let mut text = name.to_owned();
    for (written, seen) in WHOLE {
        if text.contains(written) {
            text = replace_words(&text, written, seen);
        }
    }
    let bytes = text.as_bytes();
    let at = |i: usize| bytes.get(i).copied().unwrap_or(b' ');
    let mut out = String::with_capacity(text.len());
    let mut start = 0;
    while start < bytes.len() {
        let run = bytes[start..]
            .iter()
            .take_while(|b| b.is_ascii_uppercase())
            .count();
        let end = start + run;
        let plural = run >= 2 && at(end) == b's' && !at(end + 1).is_ascii_lowercase();
        match plural {
            true => {
                out.push_str(&text[start..=start]);
                out.push_str(&text[start + 1..end].to_ascii_lowercase());
            }
            false if run > 0 => out.push_str(&text[start..end]),
            false => out.push(char::from(at(start))),
        }
        start = end.max(start + 1);
    }
    out
}

/// Replaces `written` where a word may begin: not after a capital letter, and not inside a longer run of small ones.
fn replace_words(text: &str, written: &str, seen: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(written) {
        let (before, after) = rest.split_at(at);
        let tail = after.get(written.len()..).unwrap_or("");
        let begins = match out.chars().chain(before.chars()).next_back() {
            Some(c) => {
                !c.is_ascii_uppercase()
                    && (written.starts_with(|w: char| w.is_ascii_uppercase())
                        || !c.is_ascii_lowercase())
            }
            None => true,
        };
        let ends = !tail.starts_with(|c: char| c.is_ascii_lowercase());
        out.push_str(before);
        out.push_str(if begins && ends { seen } else { written });
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members() {
        let table = [
            ("spaceID", "space_id"),
            ("listOpenIDs", "list_open_ids"),
            ("GetODBCMetaData", "get_odbc_meta_data"),
            ("token", "token"),
            ("jobToken", "job_token"),
            ("userIDs", "user_ids"),
            ("URLsOfIDs", "urls_of_ids"),
            ("IDs", "ids"),
            ("PDFsToPrint", "pdfs_to_print"),
            ("HTTPStatus", "http_status"),
            ("getHTTPSURL", "get_httpsurl"),
            ("OAuthToken", "oauth_token"),
            ("userOAuth2", "user_oauth2"),
            ("IPv4Address", "ipv4_address"),
            ("ShipVia_Code", "ship_via_code"),
            ("address2Line", "address2_line"),
            ("x509Data", "x509_data"),
            ("MD5Hash", "md5_hash"),
            ("first-name", "first_name"),
            ("first.name", "first_name"),
            ("FIRST_NAME", "first_name"),
            ("_id", "id"),
            ("_", "unnamed"),
            ("__", "unnamed"),
            ("_1", "_1"),
            ("type", "r#type"),
            ("Type", "r#type"),
            ("gen", "r#gen"),
            ("async", "r#async"),
            ("try", "r#try"),
            ("self", "self_"),
            ("Self", "self_"),
            ("crate", "crate_"),
            ("super", "super_"),
            ("prénomClient", "prénom_client"),
            ("名前", "名前"),
            ("имяКлиента", "имя_клиента"),
            ("नाम", "नाम"),
            ("e\u{301}tat", "état"),
            ("état", "état"),
            ("аudience", "audience"), // its first letter is Cyrillic
            ("ёсе", "ëce"),           // all of it is
            ("имя", "имя"),
            ("ﬁn", "fin"),
            ("ｎａｍｅ", "name"),
            ("a\u{200b}b", "a_b"),
            ("ns:name", "ns_name"),
            ("eMail", "e_mail"),
            ("ISBN13", "isbn13"),
            ("ABs", "abs"),
            ("CSSs", "csss"),
        ];
        for (wire, member) in table {
            assert_eq!(member_name(wire), member, "{wire}");
        }
    }

    #[test]
    fn types() {
        let table = [
            ("cancelJob", "CancelJob"),
            ("ArrayOfArrayOfString", "ArrayOfArrayOfString"),
            ("getODBCMetaData", "GetOdbcMetaData"),
            ("listOpenIDs", "ListOpenIds"),
            ("ID", "Id"),
            ("IDs", "Ids"),
            ("t_order-line", "TOrderLine"),
            ("Self", "Self_"),
            ("self", "Self_"),
            ("type", "Type"),
            ("ª", "A"),
            ("_", "Unnamed"),
            ("3DSecure", "_3dSecure"),
            ("Version1.0", "Version1_0"),
            ("Version10", "Version10"),
            ("v2_1_0", "V2_1_0"),
            ("名前", "名前"),
            ("Élan", "Élan"),
            ("ärger_über", "ÄrgerÜber"),
        ];
        for (wire, name) in table {
            assert_eq!(type_name(wire), name, "{wire}");
        }
    }

    #[test]
    fn letters_that_look_alike_pair_up() {
        assert_eq!(ALIKE.0.chars().count(), ALIKE.1.len());
        assert!(ALIKE.1.is_ascii());
    }

    #[test]
    fn constants_and_modules() {
        assert_eq!(constant_name("cancelJob"), "CANCEL_JOB");
        assert_eq!(constant_name("listOpenIDs"), "LIST_OPEN_IDS");
        assert_eq!(constant_name("_"), "UNNAMED");
        assert_eq!(constant_name("3ds"), "_3DS");
        assert_eq!(module_name("CommandWebService"), "command_web_service");
        assert_eq!(module_name("type"), "type_");
    }

    #[test]
    fn any_text_gives_an_identifier() {
        let odd = [
            "",
            " ",
            "\u{301}",
            "-",
            "1",
            "a\0b",
            "\u{202e}x",
            "ª",
            "𝒳",
            "🙂",
            "·",
            "٣",
        ];
        for text in odd {
            for name in [type_name(text), member_name(text), constant_name(text)] {
                let name = name.strip_prefix("r#").unwrap_or(&name);
                let mut chars = name.chars();
                let first = chars.next();
                assert!(
                    first.is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c)),
                    "{text:?}: {name:?}"
                );
                assert!(
                    chars.all(unicode_ident::is_xid_continue),
                    "{text:?}: {name:?}"
                );
                assert_ne!(name, "_");
            }
        }
    }
}
