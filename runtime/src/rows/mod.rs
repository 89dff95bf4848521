//! Large results, row by row: one batch of rows is in memory at a time, however many there are.

mod feed;
mod incoming;
mod path;
mod split;

use std::fmt;

use self::incoming::Incoming;
use self::split::Path;
use crate::call::{Call, Response, State};
use crate::error::{Error, Step};
use crate::exchange::{Arrived, Metadata, Sent};
#[cfg(feature = "blocking")]
use crate::transport::BlockingPieces;
use crate::transport::Pieces;
use crate::xml::Item;

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

impl<O: Item> Call<O> {
    /// The call with its result taken row by row, so that a result of any size needs little memory. `path` leads from the
    /// operation's response to the repeated member: local names of elements, in the schema, with slashes between them. `T` is the
    /// type of a row; `Option<T>` where rows may be nil. Rows are read with the same tables and as strictly as whole results.
    ///
    /// No limit is set on the number of rows; [`Limits::response_size`](crate::Limits) holds for a row, and for all that is not a
    /// row. The time limit of the call includes the last row. `after_receive` hooks and logs see the answer without its rows.
    pub fn rows<T: Item>(self, path: &str) -> Rows<O, T> {
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

impl<O: Item, T: Item> Rows<O, T> {
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
                        self.read.begin(begun.sent, begun.head)?;
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
impl<O: Item, T: Item> Rows<O, T> {
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
impl<O: Item, T: Item> BlockingRows<O, T> {
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
                        self.read.begin(begun.sent, begun.head)?;
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
impl<O: Item, T: Item> Iterator for BlockingRows<O, T> {
    type Item = Result<T, Error>;

    /// As [`Rows::next`]; after an error there is nothing.
    fn next(&mut self) -> Option<Self::Item> {
        self.step().transpose()
    }
}

// What depends on the types is kept small: all work is `Incoming`'s.
impl<O: Item, T: Item> Read<O, T> {
    /// What can be said without reading on.
    fn known(&mut self) -> Option<Result<Option<T>, Error>> {
        if let Some(row) = self.queue.next() {
            return Some(Ok(Some(row)));
        }
        self.problem.take().map(Err)
    }

    fn begin(&mut self, sent: Sent, head: http::response::Parts) -> Result<(), Error> {
        let path = std::mem::take(&mut self.path);
        self.incoming = Some(Incoming::new(sent, head, path)?);
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
                .take(piece.as_deref(), T::TABLE.names, &mut rows)
                .map_err(|error| incoming.sent.told(error)),
            Err(error) => Err(incoming.sent.failed(error, Some(incoming.status))),
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
            sent: incoming.sent,
            status: incoming.status,
            headers: incoming.headers,
            body: bytes::Bytes::copy_from_slice(rest.text.as_bytes()),
        };
        arrived.seen()?;
        let parts = incoming.parts.as_ref();
        let mut value = O::blank();
        let mut read = arrived.read_text(&rest.text, parts, O::TABLE.names, value.as_slot());
        if let (Err(Error::NotAsDescribed(_)), Some((at, first))) = (&read, &rest.first) {
            // It may be a row that is missing.
            rest.text.insert_str(*at, first);
            value = O::blank();
            let again = arrived.read_text(&rest.text, parts, O::TABLE.names, value.as_slot());
            read = again.or(read);
        }
        let after = rest.first.as_ref().map_or(u64::MAX, |(at, _)| *at as u64);
        let taken = i64::try_from(rest.taken).unwrap_or(i64::MAX);
        let opened = read.map_err(|error| {
            arrived.sent.told(match error.offset() {
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
