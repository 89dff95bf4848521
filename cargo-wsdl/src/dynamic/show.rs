//! A message as a person reads it: JSON, and text.

use serde_json::{Map, Number, Value as Json};
use wsdl_codegen::model::package::RustType;
use wsdl_runtime::Message;
use wsdl_runtime::mime::Attachment;
use wsdl_runtime::value::Base64;
use wsdl_runtime::xml::dynamic::{Dynamic, Typed, Value};
use wsdl_runtime::xml::{Kind, Node};

use super::grid::nested;
use super::member::shown;
use super::tables::{Field, Is, Tables};

/// The deepest nesting that is shown.
const MAX_DEPTH: usize = 200;

/// A message as JSON: members by their names in the schema, `@name` for attributes, `#text` for simple content, `null` for nil; numbers
/// and booleans as such where JSON holds them exactly, everything else as text.
pub(crate) fn json<'p>(
    tables: &Tables<'p>,
    ty: &'p RustType,
    name: &str,
    message: &Message<'static>,
) -> Json {
    match (message, tables.is(ty)) {
        (Message::Node(node), Is::Node(number)) => Json::Object(object(tables, number, node, 0)),
        (Message::Items(items), is) => {
            let value = items
                .values
                .first()
                .map_or(Json::Null, |value| plain(tables, is, value, 0));
            Json::Object(Map::from_iter([(name.to_owned(), value)]))
        }
        (Message::Node(_), _) => Json::Null,
    }
}

fn object<'p>(
    tables: &Tables<'p>,
    number: usize,
    node: &Dynamic<'static>,
    depth: usize,
) -> Map<String, Json> {
    let mut map = Map::new();
    if depth > MAX_DEPTH {
        return map;
    }
    let one = match tables.kind(number) {
        Kind::Choice | Kind::Poly => Some(node.which()),
        Kind::Seq | Kind::All => None,
    };
    let fields = tables.fields(number).iter().enumerate();
    for (place, field) in fields.filter(|(i, _)| one.is_none_or(|one| one == *i)) {
        let (values, sizes) = (node.items(place), node.sizes(place));
        if tables.kind(number) == Kind::Poly {
            if !field.row.flags.base && !field.row.flags.any {
                map.insert("@xsi:type".to_owned(), Json::String(field.row.name.clone()));
            }
            if let Some(Json::Object(inner)) = values
                .first()
                .map(|v| plain(tables, tables.is(field.ty), v, depth + 1))
            {
                map.extend(inner);
            }
        } else {
            member(tables, field, (values, sizes), &mut map, depth);
        }
    }
    map
}

fn member<'p>(
    tables: &Tables<'p>,
    field: &Field<'p>,
    (values, sizes): (&[Value<'static>], &[usize]),
    map: &mut Map<String, Json>,
    depth: usize,
) {
    let is = tables.is(field.ty);
    if field.row.flags.many {
        // What is mixed holds text between the elements.
        let value = |value: &Value<'static>| plain(tables, is, value, depth + 1);
        if !values.is_empty() || !field.row.flags.opt || !field.row.flags.group {
            let values = values.iter().map(value).collect();
            map.insert(shown(field), nested(sizes, values));
        }
        return;
    }
    let Some(value) = values.first() else { return };
    match (value, is) {
        // A group has no tags of its own: its members are the type's.
        (Value::Node(node), Is::Node(number)) if field.row.flags.group => {
            map.extend(object(tables, number, node, depth + 1))
        }
        (Value::Attributes(attributes), _) => {
            map.extend(
                attributes
                    .0
                    .iter()
                    .map(|a| (format!("@{}", a.local), Json::String(a.value.clone()))),
            );
        }
        _ => {
            map.insert(shown(field), plain(tables, is, value, depth + 1));
        }
    }
}

fn plain<'p>(tables: &Tables<'p>, is: Is<'p>, value: &Value<'static>, depth: usize) -> Json {
    match (value, is) {
        (Value::Nil, _) => Json::Null,
        (Value::Text(text) | Value::Typed(Typed { text, .. }), Is::Simple(ty)) => simple(ty, text),
        (Value::Text(text) | Value::Typed(Typed { text, .. }), _) => Json::String(text.clone()),
        (Value::Name(name), _) => Json::String(name.to_string()),
        (Value::Node(node), Is::Node(number)) => {
            let map = object(tables, number, node, depth);
            let extended = tables.fields(number).iter().any(|f| f.types.is_some());
            match map.get("#text") {
                // A simple value that says nothing beside itself.
                Some(text) if extended && map.len() == 1 => text.clone(),
                _ => Json::Object(map),
            }
        }
        (Value::Tree(tree), _) => Json::String(tree.to_string()),
        (Value::Attachment(attachment), _) => beside(attachment),
        (Value::Node(_) | Value::Attributes(_), _) => Json::Null,
    }
}

