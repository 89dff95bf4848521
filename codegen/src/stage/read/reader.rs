//! The state of reading, and the linking of names.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use roxmltree::NodeId;

use super::problem::{Component, Incomplete, Problem};
use super::schemas::SchemaSource;
use super::symbols::{Space, Symbols};
use super::tag::Tag;
use super::wsdl::policy::Policies;
use super::xsd::{Declarations, drafts};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, code};
use crate::model::documents::{DocumentId, Span};
use crate::model::name::{self, QName};
use crate::model::namespace;
use crate::model::wsdl::{BindingId, Wsdl};
use crate::model::xsd::{AttributeId, Builtin, ElementId, Schema, TypeRef};

/// Everything that reading knows; the result grows in `schema` and `wsdl`.
pub(super) struct Reader<'d> {
    pub(super) diagnostics: &'d mut Diagnostics,
    pub(super) schemas: Vec<SchemaSource<'d>>,
    pub(super) symbols: Symbols,
    pub(super) declarations: Declarations<'d>,
    /// The id of the component that an element declares, by schema and node.
    pub(super) ids: HashMap<(usize, NodeId), u32>,
    /// For a component in `xs:redefine`: what it redefines.
    pub(super) originals: HashMap<(usize, NodeId), u32>,
    /// Elements that have another's type: their substitution head's, mostly.
    pub(super) aliases: Vec<(usize, ElementId)>,
    /// For each `wsdl:binding` in source order: the component, unless it was left out.
    pub(super) binding_ids: Vec<Option<BindingId>>,
    /// The policies of all documents.
    pub(super) policies: Policies<'d>,
    /// The component being read: the one to blame for its references.
    pub(super) current: Component,
    /// Undefined references, reported when it is known what needs them.
    pub(super) problems: Vec<Problem>,
    /// Namespaces of which a document is missing.
    pub(super) incomplete: Incomplete,
    /// The documents that ship with the generator.
    pub(super) builtin: BTreeSet<DocumentId>,
    /// Findings of which one per place or kind is enough.
    pub(super) said: BTreeSet<(&'static str, String)>,
    pub(super) schema: Schema,
    pub(super) wsdl: Wsdl,
    pub(super) interned: BTreeMap<&'d str, Arc<str>>,
}

/// What a reference leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A component of the space, by its index.
    Component(u32),
    /// A built-in type.
    Builtin(Builtin),
    /// A component of XML Schema's own schema: `xs:schema`, of which any content is taken.
    SchemaOfSchemas,
}

impl<'d> Reader<'d> {
    /// The one `Arc` of a text.
    pub(super) fn intern(&mut self, text: &'d str) -> Arc<str> {
        self.interned
            .entry(text)
            .or_insert_with(|| Arc::from(text))
            .clone()
    }

    /// The target namespace that a schema's element is read under.
    pub(super) fn target_namespace(&self, tag: Tag<'d>) -> Arc<str> {
        self.schemas
            .get(tag.schema)
            .map_or_else(|| Arc::from(""), |s| s.namespace.clone())
    }

    /// Warns of a target namespace that is no URI reference, once for each.
    pub(super) fn check_namespace(&mut self, root: Tag<'d>) {
        let name = root.attribute("targetNamespace").unwrap_or("");
        let odd = |c: char| {
            c.is_ascii_control()
                || matches!(
                    c,
                    ' ' | '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`'
                )
        };
        if name.is_empty() && root.attribute("targetNamespace").is_some() {
            let message = "`targetNamespace` is empty; it was read as if it were not there";
            self.warn(code::BAD_VALUE, root.value_span("targetNamespace"), message)
                .help("remove the attribute, or give it the name of the namespace");
        }
        if name.contains(odd) && self.said.insert((code::NOT_A_URI, name.to_owned())) {
            let message = format!("`{name}` is not a URI; it was taken as it stands");
            self.warn(code::NOT_A_URI, root.value_span("targetNamespace"), message);
        }
    }

    /// A warning; the returned reference takes label and help.
    pub(super) fn warn(
        &mut self,
        code: &'static str,
        at: Span,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.diagnostics.add(code, Severity::Warning, at, message)
    }

    /// An error; the returned reference takes label and help.
    pub(super) fn error(
        &mut self,
        code: &'static str,
        at: Span,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.diagnostics.add(code, Severity::Error, at, message)
    }

    /// A note, once for each kind.
    pub(super) fn note_once(
        &mut self,
        code: &'static str,
        kind: String,
        at: Span,
        message: impl Into<String>,
    ) {
        if self.said.insert((code, kind)) {
            self.diagnostics.add(code, Severity::Note, at, message);
        }
    }

    /// Links the reference in an attribute. `None` when there is no such attribute, or nothing can be found (which is noted as a
    /// problem).
    pub(super) fn reference(
        &mut self,
        tag: Tag<'d>,
        attribute: &str,
        space: Space,
    ) -> Option<Target> {
        let text = tag.attribute(attribute)?;
        self.link(tag, text, tag.value_span(attribute), space)
    }

