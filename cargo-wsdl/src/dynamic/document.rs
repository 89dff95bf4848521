//! A message out of a document: an envelope, or the element that its body holds.

use wsdl_codegen::model::package::{self, Layout};
use wsdl_runtime::Message;
use wsdl_runtime::xml::{Element, Error, Limits};

use super::Input;
use super::tables::{Is, Tables};

impl<'p> Tables<'p> {
    /// The message that an envelope, or the element of its body, holds. What the schema does not allow is refused.
    ///
    /// # Errors
    /// What is wrong: a sentence that names the member.
    pub(crate) fn message_from_document(
        &self,
        message: &'p package::Message,
        root: Element,
    ) -> Result<Message<'static>, String> {
        let root = match root.local.as_str() {
            "Envelope" => {
                let mut inside = root.elements();
                let body = inside.find(|e| e.local == "Body");
                let body = body.ok_or("the envelope has no body")?;
                match &message.layout {
                    Layout::Bare => body.clone(),
                    _ => {
                        let first = body.elements().next();
                        first.ok_or("the body of the envelope is empty")?.clone()
                    }
                }
            }
            _ => root,
        };
        self.check_root(message, &root)?;
        let document = root.to_xml().map_err(|e| e.to_string())?;
        let mut made = self
            .blank(&message.ty)
            .ok_or("the request is of a type that cannot be given")?;
        match (&mut made, self.is(&message.ty)) {
            (Message::Node(node), Is::Node(number)) => {
                // The place in bytes would be one of what was written here.
                let wrong = |e: Error| format!("`{}`: {}", e.path, e.kind);
                node.read(&document, Limits::default(), true)
                    .map_err(wrong)?;
                self.check(number, node, "", 0)?;
            }
            (Message::Items(items), is) => {
                let value = match is {
                    Is::Tree => wsdl_runtime::xml::dynamic::Value::Tree(root),
                    _ => self.value(is, &Input::Text(root.text()), "", 0)?,
                };
                items.values.push(value);
            }
            (Message::Node(_), _) => {}
        }
        Ok(made)
    }

    fn check_root(&self, message: &package::Message, root: &Element) -> Result<(), String> {
        let (Layout::Element(ns, name) | Layout::Rpc(ns, name)) = &message.layout else {
            return Ok(());
        };
        let namespace = ns
            .and_then(|ns| self.package.namespaces.get(ns.0))
            .map_or("", |n| n.uri.as_str());
        match (root.namespace.as_str(), root.local.as_str()) == (namespace, name) {
            true => Ok(()),
            false => Err(format!(
                "the root is `{{{}}}{}`, and `{{{namespace}}}{name}` is expected",
                root.namespace, root.local
            )),
        }
    }
}
