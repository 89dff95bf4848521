//! Writing: values to text.

mod escape;
mod pen;

pub use pen::Writer;
