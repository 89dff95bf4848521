//! One value, out of what a person gave; and whether all values of a message are of their types.

use wsdl_codegen::listing::rust_type;
use wsdl_codegen::model::package::RustType;
use wsdl_runtime::xml::dynamic::{Dynamic, Typed, Value};
use wsdl_runtime::xml::{Attribute, Attributes, Element, QName};

use super::check;
use super::grid::index;
use super::input::Input;
use super::member::MAX_DEPTH;
use super::member::{at, shown};
use super::tables::{Is, Tables, simple_value};

impl<'p> Tables<'p> {
    /// A value of a type.
    ///
    /// # Errors
    /// A sentence that begins with the path.
    pub(super) fn value(
        &self,
        is: Is<'p>,
        input: &Input,
        path: &str,
        depth: usize,
    ) -> Result<Value<'static>, String> {
        match (is, input) {
            (Is::Node(number), input) => {
                Ok(Value::Node(self.node(number, input, path, depth + 1)?))
            }
            (Is::Simple(RustType::Runtime("QName")), Input::Text(text)) => {
                let name: Result<QName, _> = text.parse();
                Ok(Value::Name(name.map_err(|_| {
                    format!("{}a name `{{namespace}}local` is expected", at(path))
                })?))
            }
            (Is::Simple(ty), Input::Text(text)) => Ok(simple_value(ty, text.clone())),
            (Is::Simple(ty), _) => Err(format!(
                "{}one value is expected: {}",
                at(path),
                rust_type(self.package, ty)
            )),
            (Is::Tree, Input::Text(text)) => {
                let tree: Result<Element, _> = text.parse();
                tree.map(Value::Tree)
                    .map_err(|e: wsdl_runtime::xml::Error| {
                        format!("{}an XML element is expected: {e}", at(path))
                    })
            }
            (Is::Tree, _) => Err(format!("{}an XML element is expected, as text", at(path))),
            (Is::Attributes, Input::Object(members)) => {
                let attribute = |(key, value): &(String, Input)| match value {
                    Input::Text(value) => {
                        let name: QName = key.trim_start_matches('@').parse().ok()?;
                        Some(Attribute {
                            namespace: name.namespace,
                            prefix: String::new(),
                            local: name.local,
                            value: value.clone(),
                        })
                    }
                    _ => None,
                };
                let list: Option<Vec<Attribute>> = members.iter().map(attribute).collect();
                let list =
                    list.ok_or_else(|| format!("{}attributes are texts by name", at(path)))?;
                Ok(Value::Attributes(Attributes(list)))
            }
            (Is::Attributes, _) => Err(format!("{}attributes by name are expected", at(path))),
            (Is::Attachment, Input::Text(text)) => match text.strip_prefix('@') {
                Some(file) => match std::fs::read(file) {
                    Ok(content) => Ok(Value::Attachment(content.into())),
                    Err(error) => Err(format!("{}cannot read `{file}`: {error}", at(path))),
                },
                None => Ok(Value::Attachment(text.as_str().into())),
            },
            (Is::Attachment, _) => Err(format!(
                "{}an attachment is expected: `@FILE`, or its text",
                at(path)
            )),
        }
    }

    /// Checks all simple values below a node.
    ///
    /// # Errors
    /// A sentence that begins with the path of the first that is not of its type.
    pub(super) fn check(
        &self,
        number: usize,
        node: &Dynamic<'static>,
        path: &str,
        depth: usize,
    ) -> Result<(), String> {
        if depth > MAX_DEPTH {
            return Ok(());
        }
        for (place, field) in self.fields(number).iter().enumerate() {
            let is = self.is(field.ty);
            let name = if field.row.flags.group {
                String::new()
            } else {
                shown(field)
            };
            let inner = match (path.is_empty(), name.is_empty()) {
                (_, true) => path.to_owned(),
                (true, _) => name,
                (false, _) => format!("{path}.{name}"),
            };
            for (i, value) in node.items(place).iter().enumerate() {
                let inner = if field.row.flags.many && !inner.is_empty() {
                    format!("{inner}{}", index(node.sizes(place), i))
                } else {
                    inner.clone()
                };
                match (value, is) {
                    (Value::Text(text) | Value::Typed(Typed { text, .. }), Is::Simple(ty)) => {
                        check::check(self.package, ty, self.simple(field.row), text)
                            .map_err(|why| format!("{}{why}", at(&inner)))?;
                    }
                    (Value::Node(node), Is::Node(number)) => {
                        self.check(number, node, &inner, depth + 1)?
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }
}
