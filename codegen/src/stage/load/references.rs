//! What a document refers to: for those who download documents before the generator reads them. The generator itself opens no socket.

use super::location::{self, Location};
use super::scan;
use super::{builtin, guard};
use crate::guard::{DecodeError, Limits};

/// What a document says of itself and of others.
#[derive(Debug)]
pub struct Referring {
    /// What it is.
    pub root: Root,
    /// The `name` of its `wsdl:definitions`, else that of its first `wsdl:service`.
    pub name: Option<String>,
    /// Its imports, includes and redefines that have a location, in order.
    pub references: Vec<Reference>,
}

/// What the root element of a document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Root {
    /// `wsdl:definitions`, WSDL 1.1.
    Wsdl,
    /// `xs:schema`.
    Schema,
    /// Something else; its name.
    Other(String),
}

/// An import, include or redefine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The location, as written.
    pub location: String,
    /// The namespace is one whose schema ships with the generator, so that the location need not be followed.
    pub built_in: bool,
}

/// What the document with these bytes refers to.
///
/// # Errors
/// The bytes are no document that the generator reads: a sentence without a full stop.
pub fn references(bytes: &[u8]) -> Result<Referring, String> {
    let decoded = guard::decode(bytes).map_err(|error| match error {
        DecodeError::Invalid { encoding, .. } => format!("it holds a byte that is not {encoding}"),
        DecodeError::Unsupported { encoding, .. } => {
            format!("the encoding `{encoding}` is not read")
        }
    })?;
    guard::check(&decoded.text, &Limits::DEFAULT).map_err(|refusal| refusal.kind.to_string())?;
    let scan = scan::scan(&decoded.text).map_err(|error| {
        let (words, at) = scan::explain(&error, &decoded.text);
        let line = decoded
            .text
            .get(..at)
            .unwrap_or_default()
            .matches('\n')
            .count()
            + 1;
        format!("not well-formed XML, line {line}: {words}")
    })?;
    let reference = |link: scan::Reference| {
        let (location, _) = link.location?;
        let built_in = link.namespace.as_deref().is_some_and(builtin::is_known);
        Some(Reference { location, built_in })
    };
    Ok(Referring {
        name: name(&decoded.text),
        root: match scan.root {
            scan::Root::Wsdl => Root::Wsdl,
            scan::Root::Schema => Root::Schema,
            scan::Root::Wsdl20 => Root::Other("WSDL 2.0".to_owned()),
            scan::Root::None => Root::Other(String::new()),
            scan::Root::Other(name, _) => Root::Other(name),
        },
        references: scan.links.into_iter().filter_map(reference).collect(),
    })
}

/// What a WSDL calls itself.
fn name(text: &str) -> Option<String> {
    let document = roxmltree::Document::parse(text).ok()?;
    let root = document.root_element();
    let mut services = root.children().filter(|n| n.tag_name().name() == "service");
    let name = root
        .attribute("name")
        .or_else(|| services.next()?.attribute("name"));
    name.filter(|n| !n.is_empty()).map(str::to_owned)
}

/// The URL that a location in the document at `base` means (RFC 3986, section 5.2). What cannot be relative to it (`file:`, a drive letter)
/// is given back as it is.
pub fn resolve(base: &str, written: &str) -> String {
    match location::classify(written) {
        Location::Url(url) => url.to_owned(),
        Location::Relative(relative) => location::join(base, relative),
        Location::Absolute(path) if path.starts_with('/') => location::join(base, path),
        Location::Absolute(path) => path.to_owned(),
    }
}
