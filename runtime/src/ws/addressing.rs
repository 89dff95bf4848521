//! WS-Addressing 1.0 (W3C): the headers of a request, and what those of an answer say.
//!
//! `ReplyTo` and `FaultTo` of answers are never followed: a client talks to the endpoint that it was given, and to no other.

use crate::xml::Element;

/// The namespace of WS-Addressing 1.0.
pub(crate) const NAMESPACE: &str = "http://www.w3.org/2005/08/addressing";

/// The address for "over the same connection" (WS-Addressing 1.0 Core, section 2.1).
const ANONYMOUS: &str = "http://www.w3.org/2005/08/addressing/anonymous";

/// What the addressing headers of one request say.
pub(crate) struct Addressed<'a> {
    pub(crate) action: &'a str,
    pub(crate) to: &'a str,
    pub(crate) message_id: &'a str,
    /// Whether an answer is wanted.
    pub(crate) reply: bool,
}

impl Addressed<'_> {
    /// The header blocks, in the order of the specification's examples.
    pub(crate) fn blocks(&self) -> Vec<Element> {
        let text = |local, text: &str| element(local).with_text(text);
        let mut blocks = vec![
            text("MessageID", self.message_id),
            text("To", self.to),
            text("Action", self.action),
        ];
        if self.reply {
            let address = text("Address", ANONYMOUS);
            blocks.insert(1, element("ReplyTo").with_child(address));
        }
        blocks
    }
}

fn element(local: &str) -> Element {
    let mut element = Element::new(NAMESPACE, local);
    element.prefix = String::from("wsa");
    element
}

/// A new message identifier: a random UUID (RFC 9562, version 4).
pub(crate) fn message_id(mut random: [u8; 16]) -> String {
    if let Some(byte) = random.get_mut(6) {
        *byte = *byte & 0x0f | 0x40;
    }
    if let Some(byte) = random.get_mut(8) {
        *byte = *byte & 0x3f | 0x80;
    }
    let mut id = String::from("urn:uuid:");
    for (i, byte) in random.iter().enumerate() {
        if matches!(i, 4 | 6 | 8 | 10) {
            id.push('-');
        }
        id.push_str(&format!("{byte:02x}"));
    }
    id
}

/// The text of the first header block of this name, without white space around it.
pub(crate) fn header(blocks: &[Element], local: &str) -> Option<String> {
    let mut all = blocks.iter();
    let block = all.find(|block| block.namespace == NAMESPACE && block.local == local)?;
    Some(block.text().trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_uuids_of_version_4() {
        assert_eq!(
            message_id([0xff; 16]),
            "urn:uuid:ffffffff-ffff-4fff-bfff-ffffffffffff"
        );
        assert_eq!(
            message_id([0; 16]),
            "urn:uuid:00000000-0000-4000-8000-000000000000"
        );
    }
}
