//! What changed between two contracts, and what of it breaks whom: what `cargo wsdl diff` says, as plain data.
//!
//! Two comparisons run side by side. [`operation`] and [`schema`] compare what the documents say (`Description`): they decide what breaks
//! on the wire, for a program that was made from the old contract and meets a service of the new one. [`items`] compares what is generated
//! (`Package`): it decides what breaks the source of callers. [`join`] puts the Rust words of a change beside its WSDL words.

mod allow;
mod complex;
mod content;
mod items;
mod join;
mod json;
mod message;
mod operation;
mod reach;
mod rust;
mod schema;
mod side;
mod simple;
mod text;

use std::sync::Arc;

use wsdl_codegen::Outcome;
use wsdl_codegen::model::description::Description;
use wsdl_codegen::model::name::QName;
use wsdl_codegen::model::package::{Package, Path};
use wsdl_codegen::model::xsd::TypeRef;

pub(crate) use allow::{Allowance, apply};
pub(crate) use json::document;
pub(crate) use text::text;

use reach::Reach;

macro_rules! kinds {
    ($($(#[$doc:meta])* $id:ident $word:literal),* $(,)?) => {
        /// What kind of change it is. The words are those of the JSON document and of `--allow`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Kind { $($(#[$doc])* $id),* }

        impl Kind {
            /// All words.
            pub(crate) const WORDS: &'static [&'static str] = &[$($word),*];

            /// The word.
            pub(crate) const fn word(self) -> &'static str {
                match self { $(Self::$id => $word),* }
            }
        }
    };
}
kinds!(
    /// Every message of the old target namespace is named otherwise.
    NamespaceChanged "namespace-changed",
    ServiceAdded "service-added",
    ServiceRemoved "service-removed",
    PortAdded "port-added",
    PortRemoved "port-removed",
    /// Another version of SOAP, or another protocol.
    ProtocolChanged "protocol-changed",
    AddressChanged "address-changed",
    /// WS-Addressing is required, or no longer.
    AddressingChanged "addressing-changed",
    OperationAdded "operation-added",
    OperationRemoved "operation-removed",
    /// `style` or `use` of the binding.
    StyleChanged "style-changed",
    /// `soapAction`.
    ActionChanged "action-changed",
    /// One way, or with an answer.
    ExchangeChanged "exchange-changed",
    /// Another element, wrapper, or type in a message.
    MessageChanged "message-changed",
    PartAdded "part-added",
    PartRemoved "part-removed",
    HeaderAdded "header-added",
    HeaderRemoved "header-removed",
    FaultAdded "fault-added",
    FaultRemoved "fault-removed",
    DocumentationChanged "documentation-changed",
    ElementAdded "element-added",
    ElementRemoved "element-removed",
    TypeAdded "type-added",
    TypeRemoved "type-removed",
    /// Simple, complex, list, union, another base.
    TypeChanged "type-changed",
    AbstractChanged "abstract-changed",
    MemberAdded "member-added",
    MemberRemoved "member-removed",
    MemberTypeChanged "member-type-changed",
    /// `minOccurs`, `maxOccurs`, `use`.
    OccurrenceChanged "occurrence-changed",
    NillableChanged "nillable-changed",
    /// `default` or `fixed`.
    DefaultChanged "default-changed",
    OrderChanged "order-changed",
    /// Choices, groups, mixed content.
    ContentChanged "content-changed",
    WildcardChanged "wildcard-changed",
    ValueAdded "value-added",
    ValueRemoved "value-removed",
    FacetChanged "facet-changed",
    /// In the generated code alone.
    RustChanged "rust-changed",
);

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Component {
    Contract,
    Service,
    Port,
    Operation,
    Element,
    Type,
    Rust,
}

impl Component {
    /// The word of the JSON document and of the text.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Contract => "contract",
            Self::Service => "service",
            Self::Port => "port",
            Self::Operation => "operation",
            Self::Element => "element",
            Self::Type => "type",
            Self::Rust => "rust",
        }
    }
}

/// A change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) kind: Kind,
    pub(crate) component: Component,
    /// The component's name: `{NS}Name` for elements and types, a path for Rust items, otherwise the name as written.
    pub(crate) name: String,
    /// The member of it: names with `/` between them, `@name` for an attribute.
    pub(crate) member: Option<String>,
    /// For operations: the ports.
    pub(crate) ports: Vec<String>,
    /// What happened, in the words of WSDL and XML Schema; empty for [`Component::Rust`].
    pub(crate) what: String,
    /// What happened to the generated code.
    pub(crate) rust: Vec<String>,
    /// Why it breaks programs on the wire.
    pub(crate) wire: Option<String>,
    /// Why it breaks the source of callers.
    pub(crate) source: Option<String>,
    /// The user said that it does not matter.
    pub(crate) allowed: bool,
}

impl Change {
    /// Whether it breaks anything, allowed or not.
    pub(crate) fn breaks(&self) -> bool {
        self.wire.is_some() || self.source.is_some()
    }
}

