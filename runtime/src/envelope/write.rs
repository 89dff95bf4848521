//! Writing envelopes.

use super::Block;
use super::block::insert_attributes;
use crate::error::Error;
use crate::operation::{About, Body, Content, SoapVersion};
use crate::xml::{Beside, Binary, FIXED, Member, SOAP_ENC, SOAP12_ENC, View, Writer, flag};

/// An envelope under way: the body is written first and once, header blocks may still be put in before it is sent.
pub(crate) struct Envelope {
    pub(super) text: String,
    pub(super) version: SoapVersion,
    /// Where `soap:Header` goes: just before `soap:Body`.
    header_at: usize,
    /// The header blocks, each complete in itself.
    blocks: String,
    /// Where in the text base64 is all that an element holds.
    pub(super) binaries: Vec<Binary>,
    /// The parts of the message that travel beside the envelope.
    pub(super) attachments: Vec<Beside>,
}

/// What stands before the header. Prefixes and their order are those of the samples on ASP.NET's service pages.
const fn start(version: SoapVersion) -> &'static str {
    match version {
        SoapVersion::Soap11 => concat!(
            r#"<?xml version="1.0" encoding="utf-8"?><soap:Envelope"#,
            r#" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema""#,
            r#" xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">"#,
        ),
        SoapVersion::Soap12 => concat!(
            r#"<?xml version="1.0" encoding="utf-8"?><soap12:Envelope"#,
            r#" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema""#,
            r#" xmlns:soap12="http://www.w3.org/2003/05/soap-envelope">"#,
        ),
    }
}

/// The prefixes that `start` declares.
const fn prefixes(version: SoapVersion) -> [(&'static str, &'static str); 3] {
    let soap = match version {
        SoapVersion::Soap11 => "soap",
        SoapVersion::Soap12 => "soap12",
    };
    [
        ("xsi", FIXED[1]),
        ("xsd", FIXED[3]),
        (soap, version.namespace()),
    ]
}

impl Envelope {
    /// An envelope around the typed body `body` of an operation's message.
    ///
    /// # Errors
    /// [`Error::NotWritable`].
    pub(crate) fn write(
        version: SoapVersion,
        about: &About,
        body: Body,
        names: &[&str],
        view: View<'_, '_>,
    ) -> Result<Self, Error> {
        let (header_at, text) = open(version);
        let body_at = text.len();
        let mut writer = Writer::after(text, names, &prefixes(version));
        let (prefix, encoding) = match version {
            SoapVersion::Soap11 => ("soap", SOAP_ENC),
            SoapVersion::Soap12 => ("soap12", SOAP12_ENC),
        };
        if about.encoded {
            writer.encode(encoding);
        }
        match body.0 {
            Content::Element { namespace, name } | Content::Rpc { namespace, name } => {
                let ns = writer.row_number(namespace);
                writer.member(&Member::new(name, ns, flag::nil, None), view, false)?;
            }
            Content::Bare => writer.member(&Member::new("", 0, flag::group, None), view, false)?,
            Content::None => {}
        }
        let (mut text, mut binaries, attachments) = writer.into_parts();
        if about.encoded {
            let uri = FIXED.get(usize::from(encoding)).copied().unwrap_or("");
            insert_attributes(
                &mut text,
                body_at,
                &format!(" {prefix}:encodingStyle=\"{uri}\""),
            );
            // XOP is for literal messages; SOAP encoding has references of its own.
            binaries.clear();
        }
        Ok(close(version, header_at, text, (binaries, attachments)))
    }

    /// An envelope around a fault.
    ///
    /// # Errors
    /// [`Error::NotWritable`] for a detail that cannot be written.
    #[cfg(feature = "server")]
    pub(crate) fn write_fault(version: SoapVersion, fault: &crate::Fault) -> Result<Self, Error> {
        let (header_at, mut text) = open(version);
        text.push_str(&super::write_fault::write(version, fault)?);
        Ok(close(version, header_at, text, (Vec::new(), Vec::new())))
    }

    /// Adds a header block.
    pub(crate) fn add_block(&mut self, block: Block) {
        self.blocks.push_str(&block.into_xml(self.version));
    }

    /// The whole document.
    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.with_header().text.into_bytes()
    }

    /// The whole document.
    pub(super) fn with_header(mut self) -> Self {
        if !self.blocks.is_empty() {
            let blocks = &self.blocks;
            let header = match self.version {
                SoapVersion::Soap11 => format!("<soap:Header>{blocks}</soap:Header>"),
                SoapVersion::Soap12 => format!("<soap12:Header>{blocks}</soap12:Header>"),
            };
            self.text.insert_str(self.header_at, &header);
            // All of them are in the body.
            for binary in &mut self.binaries {
                let range = &mut binary.range;
                *range = range.start + header.len()..range.end + header.len();
            }
            self.blocks.clear();
        }
        self
    }
}

/// The start of an envelope up to the content of its body, and where its header goes.
fn open(version: SoapVersion) -> (usize, String) {
    let mut text = String::with_capacity(1024);
    text.push_str(start(version));
    let header_at = text.len();
    text.push_str(match version {
        SoapVersion::Soap11 => "<soap:Body>",
        SoapVersion::Soap12 => "<soap12:Body>",
    });
    (header_at, text)
}

fn close(
    version: SoapVersion,
    header_at: usize,
    mut text: String,
    (binaries, attachments): (Vec<Binary>, Vec<Beside>),
) -> Envelope {
    text.push_str(match version {
        SoapVersion::Soap11 => "</soap:Body></soap:Envelope>",
        SoapVersion::Soap12 => "</soap12:Body></soap12:Envelope>",
    });
    Envelope {
        text,
        version,
        header_at,
        blocks: String::new(),
        binaries,
        attachments,
    }
}
