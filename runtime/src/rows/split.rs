//! Tells the rows of a document from all else, while it arrives.
//!
//! It knows where tags begin and end and what they are called, and no more: whether it is well-formed XML is found by the one
//! parser, which reads the rows in batches, each within the start tags that stand around them, and in the end all that is not a row.

use crate::error::Error;
use crate::xml::Limits;

/// The names from the root down to a row; `None` where any will do.
pub(super) type Path = Vec<Option<String>>;

/// Rows that came together, as a document of their own.
pub(super) struct Batch {
    /// The start tags around the rows, the rows, the end tags.
    pub(super) text: String,
    /// How many start tags there are around the rows.
    pub(super) depth: usize,
    /// What is to be added to a place in the text for its place in the whole document.
    pub(super) shift: i64,
}

/// Sorts a document that arrives in pieces.
pub(super) struct Splitter {
    path: Path,
    limits: Limits,
    /// The largest size of a row, and of all that is not a row.
    size: u64,
    /// What has not been sorted yet.
    buffer: String,
    /// How much of the buffer has been looked at.
    at: usize,
    /// How far the token there has been looked through for its end, and for a start tag the quote that is open there.
    looked: usize,
    quote: Option<u8>,
    /// The bytes that were before the buffer.
    before: u64,
    /// The elements around this place, rows aside.
    open: Vec<Open>,
    /// The row that has begun: where in the buffer, and how many of its elements are open.
    row: Option<(usize, usize)>,
    /// Whether this place is between two rows, or after the last.
    between: bool,
    /// The rows since the last batch, and where they began.
    rows: String,
    rows_at: u64,
    batches: Vec<Batch>,
    rest: Rest,
}

/// All that is not a row.
#[derive(Default)]
pub(super) struct Rest {
    pub(super) text: String,
    /// The first row, and where it was.
    pub(super) first: Option<(usize, String)>,
    /// How many bytes of rows were taken out.
    pub(super) taken: u64,
}

struct Open {
    /// Where its start tag is in the rest.
    tag: std::ops::Range<usize>,
    /// The end of its name in the tag.
    name: usize,
    /// Whether a row may be below it.
    leads: bool,
}

/// What stands at a place of a document.
#[derive(Clone, Copy, PartialEq)]
enum Token {
    /// Text, a comment, an instruction, a section.
    Other,
    Start,
    /// `<x/>`
    Empty,
    End,
}

impl Splitter {
    pub(super) fn new(path: Path, limits: Limits, size: u64) -> Self {
        Splitter {
            path,
            limits,
            size,
            buffer: String::new(),
            at: 0,
            looked: 0,
            quote: None,
            before: 0,
            open: Vec::new(),
            row: None,
            between: false,
            rows: String::new(),
            rows_at: 0,
            batches: Vec::new(),
            rest: Rest::default(),
        }
    }

    /// Takes the next piece; gives the rows that are complete with it.
    ///
    /// # Errors
    /// [`Error::OverLimit`].
    pub(super) fn push(&mut self, piece: &str) -> Result<Vec<Batch>, Error> {
        self.buffer.push_str(piece);
        while let Some((token, end)) = self.token() {
            (self.looked, self.quote) = (0, None);
            self.pass(token, end)?;
        }
        let done = self.row.map_or(self.at, |(start, _)| start);
        self.buffer.drain(..done);
        self.at -= done;
        self.before += done as u64;
        if let Some((start, _)) = &mut self.row {
            *start = 0;
        }
        let largest = self.buffer.len().max(self.rest.text.len());
        if largest as u64 > self.size {
            return Err(Error::over_limit_at(
                "response_size",
                self.size,
                self.before,
            ));
        }
        self.close_batch();
        Ok(std::mem::take(&mut self.batches))
    }

    /// The end of the document: all that is not a row, and what was left over of an unfinished one.
    pub(super) fn finish(mut self) -> Rest {
        self.rest.text.push_str(&self.buffer);
        self.rest
    }

