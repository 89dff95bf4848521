//! The XML reader against roxmltree: both refuse a document, or both see the same tree.

#[path = "../../runtime/tests/common/trees.rs"]
mod trees;

/// A document.
pub fn xml(data: &[u8]) -> bool {
    let Ok(document) = std::str::from_utf8(data) else {
        // in other encodings there is nothing to compare with; reading them must end all the same
        let text = wsdl_runtime::xml::decode(data, None);
        return text.is_ok_and(|text| wsdl_runtime::xml::Parser::new().tree(&text).is_ok());
    };
    let agreement = trees::compare(document).unwrap_or_else(|difference| panic!("{difference}"));
    agreement == trees::Agreement::Read
}
