//! Policies attached to elements of WSDL (WS-PolicyAttachment), and what they ask for.
//!
//! Alternatives are never multiplied out: of each `wsp:ExactlyOne` the one that asks for the least that nobody meets is chosen where
//! it stands, so that the work grows with the document.

mod assertion;

use std::collections::HashMap;

use roxmltree::NodeId;

use self::assertion::{Known, Within, known};
use super::super::reader::Reader;
use super::super::tag::Tag;
use crate::diagnostic::code;
use crate::model::documents::{DocumentId, Span};
use crate::model::namespace::{self, POLICY};
use crate::model::policy::{Demand, Policy, Support};

/// Elements and references in one another that are followed: more than a document may have, so that only chains of references end here.
const MAX_DEPTH: usize = 400;

/// The attributes that identify an element.
const IDS: [(&str, &str); 2] = [(namespace::WSU, "Id"), (namespace::XML, "id")];

/// The policies that can be referred to, and what those that were read ask for.
#[derive(Default)]
pub(in super::super) struct Policies<'d> {
    /// By `wsu:Id` or `xml:id`, in each document.
    by_id: HashMap<(DocumentId, &'d str), Tag<'d>>,
    /// By `wsu:Id` or `xml:id` in whichever document has it first, and by `Name`.
    anywhere: HashMap<&'d str, Tag<'d>>,
    /// `None` while it is being read.
    read: HashMap<(DocumentId, NodeId), Option<Policy>>,
}

impl<'d> Policies<'d> {
    /// Notes what the policies of a document are called.
    pub(super) fn declare(&mut self, root: Tag<'d>) {
        for node in root.node.descendants().filter(|n| n.is_element()) {
            let tag = Tag { node, ..root };
            if tag.local() != "Policy" || !is_policy(tag) {
                continue;
            }
            let ids = IDS.into_iter().filter_map(|name| node.attribute(name));
            for id in ids.map(str::trim) {
                self.by_id.entry((tag.document, id)).or_insert(tag);
                self.anywhere.entry(id).or_insert(tag);
            }
            if let Some(name) = tag.attribute("Name") {
                self.anywhere.entry(name).or_insert(tag);
            }
        }
    }

    /// The policy that a URI in this document names. What is in another document is known by its fragment: documents have one name
    /// where they are published and another where they are read.
    fn find(&self, document: DocumentId, uri: &str) -> Option<Tag<'d>> {
        if let Some(named) = self.anywhere.get(uri) {
            return Some(*named);
        }
        let (file, id) = uri.split_once('#')?;
        let here = self.by_id.get(&(document, id)).filter(|_| file.is_empty());
        here.or_else(|| self.anywhere.get(id)).copied()
    }
}

/// Whether an element of WSDL's children says something about policies: these are no unknown extensions.
pub(super) fn is_known(tag: Tag<'_>) -> bool {
    is_policy(tag)
        || matches!(
            known(tag),
            Known::Asks(Demand::Addressing | Demand::Addressing2004, _)
        )
}

/// What the policies ask for that stand in `wsdl:definitions` without a name: nothing can refer to them, so that they are meant for all.
pub(super) fn of_document<'d>(reader: &mut Reader<'d>, root: Tag<'d>) -> Policy {
    let is_nameless = |tag: &Tag<'_>| {
        let named = |name: (&str, &str)| tag.node.has_attribute(name);
        !IDS.into_iter().any(named) && tag.attribute("Name").is_none()
    };
    let mut found = Policy::default();
    let policies = root
        .children()
        .filter(|c| is_policy(*c) && c.local() == "Policy");
    for tag in policies.filter(is_nameless) {
        found.add(&all(reader, tag, 0));
    }
    found
}

/// An operation and its messages.
pub(super) fn subjects(operation: Tag<'_>) -> impl Iterator<Item = Tag<'_>> {
    let messages = ["input", "output", "fault"];
    let messages = messages
        .into_iter()
        .flat_map(move |m| operation.wsdl_children(m));
    std::iter::once(operation).chain(messages)
}

fn is_policy(tag: Tag<'_>) -> bool {
    POLICY.contains(&tag.namespace())
}

/// What the policies that are attached to these elements of WSDL ask for, all together.
pub(super) fn attached<'d>(
    reader: &mut Reader<'d>,
    tags: impl IntoIterator<Item = Tag<'d>>,
) -> Policy {
    let mut found = Policy::default();
    for tag in tags {
        for name in POLICY {
            let uris = tag.node.attributes();
            let mut uris = uris.filter(|a| a.namespace() == Some(name) && a.name() == "PolicyURIs");
            let Some(uris) = uris.next() else { continue };
            let span = tag.spanned(uris.range_value());
            for uri in uris.value().split_ascii_whitespace() {
                found.add(&referred(reader, tag.document, uri, span, 0));
            }
        }
        for child in tag.children().filter(|c| is_known(*c)) {
            found.add(&term(reader, child, 0));
        }
    }
    found
}

