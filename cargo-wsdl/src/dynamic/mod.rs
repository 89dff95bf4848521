//! Messages of a service for which no code is generated: the package's tables made at run time, and values of them read from what a
//! person gives and shown as a person reads them.

mod builtin;
mod check;
mod document;
mod fill;
mod grid;
mod input;
mod leak;
mod member;
#[cfg(test)]
mod random;
mod show;
mod simple;
mod tables;
mod value;

pub(crate) use input::{Input, Path};
pub(crate) use leak::leak_str;
pub(crate) use show::{as_text, escaped, json};
pub(crate) use tables::Tables;
