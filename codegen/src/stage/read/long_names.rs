//! Names longer than a program reads: the runtime has a limit on the names of what it is sent, and a description can be over it.

use super::reader::Reader;
use crate::diagnostic::code;
use crate::model::wsdl::PartContent;

/// The bytes of a name that the runtime reads unless it is told otherwise (`xml::Limits::name`).
const READ: usize = 8 << 10;
/// What is left of that for a prefix.
const PREFIX: usize = 256;

/// Warns of elements and attributes that would be refused when they are received.
pub(super) fn check(reader: &mut Reader<'_>) {
    let schema = &reader.schema;
    let elements = schema.elements.iter().map(|e| (&*e.name.local, e.span));
    let attributes = schema.attributes.iter().map(|a| (&*a.name.local, a.span));
    let parts = reader.wsdl.messages.iter().flat_map(|m| &m.parts);
    let parts = parts
        .filter(|p| matches!(p.content, PartContent::Type(_)))
        .map(|p| (&*p.name, p.span));
    let long: Vec<_> = elements
        .chain(attributes)
        .chain(parts)
        .filter(|(name, _)| name.len() + PREFIX > READ)
        .map(|(name, span)| (name.len(), span))
        .collect();
    for (length, span) in long {
        let message = format!(
            "the name is {length} bytes long; a message with it is refused unless the limit is raised"
        );
        let found = reader.warn(code::LONG_NAME, span, message);
        found.help(format!(
            "set `limits.xml.name` of the client's `Limits` to {} or more",
            length + PREFIX
        ));
    }
}