    /// The token at this place and where it ends; `None` while it is not all there.
    fn token(&mut self) -> Option<(Token, usize)> {
        let rest = self.buffer.get(self.at..)?;
        if !rest.starts_with('<') {
            let length = memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
            return (length > 0).then_some((Token::Other, self.at + length));
        }
        let until = |opening: &str, closing: &str| {
            // A closing may have begun at the end of what was looked through.
            let from = self.looked.saturating_sub(closing.len()).max(opening.len());
            let found = memchr::memmem::find(rest.as_bytes().get(from..)?, closing.as_bytes());
            found.map(|at| from + at + closing.len())
        };
        let (token, length) = match rest.as_bytes() {
            [_, b'!', ..] if rest.starts_with("<!--") => (Token::Other, until("<!--", "-->")),
            [_, b'!', ..] if rest.starts_with("<![CDATA[") => {
                (Token::Other, until("<![CDATA[", "]]>"))
            }
            [_, b'!', ..] if "<!--".starts_with(rest) || "<![CDATA[".starts_with(rest) => {
                return None;
            }
            [_, b'?', ..] => (Token::Other, until("<?", "?>")),
            // A DTD, which the parser refuses.
            [_, b'!', ..] => (Token::Other, until("<!", ">")),
            [_, b'/', ..] => (Token::End, until("</", ">")),
            [_, _, ..] => {
                let empty = |end: usize| rest.as_bytes().get(end.wrapping_sub(2)) == Some(&b'/');
                match tag_end(rest.as_bytes(), self.looked.max(1), &mut self.quote) {
                    Some(end) if empty(end) => (Token::Empty, Some(end)),
                    other => (Token::Start, other),
                }
            }
            _ => return None,
        };
        let Some(length) = length else {
            self.looked = rest.len();
            return None;
        };
        Some((token, self.at + length))
    }

    /// Sorts a token that ends at `end`.
    fn pass(&mut self, token: Token, end: usize) -> Result<(), Error> {
        let from = std::mem::replace(&mut self.at, end);
        if let Some((start, depth)) = self.row {
            let depth = match token {
                Token::Start => depth + 1,
                Token::End => depth - 1,
                Token::Other | Token::Empty => depth,
            };
            self.row = Some((start, depth));
            if depth == 0 {
                self.end_row(start, end);
            }
            return Ok(());
        }
        let Some(text) = self.buffer.get(from..end) else {
            return Ok(());
        };
        match token {
            Token::Other if self.between => self.rows.push_str(text),
            Token::Other => self.rest.text.push_str(text),
            Token::Start | Token::Empty => {
                let name = name_end(text);
                let last = self.open.len() + 1 == self.path.len();
                let leads = self.leads(text, name);
                if leads && last {
                    if !self.between {
                        self.between = true;
                        self.rows_at = self.before + from as u64;
                    }
                    match token {
                        Token::Empty => self.end_row(from, end),
                        _ => self.row = Some((from, 1)),
                    }
                    return Ok(());
                }
                if self.open.len() >= self.limits.depth {
                    let at = self.before + from as u64;
                    return Err(Error::over_limit_at("depth", self.limits.depth as u64, at));
                }
                let at = self.rest.text.len();
                let tag = at..at + text.len();
                self.close_batch();
                self.between = false;
                self.push_rest(from, end);
                if token == Token::Start {
                    self.open.push(Open { tag, name, leads });
                }
            }
            Token::End => {
                self.close_batch();
                self.between = false;
                self.push_rest(from, end);
                self.open.pop();
            }
        }
        Ok(())
    }

    fn push_rest(&mut self, from: usize, end: usize) {
        let text = self.buffer.get(from..end).unwrap_or("");
        self.rest.text.push_str(text);
    }

    fn end_row(&mut self, start: usize, end: usize) {
        self.row = None;
        let text = self.buffer.get(start..end).unwrap_or("");
        self.rows.push_str(text);
        if self.rest.first.is_none() {
            self.rest.first = Some((self.rest.text.len(), text.to_owned()));
        }
    }

    /// Whether the element of this start tag is one on the way to a row.
    fn leads(&self, tag: &str, name: usize) -> bool {
        if !self.open.last().is_none_or(|around| around.leads) {
            return false;
        }
        match self.path.get(self.open.len()) {
            None => false,
            Some(None) => true,
            Some(Some(wanted)) => {
                let name = tag.get(1..name).unwrap_or("");
                name.rsplit_once(':').map_or(name, |(_, local)| local) == wanted
            }
        }
    }

    /// Makes a batch of the rows that came.
    fn close_batch(&mut self) {
        if self.rows.is_empty() {
            return;
        }
        let tag = |open: &Open| self.rest.text.get(open.tag.clone()).unwrap_or("");
        let mut text: String = self.open.iter().map(tag).collect();
        let around = text.len();
        text.push_str(&self.rows);
        for open in self.open.iter().rev() {
            text.push_str("</");
            text.push_str(tag(open).get(1..open.name).unwrap_or(""));
            text.push('>');
        }
        let length = self.rows.len() as u64;
        self.batches.push(Batch {
            text,
            depth: self.open.len(),
            shift: i64::try_from(self.rows_at).unwrap_or(i64::MAX) - around as i64,
        });
        self.rest.taken += length;
        self.rows_at += length;
        self.rows.clear();
    }
}

