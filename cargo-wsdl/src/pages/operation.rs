//! The page of an operation: what it says, how to try it, what it takes and returns, its sample messages.

use wsdl_codegen::listing::detail::{self, Part, Place};
use wsdl_codegen::listing::short;
use wsdl_codegen::model::wsdl::Style as BindingStyle;
use wsdl_codegen::sample::{self, Direction, Exchange, Style};

use super::block::{code, message};
use super::html::Html;
use super::place::Offered;
use super::{AtPort, Context, documentation, form, index, layout, members};
use crate::scaffold::example;

pub(super) fn page(context: &Context<'_>, offered: Offered) -> String {
    let name = offered
        .find(context.description)
        .map_or("", |o| o.name.as_str());
    let ports = context.ports(offered);
    layout::page(context, Some(name), |html| {
        html.node("h1", &[], |h| h.node("code", &[], |h| h.name(name)));
        let operation = offered.find(context.description);
        documentation(html, operation.and_then(|o| o.documentation.as_deref()));
        facts(&ports, html);
        if let Some(live) = context.live {
            form::section(context, &ports, live, html);
        }
        messages(context, &ports, html);
        rust(context, &ports, html);
        samples(&ports, html);
    })
}

/// A line per port: how it is called there.
fn facts(ports: &[AtPort<'_>], html: &mut Html) {
    html.node("dl", &[("class", "facts")], |html| {
        for AtPort { port, bound } in ports {
            html.node("div", &[], |html| {
                html.node("dt", &[], |html| {
                    let protocol = index::protocol(&bound.binding.protocol);
                    html.leaf("span", &[("class", "badge")], protocol);
                });
                html.node("dd", &[], |html| {
                    html.leaf("code", &[], &port.name);
                    if bound.bound.style == BindingStyle::Rpc {
                        html.text(", rpc");
                    }
                    if let Some(action) = bound.bound.action.as_deref().filter(|a| !a.is_empty()) {
                        html.text(", action ");
                        html.leaf("code", &[], action);
                    }
                    if let Some(reason) = &bound.bound.unsupported {
                        html.text(". No code is made for it: ");
                        html.text(reason);
                    }
                });
            });
        }
    });
}

/// What goes there and comes back, as the first port lays it out.
fn messages(context: &Context<'_>, ports: &[AtPort<'_>], html: &mut Html) {
    let Some(AtPort { bound, .. }) = ports.first() else {
        return;
    };
    let directions = [
        ("Request", Direction::Request),
        ("Response", Direction::Response),
    ];
    for (title, direction) in directions {
        html.leaf("h2", &[], title);
        let parts = detail::parts(bound, direction);
        if parts.is_empty() {
            let text = match direction {
                Direction::Response if bound.operation.output.is_none() => {
                    "None: the operation is one way."
                }
                _ => "Nothing.",
            };
            html.leaf("p", &[("class", "none")], text);
        }
        for one in &parts {
            part(context, None, one, html);
        }
    }
    let faults = detail::faults(bound);
    if !faults.is_empty() {
        html.leaf("h2", &[], "Faults");
        for (name, one) in &faults {
            part(context, Some(name), one, html);
        }
    }
}

fn part(context: &Context<'_>, fault: Option<&str>, part: &Part, html: &mut Html) {
    html.node("h3", &[], |html| {
        if let Some(fault) = fault {
            html.text(fault);
            html.text(": ");
        }
        html.leaf("code", &[], &part.name.local);
        if part.place == Place::Header {
            html.text(" ");
            html.leaf("span", &[("class", "badge")], "header");
        }
        if !part.name.namespace.is_empty() {
            html.text(" ");
            html.leaf("small", &[], &part.name.namespace);
        }
    });
    documentation(html, part.documentation.as_deref());
    members::table(
        context,
        &format!("Members of {}", part.name.local),
        &part.rows,
        html,
    );
}

/// The method, a call, the types.
fn rust(context: &Context<'_>, ports: &[AtPort<'_>], html: &mut Html) {
    let Some(package) = &context.site.outcome.package else {
        return;
    };
    let made = ports.iter().find_map(|AtPort { port, bound }| {
        let mut clients = package.clients.iter();
        let client = clients.find(|c| c.bindings.contains(&port.binding))?;
        let mut operations = client.operations.iter();
        let operation = operations.find(|o| o.index == bound.bound.operation)?;
        Some((client, operation))
    });
    let Some((client, operation)) = made else {
        return;
    };
    html.leaf("h2", &[], "Rust");
    code(html, "Signature", &short::signature(package, operation));
    if let Some(call) = example::statements(package, client, operation) {
        code(html, "Call", call.trim_end());
    }
    let types = short::types(package, operation);
    html.node("details", &[], |html| {
        html.leaf("summary", &[], "Types");
        let text: Vec<String> = types.iter().map(ToString::to_string).collect();
        code(html, "Types", &text.join("\n\n"));
    });
}

/// The sample messages of every protocol, each once, as an ASP.NET page words them.
fn samples(ports: &[AtPort<'_>], html: &mut Html) {
    let mut shown: Vec<Exchange> = Vec::new();
    for AtPort { port, bound } in ports {
        let address = port.address.as_deref();
        let Some(sample) = sample::exchange(bound, address, Style::Placeholders) else {
            continue;
        };
        if shown.contains(&sample) {
            continue;
        }
        html.leaf("h2", &[], sample.protocol);
        html.leaf(
            "p",
            &[],
            &format!(
                "The following is a sample {} request and response. The placeholders shown need to be replaced with actual values.",
                sample.protocol
            ),
        );
        exchange(&sample, html);
        if let Some(made) = sample::exchange(bound, address, Style::Values) {
            html.node("details", &[], |html| {
                html.leaf("summary", &[], "With values made from the schema");
                exchange(&made, html);
            });
        }
        shown.push(sample);
    }
}

fn exchange(sample: &Exchange, html: &mut Html) {
    html.node("div", &[("class", "exchange")], |html| {
        for (what, text) in [("Request", &sample.request), ("Response", &sample.response)] {
            message(
                html,
                &format!("{} {}", sample.protocol, what.to_lowercase()),
                what,
                text,
            );
        }
    });
}
