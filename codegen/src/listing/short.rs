//! Messages, signatures and types in a few words, for a terminal.

use std::fmt;

use super::rust::rust_type;
use crate::model::package::{self, Item, Layout, Package, Path, RustType};
use crate::model::xsd::effective::EffectiveContent;
use crate::model::xsd::{Compositor, Particle, Schema, Term, TypeRef};

/// Types of one operation that are shown at most.
const MAX_TYPES: usize = 200;
/// The deepest nesting of model groups that is followed.
const MAX_GROUPS: usize = 20;

/// The local part of `{NS}name`.
pub fn local(name: &str) -> &str {
    name.rsplit('}').next().unwrap_or(name)
}

/// The members of a type in the words of the contract: `token?: string`, `@id: string` for an attribute, `(a: int | b: int)` for a choice.
pub(super) fn members(schema: &Schema, ty: TypeRef) -> Vec<String> {
    let TypeRef::Defined(id) = ty else {
        return vec![type_name(schema, ty)];
    };
    if schema.complex(ty).is_none() {
        return vec![type_name(schema, ty)];
    }
    let mut found = Vec::new();
    match schema.effective_content(id) {
        EffectiveContent::Elements(particles) => {
            for particle in particles {
                found.extend(terms(schema, particle, 0));
            }
        }
        EffectiveContent::Simple(ty) => found.push(type_name(schema, ty)),
        EffectiveContent::Any => found.push("anything".to_owned()),
        EffectiveContent::Empty => {}
    }
    for usage in schema.effective_attributes(id) {
        let attribute = schema.attribute(usage.attribute);
        let ty = type_name(schema, attribute.ty);
        found.push(format!("@{}: {ty}", attribute.name.local));
    }
    found
}

fn terms(schema: &Schema, particle: &Particle, depth: usize) -> Vec<String> {
    let optional = if particle.min == 0 { "?" } else { "" };
    let many = if particle.max.is_none_or(|m| m > 1) {
        "[]"
    } else {
        ""
    };
    let group = match &particle.term {
        _ if depth > MAX_GROUPS => return vec!["..".to_owned()],
        Term::Element(id) => {
            let element = schema.element(*id);
            let ty = type_name(schema, element.ty);
            return vec![format!("{}{optional}: {ty}{many}", element.name.local)];
        }
        Term::Wildcard(_) => return vec![format!("any{optional}{many}")],
        Term::Group(group) => group,
        Term::GroupRef(id) => &schema.group(*id).model,
    };
    let inner = group.particles.iter().map(|p| terms(schema, p, depth + 1));
    match group.compositor {
        Compositor::Choice => {
            let branches: Vec<String> = inner.map(|b| b.join(" ")).collect();
            vec![format!("({}){optional}{many}", branches.join(" | "))]
        }
        _ if many.is_empty() && optional.is_empty() => inner.flatten().collect(),
        _ => {
            let inner: Vec<String> = inner.flatten().collect();
            vec![format!("({}){optional}{many}", inner.join(", "))]
        }
    }
}

/// A type's local name; for an anonymous one what it is in general.
pub fn type_name(schema: &Schema, ty: TypeRef) -> String {
    match ty {
        TypeRef::Builtin(b) => b.name().to_owned(),
        TypeRef::Defined(id) => match (&schema.ty(id).name, schema.is_simple(ty)) {
            (Some(name), _) => name.local.to_string(),
            (None, true) => schema.primitive(ty).name().to_owned(),
            (None, false) => "{..}".to_owned(),
        },
    }
}

/// The client's method as its documentation shows it.
pub fn signature(package: &Package, operation: &package::Operation) -> String {
    let input = match operation.input.layout {
        Layout::None => String::new(),
        _ => format!(
            ", request: impl Borrow<{}>",
            rust_type(package, &operation.input.ty)
        ),
    };
    let output = rust_type(package, &operation.output.ty);
    format!(
        "pub fn {}(&self{input}) -> Call<{output}>",
        operation.method
    )
}

/// A Rust type in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Short {
    /// `struct`, `enum` or `type`.
    pub kind: &'static str,
    /// Its path from the generated module's root.
    pub name: String,
    /// Its members or variants.
    pub members: Vec<Member>,
}

