//! Policies that ask for what clients do not do.

use super::client::ClientDraft;
use crate::diagnostic::{Diagnostics, Severity, code};
use crate::model::documents::Span;
use crate::model::package::ClientPort;
use crate::model::policy::{Demand, Support};

/// What is required and not met, and the assertions that say so.
type Unmet = Vec<(Demand, Span)>;

/// Warns of each set of demands that nobody meets, once for all ports of a client that have it.
pub(super) fn warn(clients: &[ClientDraft], diagnostics: &mut Diagnostics) {
    for client in clients.iter().filter(|c| c.chosen().next().is_some()) {
        let (easy, hard): (Vec<&ClientPort>, Vec<&ClientPort>) =
            client.ports.iter().partition(|port| unmet(port).is_empty());
        let mut groups: Vec<(Unmet, Vec<&str>)> = Vec::new();
        for port in hard {
            let unmet = unmet(port);
            match groups.iter_mut().find(|(known, _)| *known == unmet) {
                Some((_, ports)) => ports.push(&port.name),
                None => groups.push((unmet, vec![&port.name])),
            }
        }
        for (unmet, ports) in groups {
            say(&unmet, &ports, easy.first().copied(), diagnostics);
        }
    }
}

fn unmet(port: &ClientPort) -> Unmet {
    port.policy.required(Support::Nobody).collect()
}

fn say(
    unmet: &[(Demand, Span)],
    ports: &[&str],
    easy: Option<&ClientPort>,
    diagnostics: &mut Diagnostics,
) {
    let Some(((first, at), others)) = unmet.split_first() else {
        return;
    };
    let names: Vec<String> = ports.iter().map(|name| format!("`{name}`")).collect();
    let names = names.join(", ");
    let whose = match ports.len() {
        1 => format!("the policy of the port {names} asks"),
        _ => format!("the policies of the ports {names} ask"),
    };
    let message = format!("{whose} for {}, which clients do not do", first.what());
    let found = diagnostics.add(code::POLICY, Severity::Warning, *at, message);
    for (demand, at) in others {
        found.note(*at, format!("and for {}", demand.what()));
    }
    if let Some(port) = easy {
        found.help(format!("the port `{}` asks for nothing like it", port.name));
    }
    let mut hows: Vec<&str> = Vec::new();
    for how in unmet.iter().map(|(demand, _)| demand.how()) {
        if !hows.contains(&how) {
            hows.push(how);
            found.help(how);
        }
    }
}
