//! An answer under way: all of its reading that does not depend on the types.

use http::StatusCode;
use http::header::HeaderMap;

use super::feed::Feed;
use super::split::{Batch, Path, Splitter};
use crate::envelope::Parts;
use crate::error::Error;
use crate::exchange::Sent;
use crate::xml::{Item, Limits, Member, NO_NS, Note, Package, Reader, Slot, flag};

/// An answer whose head came, and what of its body did.
pub(super) struct Incoming {
    pub(super) sent: Sent,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    feed: Option<Feed>,
    pub(super) splitter: Option<Splitter>,
    pub(super) parts: Option<Parts>,
    pub(super) notes: Vec<Note>,
}

/// Where rows are read to.
pub(super) trait Sink {
    fn slot(&mut self) -> Slot<'_, 'static>;
    fn len(&self) -> usize;
    fn truncate(&mut self, length: usize);
}

impl<T: Item> Sink for Vec<T> {
    fn slot(&mut self) -> Slot<'_, 'static> {
        T::vec_slot(self)
    }
    fn len(&self) -> usize {
        Vec::len(self)
    }
    fn truncate(&mut self, length: usize) {
        Vec::truncate(self, length);
    }
}

impl Incoming {
    /// An answer whose head came, with its rows where `path` leads.
    ///
    /// # Errors
    /// As [`Feed::new`].
    pub(super) fn new(sent: Sent, head: http::response::Parts, path: Path) -> Result<Self, Error> {
        let limits = sent.client.settings().limits;
        Ok(Incoming {
            feed: Some(Feed::new(&head.headers, &limits)?),
            splitter: Some(Splitter::new(path, limits.xml, limits.response_size)),
            sent,
            status: head.status,
            headers: head.headers,
            parts: None,
            notes: Vec::new(),
        })
    }

    /// Takes a piece of the body, or with `None` its end; the rows that are complete with it go to `rows`.
    ///
    /// # Errors
    /// What is wrong with the answer as far as it came.
    pub(super) fn take(
        &mut self,
        piece: Option<&[u8]>,
        names: &'static [&'static str],
        rows: &mut dyn Sink,
    ) -> Result<(), Error> {
        let settings = self.sent.client.settings();
        let (limits, strict) = (settings.limits, settings.strict);
        let Some(splitter) = &mut self.splitter else {
            return Ok(());
        };
        let mut batches: Vec<Batch> = Vec::new();
        let mut read = |batch: &Batch, package: Option<&dyn Package>| {
            read_batch(batch, names, limits.xml, strict, package, rows)
        };
        match (piece, &mut self.feed) {
            (Some(piece), Some(feed)) => feed.push(piece, &mut |text| {
                for batch in splitter.push(text)? {
                    self.notes.extend(read(&batch, None)?);
                }
                Ok(())
            })?,
            _ => {
                let Some(feed) = self.feed.take() else {
                    return Ok(());
                };
                self.parts = feed.finish(&self.headers, &limits, &mut |text| {
                    batches.extend(splitter.push(text)?);
                    Ok(())
                })?;
                let package = self.parts.as_ref().map(|parts| parts as &dyn Package);
                for batch in &batches {
                    self.notes.extend(read(batch, package)?);
                }
            }
        }
        self.notes.truncate(NOTES);
        Ok(())
    }
}

/// How many notes are kept.
const NOTES: usize = 100;

/// Reads the rows of a batch.
fn read_batch(
    batch: &Batch,
    names: &[&str],
    limits: Limits,
    strict: bool,
    package: Option<&dyn Package>,
    rows: &mut dyn Sink,
) -> Result<Vec<Note>, Error> {
    let mut whole = rows.len();
    let mut read = || -> Result<Vec<Note>, Error> {
        let mut reader = Reader::new(&batch.text, names, limits)?.strict(strict);
        if let Some(package) = package {
            reader = reader.package(package);
        }
        reader.root()?;
        for _ in 1..batch.depth {
            reader.child()?;
        }
        while let Some(name) = reader.child()? {
            let row = Member::new(name.local, NO_NS, flag::nil, None);
            reader.value(rows.slot(), &row)?;
            whole = rows.len();
        }
        for _ in 1..batch.depth {
            reader.child()?;
        }
        reader.finish()?;
        Ok(reader.into_notes())
    };
    let read = read();
    // A row that was begun is none.
    rows.truncate(whole);
    match read {
        Ok(mut notes) => {
            for note in &mut notes {
                let offset = (note.offset as u64).saturating_add_signed(batch.shift);
                note.offset = usize::try_from(offset).unwrap_or(usize::MAX);
            }
            Ok(notes)
        }
        Err(error) => Err(error.shifted(batch.shift)),
    }
}
