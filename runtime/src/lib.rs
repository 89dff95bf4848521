//! The runtime.

pub mod generated;
pub mod mime;
pub mod value;
pub mod xml;