    /// Links a reference to a component of WSDL or of a schema other than a type.
    pub(super) fn component(&mut self, tag: Tag<'d>, attribute: &str, space: Space) -> Option<u32> {
        match self.reference(tag, attribute, space)? {
            Target::Component(id) => Some(id),
            Target::Builtin(_) | Target::SchemaOfSchemas => None,
        }
    }

    /// Like [`Reader::component`] for what can be done without: that there is none is for the caller to say.
    pub(super) fn optional_component(
        &mut self,
        tag: Tag<'d>,
        attribute: &str,
        space: Space,
    ) -> Option<u32> {
        let before = self.problems.len();
        let found = self.component(tag, attribute, space);
        self.problems.truncate(before);
        found
    }

    /// Links a qualified name that stands in `tag`.
    pub(super) fn link(
        &mut self,
        tag: Tag<'d>,
        text: &'d str,
        at: Span,
        space: Space,
    ) -> Option<Target> {
        let (prefix, local) = name::split(text);
        // Definitions are named with colons or spaces, here and there; then references to them have these, too.
        let odd = local.contains([':', ' ', '\t', '\n', '\r'])
            && self.symbols.namespaces_of(space, local).is_empty();
        if local.is_empty() || odd || prefix == Some("") {
            let message = if text.is_empty() {
                "a name is missing".to_owned()
            } else {
                format!("`{text}` is not a qualified name")
            };
            self.error(code::BAD_NAME, at, message);
            return None;
        }
        let Some(namespace) = self.namespace_of(tag, prefix, space) else {
            return self.guess(prefix.unwrap_or(""), local, at, space);
        };
        let name = QName {
            namespace: self.intern(namespace),
            local: self.intern(local),
        };
        self.find(&name, at, space)
            .or_else(|| self.repair(name, prefix.is_some(), at, space))
    }