/// Why a change breaks a program of the old contract: in what it sends, and in what it receives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Breaks {
    request: Option<&'static str>,
    response: Option<&'static str>,
}

impl Breaks {
    const NONE: Self = Self {
        request: None,
        response: None,
    };

    const fn request(why: &'static str) -> Self {
        Self {
            request: Some(why),
            response: None,
        }
    }

    const fn response(why: &'static str) -> Self {
        Self {
            request: None,
            response: Some(why),
        }
    }

    const fn both(request: &'static str, response: &'static str) -> Self {
        Self {
            request: Some(request),
            response: Some(response),
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            request: self.request.or(other.request),
            response: self.response.or(other.response),
        }
    }
}

/// Where the generated code of a component or member stands, in the old package and in the new.
#[derive(Clone, Debug, Default)]
struct Place {
    old: Option<Path>,
    new: Option<Path>,
}

/// A change of the documents, before its Rust words are found.
#[derive(Clone, Debug)]
struct Draft {
    change: Change,
    breaks: Breaks,
    /// What of the generated code changes with it.
    keys: Vec<rust::Key>,
}

/// One of the two contracts.
struct Side<'a> {
    description: &'a Description,
    package: &'a Package,
    reach: Reach,
}

/// The comparison of two contracts, under way.
struct Comparer<'a> {
    old: Side<'a>,
    new: Side<'a>,
    /// The old target namespace, and the one that took its place.
    renamed: Option<(Arc<str>, Arc<str>)>,
    drafts: Vec<Draft>,
    /// Named types are looked into where they differ in name, each pair once.
    deep: Option<Vec<(TypeRef, TypeRef)>>,
    /// Elements of messages whose operation tells of them.
    told: Vec<QName>,
}

/// The changes between two contracts, in order: services, operations, elements, types, what only the generated code shows. `None` when one
/// of the outcomes has errors.
///
/// `chosen` says whether an operation counts; with a choice, only what such operations reach is compared.
pub(crate) fn compare(
    old: &Outcome,
    new: &Outcome,
    chosen: Option<&dyn Fn(&str) -> bool>,
) -> Option<Vec<Change>> {
    let side = |outcome: &'_ Outcome| -> Option<()> {
        (outcome.description.is_some()
            && outcome.package.is_some()
            && !outcome.diagnostics.has_errors())
        .then_some(())
    };
    side(old).and(side(new))?;
    let (old_description, new_description) = (old.description.as_ref()?, new.description.as_ref()?);
    let (old_package, new_package) = (old.package.as_ref()?, new.package.as_ref()?);
    let mut comparer = Comparer {
        old: Side {
            description: old_description,
            package: old_package,
            reach: Reach::of(old_description, chosen),
        },
        new: Side {
            description: new_description,
            package: new_package,
            reach: Reach::of(new_description, chosen),
        },
        renamed: renamed(old_description, new_description),
        drafts: Vec::new(),
        deep: None,
        told: Vec::new(),
    };
    comparer.services(chosen);
    comparer.schema(chosen.is_some());
    let rust = items::compare(old_package, new_package);
    let (drafts, old) = (std::mem::take(&mut comparer.drafts), &comparer.old);
    Some(join::join(
        drafts,
        rust,
        (old_package, new_package),
        |draft| side::wire(draft, old),
    ))
}

/// The target namespaces, when the new one took the old one's place.
fn renamed(old: &Description, new: &Description) -> Option<(Arc<str>, Arc<str>)> {
    let (before, after) = (&old.target_namespace, &new.target_namespace);
    let in_use = |description: &Description, namespace: &str| {
        let types = description.schema.type_names.keys();
        let elements = description.schema.element_names.keys();
        let services = description.wsdl.services.iter().map(|s| &s.name);
        types
            .chain(elements)
            .chain(services)
            .any(|name| &*name.namespace == namespace)
    };
    let taken = before != after && !in_use(new, before) && !in_use(old, after);
    taken.then(|| (before.clone(), after.clone()))
}

impl Comparer<'_> {
    /// What an old name is called in the new contract, its local part being the same.
    fn mapped(&self, old: &QName) -> QName {
        match &self.renamed {
            Some((before, after)) if old.namespace == *before => {
                QName::new(after.clone(), old.local.clone())
            }
            _ => old.clone(),
        }
    }

    fn add(
        &mut self,
        component: Component,
        name: &str,
        kind: Kind,
        what: impl Into<String>,
        breaks: Breaks,
    ) -> &mut Draft {
        self.drafts.push(Draft {
            change: Change {
                kind,
                component,
                name: name.to_owned(),
                member: None,
                ports: Vec::new(),
                what: what.into(),
                rust: Vec::new(),
                wire: None,
                source: None,
                allowed: false,
            },
            breaks,
            keys: Vec::new(),
        });
        let last = self.drafts.len() - 1;
        &mut self.drafts[last]
    }
}
