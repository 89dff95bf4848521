//! The output in memory: path and text.

use super::source::Of;

/// How the output is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One file that holds one `pub mod`.
    File,
    /// A folder of modules, `mod.rs` first.
    Folder,
}

/// A file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path below the output folder, with `/`; for [`Layout::File`] the file's name.
    pub path: String,
    /// Its text.
    pub text: String,
    /// How many of its lines are code of what; those that are left are the file's own.
    pub lines: Vec<(Of, usize)>,
}

impl File {
    /// A file of which nobody asks what its lines are code of.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
            lines: Vec::new(),
        }
    }
}