    /// The namespace of a prefix; `None` when it is not declared.
    pub(super) fn namespace_of(
        &self,
        tag: Tag<'d>,
        prefix: Option<&str>,
        space: Space,
    ) -> Option<&'d str> {
        match prefix {
            Some("xml") => Some(namespace::XML),
            Some(prefix) => tag.node.lookup_namespace_uri(Some(prefix)),
            None => match tag.node.lookup_namespace_uri(None) {
                Some(namespace) => Some(namespace),
                None if matches!(space, Space::Message | Space::PortType | Space::Binding) => {
                    Some("")
                }
                None => {
                    let schema = self
                        .schemas
                        .get(tag.schema)
                        .filter(|s| s.chameleon && tag.is_schema());
                    // The includer's root declares or means the namespace; its attribute lives as long as the documents.
                    Some(schema.map_or("", |s| self.interned_str(&s.namespace)))
                }
            },
        }
    }

    fn interned_str(&self, text: &str) -> &'d str {
        self.interned.get_key_value(text).map_or("", |(key, _)| key)
    }

    /// The component of a name, or the built-in type.
    fn find(&mut self, name: &QName, at: Span, space: Space) -> Option<Target> {
        if let (Space::Type, Some(builtin)) = (space, drafts::builtin(name)) {
            return Some(Target::Builtin(builtin));
        }
        if let Some(id) = self.symbols.get(space, name) {
            return Some(Target::Component(id));
        }
        if &*name.namespace == namespace::XSD {
            match space {
                Space::Element if drafts::is_schema_element(&name.local) => {
                    return Some(Target::SchemaOfSchemas);
                }
                Space::Type if drafts::is_version_1_1(&name.local) => {
                    let message = format!("`{}` is a type of XML Schema 1.1", name.local);
                    self.error(code::XSD11, at, message)
                        .help("schemas are read as XML Schema 1.0");
                    return Some(Target::Builtin(Builtin::AnySimpleType));
                }
                _ => {}
            }
        }
        None
    }

    /// A reference that leads nowhere as written: takes the one component that it can mean, or notes the problem.
    fn repair(&mut self, name: QName, prefixed: bool, at: Span, space: Space) -> Option<Target> {
        if self.incomplete.covers(&name.namespace) {
            return None;
        }
        let (target, namespaces) = self.candidates(&name.local, space);
        let Some(target) = target else {
            if namespaces.is_empty()
                && let Some(builtin) = self.meant(&name, at, space)
            {
                return Some(Target::Builtin(builtin));
            }
            let ambiguous = namespaces
                .into_iter()
                .map(|ns| QName {
                    namespace: ns,
                    local: name.local.clone(),
                })
                .collect();
            self.problem(at, space, name, ambiguous);
            return None;
        };
        let (word, local) = (space.word(), &name.local);
        let meant = namespaces.first().map_or("", |n| &**n);
        let key = format!("{}{name}", space.word());
        let is_draft = namespace::is_schema(&name.namespace) && meant == namespace::XSD;
        if let (true, Target::Builtin(builtin)) = (is_draft, target) {
            if self.said.insert((code::MISQUALIFIED, key)) {
                let builtin = builtin.name();
                let message = format!(
                    "`{local}` is what a draft of XML Schema called `{builtin}`, which was taken"
                );
                self.warn(code::MISQUALIFIED, at, message)
                    .help(format!("write `{builtin}`"));
            }
            return Some(target);
        }
        if self.said.insert((code::MISQUALIFIED, key)) {
            let here = if name.namespace.is_empty() {
                "in no namespace".to_owned()
            } else {
                format!("in `{}`", name.namespace)
            };
            let there = if meant.is_empty() {
                "in no namespace".to_owned()
            } else {
                format!("in `{meant}`")
            };
            let message = format!("there is no {word} `{local}` {here}; the one {there} was taken");
            let help = match (prefixed, meant.is_empty()) {
                (true, _) => "use a prefix that is bound to that namespace",
                (false, false) => {
                    "declare that namespace as the default (`xmlns=\"..\"`), or use a prefix that is bound to it"
                }
                (false, true) => {
                    "give the definition's schema this target namespace, or remove the default namespace"
                }
            };
            self.warn(code::MISQUALIFIED, at, message).help(help);
        }
        Some(target)
    }

    /// The built-in type that a name in the namespace of XML Schema is meant for, with a warning.
    fn meant(&mut self, name: &QName, at: Span, space: Space) -> Option<Builtin> {
        if space != Space::Type || &*name.namespace != namespace::XSD {
            return None;
        }
        let builtin = drafts::meant(&name.local)?;
        if self.said.insert((code::NO_BUILTIN, name.to_string())) {
            let (local, taken) = (&name.local, builtin.name());
            let message = format!("XML Schema has no type `{local}`; `{taken}` was taken");
            self.warn(code::NO_BUILTIN, at, message)
                .help(format!("write `{taken}`"));
        }
        Some(builtin)
    }

    /// A prefix that is not declared: takes the one component that the name can mean, or says so.
    fn guess(&mut self, prefix: &'d str, local: &'d str, at: Span, space: Space) -> Option<Target> {
        let (target, namespaces) = self.candidates(local, space);
        let key = format!("{prefix}:{local}");
        if let Some(target) = target {
            let meant = namespaces.first().map_or("", |n| &**n);
            if self.said.insert((code::GUESSED_PREFIX, key)) {
                let message = format!(
                    "the prefix `{prefix}` is not declared; the {} `{local}` in `{meant}` was taken",
                    space.word()
                );
                self.warn(code::GUESSED_PREFIX, at, message)
                    .help(format!("declare `xmlns:{prefix}=\"{meant}\"`"));
            }
            return Some(target);
        }
        if self.said.insert((code::PREFIX, key)) {
            let message = format!("the prefix `{prefix}` is not declared");
            let diagnostic = self.error(code::PREFIX, at, message);
            diagnostic.help(format!(
                "declare `xmlns:{prefix}=\"..\"` on this or an outer element"
            ));
            for namespace in namespaces {
                diagnostic.help(format!(
                    "there is a {} `{local}` in `{namespace}`",
                    space.word()
                ));
            }
        }
        None
    }

    /// The only component with this local name, if there is one, and the namespaces of all that have it.
    fn candidates(&mut self, local: &str, space: Space) -> (Option<Target>, Vec<Arc<str>>) {
        let namespaces = self.symbols.namespaces_of(space, local);
        if let [only] = namespaces.as_slice() {
            let name = QName::new(only.clone(), local);
            return (
                self.symbols.get(space, &name).map(Target::Component),
                namespaces,
            );
        }
        if let (true, Space::Type, Some(builtin)) =
            (namespaces.is_empty(), space, drafts::by_any_name(local))
        {
            return (
                Some(Target::Builtin(builtin)),
                vec![Arc::from(namespace::XSD)],
            );
        }
        (None, namespaces)
    }

    /// What a type is called in a sentence.
    pub(super) fn type_name(&self, ty: TypeRef) -> String {
        match ty {
            TypeRef::Builtin(builtin) => builtin.name().to_owned(),
            TypeRef::Defined(id) => {
                let name = self
                    .schema
                    .types
                    .get(id.index())
                    .and_then(|t| t.name.as_ref());
                name.map_or_else(|| "(anonymous)".to_owned(), |n| n.local.to_string())
            }
        }
    }

    /// The name of an attribute that has been read.
    pub(super) fn attribute_name(&self, id: AttributeId) -> Option<&QName> {
        self.schema.attributes.get(id.index()).map(|a| &a.name)
    }

    fn problem(&mut self, at: Span, space: Space, name: QName, candidates: Vec<QName>) {
        self.problems.push(Problem {
            at,
            space,
            name,
            candidates,
            component: self.current,
        });
    }
}