/// The end of a start tag that was looked through up to `at`: the first `>` that is not within quotes.
fn tag_end(bytes: &[u8], mut at: usize, quote: &mut Option<u8>) -> Option<usize> {
    loop {
        let rest = bytes.get(at..)?;
        match *quote {
            Some(open) => {
                at += memchr::memchr(open, rest)? + 1;
                *quote = None;
            }
            None => {
                let found = memchr::memchr3(b'>', b'"', b'\'', rest)?;
                at += found + 1;
                match rest.get(found) {
                    Some(b'>') => return Some(at),
                    other => *quote = other.copied(),
                }
            }
        }
    }
}

/// Where the name in a start tag ends.
fn name_end(tag: &str) -> usize {
    let end = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>');
    tag.get(1..)
        .and_then(|rest| rest.find(end))
        .map_or(tag.len(), |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = "<?xml version='1.0'?><e:E xmlns:e='urn:e'><e:Body><r a='>'>\
        <c>1</c><rows xmlns:x=\"urn:x\">\n<x:row n='1'><row/></x:row> <!-- <row> --><row/>\n</rows><c>2</c>\
        <rows><row>&lt;<![CDATA[</row>]]></row></rows><row>no</row></r></e:Body></e:E>";

    fn split(pieces: &[&str]) -> (Vec<String>, Rest) {
        let path = [None, Some("Body"), None, Some("rows"), Some("row")];
        let path = path.iter().map(|name| name.map(str::to_owned)).collect();
        let mut splitter = Splitter::new(path, Limits::default(), 1_000);
        let mut batches = Vec::new();
        for piece in pieces {
            batches.extend(splitter.push(piece).unwrap().into_iter().map(|b| b.text));
        }
        (batches, splitter.finish())
    }

    #[test]
    fn rows_are_told_from_the_rest() {
        let (batches, rest) = split(&[DOCUMENT]);
        let around = "<e:E xmlns:e='urn:e'><e:Body><r a='>'><rows xmlns:x=\"urn:x\">";
        let end = "</rows></r></e:Body></e:E>";
        let rows = "<x:row n='1'><row/></x:row> <!-- <row> --><row/>\n";
        assert_eq!(batches[0], format!("{around}{rows}{end}"));
        assert!(batches[1].contains("<rows><row>&lt;<![CDATA[</row>]]></row></rows>"));
        assert_eq!(batches.len(), 2);
        assert_eq!(
            rest.text,
            "<?xml version='1.0'?><e:E xmlns:e='urn:e'><e:Body><r a='>'><c>1</c><rows xmlns:x=\"urn:x\">\n\
             </rows><c>2</c><rows></rows><row>no</row></r></e:Body></e:E>"
        );
        assert_eq!(rest.first.unwrap().1, "<x:row n='1'><row/></x:row>");
    }

    /// However the document is cut, the same rows and the same rest come out.
    #[test]
    fn pieces_of_any_size_give_the_same() {
        let (whole, expected) = split(&[DOCUMENT]);
        let rows = |batches: &[String]| -> String {
            let inner = |b: &String| {
                b.split("urn:x\">")
                    .nth(1)
                    .unwrap_or("")
                    .replace("</rows></r></e:Body></e:E>", "")
            };
            batches.iter().map(inner).collect()
        };
        for size in 1..DOCUMENT.len() {
            let bytes = DOCUMENT.as_bytes().chunks(size);
            let pieces: Vec<&str> = bytes.map(|b| std::str::from_utf8(b).unwrap()).collect();
            let (batches, rest) = split(&pieces);
            assert_eq!(rest.text, expected.text, "pieces of {size}");
            assert_eq!(rest.taken, expected.taken, "pieces of {size}");
            assert_eq!(rows(&batches), rows(&whole), "pieces of {size}");
        }
    }

    #[test]
    fn a_row_that_never_ends_is_over_the_limit() {
        let path = vec![None, Some("row".to_owned())];
        let mut splitter = Splitter::new(path, Limits::default(), 1_000);
        assert!(splitter.push("<a><row>").is_ok());
        assert!(splitter.push(&"x".repeat(900)).is_ok());
        assert!(splitter.push(&"x".repeat(200)).is_err());
    }
}
