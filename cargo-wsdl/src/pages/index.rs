//! The list of operations.

use wsdl_codegen::model::description::Description;
use wsdl_codegen::model::wsdl::{Protocol, Service};
use wsdl_codegen::model::xsd::TypeId;

use super::html::Html;
use super::place::Offered;
use super::{Context, documentation, layout, paragraphs};

pub(super) fn page(context: &Context<'_>) -> String {
    layout::page(context, None, |html| {
        html.node("h1", &[], |h| h.name(&context.site.title));
        let description = context.description;
        let services = &description.wsdl.services;
        let own = match services.as_slice() {
            [only] => only.documentation.as_deref(),
            _ => None,
        };
        documentation(html, own.or(description.documentation.as_deref()));
        for (index, one) in services.iter().enumerate() {
            html.node("section", &[], |html| {
                if services.len() > 1 {
                    html.leaf("h2", &[], &one.name.local);
                    documentation(html, one.documentation.as_deref());
                }
                service(context, one, index, html);
            });
        }
        types(context, html);
        rust(context, html);
    })
}

fn service(context: &Context<'_>, service: &Service, index: usize, html: &mut Html) {
    html.node("dl", &[("class", "ports")], |html| {
        for port in &service.ports {
            let binding = context.description.wsdl.bindings.get(port.binding.index());
            html.node("div", &[], |html| {
                html.node("dt", &[], |html| {
                    html.leaf(
                        "span",
                        &[("class", "badge")],
                        binding.map_or("", |b| protocol(&b.protocol)),
                    );
                    html.text(" ");
                    html.leaf("code", &[], &port.name);
                });
                html.node("dd", &[], |html| match &port.address {
                    Some(address) => html.leaf("code", &[], address),
                    None => html.text("no address"),
                });
            });
        }
    });
    let operations: Vec<Offered> = context
        .site
        .places
        .operations()
        .filter(|o| o.service == index)
        .collect();
    html.leaf("h2", &[], "Operations");
    if operations.is_empty() {
        html.leaf("p", &[("class", "none")], "The service has no operations.");
        return;
    }
    if operations.len() > 12 {
        html.leaf(
            "p",
            &[("class", "count")],
            &format!("{} operations", operations.len()),
        );
    }
    html.node("dl", &[("class", "operations")], |html| {
        for offered in operations {
            html.node("div", &[], |html| entry(context, offered, html));
        }
    });
}

fn entry(context: &Context<'_>, offered: Offered, html: &mut Html) {
    let Some(operation) = offered.find(context.description) else {
        return;
    };
    let place = context.site.places.operation(offered).unwrap_or("");
    html.node("dt", &[], |html| {
        html.node("code", &[], |h| h.link(&context.to(place), &operation.name));
        if operation.output.is_none() {
            html.text(" ");
            html.leaf("span", &[("class", "badge")], "one way");
        }
        let ports = context.ports(offered);
        if !ports.is_empty() && ports.iter().all(|p| p.bound.bound.unsupported.is_some()) {
            html.text(" ");
            html.leaf("span", &[("class", "badge warn")], "not generated");
        }
    });
    let text = operation.documentation.as_deref().unwrap_or("");
    let summary = paragraphs(text).into_iter().next().unwrap_or_default();
    html.leaf("dd", &[], &summary);
}

/// What a protocol is called.
pub(super) fn protocol(protocol: &Protocol) -> &str {
    match protocol {
        Protocol::Soap11 => "SOAP 1.1",
        Protocol::Soap12 => "SOAP 1.2",
        Protocol::HttpGet => "HTTP GET",
        Protocol::HttpPost => "HTTP POST",
        Protocol::Other(what) => what,
    }
}

fn types(context: &Context<'_>, html: &mut Html) {
    let schema = &context.description.schema;
    let mut types: Vec<(String, TypeId)> = context
        .site
        .places
        .types()
        .filter_map(|id| Some((schema.ty(id).name.as_ref()?.local.to_string(), id)))
        .collect();
    if types.is_empty() {
        return;
    }
    types.sort_by_cached_key(|(name, id)| (name.to_lowercase(), *id));
    html.leaf("h2", &[], "Types");
    html.node("ul", &[("class", "types")], |html| {
        for (name, id) in types {
            let place = context.site.places.ty(id).unwrap_or("");
            html.node("li", &[], |html| {
                html.node("code", &[], |h| h.link(&context.to(place), &name));
            });
        }
    });
}

/// How to come from here to a client.
fn rust(context: &Context<'_>, html: &mut Html) {
    let Description { entry, .. } = context.description;
    html.leaf("h2", &[], "From Rust");
    html.leaf(
        "p",
        &[],
        "A crate with a typed client, a method per operation:",
    );
    html.node(
        "pre",
        &[
            ("tabindex", "0"),
            ("role", "region"),
            ("aria-label", "Command"),
        ],
        |html| {
            html.leaf(
                "code",
                &[],
                &format!("cargo wsdl new my-client --wsdl {entry}"),
            );
        },
    );
}
