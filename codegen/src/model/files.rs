//! The output in memory: path and text.

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
}
