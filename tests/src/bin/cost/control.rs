//! The control: the same types and operations, read and written by serde derives over quick-xml.

use std::fmt::Write as _;

use wsdl_codegen::listing::rust_type;
use wsdl_codegen::model::package::{Item, Layout, Package, Row, RustType};

/// One file: a module per namespace, and for each operation a function that writes its request and reads its response.
pub(crate) fn source(package: &Package) -> String {
    let mut out = String::from("#![allow(clippy::all)]\n");
    for module in &package.modules {
        let mut body = String::from("use serde::{Deserialize, Serialize};\n");
        for item in &module.items {
            body.push_str(&declaration(package, item));
        }
        if module.name.is_empty() {
            out.push_str(&body);
        } else {
            let _ = write!(out, "pub mod {} {{\n{body}}}\n", module.name);
        }
    }
    for operation in package.clients.iter().flat_map(|c| &c.operations) {
        if operation.input.layout == Layout::None {
            continue;
        }
        let (input, output) = (
            rust(package, &operation.input.ty),
            rust(package, &operation.output.ty),
        );
        let method = &operation.method;
        let _ = write!(
            out,
            "pub fn {method}(request: &{input}, call: &dyn Fn(String) -> String) -> Result<{output}, String> {{\n\
             let request = quick_xml::se::to_string(request).map_err(|e| e.to_string())?;\n\
             quick_xml::de::from_str(&call(request)).map_err(|e| e.to_string())\n}}\n"
        );
    }
    out
}

const DERIVES: &str = "#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]\n";

fn declaration(package: &Package, item: &Item) -> String {
    let mut out = String::from(DERIVES);
    match item {
        Item::Struct(s) => {
            let _ = writeln!(out, "pub struct {} {{", s.name);
            for member in &s.members {
                let ty = rust(package, &member.ty);
                let _ = writeln!(
                    out,
                    "    #[serde(rename = {:?})]\n    pub {}: {ty},",
                    wire(&member.row),
                    member.name
                );
            }
            out.push_str("}\n");
        }
        Item::Choice(c) => {
            let _ = writeln!(out, "pub enum {} {{", c.name);
            for (i, variant) in c.variants.iter().enumerate() {
                let name = wire(&variant.row);
                let name = if name == "$value" {
                    format!("other{i}")
                } else {
                    name
                };
                let _ = writeln!(
                    out,
                    "    #[serde(rename = {name:?})]\n    {}({}),",
                    variant.name,
                    rust(package, &variant.ty)
                );
            }
            out.push_str("}\n");
        }
        Item::Words(w) => {
            let _ = writeln!(out, "pub enum {} {{", w.name);
            for (variant, text, _) in &w.words {
                let _ = writeln!(out, "    #[serde(rename = {text:?})]\n    {variant},");
            }
            let _ = writeln!(out, "    {}(String),\n}}", w.unknown);
        }
        Item::Union(u) => return format!("pub type {} = String;\n", u.name),
        Item::Alias(a) => return format!("pub type {} = {};\n", a.name, rust(package, &a.ty)),
    }
    out
}

/// A member's name as quick-xml's serde wants it.
fn wire(row: &Row) -> String {
    match () {
        () if row.flags.text => "$text".to_owned(),
        () if row.flags.attr => format!("@{}", row.name),
        () if row.name.is_empty() => "$value".to_owned(),
        () => row.name.clone(),
    }
}

/// The type with plain members: numbers as they are, everything lexical as text.
fn rust(package: &Package, ty: &RustType) -> String {
    let inner = |t: &RustType| rust(package, t);
    match ty {
        RustType::Unit => "()".to_owned(),
        RustType::Runtime(name) => match *name {
            "bool" | "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" | "f32"
            | "f64" => (*name).to_owned(),
            _ => "String".to_owned(),
        },
        RustType::Named(_) => format!("crate::{}", rust_type(package, ty)),
        RustType::Foreign(_) => "String".to_owned(),
        RustType::Option(t) | RustType::Nillable(t) | RustType::WithNil(t) => {
            format!("Option<{}>", inner(t))
        }
        RustType::Vec(t) | RustType::Grid(t, _) | RustType::List(t) => format!("Vec<{}>", inner(t)),
        RustType::Boxed(t) => format!("Box<{}>", inner(t)),
    }
}
