//! Document type declarations of schemas and catalogs: passed over where nothing of the document depends on them.
//!
//! W3C's own schemas begin with one (XML Signature, XML Encryption, `xml.xsd`), and so do schemas that an editor for DTDs has saved.
//! Nothing that it declares is made use of, so that it can neither grow the document nor lead to another one. No honest WSDL has one:
//! there it is refused in any form.

use std::collections::BTreeSet;
use std::ops::Range;

/// The root elements of documents that customarily begin with a declaration: XML Schema's, and OASIS XML catalogs'.
const ROOTS: [&str; 2] = ["schema", "catalog"];

/// The text with blanks in place of the document type declaration of a schema or a catalog, so that every other byte keeps its place.
///
/// The declaration stays, to be refused, where it is one of anything else, is not closed, or declares an entity that the
/// document refers to.
pub fn passed_over(text: String) -> String {
    let Some(found) = find(&text) else {
        return text;
    };
    let (before, rest) = text.split_at(found.start);
    let (declaration, after) = rest.split_at(found.len());
    let is_welcome = local_name(declaration).is_some_and(|name| ROOTS.contains(&name));
    if !is_welcome || refers_to_any(after, &entities(declaration).collect()) {
        return text;
    }
    let blanks: String = declaration
        .bytes()
        .map(|b| {
            if matches!(b, b'\n' | b'\r') {
                b as char
            } else {
                ' '
            }
        })
        .collect();
    format!("{before}{blanks}{after}")
}

/// The local name of the root element that a declaration is for (XML 1.0, production 28).
fn local_name(declaration: &str) -> Option<&str> {
    let rest = declaration.strip_prefix("<!DOCTYPE")?;
    let name = rest.split_ascii_whitespace().next()?;
    let name = name.split(['[', '>']).next()?;
    name.rsplit(':').next()
}

/// Whether a document type declaration is that of an HTML page.
pub(super) fn is_html(declaration: &str) -> bool {
    let (Some(keyword), Some(name)) = (
        declaration.get(.."<!DOCTYPE".len()),
        declaration.get("<!DOCTYPE".len()..),
    ) else {
        return false;
    };
    let name = name.trim_start().get(.."html".len());
    keyword.eq_ignore_ascii_case("<!DOCTYPE")
        && name.is_some_and(|name| name.eq_ignore_ascii_case("html"))
}

/// Where the declaration stands (XML 1.0, productions 22 and 28).
fn find(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    loop {
        at = text.len() - text.get(at..)?.trim_ascii_start().len();
        let rest = text.get(at..)?;
        let closing = match rest {
            _ if rest.starts_with("<!DOCTYPE") => return Some(at..at + length(rest)?),
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<?") => "?>",
            _ => return None,
        };
        at += rest.find(closing)? + closing.len();
    }
}

/// How long a declaration is: to the `>` that stands in no literal, comment or instruction, and not between brackets.
fn length(declaration: &str) -> Option<usize> {
    let (mut at, mut inside) = (0, false);
    loop {
        let rest = declaration.get(at..)?;
        let offset = rest.find(['"', '\'', '<', '[', ']', '>'])?;
        let rest = rest.get(offset..)?;
        at += offset;
        at += match rest.as_bytes() {
            [b'<', b'!', b'-', b'-', ..] => rest.find("-->")? + "-->".len(),
            [b'<', b'?', ..] => rest.find("?>")? + "?>".len(),
            [quote @ (b'"' | b'\''), ..] => rest.get(1..)?.find(char::from(*quote))? + 2,
            [b'>', ..] if !inside => return Some(at + 1),
            [bracket @ (b'[' | b']'), ..] => {
                inside = *bracket == b'[';
                1
            }
            _ => 1,
        };
    }
}

/// Whether the text has a reference to one of these entities.
fn refers_to_any(text: &str, entities: &BTreeSet<&str>) -> bool {
    let mut references = text.split('&').skip(1);
    references.any(|rest| {
        let name = rest.split_once(';').map(|(name, _)| name);
        name.is_some_and(|name| entities.contains(name))
    })
}

/// The names of the general entities that a declaration declares.
fn entities(declaration: &str) -> impl Iterator<Item = &str> {
    let declared = declaration.split("<!ENTITY").skip(1);
    let names = declared.filter_map(|rest| rest.split_ascii_whitespace().next());
    names.filter(|name| *name != "%")
}

#[cfg(test)]
mod tests {
    use super::passed_over;

    #[test]
    fn a_declaration_before_the_root_is_blank_and_the_rest_keeps_its_place() {
        let text = "<?xml version='1.0'?>\n<!-- <!DOCTYPE c> -->\n<!DOCTYPE x:schema PUBLIC \"-//X//[\" 'u>' [\n \
                    <!-- it's ]> --> <!ENTITY % p '>'> <!ENTITY d \"]>\"> <?pi ]> ?>\n]  >\n<a/>";
        let blank = passed_over(text.to_owned());
        assert_eq!(blank.len(), text.len());
        assert_eq!(blank.lines().count(), text.lines().count());
        assert!(blank.trim_end().ends_with("\n<a/>"));
        assert!(blank.starts_with("<?xml version='1.0'?>\n<!-- <!DOCTYPE c> -->\n   "));
        assert!(!blank.contains("ENTITY"));
    }

    #[test]
    fn what_the_document_depends_on_stays_to_be_refused() {
        for text in [
            "<!DOCTYPE schema [ <!ENTITY b 'c'> ]><schema>&b;</schema>",
            "<!DOCTYPE definitions><definitions/>",
            "<!DOCTYPE html><html/>",
            "<!doctype html><html/>",
            "<!DOCTYPE schema [ <!ENTITY b 'c'>",
            "<!DOCTYPE schema",
            "<!DOCTYPE",
            "<!DOCTYPE schema '",
            "<schema/><!DOCTYPE schema>",
            "<!-- <!DOCTYPE schema>",
        ] {
            assert_eq!(passed_over(text.to_owned()), text);
        }
    }
}
