//! How much of a document is read before it is refused.

/// The limits on a document. Exceeding one is [`ErrorKind::Limit`](super::ErrorKind::Limit), which names the member here that sets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// How deep elements may nest: 100. It bounds the recursion of the reader, too.
    pub depth: usize,
    /// Attributes of one element, declarations of namespaces included: 200.
    pub attributes: usize,
    /// The bytes of an attribute's value as written: 64 KiB.
    pub attribute_value: usize,
    /// The bytes of a name, prefix included: 8 KiB. The generator warns of descriptions with longer ones.
    pub name: usize,
    /// Declarations of namespaces in force at one place: 128.
    pub namespaces: usize,
    /// Elements in all: 10,000,000.
    pub elements: usize,
    /// References of the SOAP encoding, and places they may point at: 100,000.
    pub references: usize,
    /// The bytes of namespaces' names in elements that are kept as they come, each of which repeats those that it needs: 256 MiB.
    pub kept_namespaces: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            depth: 100,
            attributes: 200,
            attribute_value: 64 << 10,
            name: 8 << 10,
            namespaces: 128,
            elements: 10_000_000,
            references: 100_000,
            kept_namespaces: 256 << 20,
        }
    }
}
