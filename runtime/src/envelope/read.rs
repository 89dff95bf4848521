//! Reading envelopes.

use super::fault;
use crate::error::{Error, NotAsDescribed, excerpt};
use crate::fault::Fault;
use crate::limits::Limits;
use crate::operation::{Content, SoapVersion};
use crate::xml::{
    Child, Element, ErrorKind, FIXED, Member, NO_NS, Name, Node, Note, Package, QName, Reader,
    SOAP, SOAP_ENC, SOAP12, Slot, flag,
};

/// How to read an envelope.
#[derive(Clone, Copy)]
pub(crate) struct Manner<'p> {
    pub(crate) limits: Limits,
    /// Whether only what was described is taken: this version, these names, this order.
    pub(crate) strict: bool,
    /// Of the header blocks marked `mustUnderstand`, which are understood, by namespace and local name: where it is said, any
    /// other is refused.
    pub(crate) understood: Option<Understood<'p>>,
    pub(crate) version: SoapVersion,
    /// Whether the body is SOAP encoded: then references are followed.
    pub(crate) encoded: bool,
    /// What the envelope came with.
    pub(crate) package: Option<&'p dyn Package>,
}

/// The header blocks that are understood.
#[derive(Clone, Copy)]
pub(crate) struct Understood<'p> {
    /// As `{namespace}local`.
    pub(crate) blocks: &'p [&'p str],
    /// A namespace whose blocks are, too.
    pub(crate) namespace: Option<&'p str>,
}

impl Understood<'_> {
    fn has(&self, block: &Element) -> bool {
        let name = Some((block.namespace.as_str(), block.local.as_str()));
        self.namespace == Some(&block.namespace)
            || self.blocks.iter().any(|known| QName::split(known) == name)
    }
}

/// An envelope that was read, its typed body aside.
pub(crate) struct Opened {
    pub(crate) headers: Vec<Element>,
    pub(crate) notes: Vec<Note>,
    pub(crate) body: BodyRead,
}

impl Opened {
    /// Of an answer without an envelope.
    pub(crate) fn empty() -> Self {
        Opened {
            headers: Vec::new(),
            notes: Vec::new(),
            body: BodyRead::Empty,
        }
    }
}

/// What the body turned out to hold.
pub(crate) enum BodyRead {
    /// What was described; it is in the slot.
    Value,
    /// No element at all.
    Empty,
    Fault(Fault),
}

/// Why an envelope could not be read.
pub(crate) enum Unread {
    /// The root is no envelope.
    NotSoap,
    Failed(Error),
}

impl<E: Into<Error>> From<E> for Unread {
    fn from(error: E) -> Self {
        Unread::Failed(error.into())
    }
}

/// Reads a document, its typed body into `slot`.
pub(crate) fn read<'t>(
    text: &str,
    names: &[&str],
    content: Content,
    manner: Manner<'_>,
    slot: Slot<'_, 't>,
) -> Result<Opened, Unread> {
    let mut reader = Reader::new(text, names, manner.limits.xml)?.strict(manner.strict);
    if let Some(package) = manner.package {
        reader = reader.package(package);
    }
    if manner.encoded {
        reader.index()?;
    }
    let version = root(&mut reader)?;
    if manner.strict && version != manner.version {
        let reason = format!("it is of {version}, and {} was asked for", manner.version);
        return Err(unlike("Envelope", reason));
    }
    let mut slot = Some(slot);
    let mut headers = Vec::new();
    let mut body = None;
    while let Some(name) = reader.child()? {
        match (version_of(name.ns).is_some(), name.local) {
            (true, "Header") if body.is_none() => {
                while reader.child()?.is_some() {
                    headers.push(reader.capture()?);
                }
            }
            (true, "Body") => match slot.take() {
                Some(Slot::Node(node)) if content == Content::Bare => {
                    body = Some(read_bare(&mut reader, text, manner, node)?);
                }
                Some(slot) => body = Some(read_body(&mut reader, content, manner, slot)?),
                None => return Err(unlike("Envelope", "it has two bodies")),
            },
            (_, local) if manner.strict => {
                return Err(unlike("Envelope", format!("`{local}` has no place in it")));
            }
            _ => reader.skip()?,
        }
    }
    reader.finish()?;
    let Some(body) = body else {
        return Err(unlike("Envelope", "it has no body"));
    };
    if let Some(understood) = manner.understood
        && !matches!(body, BodyRead::Fault(_))
        && let Some(block) = headers
            .iter()
            .find(|block| must_understand(block) && !understood.has(block))
    {
        let path = format!("Envelope/Header/{}", block.local);
        return Err(unlike(&path, "it must be understood, and is not"));
    }
    let notes = reader.into_notes();
    Ok(Opened {
        headers,
        notes,
        body,
    })
}