/// What an operator or an assertion asks for.
fn term<'d>(reader: &mut Reader<'d>, tag: Tag<'d>, depth: usize) -> Policy {
    if depth > MAX_DEPTH {
        let message = format!(
            "policies refer to one another more than {MAX_DEPTH} deep; the rest was left out"
        );
        if reader.said.insert((code::POLICY_REFERENCE, String::new())) {
            reader.warn(code::POLICY_REFERENCE, tag.tag_span(), message);
        }
        return Policy::default();
    }
    match tag.local() {
        _ if !is_policy(tag) => asserted(reader, tag, depth),
        "Policy" | "All" => all(reader, tag, depth),
        "ExactlyOne" | "OneOrMore" => least(reader, tag, depth),
        "PolicyReference" => {
            let span = tag.value_span("URI");
            match tag.attribute("URI") {
                Some(uri) => referred(reader, tag.document, uri, span, depth),
                None => Policy::default(),
            }
        }
        _ => Policy::default(),
    }
}

/// All that stands in an element, together.
fn all<'d>(reader: &mut Reader<'d>, tag: Tag<'d>, depth: usize) -> Policy {
    let mut found = Policy::default();
    for child in tag.children() {
        found.add(&term(reader, child, depth + 1));
    }
    found
}

/// The first of the alternatives that ask for the fewest things that nobody meets.
fn least<'d>(reader: &mut Reader<'d>, tag: Tag<'d>, depth: usize) -> Policy {
    let unmet = |policy: &Policy| policy.clone().settled().required(Support::Nobody).count();
    let mut found: Option<(usize, Policy)> = None;
    for child in tag.children() {
        let policy = term(reader, child, depth + 1);
        let cost = unmet(&policy);
        if found.as_ref().is_none_or(|(least, _)| cost < *least) {
            found = Some((cost, policy));
        }
    }
    found.map_or_else(Policy::default, |(_, policy)| policy)
}

/// What an assertion asks for, and what the policies in it do.
fn asserted<'d>(reader: &mut Reader<'d>, tag: Tag<'d>, depth: usize) -> Policy {
    let mut found = Policy::default();
    let within = match known(tag) {
        Known::Asks(demand, within) => {
            found.ask(demand, true, tag.tag_span());
            within
        }
        Known::Nothing => Within::Counts,
        Known::No => {
            let (written, namespace) = (tag.written(), tag.namespace());
            let message = format!("the policy assertion `{written}` of `{namespace}` was skipped");
            let kind = format!("{{{namespace}}}{}", tag.local());
            reader.note_once(code::FOREIGN, kind, tag.tag_span(), message);
            Within::Another
        }
    };
    // WS-SecurityPolicy 1.1 says it by an attribute.
    if matches!(
        tag.attribute("RequireClientCertificate"),
        Some("true" | "1")
    ) {
        found.ask(Demand::ClientCertificate, true, tag.tag_span());
    }
    if within == Within::Counts {
        found.add(&all(reader, tag, depth));
    }
    if is_optional(tag) {
        found.offer();
    }
    found
}

/// Whether requests that do not meet an assertion are taken, too: by WS-Policy, or by WSDL for what stands outside of a policy.
fn is_optional(tag: Tag<'_>) -> bool {
    let says = |name: (&str, &str)| matches!(tag.node.attribute(name), Some("true" | "1"));
    let in_wsdl = tag
        .node
        .parent_element()
        .is_some_and(|p| p.tag_name().namespace() == Some(namespace::WSDL));
    if in_wsdl {
        return !says((namespace::WSDL, "required"));
    }
    let offers = |ns: &&str| says((ns, "Optional")) || says((ns, "Ignorable"));
    POLICY.iter().any(offers)
}

/// What the policy that a URI names asks for. Each is read once.
fn referred<'d>(
    reader: &mut Reader<'d>,
    document: DocumentId,
    uri: &str,
    at: Span,
    depth: usize,
) -> Policy {
    let Some(tag) = reader.policies.find(document, uri) else {
        let message = format!("there is no policy `{uri}`; what it asks for is not known");
        let help = match uri.starts_with('#') {
            true => "a policy is known by its `wsu:Id` or `xml:id`",
            false => "policies are not fetched: write it into the WSDL, its URI as `Name`",
        };
        if reader.said.insert((code::POLICY_REFERENCE, uri.to_owned())) {
            reader.warn(code::POLICY_REFERENCE, at, message).help(help);
        }
        return Policy::default();
    };
    let key = (tag.document, tag.node.id());
    match reader.policies.read.get(&key) {
        Some(Some(known)) => return known.clone(),
        Some(None) => {
            let message = format!("the policy `{uri}` refers to itself; the reference was ignored");
            if reader.said.insert((code::POLICY_REFERENCE, uri.to_owned())) {
                reader.warn(code::POLICY_REFERENCE, at, message);
            }
            return Policy::default();
        }
        None => {}
    }
    reader.policies.read.insert(key, None);
    let found = all(reader, tag, depth + 1);
    reader.policies.read.insert(key, Some(found.clone()));
    found
}
