//! Large results, row by row: one batch of rows is in memory at a time, however many there are.

mod feed;
mod split;

use std::fmt;

use http::StatusCode;
use http::header::HeaderMap;

use self::feed::Feed;
use self::split::{Batch, Path, Splitter};
use crate::answer::{Arrived, Metadata};
use crate::call::{Call, Response, State};
use crate::envelope::Parts;
use crate::error::{Error, Step};
use crate::exchange::Received;
use crate::operation::{About, Content};
#[cfg(feature = "blocking")]
use crate::transport::BlockingPieces;
use crate::transport::Pieces;
use crate::xml::{Item, Kind, Limits, Member, NO_NS, Note, Package, Reader, Slot, flag};

/// The rows of a call's result, each as a `T`, and all else of the result as an `O`: see [`Call::rows`].
///
/// ```ignore
/// let mut rows = client.execute_query(&query).rows::<Row>("executeQueryResult/rows/row");
/// while let Some(row) = rows.next().await? {
///     println!("{row:?}");
/// }
/// let response = rows.finish().await?; // what came before and after the rows
/// ```
#[must_use = "the call is only sent when the first row is asked for"]
pub struct Rows<O, T> {
    state: Stage<Box<dyn Pieces>>,
    read: Read<O, T>,
}

/// [`Rows`] for calls that block the thread: an iterator.
#[cfg(feature = "blocking")]
#[must_use = "the call is only sent when the first row is asked for"]
pub struct BlockingRows<O, T> {
    state: Stage<Box<dyn BlockingPieces>>,
    read: Read<O, T>,
}

/// How far a streamed call is.
enum Stage<P> {
    Ready(Box<State>),
    Open(P),
    Over,
}

/// What was read of an answer so far.
struct Read<O, T> {
    path: Path,
    incoming: Option<Incoming>,
    queue: std::vec::IntoIter<T>,
    /// What went wrong after the rows in the queue.
    problem: Option<Error>,
    response: Option<Response<O>>,
}

/// An answer under way: all that does not depend on the types.
struct Incoming {
    plan: Received,
    status: StatusCode,
    headers: HeaderMap,
    feed: Option<Feed>,
    splitter: Option<Splitter>,
    parts: Option<Parts>,
    notes: Vec<Note>,
}

impl<O: Item<'static>> Call<O> {
    /// The call with its result taken row by row, so that a result of any size needs little memory. `path` leads from the
    /// operation's response to the repeated member: local names of elements, in the schema, with slashes between them. `T` is the
    /// type of a row; `Option<T>` where rows may be nil. Rows are read with the same tables and as strictly as whole results.
    ///
    /// No limit is set on the number of rows; [`Limits::response_size`](crate::Limits) holds for a row, and for all that is not a
    /// row. The time limit of the call includes the last row. `after_receive` hooks and logs see the answer without its rows.
    pub fn rows<T: Item<'static>>(self, path: &str) -> Rows<O, T> {
        let (state, path) = self.into_state().with_path(path, O::blank().as_slot());
        Rows {
            state: Stage::Ready(Box::new(state)),
            read: Read {
                path,
                incoming: None,
                queue: Vec::new().into_iter(),
                problem: None,
                response: None,
            },
        }
    }
}

impl<O: Item<'static>, T: Item<'static>> Rows<O, T> {
    /// The next row; `None` once the whole answer came and was as described.
    ///
    /// # Errors
    /// As awaiting the call: a fault, a connection that was lost, a row that is not as described. No row comes after an error.
    pub async fn next(&mut self) -> Result<Option<T>, Error> {
        loop {
            if let Some(known) = self.read.known() {
                return known;
            }
            let piece = match &mut self.state {
                Stage::Over => return Ok(None),
                Stage::Ready(_) => {
                    if let Stage::Ready(state) = std::mem::replace(&mut self.state, Stage::Over) {
                        let begun = state.plan()?.open().await?;
                        self.read.begin(begun.plan, begun.head)?;
                        self.state = Stage::Open(begun.pieces);
                    }
                    continue;
                }
                Stage::Open(pieces) => pieces.next().await,
            };
            let over = !matches!(piece, Ok(Some(_)));
            self.read.take(piece);
            if over || self.read.problem.is_some() {
                self.state = Stage::Over;
            }
        }
    }

