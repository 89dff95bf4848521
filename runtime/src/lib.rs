//! The runtime.

pub mod generated;
pub mod value;
pub mod xml;
