//! The runtime.

pub mod value;
