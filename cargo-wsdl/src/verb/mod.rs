//! A file per verb. Each takes its arguments and the console.

pub(crate) mod call;
pub(crate) mod completions;
pub(crate) mod diff;
pub(crate) mod doc;
pub(crate) mod explain;
pub(crate) mod fetch;
pub(crate) mod generate;
pub(crate) mod inspect;
pub(crate) mod list;
pub(crate) mod man;
pub(crate) mod new;
pub(crate) mod serve;
pub(crate) mod show;