/// An attachment: its text where it is text, else its base64; and what came with it.
fn beside(attachment: &Attachment) -> Json {
    let mut map = Map::new();
    let mut put = |name: &str, value: String| {
        map.insert(name.to_owned(), Json::String(value));
    };
    put("contentType", attachment.content_type.clone());
    if let Some(id) = &attachment.content_id {
        put("contentId", id.clone());
    }
    let text = attachment.content_type.starts_with("text/");
    match attachment.text().filter(|_| text) {
        Some(text) => put("text", text.to_owned()),
        None => put("base64", Base64::from(&*attachment.content).to_string()),
    }
    Json::Object(map)
}

/// A number or truth value where JSON holds it exactly, otherwise text.
fn simple(ty: &RustType, text: &str) -> Json {
    let trimmed = text.trim_ascii();
    let typed = match ty {
        RustType::Runtime("bool") => match trimmed {
            "true" | "1" => Some(Json::Bool(true)),
            "false" | "0" => Some(Json::Bool(false)),
            _ => None,
        },
        RustType::Runtime("i8" | "i16" | "i32" | "i64") => {
            trimmed.parse::<i64>().ok().map(Json::from)
        }
        RustType::Runtime("u8" | "u16" | "u32" | "u64") => {
            trimmed.parse::<u64>().ok().map(Json::from)
        }
        RustType::Runtime("f32" | "f64") => trimmed
            .parse::<f64>()
            .ok()
            .and_then(Number::from_f64)
            .map(Json::Number),
        _ => None,
    };
    typed.unwrap_or_else(|| Json::String(text.to_owned()))
}

/// JSON as lines: a member a line, what is inside it indented, `-` before each item of a list.
pub(crate) fn as_text(value: &Json) -> String {
    let mut out = String::new();
    match value {
        Json::Object(map) if map.is_empty() => out.push_str("nothing\n"),
        _ => lines(value, 0, &mut out),
    }
    out
}

fn lines(value: &Json, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    match value {
        Json::Object(map) => {
            for (key, value) in map {
                out.push_str(&indent);
                out.push_str(key);
                out.push(':');
                rest(value, depth, out);
            }
        }
        Json::Array(items) => {
            for item in items {
                out.push_str(&indent);
                out.push('-');
                match item {
                    // The first member stands beside the dash.
                    Json::Object(map) if !map.is_empty() => {
                        let mut inner = String::new();
                        lines(item, depth + 1, &mut inner);
                        out.push(' ');
                        out.push_str(inner.trim_start_matches(' '));
                    }
                    other => rest(other, depth, out),
                }
            }
        }
        other => rest(other, depth, out),
    }
}

/// What follows a name or a dash.
fn rest(value: &Json, depth: usize, out: &mut String) {
    match value {
        Json::Object(map) if map.is_empty() => out.push_str(" (empty)\n"),
        Json::Array(items) if items.is_empty() => out.push_str(" (none)\n"),
        Json::Object(_) | Json::Array(_) => {
            out.push('\n');
            lines(value, depth + 1, out);
        }
        Json::Null => out.push_str(" (nil)\n"),
        Json::String(text) if text.contains('\n') => {
            out.push_str(" |\n");
            for line in text.lines() {
                out.push_str(&"  ".repeat(depth + 1));
                out.push_str(&escaped(line));
                out.push('\n');
            }
        }
        Json::String(text) => {
            out.push(' ');
            out.push_str(&escaped(text));
            out.push('\n');
        }
        other => {
            out.push_str(&format!(" {other}\n"));
        }
    }
}

/// Text that a terminal shows and does not obey.
pub(crate) fn escaped(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() && c != '\t' {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}
