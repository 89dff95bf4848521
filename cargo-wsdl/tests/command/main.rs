//! The command, through its binary: exit codes, both streams, and what is on disk afterwards.

mod bad_input;
mod browser;
mod call;
mod call_arrays;
mod captures;
mod devtools;
mod diff;
mod disk;
mod doc;
mod fetch;
mod generate;
mod list;
mod new;
mod page;
mod secure;
mod serve;
mod serve_form;
mod show;
mod support;
mod transcripts;