/// A member of a struct, or a variant of an enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its identifier.
    pub name: String,
    /// Its type; `None` for a variant that holds nothing.
    pub ty: Option<String>,
    /// Its name on the wire, where it has one.
    pub wire: Option<String>,
}

/// The package's types that an operation reaches, each once: the request's, the response's, those of faults and headers, then what these
/// hold.
pub fn types(package: &Package, operation: &package::Operation) -> Vec<Short> {
    let mut queue: Vec<Path> = Vec::new();
    let messages = [&operation.input.ty, &operation.output.ty];
    let faults = operation.faults.iter().map(|f| &f.ty);
    let headers = operation.headers.iter().map(|h| &h.ty);
    for ty in messages.into_iter().chain(faults).chain(headers) {
        reach(ty, &mut queue);
    }
    let mut found = Vec::new();
    let mut next = 0;
    while let Some(path) = queue.get(next).cloned() {
        next += 1;
        if next > MAX_TYPES {
            break;
        }
        found.extend(shorten(package, &path, &mut queue));
    }
    found
}

/// One of the package's types.
pub fn item(package: &Package, path: &Path) -> Option<Short> {
    shorten(package, path, &mut Vec::new())
}

fn shorten(package: &Package, path: &Path, queue: &mut Vec<Path>) -> Option<Short> {
    let module = package.modules.get(path.module)?;
    let item = module.items.iter().find(|i| i.name() == path.name)?;
    let (kind, members) = describe(package, item, queue);
    Some(Short {
        kind,
        name: rust_type(package, &RustType::Named(path.clone())),
        members,
    })
}

/// The type in outline: a line for its kind and name, an indented line per member, with its name on the wire where that is another.
impl fmt::Display for Short {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.name)?;
        if let ("type", [Member { ty: Some(ty), .. }]) = (self.kind, self.members.as_slice()) {
            return write!(f, " = {ty}");
        }
        for member in &self.members {
            write!(f, "\n    {}", member.name)?;
            match &member.ty {
                Some(ty) if self.kind == "enum" => write!(f, "({ty})")?,
                Some(ty) => write!(f, ": {ty}")?,
                None => {}
            }
            match member.wire.as_deref() {
                Some("") => f.write_str("  // \"\"")?,
                Some(wire) if wire != member.name => write!(f, "  // {wire}")?,
                _ => {}
            }
        }
        Ok(())
    }
}

/// Adds the package's types that a type names.
fn reach(ty: &RustType, queue: &mut Vec<Path>) {
    match ty {
        RustType::Named(path) if !queue.contains(path) => queue.push(path.clone()),
        RustType::Option(inner)
        | RustType::Vec(inner)
        | RustType::Grid(inner, _)
        | RustType::Boxed(inner)
        | RustType::List(inner)
        | RustType::Nillable(inner)
        | RustType::WithNil(inner) => reach(inner, queue),
        _ => {}
    }
}

fn describe(package: &Package, item: &Item, queue: &mut Vec<Path>) -> (&'static str, Vec<Member>) {
    let mut member = |name: &str, ty: &RustType, wire: &str| {
        reach(ty, queue);
        Member {
            name: name.to_owned(),
            ty: Some(rust_type(package, ty)),
            wire: (!wire.is_empty()).then(|| wire.to_owned()),
        }
    };
    match item {
        Item::Struct(s) => {
            let members = s.members.iter();
            (
                "struct",
                members
                    .map(|m| member(&m.name, &m.ty, &m.row.name))
                    .collect(),
            )
        }
        Item::Choice(c) => {
            let variants = c.variants.iter();
            (
                "enum",
                variants
                    .map(|v| member(&v.name, &v.ty, &v.row.name))
                    .collect(),
            )
        }
        Item::Union(u) => {
            let members = u.members.iter();
            (
                "enum",
                members.map(|(name, ty)| member(name, ty, "")).collect(),
            )
        }
        Item::Alias(a) => ("type", vec![member("=", &a.ty, "")]),
        Item::Words(w) => {
            let word = |(name, wire, _): &(String, String, Option<String>)| Member {
                name: name.clone(),
                ty: None,
                wire: Some(wire.clone()),
            };
            ("enum", w.words.iter().map(word).collect())
        }
    }
}
