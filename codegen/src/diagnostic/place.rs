//! Places: lines and columns of spans, found fast however many there are.

use std::cell::{Cell, OnceCell};
use std::ops::Range;

use crate::model::documents::{Document, DocumentId, Documents, Span};

/// Where a span begins, for people and editors.
#[derive(Clone, Copy, Debug)]
pub struct Place<'d> {
    /// The document.
    pub document: &'d Document,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
}

impl Place<'_> {
    /// `path:line:column`.
    pub(super) fn origin(&self, path: &str) -> String {
        format!("{path}:{}:{}", self.line, self.column)
    }
}

/// The lines of all documents; those of a document are counted when it is first asked for.
#[derive(Debug)]
pub struct Places<'d> {
    documents: &'d Documents,
    /// For each document, the offsets at which its lines begin.
    lines: Vec<OnceCell<Vec<usize>>>,
    /// The place that was found last: its document, its offset, and its column. A document may be a single line of megabytes, and places
    /// are asked for in their order.
    last: Cell<(DocumentId, usize, usize)>,
}

impl<'d> Places<'d> {
    /// The places of these documents.
    pub fn new(documents: &'d Documents) -> Self {
        Self {
            documents,
            lines: documents.list.iter().map(|_| OnceCell::new()).collect(),
            last: Cell::new((DocumentId(u32::MAX), 0, 1)),
        }
    }

    /// Where a span begins; `None` when it is of no document or outside of its text.
    pub fn find(&self, span: Span) -> Option<Place<'d>> {
        let (document, line, number) = self.line(span)?;
        let at = span.start as usize;
        let (last, offset, column) = self.last.get();
        let (from, counted) = match last == span.document && (line.start..=at).contains(&offset) {
            true => (offset, column),
            false => (line.start, 1),
        };
        let column = counted + document.text.get(from..at)?.chars().count();
        self.last.set((span.document, at, column));
        Some(Place {
            document,
            line: number,
            column,
        })
    }

    /// The document of a span, the bytes of the line that it begins in (without the line break), and the line's number from 1.
    pub(super) fn line(&self, span: Span) -> Option<(&'d Document, Range<usize>, usize)> {
        let document = self.documents.get(span.document)?;
        let starts = self
            .lines
            .get(span.document.0 as usize)?
            .get_or_init(|| starts(&document.text));
        let at = span.start as usize;
        let number = starts.partition_point(|start| *start <= at);
        let start = *starts.get(number.checked_sub(1)?)?;
        let next = starts.get(number).copied().unwrap_or(document.text.len());
        let line = document.text.get(start..next)?;
        let length = line.trim_end_matches(['\n', '\r']).len();
        Some((document, start..start + length, number))
    }
}

/// Where lines begin.
fn starts(text: &str) -> Vec<usize> {
    let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(breaks).collect()
}
