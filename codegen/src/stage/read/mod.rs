//! Description: XML to components; names linked; the undefined and the unsupported reported.

use crate::diagnostic::Diagnostics;
use crate::model::description::Description;
use crate::model::documents::Documents;

/// Reads all documents into one description.
pub fn read(_documents: &Documents, _diagnostics: &mut Diagnostics) -> Description {
    Description::default()
}
