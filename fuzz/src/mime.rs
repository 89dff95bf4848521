//! Multipart messages: what was read can be written and read again, with the same contents.

use bytes::Bytes;
use wsdl_runtime::mime::{Limits, MediaType, Related, RelatedWriter};

/// A line with the `Content-Type`, then the body.
pub fn mime(data: &[u8]) -> bool {
    let (content_type, body) = super::first_line(data);
    let media_type = MediaType::parse(&content_type);
    let limits = Limits::default();
    let Ok(read) = Related::read(&media_type, &Bytes::copy_from_slice(body), &limits) else {
        return false;
    };
    let parts: Vec<_> = std::iter::once(read.root())
        .chain(read.attachments())
        .collect();
    let contents: Vec<_> = parts.iter().filter_map(|p| p.content().ok()).collect();
    if contents.len() < parts.len() {
        return false;
    }
    let mut writer = RelatedWriter::new("0123456789abcdef0123456789abcdef");
    for (index, content) in contents.iter().enumerate() {
        writer.part(
            &format!("part-{index}"),
            "application/octet-stream",
            [&**content],
        );
    }
    let written_type = MediaType::parse(&writer.content_type("text/xml", "part-0"));
    let again = Related::read(&written_type, &Bytes::from(writer.finish()), &limits);
    let again = again.unwrap_or_else(|e| panic!("what was written is not read: {e}"));
    let parts = std::iter::once(again.root()).chain(again.attachments());
    let read_again: Vec<_> = parts
        .map(|p| p.content().expect("binary content"))
        .collect();
    assert_eq!(read_again, contents);
    true
}
