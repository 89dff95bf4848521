//! "Did you mean ..?"

use wsdl_codegen::names::pattern;

/// `; did you mean ..?`, or nothing when no name is near.
pub(crate) fn hint<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    match pattern::nearest(wanted, names) {
        Some(name) => format!("; did you mean `{name}`?"),
        None => String::new(),
    }
}
