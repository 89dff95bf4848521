//! Package: choose operations; decide names, shapes, optionality, boxing, derives.

use crate::diagnostic::Diagnostics;
use crate::model::description::Description;
use crate::model::package::Package;
use crate::options::Options;

/// Decides everything that the generated crate will contain.
pub fn lower(
    _description: &Description,
    _options: &Options,
    _diagnostics: &mut Diagnostics,
) -> Package {
    Package::default()
}
