//! Whether a text is a value of a simple type of the package, its facets included.

use wsdl_codegen::model::package::{Item, Package, RustType};
use wsdl_runtime::value::SimpleType;

use super::builtin;
use super::tables::{find, strip};
use crate::nearest;

/// The deepest nesting of unions and lists that is followed.
const MAX_DEPTH: usize = 32;

/// Checks a text.
///
/// # Errors
/// What the type asks for. The text is not repeated: it may be a secret.
pub(super) fn check(
    package: &Package,
    ty: &RustType,
    simple: Option<&SimpleType<'_>>,
    text: &str,
) -> Result<(), String> {
    lexical(package, ty, text, 0)?;
    let Some(simple) = simple else {
        return Ok(());
    };
    let text = match ty {
        RustType::Runtime("String") => text,
        _ => text.trim_ascii(),
    };
    simple
        .check(text)
        .map_err(|violation| violation.to_string())
}

/// Whether the text is of the type's lexical space.
fn lexical(package: &Package, ty: &RustType, text: &str, depth: usize) -> Result<(), String> {
    if depth > MAX_DEPTH {
        return Ok(());
    }
    match strip(package, ty, 0) {
        RustType::Runtime(name) => builtin::read(name, text),
        RustType::List(item) => text
            .split_ascii_whitespace()
            .try_for_each(|word| lexical(package, item, word, depth + 1)),
        RustType::Named(path) => match find(package, path) {
            Some(Item::Words(words)) => {
                let known: Vec<&str> = words
                    .words
                    .iter()
                    .map(|(_, word, _)| word.as_str())
                    .collect();
                if known.contains(&text) || known.contains(&text.trim_ascii()) {
                    return Ok(());
                }
                let hint = nearest::hint(text, known.iter().copied());
                let shown: Vec<&str> = known.iter().take(12).copied().collect();
                let rest = if known.len() > 12 { ", .." } else { "" };
                Err(format!(
                    "one of {}{rest} is expected{hint}",
                    shown.join(", ")
                ))
            }
            Some(Item::Union(union)) => {
                let takes = |(_, member): &(String, RustType)| {
                    lexical(package, member, text, depth + 1).is_ok()
                };
                match union.members.iter().any(takes) {
                    true => Ok(()),
                    false => Err(format!("no member of the union `{}` takes it", union.name)),
                }
            }
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}
