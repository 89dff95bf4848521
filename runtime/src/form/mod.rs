//! Requests without an envelope: the members of a message as pairs of names and values (WSDL 1.1 sections 4 and 5).

pub(crate) mod location;
#[cfg(feature = "server")]
mod read;

pub use self::location::Location;
#[cfg(feature = "server")]
pub(crate) use self::read::is_at;
use crate::error::Error;
use crate::limits::Limits;
use crate::percent;
use crate::xml::{Element, FIXED, Member, Reader, View, Writer, XSI};

/// The members of a message, each a name and the text of its value; a repeated one occurs as often as it has items.
pub(crate) struct Form {
    pairs: Vec<(String, String)>,
}

/// What escaping leaves as it is.
#[derive(Clone, Copy)]
enum Escape {
    /// `application/x-www-form-urlencoded`: a space is a plus.
    Form,
    /// A part of a path (RFC 3986 section 3.3).
    Path,
}

/// The members that hold members of their own: such a one without any is an array of no items, not one of the empty text.
fn structured<'t>(message: &View<'_, 't>) -> Vec<&'t str> {
    let View::Node(node) = message else {
        return Vec::new();
    };
    let rows = node.table().members.iter().enumerate();
    let rows = rows.filter(|(i, _)| matches!(node.view(*i).inside(), View::Node(_)));
    rows.map(|(_, row)| row.name).collect()
}

impl Form {
    /// # Errors
    /// [`Error::NotWritable`].
    pub(crate) fn write(names: &[&str], message: View<'_, '_>) -> Result<Self, Error> {
        let mut pairs = Vec::new();
        if matches!(message, View::None) {
            return Ok(Form { pairs });
        }
        let structured = structured(&message);
        // By way of a document: its writer knows what may be absent and how each type is written.
        let mut writer = Writer::new(names);
        writer.member(&Member::new("form", 0, 0, None), message, false)?;
        let document = writer.into_string();
        let mut reader = Reader::new(&document, names, Limits::default().xml)?;
        reader.root()?;
        for member in reader.capture()?.elements() {
            let mut items = member.elements().peekable();
            if items.peek().is_some() {
                pairs.extend(
                    items
                        .filter(|item| !is_nil(item))
                        .map(|item| pair(member, item)),
                );
            } else if !is_nil(member) && !structured.contains(&member.local.as_str()) {
                pairs.push(pair(member, member));
            }
        }
        Ok(Form { pairs })
    }

    /// As a query or a form's body.
    pub(crate) fn encoded(&self) -> String {
        let mut out = String::new();
        for (name, value) in &self.pairs {
            if !out.is_empty() {
                out.push('&');
            }
            escape(&mut out, name, Escape::Form);
            out.push('=');
            escape(&mut out, value, Escape::Form);
        }
        out
    }

    /// The location with each value in place of its name in parentheses; one that has no value leaves nothing.
    pub(crate) fn placed(&self, location: &str) -> String {
        Location::with_places(location).filled(|name| {
            let mut out = String::new();
            let mut pairs = self.pairs.iter();
            if let Some((_, value)) = pairs.find(|(known, _)| known == name) {
                escape(&mut out, value, Escape::Path);
            }
            out
        })
    }
}

fn pair(member: &Element, item: &Element) -> (String, String) {
    (member.local.clone(), item.text())
}

fn is_nil(element: &Element) -> bool {
    let xsi = FIXED.get(usize::from(XSI)).copied().unwrap_or("");
    matches!(element.attribute(xsi, "nil"), Some("true" | "1"))
}

fn escape(out: &mut String, text: &str, how: Escape) {
    let keeps = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.*".contains(&byte);
    match how {
        Escape::Path => percent::encode(out, text, keeps),
        Escape::Form => {
            for (i, word) in text.split(' ').enumerate() {
                if i > 0 {
                    out.push('+');
                }
                percent::encode(out, word, keeps);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_escaped_for_their_place() {
        let pairs = [("a b", "1&2=\u{e9} +"), ("c", "x/y?z")];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let form = Form {
            pairs: pairs.to_vec(),
        };
        assert_eq!(form.encoded(), "a+b=1%262%3D%C3%A9+%2B&c=x%2Fy%3Fz");
        assert_eq!(
            form.placed("/o(c)/(a b)(none)/(end"),
            "/ox%2Fy%3Fz/1%262%3D%C3%A9%20%2B/(end"
        );
    }
}
