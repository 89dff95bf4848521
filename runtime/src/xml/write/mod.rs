//! Writing: values to text.

mod encoding;
mod escape;
mod pen;
mod tree;
mod value;

pub use pen::Writer;
#[cfg(feature = "validate")]
pub(crate) use value::DEPTH;