/// The name of the first element of an envelope's body, (namespace, local): for a server to tell operations apart by, and to
/// see a fault before the body is read as something else.
pub(crate) fn peek(text: &str, limits: Limits) -> Result<Option<(String, String)>, Unread> {
    let mut reader = Reader::new(text, &FIXED, limits.xml)?;
    root(&mut reader)?;
    while let Some(name) = reader.child()? {
        if version_of(name.ns).is_some() && name.local == "Body" {
            let first = reader.child()?;
            return Ok(first.map(|name| (reader.uri(name.ns).to_owned(), name.local.to_owned())));
        }
        reader.skip()?;
    }
    Err(unlike("Envelope", "it has no body"))
}

/// Goes to the root, which must be an envelope.
fn root(reader: &mut Reader<'_, '_>) -> Result<SoapVersion, Unread> {
    let name = reader.root()?;
    match (version_of(name.ns), name.local) {
        (Some(version), "Envelope") => Ok(version),
        _ => Err(Unread::NotSoap),
    }
}

/// The content of a body that is one element, or whatever does not matter.
fn read_body<'t>(
    reader: &mut Reader<'_, 't>,
    content: Content,
    manner: Manner<'_>,
    slot: Slot<'_, 't>,
) -> Result<BodyRead, Unread> {
    let Some(mut first) = reader.child()? else {
        return Ok(BodyRead::Empty);
    };
    if is_fault(first, content, manner) {
        return read_fault(reader, manner);
    }
    if let Content::Element { namespace, name } | Content::Rpc { namespace, name } = content {
        let is = |reader: &Reader<'_, '_>, found: Name<'_>| {
            found.local == name && reader.uri(found.ns) == namespace
        };
        // Services that qualify nothing, not even this.
        let unqualified = |found: Name<'_>| found.local == name && found.ns == NO_NS;
        while !is(reader, first) && is_independent(reader) {
            reader.skip()?;
            match reader.child()? {
                Some(next) => first = next,
                None => return Ok(BodyRead::Empty),
            }
        }
        if !is(reader, first) && (manner.strict || !matches!(content, Content::Rpc { .. })) {
            if manner.strict || !unqualified(first) {
                let reason = mistaken(reader, first, namespace, name);
                // A fault may stand behind what nobody asked for.
                reader.skip()?;
                while let Some(next) = reader.child()? {
                    if is_fault(next, content, manner) {
                        return read_fault(reader, manner);
                    }
                    reader.skip()?;
                }
                return Err(unlike("Envelope/Body", reason));
            }
            reader.note(ErrorKind::Namespace(namespace.to_owned()), name)?;
        }
        if matches!(content, Content::Rpc { .. }) {
            reader.parts();
        }
        reader.value(slot, &Member::new(name, NO_NS, flag::nil, None))?;
    } else {
        reader.skip()?;
    }
    rest(reader)?;
    Ok(BodyRead::Value)
}

/// The content of a body whose elements are the members of `node`.
fn read_bare<'t>(
    reader: &mut Reader<'_, 't>,
    text: &str,
    manner: Manner<'_>,
    node: &mut dyn Node<'t>,
) -> Result<BodyRead, Unread> {
    // A fault would be read as unknown elements, so it is looked for first. Such bodies are rare, and small.
    let fault = peek(text, manner.limits)?.is_some_and(|(namespace, local)| {
        local == "Fault" && [SOAP, SOAP12].iter().any(|ns| uri(*ns) == namespace)
    });
    if fault {
        reader.child()?;
        return read_fault(reader, manner);
    }
    reader.bare(node).map_err(|error| error.under("Body"))?;
    Ok(BodyRead::Value)
}

