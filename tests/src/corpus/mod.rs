//! The corpus runner: walks a folder of WSDLs, generates from each, compiles what came out, and tries it on messages.
//!
//! Laid out as its stages: [`manifest`] (which entries), [`generate`] (one process per entry, so that memory is measured and nothing
//! takes the run down), [`build`] (many services in few crates), [`judge`] (infosets compared without our codec), [`report`].

pub mod build;
pub mod calls;
pub mod extract;
pub mod generate;
pub mod judge;
pub mod manifest;
pub mod messages;
pub mod report;
pub mod round_trip;
pub mod tally;
pub mod typed;
pub mod validate;
pub mod values;
pub mod wide;
