//! Messages: what stands in the body of an envelope, and the structs of those that have no element of their own.

use std::collections::HashMap;
use std::sync::Arc;

use super::doc;
use super::draft::{Body, ItemId, Key, Label, Member, Role, Table, Target, Wrap};
use super::label::path;
use super::occurs::occurrence;
use super::shape::Shaper;
use crate::model::name::QName;
use crate::model::package::Kind;
use crate::model::wsdl::{
    AttachedPart, BindingMessage, MessageId, PartContent, PortTypeId, Style, Use,
};
use crate::names::case;

/// How a message stands in the body, namespaces by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Element(QName),
    Rpc(QName),
    Bare,
    None,
}

/// A message of an operation.
#[derive(Clone, Debug)]
pub(super) struct MessageDraft {
    pub(super) place: Place,
    pub(super) target: Target,
    pub(super) element: Option<QName>,
}

/// What tells one wrapper from another.
#[derive(Clone, PartialEq, Eq, Hash)]
struct WrapperKey {
    message: MessageId,
    parts: Vec<usize>,
    attachments: Vec<AttachedPart>,
    rpc: Option<QName>,
    encoded: bool,
    output: bool,
    /// Document style has no wrapper on the wire; its struct is named after the operation.
    operation: String,
}

/// Makes the structs of messages that have no element of their own.
#[derive(Default)]
pub(super) struct Wrappers {
    known: HashMap<WrapperKey, ItemId>,
}

/// The operation that a message belongs to.
pub(super) struct Owner<'o> {
    pub(super) port_type: PortTypeId,
    pub(super) hint: &'o str,
    pub(super) name: &'o str,
    pub(super) style: Style,
    /// What is told of the operation in the names of messages without an envelope, where that is how it is called.
    pub(super) http: Option<&'static str>,
    pub(super) output: bool,
}

