//! The generator: reads a WSDL and every schema that it pulls in, and emits typed Rust.

pub mod builder;
pub mod cost;
pub mod diagnostic;
mod graph;
pub mod guard;
pub mod listing;
pub mod model;
pub mod names;
pub mod options;
pub mod pipeline;
pub mod sample;
pub mod stage;

pub use builder::{Builder, Error, Result, configure, generate};
pub use model::files::{File, Layout};
pub use options::{JobOperations, Options};
pub use pipeline::{Outcome, analyze, compile};
