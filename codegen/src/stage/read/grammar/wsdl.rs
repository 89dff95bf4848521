//! What may stand on and in each element of WSDL 1.1, as a table (appendix A.4.1). Elements of other vocabularies may stand nearly
//! everywhere; they are for the readers of bindings and ports.

use super::row::Kind::Free;
use super::row::{Row, Slot, many, one, rows};

const NOTE: Slot = many(&["documentation"]);
const NOTED: &[Slot] = &[NOTE];

rows! {
    DEFINITIONS = ["name" Free, "targetNamespace" Free]
        &[NOTE, many(&["import", "include"]), one(&["types"]), many(&["message", "portType", "binding", "service", "documentation"])];
    IMPORT = ["namespace" Free, "location" Free] NOTED;
    TYPES = [] NOTED;
    MESSAGE = ["name" Free] &[NOTE, many(&["part"])];
    PART = ["name" Free, "element" Free, "type" Free] NOTED;
    PORT_TYPE = ["name" Free] &[NOTE, many(&["operation"])];
    BINDING = ["name" Free, "type" Free] &[NOTE, many(&["operation"])];
    MESSAGE_USE = ["name" Free, "message" Free] NOTED;
    SERVICE = ["name" Free] &[NOTE, many(&["port"])];
    PORT = ["name" Free, "binding" Free] NOTED;
}

/// Input and output may stand in either order, which tells who begins.
const OPERATION: Row = Row {
    attributes: &[("name", Free), ("parameterOrder", Free)],
    content: &[NOTE, one(&["input"]), one(&["output"]), many(&["fault"])],
    ordered: false,
};

/// All names of attributes.
pub(super) fn attributes() -> Vec<&'static str> {
    let all = [
        &DEFINITIONS,
        &IMPORT,
        &PART,
        &OPERATION,
        &MESSAGE_USE,
        &PORT,
    ];
    let named = all.into_iter().flat_map(|row| row.attributes);
    named.map(|(name, _)| *name).collect()
}

/// The row of an element in its parent; of the root in none.
pub(super) fn row(parent: Option<&str>, local: &str) -> Option<&'static Row> {
    Some(match local {
        "definitions" if parent.is_none() => &DEFINITIONS,
        "import" | "include" => &IMPORT,
        "types" => &TYPES,
        "message" => &MESSAGE,
        "part" => &PART,
        "portType" => &PORT_TYPE,
        "binding" => &BINDING,
        "operation" => &OPERATION,
        "input" | "output" | "fault" => &MESSAGE_USE,
        "service" => &SERVICE,
        "port" => &PORT,
        _ => return None,
    })
}