impl Shaper<'_> {
    /// A message of an operation as its binding has it, or the reason why it cannot be sent.
    pub(super) fn message(
        &mut self,
        owner: &Owner<'_>,
        id: MessageId,
        body: &BindingMessage,
        wrappers: &mut Wrappers,
    ) -> Result<MessageDraft, String> {
        let description = self.description;
        let Some(message) = description.wsdl.messages.get(id.index()) else {
            return Err("its message is missing".to_owned());
        };
        let parts: Vec<_> = body
            .parts
            .iter()
            .filter_map(|p| message.parts.get(*p))
            .collect();
        if owner.style == Style::Document && body.attachments.is_empty() {
            match parts.as_slice() {
                [] => {
                    return Ok(MessageDraft {
                        place: Place::Bare,
                        target: Target::Unit,
                        element: None,
                    });
                }
                // each part of a request is a pair of its own
                [_] if owner.http.is_some() && !owner.output => {}
                [only] => match only.content {
                    PartContent::Element(element) => {
                        let name = self.schema.element(element).name.clone();
                        let target = self.global_target(element);
                        return Ok(MessageDraft {
                            place: Place::Element(name.clone()),
                            target,
                            element: Some(name),
                        });
                    }
                    PartContent::Type(ty) if !self.schema.is_simple(ty) => {
                        let target = self.value_target(ty);
                        if !matches!(target, Target::Runtime(_)) {
                            return Ok(MessageDraft {
                                place: Place::Bare,
                                target,
                                element: None,
                            });
                        }
                    }
                    PartContent::Type(_) => {}
                },
                _ => {}
            }
        }
        let response = |name: &str| match owner.output {
            true => format!("{name}Response"),
            false => name.to_owned(),
        };
        let namespace: Arc<str> = Arc::from(body.namespace.as_deref().unwrap_or(""));
        let rpc = (owner.style == Style::Rpc)
            .then(|| QName::new(namespace, response(owner.name).as_str()));
        let encoded = body.body_use == Use::Encoded;
        let key = WrapperKey {
            message: id,
            parts: body.parts.clone(),
            attachments: body.attachments.clone(),
            rpc: rpc.clone(),
            encoded,
            output: owner.output,
            operation: owner.hint.to_owned(),
        };
        let item = match wrappers.known.get(&key) {
            Some(known) => *known,
            None => {
                let mut words = response(owner.hint);
                words.push_str(owner.http.unwrap_or(""));
                let item = self.wrapper(owner, &key, &words, wrappers.known.len());
                wrappers.known.insert(key, item);
                item
            }
        };
        let place = rpc.map_or(Place::Bare, Place::Rpc);
        Ok(MessageDraft {
            place,
            target: Target::Item(item),
            element: None,
        })
    }

    /// The struct of a message: a member per part.
    fn wrapper(
        &mut self,
        owner: &Owner<'_>,
        key: &WrapperKey,
        words: &str,
        number: usize,
    ) -> ItemId {
        let description = self.description;
        let message = description.wsdl.messages.get(key.message.index());
        let mut members = Vec::new();
        for part in key.parts.iter().filter_map(|p| message?.parts.get(*p)) {
            let mut member = match part.content {
                PartContent::Element(element) => {
                    let mut member = self.element_member(element, 1, Some(1), false);
                    part.name.clone_into(&mut member.hint);
                    member
                }
                PartContent::Type(ty) => {
                    let target = match owner.http {
                        // no element says its type there
                        Some(_) if !owner.output && self.schema.is_simple(ty) => {
                            self.simple_target(ty)
                        }
                        _ => self.value_target(ty),
                    };
                    let tree = matches!(target, Target::Runtime("Element"));
                    let mut member =
                        Member::new(part.name.clone(), Role::Element, target, Wrap::One);
                    member.wire = Arc::from(part.name.as_str());
                    if key.encoded && !tree {
                        // SOAP encoding knows null: requests say so, of answers some leave it out
                        occurrence(&mut member, 1, Some(1), true, false, false);
                        member.flags.opt = key.output;
                    } else if key.encoded && key.output {
                        // what is kept as XML says itself that it is nil
                        occurrence(&mut member, 0, Some(1), false, false, false);
                    }
                    self.simple_row(&mut member, ty);
                    member
                }
            };
            member.flags.secret = self.secrets.is_secret(&part.name);
            members.push(member);
        }
        for attached in &key.attachments {
            let Some(part) = message.and_then(|m| m.parts.get(attached.part)) else {
                continue;
            };
            let target = Target::Runtime("Attachment");
            let mut member = Member::new(part.name.clone(), Role::Element, target, Wrap::One);
            member.wire = Arc::from(part.name.as_str());
            member.flags.attached = true;
            member.flags.secret = self.secrets.is_secret(&part.name);
            member.media.clone_from(&attached.media);
            let types = attached.media.as_deref().map_or_else(String::new, |types| {
                format!(" of the type {}", doc::code(types))
            });
            member.doc = Some(format!("An attachment{types}."));
            members.push(member);
        }
        let port_type = description.wsdl.port_types.get(owner.port_type.index());
        let port_type = port_type.map_or_else(String::new, |p| path(&p.name));
        let direction = if key.output { "output" } else { "input" };
        let label = Label {
            kind: "message",
            path: format!("{port_type}/{}/{direction}", owner.hint),
            words: case::type_name(words),
            suffix: if key.output { "Message" } else { "Request" },
        };
        let namespace = description.target_namespace.clone();
        let item = self.reserve(Key::Message(number), &namespace, label, None, None);
        let table = Table {
            namespace: key.rpc.as_ref().map_or(namespace, |q| q.namespace.clone()),
            name: Arc::from(key.rpc.as_ref().map_or("", |q| &q.local)),
            kind: Kind::Seq,
            ordered: self.repeats_a_name(&members),
            mixed: false,
        };
        let draft = self.draft.get_mut(item);
        draft.doc = message
            .and_then(|m| m.documentation.as_deref())
            .and_then(doc::clean);
        draft.body = Body::Struct {
            table,
            members,
            base: None,
            complex: false,
        };
        item
    }
}
