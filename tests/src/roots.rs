//! The documents that generated code can read and write.

use wsdl_codegen::listing;
use wsdl_codegen::model::name::QName;
use wsdl_codegen::model::package::{Layout, Message, Package, Path, RustType};

/// Every global element, and every wrapper of an rpc message, with the path of its type below the root module: `{NS}name`, path. Sorted.
pub fn of(package: &Package) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = package
        .elements
        .iter()
        .map(|(name, path)| (name.to_string(), rust_path(package, path)))
        .collect();
    for operation in package.clients.iter().flat_map(|c| &c.operations) {
        found.extend(rpc_wrapper(package, &operation.input));
        found.extend(rpc_wrapper(package, &operation.output));
    }
    // A global element goes before a wrapper of its name.
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found.dedup_by(|a, b| a.0 == b.0);
    found
}

/// rpc messages are no global elements, yet they stand in bodies and can be read the same way.
pub(crate) fn rpc_wrapper(package: &Package, message: &Message) -> Option<(String, String)> {
    let (Layout::Rpc(namespace, name), RustType::Named(path)) = (&message.layout, &message.ty)
    else {
        return None;
    };
    let uri = namespace
        .and_then(|n| package.namespaces.get(n.0))
        .map_or("", |n| n.uri.as_str());
    let name = QName::new(uri, name.as_str()).to_string();
    Some((name, rust_path(package, path)))
}

fn rust_path(package: &Package, path: &Path) -> String {
    listing::rust_type(package, &RustType::Named(path.clone()))
}
