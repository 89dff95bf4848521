//! What a stand-in shows of itself: its description, and a page for people.

use http::{StatusCode, Uri};

use super::StandIn;
use super::answered::{Answered, of_type};
use super::served::Served;
use crate::operation::Input;

impl StandIn {
    /// Puts the stand-in's own address in place of those that its WSDL gives.
    pub(super) fn settle(&mut self, url: &str) {
        let (Some(service), Some(document)) = (self.service, &mut self.wsdl) else {
            return;
        };
        for port in service.ports.iter().filter(|p| !p.address.is_empty()) {
            for quote in ['"', '\''] {
                let there = format!("{quote}{}{quote}", port.address);
                *document = document.replace(&there, &format!("{quote}{url}{quote}"));
            }
        }
    }

    /// Whether the description is at this address: `?wsdl`, in any case of letters.
    pub(super) fn is_described_at(&self, uri: &Uri) -> bool {
        let asked = uri.query().is_some_and(|q| q.eq_ignore_ascii_case("wsdl"));
        asked && self.wsdl.is_some()
    }
}

/// The service's description.
pub(super) fn describe(stand_in: &StandIn) -> Answered {
    let document = stand_in.wsdl.clone().unwrap_or_default();
    of_type("text/xml; charset=utf-8", StatusCode::OK, document)
}

/// A page that says what is here, for who looks with a browser.
pub(super) fn overview(stand_in: &StandIn) -> Answered {
    let name = stand_in.service.map_or("service", |service| service.name);
    let name = escaped(name);
    let items: String = stand_in.served.iter().map(item).collect();
    let wsdl = match stand_in.wsdl {
        Some(_) => "<p>Its description is at <a href=\"?wsdl\">?wsdl</a>.</p>",
        None => "",
    };
    let page = format!(
        "<!doctype html><html lang=\"en\"><title>{name}</title><h1>{name}</h1>\
         <p>A stand-in: it answers requests for these operations, by SOAP where nothing else is said.</p><ul>{items}</ul>{wsdl}</html>\n"
    );
    of_type("text/html; charset=utf-8", StatusCode::OK, page)
}

fn item(served: &Served) -> String {
    let name = escaped(served.name());
    let Some(http) = served.about.http else {
        return format!("<li>{name}</li>");
    };
    let method = match http.input {
        Input::Query | Input::Places => "GET",
        Input::Form => "POST",
    };
    format!("<li>{name}: {method} {}</li>", escaped(http.location))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
