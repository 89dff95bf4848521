//! Elements of other vocabularies inside of WSDL.

use super::super::reader::Reader;
use super::super::tag::Tag;
use super::policy;
use crate::diagnostic::code;
use crate::model::namespace;

/// Notes a foreign element, one of each kind; warns when it says that it must be understood.
pub(super) fn foreign<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) {
    if tag.namespace() == namespace::ADDRESSING_WSDL || policy::is_known(tag) {
        return;
    }
    let kind = format!("{{{}}}{}", tag.namespace(), tag.local());
    let required = matches!(
        tag.node.attribute((namespace::WSDL, "required")),
        Some("true" | "1")
    );
    let of_bindings = [
        namespace::WSDL_SOAP11,
        namespace::WSDL_SOAP12,
        namespace::WSDL_HTTP,
        namespace::WSDL_MIME,
    ];
    if of_bindings.contains(&tag.namespace()) {
        let parent = tag
            .node
            .parent_element()
            .map_or("", |p| p.tag_name().name());
        let message = format!(
            "`{}` has no meaning in this `{parent}`; it was ignored",
            tag.written()
        );
        if reader
            .said
            .insert((code::IGNORED, format!("{kind} in {parent}")))
        {
            reader.warn(code::IGNORED, tag.tag_span(), message);
        }
        return;
    }
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
            (namespace::WSDL, _) => {}
            _ if child.is_schema() => {
                let message = format!(
                    "`{}` stands outside of `wsdl:types`; it was ignored",
                    child.written()
                );
                reader.warn(code::IGNORED, child.tag_span(), message);
            }
            _ => foreign(reader, child),
        }
        if child.is_wsdl("types") {
            for other in child.children().filter(|c| !c.is_xsd("schema")) {
                if other.is_schema() {
                    let message =
                        format!("`{}` stands in no schema; it was ignored", other.written());
                    reader
                        .warn(code::IGNORED, other.tag_span(), message)
                        .help("put an `xs:schema` around it");
                } else if other.namespace() != namespace::WSDL {
                    foreign(reader, other);
                }
            }
        }
    }
}
