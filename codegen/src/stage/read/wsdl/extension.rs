//! Elements of other vocabularies inside of WSDL.

use super::super::reader::Reader;
use super::super::tag::Tag;
use crate::diagnostic::code;
use crate::model::namespace;

/// Notes a foreign element, one of each kind; warns when it says that it must be understood.
pub(super) fn foreign<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) {
    if tag.namespace() == namespace::ADDRESSING_WSDL {
        return;
    }
    let kind = format!("{{{}}}{}", tag.namespace(), tag.local());
    let required = matches!(
        tag.node.attribute((namespace::WSDL, "required")),
        Some("true" | "1")
    );
    if required && reader.said.insert((code::REQUIRED_EXTENSION, kind.clone())) {
        let message = format!(
            "the extension `{}` is required but not known; what it asks for is left to the caller",
            tag.written()
        );
        reader
            .warn(code::REQUIRED_EXTENSION, tag.tag_span(), message)
            .label(format!("of `{}`", tag.namespace()));
    } else if !required {
        let message = format!(
            "the extension `{}` of `{}` was skipped",
            tag.written(),
            tag.namespace()
        );
        reader.note_once(code::FOREIGN, kind, tag.tag_span(), message);
    }
}

/// Looks over the children of `wsdl:definitions`.
pub(super) fn check_definitions<'d>(reader: &mut Reader<'d>, root: Tag<'d>) {
    for child in root.children() {
        match (child.namespace(), child.local()) {
            (
                namespace::WSDL,
                "import" | "include" | "types" | "message" | "portType" | "binding" | "service"
                | "documentation",
            ) => {}
            (namespace::WSDL, _) => {
                let message = format!("`{}` has no meaning here; it was ignored", child.written());
                reader.warn(code::IGNORED, child.tag_span(), message);
            }
            _ => foreign(reader, child),
        }
        if child.is_wsdl("types") {
            let others = child
                .children()
                .filter(|c| !c.is_schema() && c.namespace() != namespace::WSDL);
            for other in others.collect::<Vec<_>>() {
                foreign(reader, other);
            }
        }
    }
}
