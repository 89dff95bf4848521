//! A message out of what a person gave: names found in the tables, values checked.

use wsdl_codegen::listing::rust_type;
use wsdl_codegen::model::package::RustType;
use wsdl_runtime::Message;
use wsdl_runtime::xml::dynamic::{Dynamic, Items, Typed, Value};
use wsdl_runtime::xml::{Attribute, Attributes, Element, Kind, Limits, QName};

use super::check;
use super::input::Input;
use super::tables::{Field, Is, Tables, simple_value};
use crate::nearest;

/// The deepest nesting of groups and values that is followed.
const MAX_DEPTH: usize = 200;

/// The key of a derived type's name.
const XSI_TYPE: &str = "@xsi:type";

impl<'p> Tables<'p> {
    /// A request of a type.
    ///
    /// # Errors
    /// A sentence that begins with the path of what is wrong.
    pub(crate) fn message(
        &self,
        ty: &'p RustType,
        name: &str,
        input: &Input,
    ) -> Result<Message<'static>, String> {
        let mut message = self
            .blank(ty)
            .ok_or("the request is of a type that cannot be given")?;
        match (&mut message, self.is(ty)) {
            (Message::Node(node), Is::Node(number)) => {
                *node = self.node(number, input, "", 0)?;
                self.check(number, node, "", 0)?;
            }
            (Message::Items(items), is) => {
                // An element of a simple type has no members: its own name stands for it.
                let value = match input {
                    Input::Object(members) => match members.as_slice() {
                        [(key, value)] if key == name || key == "value" => value,
                        [] => {
                            return Err(format!(
                                "`{name}` is missing: the request is one value, `{name}=..`"
                            ));
                        }
                        _ => return Err(format!("the request is one value, `{name}=..`")),
                    },
                    other => other,
                };
                items.values.push(self.value(is, value, name, 0)?);
                if let (Is::Simple(ty), Some(text)) =
                    (is, items.values.first().and_then(Value::text))
                {
                    check::check(self.package, ty, None, text)
                        .map_err(|why| format!("`{name}`: {why}"))?;
                }
            }
            (Message::Node(_), _) => {}
        }
        Ok(message)
    }

    /// A request out of a document whose root holds it.
    ///
    /// # Errors
    /// As [`Tables::message`].
    pub(crate) fn message_from_xml(
        &self,
        ty: &'p RustType,
        document: &str,
    ) -> Result<Message<'static>, String> {
        let mut message = self
            .blank(ty)
            .ok_or("the request is of a type that cannot be given")?;
        match (&mut message, self.is(ty)) {
            (Message::Node(node), Is::Node(number)) => {
                node.read(document, Limits::default(), true)
                    .map_err(|e| e.to_string())?;
                self.check(number, node, "", 0)?;
            }
            (Message::Items(items), is) => {
                let tree: Element = document
                    .parse()
                    .map_err(|e: wsdl_runtime::xml::Error| e.to_string())?;
                let value = match is {
                    Is::Tree => Value::Tree(tree),
                    _ => self.value(is, &Input::Text(tree.text()), "", 0)?,
                };
                items.values.push(value);
            }
            (Message::Node(_), _) => {}
        }
        Ok(message)
    }

    fn node(
        &self,
        number: usize,
        input: &Input,
        path: &str,
        depth: usize,
    ) -> Result<Dynamic<'static>, String> {
        let mut node = Dynamic::new(self.schema, number).ok_or("there is no such type")?;
        if depth > MAX_DEPTH {
            return Err(format!("{}nested too deep", at(path)));
        }
        if self.kind(number) == Kind::Poly {
            self.derived(&mut node, number, input, path, depth)?;
            return Ok(node);
        }
        let fields = self.fields(number);
        match input {
            Input::Object(members) => {
                for (key, value) in members {
                    if !self.member(&mut node, number, key, value, path, depth)? {
                        return Err(self.unknown(number, key, path));
                    }
                }
            }
            // The text of simple content; the items of what only wraps them.
            Input::Text(_) if fields.iter().any(|f| f.row.flags.text && !f.row.flags.many) => {
                let place = fields.iter().position(|f| f.row.flags.text).unwrap_or(0);
                self.set(&mut node, number, place, input, path, depth)?;
            }
            Input::List(_) | Input::Text(_) if matches!(fields, [only] if only.row.flags.many && !only.row.flags.group) => {
                self.set(&mut node, number, 0, input, path, depth)?
            }
            Input::Text(_) | Input::List(_) => {
                let names = self.names(number, 0);
                return Err(format!("{}it has members: {}", at(path), names.join(", ")));
            }
            Input::Nil => return Err(format!("{}it may not be nil", at(path))),
        }
        Ok(node)
    }

    /// Chooses the derived type that `@xsi:type` names, or the declared one.
    fn derived(
        &self,
        node: &mut Dynamic<'static>,
        number: usize,
        input: &Input,
        path: &str,
        depth: usize,
    ) -> Result<(), String> {
        let fields = self.fields(number);
        let wanted = match input {
            Input::Object(members) => members
                .iter()
                .find(|(key, _)| key == XSI_TYPE)
                .map(|(_, value)| value),
            _ => None,
        };
        let known = || {
            fields
                .iter()
                .filter(|f| !f.row.flags.any)
                .map(|f| f.row.name.as_str())
        };
        let variant = match wanted {
            Some(Input::Text(name)) => {
                let local = name.rsplit(['}', ':']).next().unwrap_or(name);
                let found = fields
                    .iter()
                    .position(|f| !f.row.flags.any && f.row.name == local);
                found.ok_or_else(|| {
                    let mut hint = nearest::hint(local, known());
                    if hint.is_empty() {
                        hint = format!("; it may be {}", known().collect::<Vec<_>>().join(", "));
                    }
                    format!("{}no type `{name}` may stand here{hint}", at(path))
                })?
            }
            Some(_) => return Err(format!("{}`{XSI_TYPE}` is the name of a type", at(path))),
            None => fields
                .iter()
                .position(|f| f.row.flags.base)
                .ok_or_else(|| {
                    format!(
                        "{}`{XSI_TYPE}` is needed: one of {}",
                        at(path),
                        known().collect::<Vec<_>>().join(", ")
                    )
                })?,
        };
        let rest = match input {
            Input::Object(members) => Input::Object(
                members
                    .iter()
                    .filter(|(key, _)| key != XSI_TYPE)
                    .cloned()
                    .collect(),
            ),
            other => other.clone(),
        };
        self.set(node, number, variant, &rest, path, depth)
    }

    /// Puts a value where its name says; `false` when no member has the name.
    fn member(
        &self,
        node: &mut Dynamic<'static>,
        number: usize,
        key: &str,
        value: &Input,
        path: &str,
        depth: usize,
    ) -> Result<bool, String> {
        if depth > MAX_DEPTH {
            return Ok(false);
        }
        let fields = self.fields(number);
        let inner = if path.is_empty() {
            key.to_owned()
        } else {
            format!("{path}.{key}")
        };
        if let Some(place) = fields.iter().position(|f| is_called(f, key)) {
            self.choose(node, number, place, &inner)?;
            self.set(node, number, place, value, &inner, depth)?;
            return Ok(true);
        }
        for (place, field) in fields.iter().enumerate().filter(|(_, f)| f.row.flags.group) {
            let Is::Node(group) = self.is(field.ty) else {
                continue;
            };
            if !self.knows(group, key, depth + 1) {
                continue;
            }
            self.choose(node, number, place, &inner)?;
            // Of a group that repeats the n-th value belongs to the n-th round.
            let rounds = match value {
                Input::List(values) if field.row.flags.many => values.iter().collect(),
                other => vec![other],
            };
            for (round, value) in rounds.into_iter().enumerate() {
                let Some(items) = node.items_mut(place) else {
                    continue;
                };
                if items.values.len() <= round {
                    let fresh = Dynamic::new(self.schema, group).ok_or("there is no such type")?;
                    items.values.push(Value::Node(fresh));
                }
                if let Some(Value::Node(inside)) = items.values.get_mut(round) {
                    self.member(inside, group, key, value, path, depth + 1)?;
                }
            }
            return Ok(true);
        }
        Ok(false)
    }

    /// Of a choice one member only may be given.
    fn choose(
        &self,
        node: &Dynamic<'static>,
        number: usize,
        place: usize,
        path: &str,
    ) -> Result<(), String> {
        if self.kind(number) != Kind::Choice {
            return Ok(());
        }
        let fields = self.fields(number);
        let other = (0..fields.len()).find(|i| *i != place && !node.items(*i).is_empty());
        match other.and_then(|i| fields.get(i)) {
            Some(other) => Err(format!(
                "{}one of several alternatives, and `{}` is given already",
                at(path),
                shown(other)
            )),
            None => Ok(()),
        }
    }

    /// Whether a member, or one of the groups in it, has the name.
    fn knows(&self, number: usize, key: &str, depth: usize) -> bool {
        depth <= MAX_DEPTH
            && self.fields(number).iter().any(|f| {
                let group = if f.row.flags.group {
                    self.is(f.ty)
                } else {
                    Is::Tree
                };
                is_called(f, key)
                    || matches!(group, Is::Node(inner) if self.knows(inner, key, depth + 1))
            })
    }

    fn set(
        &self,
        node: &mut Dynamic<'static>,
        number: usize,
        place: usize,
        input: &Input,
        path: &str,
        depth: usize,
    ) -> Result<(), String> {
        let fields = self.fields(number);
        let Some(field) = fields.get(place) else {
            return Ok(());
        };
        let is = self.is(field.ty);
        let values = match input {
            Input::List(values) if field.row.flags.many => {
                let items = values.iter().enumerate();
                items
                    .map(|(i, v)| self.item(field, is, v, &format!("{path}[{i}]"), depth))
                    .collect::<Result<Vec<_>, _>>()?
            }
            // An XSD list is one value.
            Input::List(values) if matches!(is, Is::Simple(RustType::List(_))) => {
                let words: Option<Vec<&str>> = values
                    .iter()
                    .map(|v| {
                        if let Input::Text(t) = v {
                            Some(t.as_str())
                        } else {
                            None
                        }
                    })
                    .collect();
                let words = words
                    .ok_or_else(|| format!("{}a list of simple values is expected", at(path)))?;
                vec![Value::Text(words.join(" "))]
            }
            one => vec![self.item(field, is, one, path, depth)?],
        };
        if let Some(items) = node.items_mut(place) {
            set_values(items, values);
        }
        Ok(())
    }

    fn item(
        &self,
        field: &Field<'p>,
        is: Is<'p>,
        input: &Input,
        path: &str,
        depth: usize,
    ) -> Result<Value<'static>, String> {
        if *input == Input::Nil {
            return match field.row.flags.nil {
                true => Ok(Value::Nil),
                false => Err(format!("{}it may not be nil", at(path))),
            };
        }
        self.value(is, input, path, depth)
    }

    fn value(
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
    fn check(
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
                    format!("{inner}[{i}]")
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

    fn unknown(&self, number: usize, key: &str, path: &str) -> String {
        let names = self.names(number, 0);
        let hint = nearest::hint(key, names.iter().map(String::as_str));
        let known = match names.len() {
            0 => "; it has no members".to_owned(),
            _ if !hint.is_empty() => String::new(),
            _ => format!("; it has {}", names.join(", ")),
        };
        format!("{}no member `{key}`{hint}{known}", at(path))
    }

    /// The names of the members, those in groups included.
    fn names(&self, number: usize, depth: usize) -> Vec<String> {
        let mut names = Vec::new();
        for field in self.fields(number) {
            match self.is(field.ty) {
                Is::Node(group) if field.row.flags.group && depth < MAX_DEPTH => {
                    names.extend(self.names(group, depth + 1))
                }
                _ => names.push(shown(field)),
            }
        }
        names
    }
}

fn set_values(items: &mut Items<'static>, values: Vec<Value<'static>>) {
    items.values = values;
}

/// Whether a member goes by the name: that of the schema, or the Rust one for what has none.
fn is_called(field: &Field<'_>, key: &str) -> bool {
    shown(field) == key || (field.row.flags.group && field.name.trim_start_matches("r#") == key)
}

/// The name that a person gives a member.
pub(super) fn shown(field: &Field<'_>) -> String {
    let flags = field.row.flags;
    let own = || field.name.trim_start_matches("r#").to_owned();
    if flags.text {
        "#text".to_owned()
    } else if flags.any || flags.group || field.row.name.is_empty() || flags.items {
        own()
    } else if flags.attr {
        format!("@{}", field.row.name)
    } else {
        field.row.name.clone()
    }
}

fn at(path: &str) -> String {
    if path.is_empty() {
        String::new()
    } else {
        format!("`{path}`: ")
    }
}
