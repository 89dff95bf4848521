//! What may stand on and in each element, as a table: the schema for schemas (part 1, appendix A).

use super::row::Kind::{self, Derivations, Free, Id};
use super::row::{Row, Slot, many, one, rows};

/// Elements of version 1.1: their readers refuse them.
const VERSION_1_1: &[&str] = &[
    "alternative",
    "assert",
    "assertion",
    "defaultOpenContent",
    "explicitTimezone",
    "openContent",
    "override",
];

const NOTE: Slot = one(&["annotation"]);
const NOTED: &[Slot] = &[NOTE];
const FACETS: Slot = many(&[
    "minExclusive",
    "minInclusive",
    "maxExclusive",
    "maxInclusive",
    "totalDigits",
    "fractionDigits",
    "length",
    "minLength",
    "maxLength",
    "enumeration",
    "whiteSpace",
    "pattern",
]);
const GROUPS: Slot = one(&["group", "all", "choice", "sequence"]);
const ATTRIBUTES: Slot = many(&["attribute", "attributeGroup"]);
const ANY_ATTRIBUTE: Slot = one(&["anyAttribute"]);
const SIMPLE: Slot = one(&["simpleType"]);
const IDENTITY: Slot = many(&["unique", "key", "keyref"]);

const COMPLEX: &[&str] = &["extension", "restriction"];
const ELEMENT: &[&str] = &["extension", "restriction", "substitution"];

rows! {
    SCHEMA = ["targetNamespace" Free, "version" Free, "elementFormDefault" Free, "attributeFormDefault" Free, "id" Id,
        "blockDefault" Derivations(ELEMENT), "finalDefault" Derivations(&["extension", "restriction", "list", "union"]),
        "defaultAttributes" Free, "xpathDefaultNamespace" Free]
        &[many(&["include", "import", "redefine", "annotation"]),
          many(&["simpleType", "complexType", "group", "attributeGroup", "element", "attribute", "notation", "annotation"])];
    INCLUDE = ["schemaLocation" Free, "id" Id] NOTED;
    IMPORT = ["namespace" Free, "schemaLocation" Free, "id" Id] NOTED;
    REDEFINE = ["schemaLocation" Free, "id" Id]
        &[many(&["annotation", "simpleType", "complexType", "group", "attributeGroup"])];

    GLOBAL_ELEMENT = ["name" Free, "ref" Free, "type" Free, "substitutionGroup" Free, "default" Free, "fixed" Free, "nillable" Free,
        "abstract" Free, "block" Derivations(ELEMENT), "final" Derivations(COMPLEX), "id" Id]
        &[NOTE, one(&["simpleType", "complexType"]), IDENTITY];
    LOCAL_ELEMENT = ["name" Free, "ref" Free, "type" Free, "minOccurs" Free, "maxOccurs" Free, "default" Free, "fixed" Free,
        "nillable" Free, "block" Derivations(ELEMENT), "form" Free, "id" Id]
        &[NOTE, one(&["simpleType", "complexType"]), IDENTITY];
    GLOBAL_ATTRIBUTE = ["name" Free, "type" Free, "default" Free, "fixed" Free, "id" Id] &[NOTE, SIMPLE];
    LOCAL_ATTRIBUTE = ["name" Free, "ref" Free, "type" Free, "use" Free, "default" Free, "fixed" Free, "form" Free, "id" Id]
        &[NOTE, SIMPLE];

    GLOBAL_COMPLEX_TYPE = ["name" Free, "mixed" Free, "abstract" Free, "block" Derivations(COMPLEX), "final" Derivations(COMPLEX), "id" Id,
        "defaultAttributesApply" Free]
        &[NOTE, one(&["simpleContent", "complexContent", "group", "all", "choice", "sequence"]), ATTRIBUTES, ANY_ATTRIBUTE];
    LOCAL_COMPLEX_TYPE = ["mixed" Free, "id" Id, "defaultAttributesApply" Free]
        &[NOTE, one(&["simpleContent", "complexContent", "group", "all", "choice", "sequence"]), ATTRIBUTES, ANY_ATTRIBUTE];
    COMPLEX_CONTENT = ["mixed" Free, "id" Id] &[NOTE, one(&["restriction", "extension"])];
    SIMPLE_CONTENT = ["id" Id] &[NOTE, one(&["restriction", "extension"])];
    COMPLEX_DERIVATION = ["base" Free, "id" Id] &[NOTE, GROUPS, ATTRIBUTES, ANY_ATTRIBUTE];
    SIMPLE_EXTENSION = ["base" Free, "id" Id] &[NOTE, ATTRIBUTES, ANY_ATTRIBUTE];
    SIMPLE_CONTENT_RESTRICTION = ["base" Free, "id" Id] &[NOTE, SIMPLE, FACETS, ATTRIBUTES, ANY_ATTRIBUTE];

    GLOBAL_GROUP = ["name" Free, "id" Id] &[NOTE, one(&["all", "choice", "sequence"])];
    LOCAL_GROUP = ["ref" Free, "minOccurs" Free, "maxOccurs" Free, "id" Id] NOTED;
    ALL = ["minOccurs" Free, "maxOccurs" Free, "id" Id] &[NOTE, many(&["element"])];
    MODEL = ["minOccurs" Free, "maxOccurs" Free, "id" Id] &[NOTE, many(&["element", "group", "choice", "sequence", "any"])];
    ALL_OF_GROUP = ["id" Id] ALL.content;
    MODEL_OF_GROUP = ["id" Id] MODEL.content;
    GLOBAL_ATTRIBUTE_GROUP = ["name" Free, "id" Id] &[NOTE, ATTRIBUTES, ANY_ATTRIBUTE];
    LOCAL_ATTRIBUTE_GROUP = ["ref" Free, "id" Id] NOTED;
    ANY = ["namespace" Free, "processContents" Free, "minOccurs" Free, "maxOccurs" Free, "id" Id, "notNamespace" Free, "notQName" Free] NOTED;
    WILD_ATTRIBUTE = ["namespace" Free, "processContents" Free, "id" Id, "notNamespace" Free, "notQName" Free] NOTED;

    GLOBAL_SIMPLE_TYPE = ["name" Free, "final" Derivations(&["restriction", "list", "union"]), "id" Id]
        &[NOTE, one(&["restriction", "list", "union"])];
    LOCAL_SIMPLE_TYPE = ["id" Id] &[NOTE, one(&["restriction", "list", "union"])];
    SIMPLE_RESTRICTION = ["base" Free, "id" Id] &[NOTE, SIMPLE, FACETS];
    LIST = ["itemType" Free, "id" Id] &[NOTE, SIMPLE];
    UNION = ["memberTypes" Free, "id" Id] &[NOTE, many(&["simpleType"])];
    FACET = ["value" Free, "fixed" Kind::Flag, "id" Id] NOTED;
    WORD = ["value" Free, "id" Id] NOTED;

    NOTATION = ["name" Free, "public" Free, "system" Free, "id" Id] NOTED;
    KEY = ["name" Free, "id" Id] &[NOTE, one(&["selector"]), many(&["field"])];
    KEY_REFERENCE = ["name" Free, "refer" Free, "id" Id] &[NOTE, one(&["selector"]), many(&["field"])];
    PATH = ["xpath" Free, "id" Id] NOTED;
    ANNOTATION = ["id" Id] &[many(&["appinfo", "documentation"])];
    TEXT = ["source" Free] &[];
}

