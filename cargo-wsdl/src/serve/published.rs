//! The description at `?wsdl`, as its imports and addresses are here.

use http::StatusCode;
use wsdl_codegen::model::documents::DocumentId;
use wsdl_codegen::stage::load;

use super::{Reply, Request, Server, offers};

/// The document that the query asks for, at the path of a port or at `/`; `None` when it asks for none.
///
/// `?wsdl` (in any case of letters) is the entry; `?wsdl=2` and `?xsd=2` are what it imports, by number.
pub(super) fn respond(server: &Server, request: &Request) -> Option<Reply> {
    let query = request.query.as_deref()?;
    let (kind, number) = query.split_once('=').unwrap_or((query, ""));
    let kind = kind.to_ascii_lowercase();
    if !["wsdl", "xsd"].contains(&kind.as_str()) {
        return None;
    }
    let path = request.path.as_str();
    if path != "/" && server.offers.at(path).next().is_none() {
        return None;
    }
    let id = match number {
        "" => DocumentId(0),
        number => DocumentId(number.parse().ok()?),
    };
    let reply = match text(server, request.host(), path, id) {
        Some(text) => Reply::new(StatusCode::OK, "text/xml; charset=utf-8", text),
        None => Reply::plain(StatusCode::NOT_FOUND, "There is no such document."),
    };
    Some(reply)
}

fn text(server: &Server, host: &str, path: &str, id: DocumentId) -> Option<String> {
    let outcome = server.site.outcome();
    let place = |to: DocumentId| {
        let document = outcome.documents.get(to).filter(|d| !d.builtin)?;
        let kind = match document.location.ends_with(".wsdl") {
            true => "wsdl",
            false => "xsd",
        };
        Some(format!("http://{host}{path}?{kind}={}", to.0))
    };
    let address = |service: &str, port: &str| {
        let services = &outcome.description.as_ref()?.wsdl.services;
        let service = services.iter().find(|s| &*s.name.local == service)?;
        let port = service.ports.iter().find(|p| p.name == port)?;
        let path = offers::path(service, &port.name, port.address.as_deref());
        Some(format!("http://{host}{path}"))
    };
    load::relocate(&outcome.documents, id, place, address)
}
