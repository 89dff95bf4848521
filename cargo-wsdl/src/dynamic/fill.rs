//! A message out of what a person gave, member by member: each finds its place in the tables.

use wsdl_codegen::model::package::RustType;
use wsdl_runtime::Message;
use wsdl_runtime::xml::dynamic::{Dynamic, Value};
use wsdl_runtime::xml::{Attribute, Attributes, Kind, QName};

use super::check;
use super::grid::Lists;
use super::input::Input;
use super::member::{MAX_DEPTH, XSI_TYPE, at, is_called, shown};
use super::tables::{Field, Is, Tables};
use crate::nearest;

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

    pub(super) fn node(
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
                    let known: Vec<String> = known().map(str::to_owned).collect();
                    no_type(name, local, &known, path)
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
        if let Some(name) = key.strip_prefix('@')
            && let Some(place) = fields
                .iter()
                .position(|f| matches!(self.is(f.ty), Is::Attributes))
            && let Some(items) = node.items_mut(place)
        {
            add_attribute(&mut items.values, name, value, &inner)?;
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
        if let Some(dimensions) = field.row.dimensions {
            let lists = Lists::of(input, dimensions, path)?;
            let items = lists.items.into_iter();
            let values = items.map(|(path, v)| self.item(field, is, v, &path, depth));
            let values = values.collect::<Result<Vec<_>, _>>()?;
            let Some(items) = node.items_mut(place) else {
                return Ok(());
            };
            let set = items.set_grid(&lists.sizes, values);
            return set.map_err(|why| format!("{}{why}", at(path)));
        }
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
            items.values = values;
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
        match (field.types, input) {
            (Some(types), Input::Text(name)) => Ok(Value::Name(derived_name(types, name, path)?)),
            _ => self.value(is, input, path, depth),
        }
    }
}

/// Adds an attribute that the schema does not name.
fn add_attribute(
    values: &mut Vec<Value<'static>>,
    name: &str,
    value: &Input,
    path: &str,
) -> Result<(), String> {
    let (Ok(name), Input::Text(text)) = (name.parse::<QName>(), value) else {
        return Err(format!("{}an attribute is a text by its name", at(path)));
    };
    if values.is_empty() {
        values.push(Value::Attributes(Attributes::default()));
    }
    if let Some(Value::Attributes(attributes)) = values.first_mut() {
        attributes.0.push(Attribute {
            namespace: name.namespace,
            prefix: String::new(),
            local: name.local,
            value: text.clone(),
        });
    }
    Ok(())
}

/// The type that is meant: by its whole name, or by its local one.
fn derived_name(types: &[String], name: &str, path: &str) -> Result<QName, String> {
    let local = |name: &str| {
        name.rsplit(['}', ':'])
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let wanted = local(name);
    let found = types.iter().find(|known| *known == name);
    let found = found.or_else(|| types.iter().find(|known| local(known) == wanted));
    match found.and_then(|known| known.parse().ok()) {
        Some(name) => Ok(name),
        None => {
            let known: Vec<String> = types.iter().map(|known| local(known)).collect();
            Err(no_type(name, &wanted, &known, path))
        }
    }
}

/// That no type of this name may stand there, and which may.
fn no_type(name: &str, local: &str, known: &[String], path: &str) -> String {
    let mut hint = nearest::hint(local, known.iter().map(String::as_str));
    if hint.is_empty() {
        hint = format!("; it may be {}", known.join(", "));
    }
    format!("{}no type `{name}` may stand here{hint}", at(path))
}