/// The row of an element in its parent; of the root in none.
pub(super) fn row(parent: Option<&str>, local: &str) -> Option<&'static Row> {
    let global = matches!(parent, Some("schema" | "redefine"));
    let either = |of_global, of_local| if global { of_global } else { of_local };
    Some(match local {
        "schema" if parent.is_none() => &SCHEMA,
        "include" => &INCLUDE,
        "import" => &IMPORT,
        "redefine" => &REDEFINE,
        "element" => either(&GLOBAL_ELEMENT, &LOCAL_ELEMENT),
        "attribute" => either(&GLOBAL_ATTRIBUTE, &LOCAL_ATTRIBUTE),
        "complexType" => either(&GLOBAL_COMPLEX_TYPE, &LOCAL_COMPLEX_TYPE),
        "complexContent" => &COMPLEX_CONTENT,
        "simpleContent" => &SIMPLE_CONTENT,
        "extension" if parent == Some("simpleContent") => &SIMPLE_EXTENSION,
        "restriction" if parent == Some("simpleContent") => &SIMPLE_CONTENT_RESTRICTION,
        "restriction" if parent == Some("simpleType") => &SIMPLE_RESTRICTION,
        "extension" | "restriction" => &COMPLEX_DERIVATION,
        "group" => either(&GLOBAL_GROUP, &LOCAL_GROUP),
        "all" if parent == Some("group") => &ALL_OF_GROUP,
        "choice" | "sequence" if parent == Some("group") => &MODEL_OF_GROUP,
        "all" => &ALL,
        "choice" | "sequence" => &MODEL,
        "attributeGroup" => either(&GLOBAL_ATTRIBUTE_GROUP, &LOCAL_ATTRIBUTE_GROUP),
        "any" => &ANY,
        "anyAttribute" => &WILD_ATTRIBUTE,
        "simpleType" => either(&GLOBAL_SIMPLE_TYPE, &LOCAL_SIMPLE_TYPE),
        "list" => &LIST,
        "union" => &UNION,
        "enumeration" | "pattern" => &WORD,
        facet if FACETS.names.contains(&facet) => &FACET,
        "notation" => &NOTATION,
        "unique" | "key" => &KEY,
        "keyref" => &KEY_REFERENCE,
        "selector" | "field" => &PATH,
        "annotation" => &ANNOTATION,
        "appinfo" | "documentation" => &TEXT,
        _ => return None,
    })
}

/// All names of attributes, in version 1.1 too: those are spoken of elsewhere.
pub(super) fn attributes() -> Vec<&'static str> {
    const ALL_ROWS: &[&Row] = &[
        &SCHEMA,
        &IMPORT,
        &GLOBAL_ELEMENT,
        &LOCAL_ELEMENT,
        &LOCAL_ATTRIBUTE,
        &GLOBAL_COMPLEX_TYPE,
        &COMPLEX_DERIVATION,
        &ANY,
        &GLOBAL_SIMPLE_TYPE,
        &LIST,
        &UNION,
        &FACET,
        &NOTATION,
        &KEY_REFERENCE,
        &PATH,
        &TEXT,
    ];
    let named = ALL_ROWS.iter().flat_map(|row| row.attributes);
    named.map(|(name, _)| *name).collect()
}

/// What XML Schema forbids and the reader understands or refuses: it says how.
pub(super) fn is_read_all_the_same(parent: &str, local: &str, row: &Row) -> bool {
    if VERSION_1_1.contains(&local) {
        return true;
    }
    match parent {
        "complexType" | "extension" | "restriction" => {
            let groups = row.content.iter().any(|slot| slot.names.contains(&"group"));
            groups && matches!(local, "element" | "any")
        }
        "all" => matches!(local, "any" | "group" | "all" | "choice" | "sequence"),
        "sequence" | "choice" => local == "all",
        "redefine" => matches!(local, "element" | "attribute"),
        _ => false,
    }
}
