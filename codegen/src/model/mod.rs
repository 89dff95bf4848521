//! The nouns of the pipeline: plain data, no decisions.
//!
//! * [`documents`]: the texts that were loaded, and spans into them;
//! * [`description`]: what the documents say, in the words of WSDL and XML Schema;
//! * [`namespace`]: the well-known namespace names;
//! * [`policy`]: what an endpoint asks of its callers;
//! * [`package`]: what the generated crate will contain, in the words of Rust, nothing left to look up;
//! * [`source`]: the emitted modules, as tokens and rows of text;
//! * [`files`]: the output in memory.
//!
//! Nothing here imports from `stage`.

pub mod description;
pub mod documents;
pub mod files;
pub mod name;
pub mod namespace;
pub mod package;
pub mod policy;
pub mod source;
pub mod wsdl;
pub mod xsd;