/// An element of the SOAP encoding that stands beside the message for others to refer to (SOAP 1.1 section 5.1, rule 8).
fn is_independent(reader: &Reader<'_, '_>) -> bool {
    let root = reader.attribute(SOAP_ENC, "root");
    root.as_deref() == Some("0") || (root.is_none() && reader.attribute(NO_NS, "id").is_some())
}

fn mistaken(reader: &Reader<'_, '_>, found: Name<'_>, wanted: &str, name: &str) -> String {
    let (local, namespace) = (excerpt(found.local), excerpt(reader.uri(found.ns)));
    if found.local == name && namespace.is_empty() {
        return format!("`{local}` is in no namespace, not in `{wanted}`");
    }
    if found.local == name {
        return format!("`{local}` is of the namespace `{namespace}`, not of `{wanted}`");
    }
    format!("`{local}` was found where `{name}` was to be")
}

/// Passes over what else an element holds: in a body, the independent elements of SOAP encoding.
fn rest(reader: &mut Reader<'_, '_>) -> Result<(), Unread> {
    while reader.child()?.is_some() {
        reader.skip()?;
    }
    Ok(())
}

/// The fault whose start tag was just read, and the rest of the body. Its detail is kept up to a limit.
fn read_fault(reader: &mut Reader<'_, '_>, manner: Manner<'_>) -> Result<BodyRead, Unread> {
    let mut children = Vec::new();
    while reader.child()?.is_some() {
        let child = reader.capture_parts()?;
        if size(&child) <= manner.limits.fault_detail_size {
            children.push(child);
        }
    }
    rest(reader)?;
    Ok(BodyRead::Fault(fault::read(children)))
}

/// About how many bytes an element is long.
fn size(element: &Element) -> u64 {
    let attributes = element
        .attributes
        .iter()
        .map(|a| (a.local.len() + a.value.len()) as u64);
    let children = element.children.iter().map(|child| match child {
        Child::Text(text) => text.len() as u64,
        Child::Element(element) => size(element),
    });
    element.local.len() as u64 + attributes.sum::<u64>() + children.sum::<u64>()
}

/// Whether a header block is marked `mustUnderstand`, by the attribute of either version.
pub(crate) fn must_understand(block: &Element) -> bool {
    [SOAP, SOAP12].iter().any(|ns| {
        let mark = block.attribute(uri(*ns), "mustUnderstand");
        mark.is_some_and(|mark| matches!(mark.trim(), "1" | "true"))
    })
}

/// The version whose envelope's namespace this is. Names are taken from either, whatever the envelope's own.
fn version_of(ns: u16) -> Option<SoapVersion> {
    match ns {
        SOAP => Some(SoapVersion::Soap11),
        SOAP12 => Some(SoapVersion::Soap12),
        _ => None,
    }
}

fn uri(ns: u16) -> &'static str {
    FIXED.get(usize::from(ns)).copied().unwrap_or("")
}

/// Whether it is a fault: of either version; or in no namespace, as some services write theirs, where no such element is due.
fn is_fault(found: Name<'_>, content: Content, manner: Manner<'_>) -> bool {
    let due = match content {
        Content::Element { name, .. } | Content::Rpc { name, .. } => name,
        Content::Bare | Content::None => "",
    };
    let lax = found.ns == NO_NS && due != "Fault" && !manner.strict;
    found.local == "Fault" && (version_of(found.ns).is_some() || lax)
}

fn unlike(path: &str, reason: impl Into<String>) -> Unread {
    let (path, reason) = (path.to_owned(), reason.into());
    let offset = None;
    Unread::Failed(Error::NotAsDescribed(Box::new(NotAsDescribed {
        path,
        offset,
        reason,
    })))
}
