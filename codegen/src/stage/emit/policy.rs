//! What the service's policies ask for, as a section of the client's documentation.

use super::doc::code;
use crate::model::package::{Client, ClientPort};
use crate::model::policy::{Demand, Support};

/// The section, with a blank line before it; nothing where nothing is asked for.
pub(super) fn section(client: &Client) -> String {
    // Operations are the same for all ports.
    let is_addressed = |port: &ClientPort| port.policy.get(Demand::Addressing).is_some();
    let addressed = match client.ports.iter().all(is_addressed) {
        true => "the client sends them",
        false => "the client sends them, to its other ports, too",
    };
    let mut groups: Vec<(Vec<String>, Vec<&ClientPort>)> = Vec::new();
    for port in &client.ports {
        let items = items(port, addressed);
        match groups.iter_mut().find(|(known, _)| *known == items) {
            Some((_, ports)) => ports.push(port),
            None => groups.push((items, vec![port])),
        }
    }
    let alike = groups.len() == 1;
    groups.retain(|(items, _)| !items.is_empty());
    if groups.is_empty() {
        return String::new();
    }
    let mut text = "\n\n# What the service's policy asks for".to_owned();
    for (items, ports) in groups {
        if !alike {
            let names: Vec<String> = ports.iter().map(|p| code(&p.name)).collect();
            text.push_str(&format!("\n\nAt {}:", names.join(", ")));
        }
        text.push_str("\n\n");
        text.push_str(&items.join("\n"));
    }
    text
}

/// A line for each demand that there is something to say of: what is offered is worth one only where a setting takes the offer.
fn items(port: &ClientPort, addressed: &str) -> Vec<String> {
    let asked = port.policy.iter().filter_map(|(demand, asked)| {
        let (what, how) = (capital(demand.what()), demand.how());
        Some(match (asked.required, demand.support(), demand) {
            (_, Support::Client, Demand::Addressing) => format!("- {what}: {addressed}."),
            (false, _, Demand::Mtom) => format!("- {what} is taken, too: `.mtom(1024)`."),
            (false, _, _) => return None,
            (true, _, Demand::Https) if port.address.starts_with("https:") => return None,
            (true, Support::Client | Support::Caller, _) => format!("- {what}: {how}."),
            (true, Support::Nobody, _) => {
                format!("- {what}, which this client does not do: {how}.")
            }
        })
    });
    asked.collect()
}

/// A noun as a sentence begins with it.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}
