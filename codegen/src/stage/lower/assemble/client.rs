//! A client of the package out of one of the draft.

use super::super::client::ClientDraft;
use super::super::header::BlockDraft;
use super::super::message::{MessageDraft, Place};
use super::Assembler;
use crate::model::name::QName;
use crate::model::package::{Client, Fault, HeaderPart, Layout, Message, Operation};

/// A client by its name and the constant of its service, its operations by the names of their methods and constants.
pub(in super::super) fn client(
    draft: ClientDraft,
    (name, constant): (&String, String),
    methods: Vec<(String, String)>,
    blocks: &[BlockDraft],
    assembler: &Assembler<'_>,
) -> Client {
    let operations = draft.operations.into_iter().zip(methods);
    let operations = operations.filter(|(o, _)| o.is_chosen);
    let operations = operations.map(|(o, (method, constant))| Operation {
        index: o.index,
        name: o.name,
        method,
        constant,
        doc: o.doc,
        action: o.action,
        action12: o.action12,
        wsa_action: o.wsa_action,
        addressed: o.addressed,
        encoded: o.encoded,
        http: o.http,
        input: message(o.input, assembler),
        output: message(o.output, assembler),
        faults: o
            .faults
            .into_iter()
            .map(|f| Fault {
                name: f.name,
                element: f.element,
                ty: assembler.rust(&f.target),
            })
            .collect(),
        fault_type: o.fault_item.map(|i| assembler.path(i)),
        headers: o
            .headers
            .into_iter()
            .map(|h| HeaderPart {
                constant: blocks
                    .iter()
                    .find(|b| b.name == h.block && b.target == h.target)
                    .map_or_else(String::new, |b| b.constant.clone()),
                name: h.name,
                output: h.output,
                fault: h.fault,
                block: h.block,
                element: h.element,
                ty: assembler.rust(&h.target),
            })
            .collect(),
    });
    Client {
        name: name.clone(),
        doc: draft.doc,
        constant,
        port_type: draft.port_type,
        bindings: draft.bindings,
        service: draft.service,
        port_type_name: draft.port_type_name.local.to_string(),
        ports: draft.ports,
        operations: operations.collect(),
        stand_in: None,
    }
}

fn message(message: MessageDraft, assembler: &Assembler<'_>) -> Message {
    let named = |name: &QName| (assembler.namespace(&name.namespace), name.local.to_string());
    let layout = match &message.place {
        Place::Element(name) => {
            let (namespace, local) = named(name);
            Layout::Element(namespace, local)
        }
        Place::Rpc(name) => {
            let (namespace, local) = named(name);
            Layout::Rpc(namespace, local)
        }
        Place::Bare => Layout::Bare,
        Place::None => Layout::None,
    };
    Message {
        layout,
        ty: assembler.rust(&message.target),
        element: message.element,
    }
}
