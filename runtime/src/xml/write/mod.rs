//! Writing: values to text.

mod encoding;
mod escape;
mod pen;
mod tree;
mod value;

pub use pen::Writer;
