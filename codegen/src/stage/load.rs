//! Documents: follow imports and includes; each text once; no network.

use std::path::Path;

use crate::diagnostic::Diagnostics;
use crate::model::documents::Documents;
use crate::options::Options;

/// Loads the entry document and everything it imports. Findings go to `diagnostics`.
pub fn load(_entry: &Path, _options: &Options, _diagnostics: &mut Diagnostics) -> Documents {
    Documents::default()
}
