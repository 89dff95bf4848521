//! Limits, in one linear pass over the text.

use std::ops::Range;

use super::{Limits, Refusal, RefusalKind, doctype};

/// Refuses DTDs, HTML pages and what is over a limit, in one pass over the bytes.
///
/// # Errors
/// The first refusal, with its place.
pub fn check(text: &str, limits: &Limits) -> Result<(), Refusal> {
    if text.len() > limits.bytes {
        return refuse("bytes", limits.bytes, 0..0);
    }
    Scan {
        bytes: text.as_bytes(),
        at: 0,
        limits,
        declarations: Vec::new(),
        in_scope: 0,
        elements: 0,
    }
    .document()
}

fn refuse<T>(what: &'static str, limit: usize, at: Range<usize>) -> Result<T, Refusal> {
    Err(Refusal {
        kind: RefusalKind::Limit(what, limit),
        at,
    })
}

struct Scan<'t> {
    bytes: &'t [u8],
    at: usize,
    limits: &'t Limits,
    /// For each open element: how many namespace declarations it carries.
    declarations: Vec<usize>,
    in_scope: usize,
    elements: usize,
}

impl<'t> Scan<'t> {
    fn document(mut self) -> Result<(), Refusal> {
        while let Some(offset) = find(self.rest(), b"<") {
            self.at += offset;
            let rest = self.rest();
            match rest {
                [b'<', b'!', b'-', b'-', ..] => self.skip_past(4, b"-->"),
                [b'<', b'!', b'[', ..] => self.skip_past(3, b"]]>"),
                [b'<', b'?', ..] => self.skip_past(2, b"?>"),
                [b'<', b'!', ..] => return self.declaration(),
                [b'<', b'/', ..] => {
                    self.in_scope -= self.declarations.pop().unwrap_or(0);
                    self.skip_past(2, b">");
                }
                _ => self.start_tag()?,
            }
        }
        Ok(())
    }

    fn rest(&self) -> &'t [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn skip_past(&mut self, opening: usize, closing: &[u8]) {
        self.at += opening;
        match find(self.rest(), closing) {
            Some(offset) => self.at += offset + closing.len(),
            None => self.at = self.bytes.len(),
        }
    }

    /// `<!` that begins neither a comment nor a CDATA section.
    fn declaration(&self) -> Result<(), Refusal> {
        let end = self.at + find(self.rest(), b">").map_or(self.rest().len().min(80), |o| o + 1);
        let words = String::from_utf8_lossy(self.bytes.get(self.at..end).unwrap_or_default());
        let html = doctype::is_html(&words);
        let kind = if html {
            RefusalKind::Html
        } else {
            RefusalKind::Doctype
        };
        Err(Refusal {
            kind,
            at: self.at..self.at + "<!DOCTYPE".len().min(self.rest().len()),
        })
    }

    fn start_tag(&mut self) -> Result<(), Refusal> {
        let start = self.at;
        self.at += 1;
        self.name()?;
        let name = self.bytes.get(start + 1..self.at).unwrap_or_default();
        // Said here: a parser would tell of the first tag that a page leaves open.
        if self.elements == 0 && name.eq_ignore_ascii_case(b"html") {
            return Err(Refusal {
                kind: RefusalKind::Html,
                at: start..self.at,
            });
        }
        self.elements += 1;
        if self.elements > self.limits.elements {
            return refuse("elements", self.limits.elements, start..self.at);
        }
        let (mut attributes, mut declarations) = (0, 0);
        loop {
            self.white_space();
            match self.rest() {
                [] => return Ok(()),
                [b'>', ..] => {
                    self.at += 1;
                    break;
                }
                [b'/', ..] => {
                    self.at += 1;
                    if self.rest().first() == Some(&b'>') {
                        self.at += 1;
                        return Ok(());
                    }
                }
                // Not well-formed; the parser says so.
                [b'<', ..] => break,
                [b'=' | b'"' | b'\'', ..] => self.at += 1,
                rest => {
                    attributes += 1;
                    let name = self.at;
                    if rest.starts_with(b"xmlns:")
                        || rest.starts_with(b"xmlns=")
                        || rest.starts_with(b"xmlns ")
                    {
                        declarations += 1;
                        if self.in_scope + declarations > self.limits.namespaces {
                            let limit = self.limits.namespaces;
                            return refuse(
                                "namespace declarations in scope",
                                limit,
                                name..name + 5,
                            );
                        }
                    }
                    self.name()?;
                    if attributes > self.limits.attributes {
                        return refuse(
                            "attributes on an element",
                            self.limits.attributes,
                            name..self.at,
                        );
                    }
                    self.value()?;
                }
            }
        }
        self.declarations.push(declarations);
        self.in_scope += declarations;
        if self.declarations.len() > self.limits.depth {
            return refuse(
                "levels of nested elements",
                self.limits.depth,
                start..self.at,
            );
        }
        Ok(())
    }

    fn white_space(&mut self) {
        let blank = |b: &&u8| matches!(b, b' ' | b'\t' | b'\r' | b'\n');
        self.at += self.rest().iter().take_while(blank).count();
    }

    fn name(&mut self) -> Result<(), Refusal> {
        let part = |b: &&u8| {
            !matches!(
                b,
                b' ' | b'\t' | b'\r' | b'\n' | b'>' | b'/' | b'=' | b'<' | b'"' | b'\''
            )
        };
        let start = self.at;
        self.at += self.rest().iter().take_while(part).count();
        if self.at - start > self.limits.name {
            return refuse("bytes in a name", self.limits.name, start..start + 1);
        }
        Ok(())
    }

    fn value(&mut self) -> Result<(), Refusal> {
        self.white_space();
        if self.rest().first() != Some(&b'=') {
            return Ok(());
        }
        self.at += 1;
        self.white_space();
        let quote = match self.rest() {
            [q @ (b'"' | b'\''), ..] => *q,
            _ => return Ok(()),
        };
        self.at += 1;
        let length = find(self.rest(), &[quote]).unwrap_or(self.rest().len());
        if length > self.limits.attribute_value {
            return refuse(
                "bytes in an attribute",
                self.limits.attribute_value,
                self.at..self.at + 1,
            );
        }
        self.at += length + 1;
        Ok(())
    }
}

