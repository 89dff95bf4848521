//! Services and ports (sections 2.6 and 2.7).

use std::sync::Arc;

use super::super::documentation;
use super::super::problem::Component;
use super::super::reader::Reader;
use super::super::symbols::Space;
use super::super::tag::Tag;
use super::{extension, policy};
use crate::diagnostic::code;
use crate::model::name::QName;
use crate::model::namespace;
use crate::model::policy::{Demand, Policy};
use crate::model::wsdl::{BindingId, Port, Service};

/// Reads a service.
pub(super) fn read<'d>(
    reader: &mut Reader<'d>,
    namespace: Arc<str>,
    tag: Tag<'d>,
    of_document: &Policy,
) {
    reader.current = Component::Nothing;
    let name = tag.attribute("name").unwrap_or("");
    let mut ports = Vec::new();
    for child in tag.children() {
        match (child.namespace(), child.local()) {
            (namespace::WSDL, "port") => ports.extend(port(reader, child)),
            (namespace::WSDL, _) => {}
            _ => extension::foreign(reader, child),
        }
    }
    let mut policy = policy::attached(reader, [tag]);
    policy.add(of_document);
    use_addressing(reader, &policy, ports.iter().map(|p| p.binding));
    let service = Service {
        name: QName {
            namespace,
            local: reader.intern(name),
        },
        documentation: documentation::of_wsdl(tag),
        ports,
        policy,
        span: tag.span(),
    };
    reader.wsdl.services.push(service);
}

fn port<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> Option<Port> {
    let mut address = None;
    for child in tag.children().filter(|c| c.namespace() != namespace::WSDL) {
        match (child.local(), child.attribute("location")) {
            ("address", _) if address.is_some() => {
                let message = "a port has one address; the second was ignored";
                reader
                    .warn(code::IGNORED, child.tag_span(), message)
                    .help("write a `wsdl:port` for each address");
            }
            ("address", location) => {
                address = address.or(location.filter(|l| !l.is_empty()).map(str::to_owned))
            }
            _ => extension::foreign(reader, child),
        }
    }
    if tag.attribute("binding").is_none() {
        let message = "the port names no `binding`; it was left out";
        reader.warn(code::IGNORED, tag.span(), message);
        return None;
    }
    let binding = BindingId(reader.component(tag, "binding", Space::Binding)?);
    // The binding's component may have been left out because its own port type is not there.
    let binding = reader.binding_ids.get(binding.index()).copied().flatten()?;
    let policy = policy::attached(reader, [tag]);
    use_addressing(reader, &policy, [binding]);
    Some(Port {
        name: tag.attribute("name").unwrap_or("").to_owned(),
        documentation: documentation::of_wsdl(tag),
        binding,
        address,
        policy,
        span: tag.span(),
    })
}

/// Operations are made for bindings, with addressing headers or without; at a port that does not ask for them they do no harm.
fn use_addressing(
    reader: &mut Reader<'_>,
    policy: &Policy,
    bindings: impl IntoIterator<Item = BindingId>,
) {
    let Some(asked) = policy.get(Demand::Addressing) else {
        return;
    };
    for id in bindings {
        if let Some(binding) = reader.wsdl.bindings.get_mut(id.index()) {
            binding
                .policy
                .ask(Demand::Addressing, asked.required, asked.span);
        }
    }
}
