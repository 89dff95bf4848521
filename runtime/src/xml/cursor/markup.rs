//! What is neither element nor text: comments, processing instructions, CDATA sections, the XML declaration.

use super::scan::space_end;
use super::{Cursor, malformed};
use crate::xml::chars::is_ncname;
use crate::xml::error::{Error, ErrorKind, R};

impl<'a> Cursor<'a> {
    /// Passes over what begins with `<!` or `<?` at the current place. Gives the text of a CDATA section.
    #[cold]
    #[inline(never)]
    pub(super) fn markup(&mut self) -> R<Option<&'a str>> {
        let at = self.pos;
        let rest = self.text.get(at..).unwrap_or_default();
        if let Some(comment) = rest.strip_prefix("<!--") {
            let Some(end) = comment.find("--") else {
                return malformed("a comment that does not end", at);
            };
            if comment.as_bytes().get(end + 2) != Some(&b'>') {
                return malformed("two hyphens in a comment", at + 4 + end);
            }
            self.pos = at + 4 + end + 3;
            return Ok(None);
        }
        if let Some(section) = rest.strip_prefix("<![CDATA[") {
            if self.stack.is_empty() {
                return malformed("text outside of the root element", at);
            }
            let Some(end) = section.find("]]>") else {
                return malformed("a CDATA section that does not end", at);
            };
            self.pos = at + 9 + end + 3;
            return Ok(section.get(..end));
        }
        if rest.starts_with("<!DOCTYPE") {
            return Err(Error::at(ErrorKind::Dtd, at));
        }
        let Some(instruction) = rest.strip_prefix("<?") else {
            return malformed("`<!` that begins neither comment nor CDATA section", at);
        };
        let Some(end) = instruction.find("?>") else {
            return malformed("a processing instruction that does not end", at);
        };
        let whole = instruction.get(..end).unwrap_or_default();
        let space = |c| matches!(c, ' ' | '\t' | '\r' | '\n');
        let target = whole.split(space).next().unwrap_or_default();
        if target.eq_ignore_ascii_case("xml") {
            return malformed("an XML declaration that is not at the very beginning", at);
        }
        if !is_ncname(target) {
            return malformed("a processing instruction without a legal name", at);
        }
        self.pos = at + 2 + end + 2;
        Ok(None)
    }

    /// Passes over the byte order mark and the XML declaration (XML 1.0, 2.8).
    pub(super) fn prolog(&mut self) -> R<()> {
        if self.text.starts_with('\u{FEFF}') {
            self.pos = '\u{FEFF}'.len_utf8();
        }
        let rest = self.text.get(self.pos..).unwrap_or_default();
        let Some(inner) = rest.strip_prefix("<?xml") else {
            return Ok(());
        };
        if !inner.starts_with([' ', '\t', '\r', '\n']) {
            // Another processing instruction, such as `xml-stylesheet`, or a wrong one.
            return Ok(());
        }
        // Nothing that it may say has a question mark.
        let end = inner
            .find('?')
            .filter(|end| inner.as_bytes().get(end + 1) == Some(&b'>'));
        let declared = end
            .and_then(|end| inner.get(..end))
            .and_then(Declaration::parse);
        match (end, declared) {
            (Some(end), Some(_)) => {
                self.pos += 5 + end + 2;
                Ok(())
            }
            _ => malformed("an XML declaration that is none", self.pos),
        }
    }
}

/// What an XML declaration says.
pub(in crate::xml) struct Declaration<'a> {
    pub(in crate::xml) encoding: Option<&'a str>,
}

impl<'a> Declaration<'a> {
    /// Reads what stands between `<?xml` and `?>`.
    pub(in crate::xml) fn parse(text: &'a str) -> Option<Self> {
        let (version, rest) = attribute(text, "version")?;
        let minor = version.strip_prefix("1.")?;
        if minor.is_empty() || !minor.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let (encoding, rest) = match attribute(rest, "encoding") {
            Some((encoding, rest)) => (Some(encoding), rest),
            None => (None, rest),
        };
        let legal = |name: &str| {
            name.starts_with(|c: char| c.is_ascii_alphabetic())
                && name
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
        };
        if encoding.is_some_and(|name| !legal(name)) {
            return None;
        }
        let rest = match attribute(rest, "standalone") {
            Some(("yes" | "no", rest)) => rest,
            Some(_) => return None,
            None => rest,
        };
        (space_end(rest.as_bytes(), 0) == rest.len()).then_some(Declaration { encoding })
    }
}

/// The value of `name`, which must come next after white space, and what follows it.
fn attribute<'a>(text: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    let skip = |text: &'a str| text.get(space_end(text.as_bytes(), 0)..);
    let rest = skip(text).filter(|rest| rest.len() < text.len())?;
    let rest = skip(rest.strip_prefix(name)?)?.strip_prefix('=')?;
    let rest = skip(rest)?;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest.get(1..)?.split_once(quote)
}