    /// The rest of the answer: the response without its rows, header blocks and all. Rows that were not taken are passed over.
    /// Where the schema demands a row, the first one is in the response, too.
    ///
    /// # Errors
    /// As [`next`](Self::next).
    pub async fn finish(mut self) -> Result<Response<O>, Error> {
        while self.next().await?.is_some() {}
        self.read.finish()
    }
}

#[cfg(feature = "blocking")]
impl<O: Item<'static>, T: Item<'static>> Rows<O, T> {
    /// The rows over the client's blocking transport.
    pub fn blocking(self) -> BlockingRows<O, T> {
        let state = match self.state {
            Stage::Ready(state) => Stage::Ready(state),
            Stage::Open(_) | Stage::Over => Stage::Over,
        };
        BlockingRows {
            state,
            read: self.read,
        }
    }
}

#[cfg(feature = "blocking")]
impl<O: Item<'static>, T: Item<'static>> BlockingRows<O, T> {
    fn step(&mut self) -> Result<Option<T>, Error> {
        loop {
            if let Some(known) = self.read.known() {
                return known;
            }
            let piece = match &mut self.state {
                Stage::Over => return Ok(None),
                Stage::Ready(_) => {
                    if let Stage::Ready(state) = std::mem::replace(&mut self.state, Stage::Over) {
                        let begun = state.plan()?.open_blocking()?;
                        self.read.begin(begun.plan, begun.head)?;
                        self.state = Stage::Open(begun.pieces);
                    }
                    continue;
                }
                Stage::Open(pieces) => pieces.next(),
            };
            let over = !matches!(piece, Ok(Some(_)));
            self.read.take(piece);
            if over || self.read.problem.is_some() {
                self.state = Stage::Over;
            }
        }
    }

    /// As [`Rows::finish`].
    ///
    /// # Errors
    /// As [`Rows::next`].
    pub fn finish(mut self) -> Result<Response<O>, Error> {
        while self.step()?.is_some() {}
        self.read.finish()
    }
}

#[cfg(feature = "blocking")]
impl<O: Item<'static>, T: Item<'static>> Iterator for BlockingRows<O, T> {
    type Item = Result<T, Error>;

    /// As [`Rows::next`]; after an error there is nothing.
    fn next(&mut self) -> Option<Self::Item> {
        self.step().transpose()
    }
}

// What depends on the types is kept small: all work is `Incoming`'s.
impl<O: Item<'static>, T: Item<'static>> Read<O, T> {
    /// What can be said without reading on.
    fn known(&mut self) -> Option<Result<Option<T>, Error>> {
        if let Some(row) = self.queue.next() {
            return Some(Ok(Some(row)));
        }
        self.problem.take().map(Err)
    }

    fn begin(&mut self, plan: Received, head: http::response::Parts) -> Result<(), Error> {
        let limits = plan.client.settings().limits;
        let feed = Feed::new(&head.headers, &limits)?;
        let path = std::mem::take(&mut self.path);
        self.incoming = Some(Incoming {
            feed: Some(feed),
            splitter: Some(Splitter::new(path, limits.xml, limits.response_size)),
            plan,
            status: head.status,
            headers: head.headers,
            parts: None,
            notes: Vec::new(),
        });
        Ok(())
    }

    /// Takes a piece of the body, or its end.
    fn take(&mut self, piece: Result<Option<bytes::Bytes>, crate::transport::TransportError>) {
        let Some(incoming) = &mut self.incoming else {
            return;
        };
        let mut rows = Vec::new();
        let last = matches!(piece, Ok(None));
        let read = match piece {
            Ok(piece) => incoming
                .take(piece.as_deref(), T::NAMES, &mut rows)
                .map_err(|error| incoming.plan.told(error)),
            Err(error) => Err(incoming.plan.failed(error, Some(incoming.status))),
        };
        self.queue = rows.into_iter();
        let read = match read {
            Ok(()) if last => self.end(),
            read => read,
        };
        self.problem = read.err();
    }

