//! Randomness of the operating system.

use crate::error::{Error, Step};

/// Bytes that no other message has, and nobody can foresee.
///
/// # Errors
/// [`Error::NotSent`] when the system has no randomness to give.
pub(crate) fn unique() -> Result<[u8; 16], Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)
        .map_err(|_| Error::not_sent(Step::Request, "", "the system has no random numbers"))?;
    Ok(bytes)
}
