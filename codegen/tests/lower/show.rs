//! The short form of a package: a line per item, the row of each member as the tables have it.

use wsdl_codegen::model::package::{
    Item, Kind, Layout, Message, Package, Path, Row, RustType, Table, Wild,
};

/// All items, module by module, then the clients.
pub(crate) fn package(package: &Package) -> String {
    let mut text = String::new();
    for module in &package.modules {
        if !module.name.is_empty() {
            text.push_str(&format!("mod {}\n", module.name));
        }
        for item in &module.items {
            text.push_str(&self::item(package, item));
            text.push('\n');
        }
    }
    for client in &package.clients {
        text.push_str(&format!("client {}\n", client.name));
        for o in &client.operations {
            text.push_str(&format!(
                "{}({}) -> {}",
                o.method,
                message(package, &o.input),
                message(package, &o.output)
            ));
            let flag = |on: bool, word: &str| {
                if on {
                    format!(" {word}")
                } else {
                    String::new()
                }
            };
            text.push_str(&flag(o.encoded, "encoded"));
            if let Some(fault) = &o.fault_type {
                text.push_str(&format!(" fault {}", fault.name));
            }
            for header in &o.headers {
                text.push_str(&format!(" header {}", ty(package, &header.ty)));
            }
            text.push('\n');
        }
    }
    text
}

fn message(package: &Package, message: &Message) -> String {
    let ty = ty(package, &message.ty);
    match &message.layout {
        Layout::Element(_, name) => format!("{name}: {ty}"),
        Layout::Rpc(_, name) => format!("rpc {name}: {ty}"),
        Layout::Bare => format!("bare: {ty}"),
        Layout::None => "none".to_owned(),
    }
}

/// One item.
pub(crate) fn item(package: &Package, item: &Item) -> String {
    match item {
        Item::Struct(s) => {
            let members = s
                .members
                .iter()
                .map(|m| format!("{}: {}{}", m.name, ty(package, &m.ty), row(package, &m.row)));
            let members: Vec<String> = members.collect();
            let mut text = format!(
                "struct {}{} {{ {} }}",
                s.name,
                table(&s.table),
                members.join(", ")
            );
            if !s.derives.default {
                let new: Vec<&str> = s
                    .new
                    .iter()
                    .flatten()
                    .filter_map(|i| s.members.get(*i))
                    .map(|m| m.name.as_str())
                    .collect();
                text.push_str(&format!(" new({})", new.join(", ")));
            }
            if s.array {
                text.push_str(" array");
            }
            s.bases
                .iter()
                .for_each(|b| text.push_str(&format!(" => {}", path(package, &b.path))));
            text
        }
        Item::Choice(c) => {
            let variants = c
                .variants
                .iter()
                .map(|v| format!("{}({}){}", v.name, ty(package, &v.ty), row(package, &v.row)));
            let variants: Vec<String> = variants.collect();
            let blank = c.variants.get(c.blank).map_or("?", |v| &v.name);
            format!(
                "enum {}: {blank}{} {{ {} }}",
                c.name,
                table(&c.table),
                variants.join(", ")
            )
        }
        Item::Words(w) => {
            let words: Vec<String> = w
                .words
                .iter()
                .map(|(v, text, _)| format!("{v} {text:?}"))
                .collect();
            format!("words {} {{ {} }}", w.name, words.join(", "))
        }
        Item::Union(u) => {
            let members: Vec<String> = u
                .members
                .iter()
                .map(|(v, t)| format!("{v}({})", ty(package, t)))
                .collect();
            format!("union {} {{ {} }}", u.name, members.join(", "))
        }
        Item::Alias(a) => format!("type {} = {}", a.name, ty(package, &a.ty)),
    }
}

fn table(table: &Table) -> String {
    let kind = match table.kind {
        Kind::Seq => "",
        Kind::All => " all",
        Kind::Choice => "",
        Kind::Poly => " poly",
    };
    let flag = |on: bool, word: &str| {
        if on {
            format!(" {word}")
        } else {
            String::new()
        }
    };
    format!(
        "{kind}{}{}",
        flag(table.ordered, "ordered"),
        flag(table.mixed, "mixed")
    )
}

fn row(package: &Package, row: &Row) -> String {
    let mut text = match row.name.is_empty() {
        true => String::new(),
        false => format!(" {:?}", row.name),
    };
    match row.namespace {
        None => {}
        Some(None) => text.push_str(" @0"),
        Some(Some(id)) => text.push_str(&format!(" @{}", package.namespaces[id.0].constant)),
    }
    let f = row.flags;
    let flags = [
        (f.opt, "opt"),
        (f.many, "many"),
        (f.nil, "nil"),
        (f.attr, "attr"),
        (f.text, "text"),
        (f.any, "any"),
        (f.group, "group"),
        (f.secret, "secret"),
        (f.collapse, "collapse"),
        (f.replace, "replace"),
        (f.base, "base"),
        (f.items, "items"),
        (f.fixed, "fixed"),
    ];
    for (_, word) in flags.iter().filter(|(on, _)| *on) {
        text.push_str(&format!(" {word}"));
    }
    if let Some((min, max)) = row.occurs {
        text.push_str(&format!(
            " occurs({min}, {})",
            max.map_or("*".to_owned(), |m| m.to_string())
        ));
    }
    if let Some(value) = &row.value {
        text.push_str(&format!(" = {value:?}"));
    }
    match &row.wild {
        None => {}
        Some(Wild::Not(id)) => {
            text.push_str(&format!(
                " not {}",
                id.map_or("0", |i| &package.namespaces[i.0].constant)
            ));
        }
        Some(Wild::In(list)) => {
            let names: Vec<&str> = list
                .iter()
                .map(|id| id.map_or("0", |i| package.namespaces[i.0].constant.as_str()))
                .collect();
            text.push_str(&format!(" in [{}]", names.join(", ")));
        }
    }
    text
}

fn ty(package: &Package, ty: &RustType) -> String {
    let of = |name: &str, inner: &RustType| format!("{name}<{}>", self::ty(package, inner));
    match ty {
        RustType::Unit => "()".to_owned(),
        RustType::Runtime(name) => (*name).to_owned(),
        RustType::Named(p) => path(package, p),
        RustType::Foreign(name) => name.clone(),
        RustType::Option(t) => of("Option", t),
        RustType::Vec(t) => of("Vec", t),
        RustType::Grid(t, n) => format!("Grid<{}, {n}>", self::ty(package, t)),
        RustType::Boxed(t) => of("Box", t),
        RustType::List(t) => of("List", t),
        RustType::Nillable(t) => of("Nillable", t),
        RustType::WithNil(t) => of("WithNil", t),
    }
}

fn path(package: &Package, path: &Path) -> String {
    match package.modules.get(path.module).map(|m| m.name.as_str()) {
        Some("") | None => path.name.clone(),
        Some(module) => format!("{module}::{}", path.name),
    }
}