    /// Reads what is not a row.
    fn end(&mut self) -> Result<(), Error> {
        let Some(mut incoming) = self.incoming.take() else {
            return Ok(());
        };
        let Some(splitter) = incoming.splitter.take() else {
            return Ok(());
        };
        let mut rest = splitter.finish();
        let arrived = Arrived {
            plan: incoming.plan,
            status: incoming.status,
            headers: incoming.headers,
            body: bytes::Bytes::copy_from_slice(rest.text.as_bytes()),
        };
        arrived.seen()?;
        let parts = incoming.parts.as_ref();
        let mut value = O::blank();
        let mut read = arrived.read_text(&rest.text, parts, O::NAMES, value.as_slot());
        if let (Err(Error::NotAsDescribed(_)), Some((at, first))) = (&read, &rest.first) {
            // It may be a row that is missing.
            rest.text.insert_str(*at, first);
            value = O::blank();
            let again = arrived.read_text(&rest.text, parts, O::NAMES, value.as_slot());
            read = again.or(read);
        }
        let after = rest.first.as_ref().map_or(u64::MAX, |(at, _)| *at as u64);
        let taken = i64::try_from(rest.taken).unwrap_or(i64::MAX);
        let opened = read.map_err(|error| {
            arrived.plan.told(match error.offset() {
                Some(offset) if offset >= after => error.shifted(taken),
                _ => error,
            })
        })?;
        let mut metadata: Metadata = arrived.metadata(opened, parts);
        metadata.notes.splice(0..0, incoming.notes);
        self.response = Some(Response::new(value, metadata));
        Ok(())
    }

    fn finish(self) -> Result<Response<O>, Error> {
        self.response.ok_or_else(|| {
            let reason = "it ended with an error that was told before";
            Error::not_sent(Step::Request, "", reason)
        })
    }
}

/// Where rows are read to.
trait Sink {
    fn slot(&mut self) -> Slot<'_, 'static>;
    fn len(&self) -> usize;
    fn truncate(&mut self, length: usize);
}

impl<T: Item<'static>> Sink for Vec<T> {
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
    /// Takes a piece of the body, or with `None` its end; the rows that are complete with it go to `rows`.
    fn take(
        &mut self,
        piece: Option<&[u8]>,
        names: &'static [&'static str],
        rows: &mut dyn Sink,
    ) -> Result<(), Error> {
        let settings = self.plan.client.settings();
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

impl State {
    /// The call and the names from a document's root to a row; a path that leads nowhere is an error of the call.
    fn with_path(self, path: &str, response: Slot<'_, 'static>) -> (State, Path) {
        let steps: Vec<&str> = path.split('/').filter(|step| !step.is_empty()).collect();
        let plan = match self {
            State::Ready(plan) => plan,
            other => return (other, Vec::new()),
        };
        let about: About = plan.about;
        let reason = match steps.as_slice() {
            [] => Some("the path to the rows is empty".to_owned()),
            _ if about.encoded => Some(
                "rows of an operation with the SOAP encoding are not streamed: they may refer to what comes later".to_owned(),
            ),
            steps if leads(response, steps) => None,
            _ => Some(format!("the path `{path}` leads to no member of the response")),
        };
        if let Some(reason) = reason {
            let error = Error::not_sent(Step::Request, "", reason);
            return (State::Unready(error), Vec::new());
        }
        let mut names: Path = vec![None];
        if about.http.is_none() {
            names.push(Some("Body".to_owned()));
            if about.output.0 != Content::Bare {
                names.push(None);
            }
        }
        names.extend(steps.iter().map(|step| Some((*step).to_owned())));
        (State::Ready(plan), names)
    }
}

/// Whether there may be an element below what is read into `slot`, named by these steps.
fn leads(slot: Slot<'_, 'static>, steps: &[&str]) -> bool {
    let Some((step, further)) = steps.split_first() else {
        return true;
    };
    let node = match slot {
        Slot::Node(node) => node,
        Slot::Many(many) => return leads(many.add(), steps),
        Slot::Tree(_) => return true,
        _ => return false,
    };
    let table = node.table();
    table.members.iter().enumerate().any(|(i, row)| {
        if row.flags & flag::attr != 0 {
            false
        } else if row.flags & (flag::any | flag::items) != 0 {
            true
        } else if row.flags & flag::group != 0 || table.kind == Kind::Poly {
            leads(node.slot(i), steps)
        } else {
            row.name == *step && (further.is_empty() || leads(node.slot(i), further))
        }
    })
}

impl<O, T> fmt::Debug for Rows<O, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows").finish_non_exhaustive()
    }
}

#[cfg(feature = "blocking")]
impl<O, T> fmt::Debug for BlockingRows<O, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockingRows").finish_non_exhaustive()
    }
}
