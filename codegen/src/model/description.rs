//! What the documents say: the result of the read stage.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::documents::DocumentId;
use super::wsdl::Wsdl;
use super::xsd::Schema;

/// The merged meaning of all documents: one schema set and one set of WSDL components.
///
/// After reading without errors every reference names a component that is there, or a built-in.
#[derive(Clone, Debug, Default)]
pub struct Description {
    /// The file name of the entry document, for example `CommandWebService.wsdl`.
    pub entry: String,
    /// The entry document's own target namespace: its types stand at the root of the generated module.
    pub target_namespace: Arc<str>,
    /// Documentation of the entry's `wsdl:definitions` or `xs:schema`.
    pub documentation: Option<String>,
    /// The schema components, XML Schema 1.0 part 1.
    pub schema: Schema,
    /// Services, ports, bindings, port types and messages, WSDL 1.1. Empty when the entry is a plain schema.
    pub wsdl: Wsdl,
    /// The documents that ship with the generator: their components are emitted only where something reaches them.
    pub builtin: BTreeSet<DocumentId>,
    /// Namespaces that occur, with the prefixes that the documents bind to them, in source order and without repeats (hints for module names).
    pub prefixes: BTreeMap<Arc<str>, Vec<Arc<str>>>,
}
