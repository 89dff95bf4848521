//! Named model groups (part 1, section 3.7).

use super::super::documentation;
use super::super::problem::Component;
use super::super::reader::Reader;
use super::{Declaration, particle};
use crate::diagnostic::code;
use crate::model::name::QName;
use crate::model::xsd::{Compositor, Group, GroupId, ModelGroup};

/// Reads the definition with this id.
pub(super) fn read<'d>(reader: &mut Reader<'d>, id: u32, declaration: &Declaration<'d>) {
    let tag = declaration.tag;
    reader.current = Component::Group(GroupId(id));
    let mut model = None;
    for child in tag
        .children()
        .filter(|c| c.is_schema() && !c.is_xsd("annotation"))
    {
        if model.is_some() || !matches!(child.local(), "sequence" | "choice" | "all") {
            continue;
        }
        model = particle::model_group(reader, child);
    }
    if model.is_none() {
        let message = "the group has no content; nothing was taken in its place";
        reader
            .warn(code::BAD_VALUE, tag.span(), message)
            .help("a group holds a `sequence`, a `choice` or an `all`");
    }
    let empty = ModelGroup {
        compositor: Compositor::Sequence,
        particles: Vec::new(),
    };
    let group = Group {
        name: declaration
            .name
            .clone()
            .unwrap_or_else(|| QName::new("", "")),
        model: model.unwrap_or(empty),
        documentation: documentation::of_schema(tag),
        span: tag.span(),
    };
    reader.schema.groups.push(group);
}
