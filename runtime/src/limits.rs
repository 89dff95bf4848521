//! How much of an answer is read before it is refused.

/// The limits on what a service may send. Going over one is [`Error::OverLimit`](crate::Error::OverLimit), which names the
/// member here, in [`xml`](Self::xml) or in [`mime`](Self::mime) that sets it.
///
/// ```
/// let mut limits = wsdl_runtime::Limits::default();
/// limits.response_size = 1 << 20;
/// limits.xml.depth = 20;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The size of an answer's body in bytes, measured as received and once more as decompressed: 64 MiB.
    pub response_size: u64,
    /// The size in bytes of a fault's detail that is kept; a larger one is left out of the fault: 64 KiB.
    pub fault_detail_size: u64,
    /// The limits on the document.
    pub xml: crate::xml::Limits,
    /// The limits on the parts of an answer with attachments.
    pub mime: crate::mime::Limits,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            response_size: 64 << 20,
            fault_detail_size: 64 << 10,
            xml: crate::xml::Limits::default(),
            mime: crate::mime::Limits::default(),
        }
    }
}