/// Offset of the first occurrence.
fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let (&first, tail) = needle.split_first()?;
    let mut from = 0;
    loop {
        let rest = haystack.get(from..)?;
        let offset = rest.iter().position(|&b| b == first)?;
        if rest.get(offset + 1..)?.starts_with(tail) {
            return Some(from + offset);
        }
        from += offset + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> Option<RefusalKind> {
        check(text, &Limits::DEFAULT).err().map(|r| r.kind)
    }

    #[test]
    fn doctypes() {
        assert_eq!(kind("<!DOCTYPE a []><a/>"), Some(RefusalKind::Doctype));
        assert_eq!(kind("<!doctype  html><p>"), Some(RefusalKind::Html));
        assert_eq!(
            kind("<!-- <!DOCTYPE a> --><a b='<!DOCTYPE'><![CDATA[<!DOCTYPE]]></a>"),
            None
        );
        assert_eq!(kind("<a/><!DOCTYPE a>"), Some(RefusalKind::Doctype));
        assert_eq!(kind("\n<!-- a --><HTML><p>"), Some(RefusalKind::Html));
        assert_eq!(kind("<a><html/></a>"), None);
    }

    #[test]
    fn limits() {
        let deep = |n: usize| "<a>".repeat(n) + &"</a>".repeat(n);
        assert_eq!(kind(&deep(256)), None);
        assert!(matches!(
            kind(&deep(257)),
            Some(RefusalKind::Limit("levels of nested elements", 256))
        ));
        assert_eq!(
            kind(&("<r>".to_owned() + &"<a></a>".repeat(1000) + "</r>")),
            None
        );
        let wide = |n: usize| {
            format!(
                "<a{}/>",
                (0..n).map(|i| format!(" a{i}='' ")).collect::<String>()
            )
        };
        assert_eq!(kind(&wide(500)), None);
        assert!(matches!(
            kind(&wide(501)),
            Some(RefusalKind::Limit("attributes on an element", _))
        ));
        let nested: String = (0..129).map(|i| format!("<a xmlns:n{i}='u'>")).collect();
        assert!(matches!(
            kind(&nested),
            Some(RefusalKind::Limit("namespace declarations in scope", _))
        ));
        assert!(matches!(
            kind(&format!("<{}/>", "a".repeat(1001))),
            Some(RefusalKind::Limit("bytes in a name", _))
        ));
        assert!(matches!(
            kind(&format!("<a b='{}'/>", "a".repeat((1 << 20) + 1))),
            Some(RefusalKind::Limit("bytes in an attribute", _))
        ));
    }

    #[test]
    fn malformed_text_is_left_to_the_parser() {
        for text in [
            "",
            "<",
            "<a",
            "<a b",
            "<a b=",
            "<a b='",
            "<a b='<'",
            "</a>",
            "<a/",
            "<a <b>",
            "<!--",
            "<?x",
            "<![CDATA[",
            "<a =''=>",
            "text",
        ] {
            assert_eq!(kind(text), None, "{text}");
        }
    }
}
