//! Writing: values to text.

mod encoding;
mod escape;
mod pen;
mod tags;
mod tree;
mod value;

pub use pen::Writer;
pub(crate) use pen::{Beside, Binary};
#[cfg(feature = "validate")]
pub(crate) use value::DEPTH;
