//! The page of a named type.

use wsdl_codegen::listing::{detail, limits, short};
use wsdl_codegen::model::name::QName;
use wsdl_codegen::model::xsd::{Builtin, Derivation, TypeId, TypeKind, TypeRef};
use wsdl_codegen::sample::print::{Layout, print};
use wsdl_codegen::sample::{self, Style};

use super::html::Html;
use super::{Context, User, documentation, highlight, layout, members};

pub(super) fn page(context: &Context<'_>, id: TypeId) -> String {
    let schema = &context.description.schema;
    let ty = schema.ty(id);
    let local = ty.name.as_ref().map_or("", |n| &n.local);
    layout::page(context, Some(local), |html| {
        html.node("h1", &[], |h| h.node("code", &[], |h| h.name(local)));
        documentation(html, ty.documentation.as_deref());
        facts(context, id, html);
        match &ty.kind {
            TypeKind::Simple(_) => simple(context, id, html),
            TypeKind::Complex(_) => {
                html.leaf("h2", &[], "Members");
                let rows = detail::rows_of(schema, TypeRef::Defined(id));
                members::table(context, "What it holds", &rows, html);
                let name = QName::new(ty.namespace.clone(), local);
                let element = sample::instance(schema, name, TypeRef::Defined(id), Style::Values);
                let text = print(&element, Layout::Page);
                let text = text.split_once('\n').map_or("", |(_, body)| body);
                html.leaf("h2", &[], "Sample");
                html.node(
                    "pre",
                    &[
                        ("tabindex", "0"),
                        ("role", "region"),
                        ("aria-label", "Sample"),
                    ],
                    |html| {
                        html.node("code", &[], |h| highlight::xml(h, text));
                    },
                );
            }
        }
        rust(context, id, html);
        users(context, id, html);
    })
}

/// Namespace, base, derived types.
fn facts(context: &Context<'_>, id: TypeId, html: &mut Html) {
    let schema = &context.description.schema;
    let ty = schema.ty(id);
    html.node("dl", &[("class", "facts")], |html| {
        let mut fact = |title: &str, content: &dyn Fn(&mut Html)| {
            html.node("div", &[], |html| {
                html.leaf("dt", &[], title);
                html.node("dd", &[], content);
            });
        };
        if let Some(name) = &ty.name {
            fact("Namespace", &|h| match &*name.namespace {
                "" => h.text("none"),
                namespace => h.leaf("code", &[], namespace),
            });
        }
        if let TypeKind::Complex(complex) = &ty.kind {
            if complex.base != TypeRef::Builtin(Builtin::AnyType) {
                let title = match complex.derivation {
                    Derivation::Extension => "Extends",
                    Derivation::Restriction => "Restricts",
                };
                fact(title, &|h| members::type_name(context, complex.base, h));
            }
            if complex.is_abstract {
                fact("Abstract", &|h| {
                    h.text("one of the derived types stands in its place")
                });
            }
        }
        let derived = schema.derived.get(&id).map_or(&[][..], Vec::as_slice);
        if !derived.is_empty() {
            fact("Derived", &|h| {
                for (index, one) in derived.iter().enumerate() {
                    if index > 0 {
                        h.text(", ");
                    }
                    members::type_name(context, TypeRef::Defined(*one), h);
                }
            });
        }
    });
}

/// What restricts a simple type: its words with what they mean, and the rest in a sentence each.
fn simple(context: &Context<'_>, id: TypeId, html: &mut Html) {
    let schema = &context.description.schema;
    let ty = TypeRef::Defined(id);
    let primitive = schema.primitive(ty);
    html.leaf("h2", &[], "Values");
    html.node("ul", &[("class", "values")], |html| {
        if primitive != Builtin::AnySimpleType {
            html.node("li", &[], |h| h.leaf("code", &[], primitive.name()));
        }
        for limit in limits(schema, ty) {
            html.leaf("li", &[], &limit);
        }
    });
    html.node("p", &[], |html| {
        html.text("For example ");
        html.leaf("code", &[], &sample::value(schema, ty));
        html.text(".");
    });
}

/// The type as generated code has it.
fn rust(context: &Context<'_>, id: TypeId, html: &mut Html) {
    let (Some(package), Some(name)) = (
        &context.site.outcome.package,
        &context.description.schema.ty(id).name,
    ) else {
        return;
    };
    let Some((_, path)) = package.types.iter().find(|(n, _)| n == name) else {
        return;
    };
    let Some(short) = short::item(package, path) else {
        return;
    };
    html.leaf("h2", &[], "Rust");
    html.node(
        "pre",
        &[
            ("tabindex", "0"),
            ("role", "region"),
            ("aria-label", "Rust"),
        ],
        |html| {
            html.leaf("code", &[], &short.to_string());
        },
    );
}

fn users(context: &Context<'_>, id: TypeId, html: &mut Html) {
    let Some(users) = context.site.users.get(&id) else {
        return;
    };
    html.leaf("h2", &[], "Used by");
    html.node("ul", &[("class", "types")], |html| {
        for user in users {
            let (place, name) = match user {
                User::Operation(offered) => (
                    context.site.places.operation(*offered),
                    offered.find(context.description).map(|o| o.name.clone()),
                ),
                User::Type(id) => (
                    context.site.places.ty(*id),
                    Some(short::type_name(
                        &context.description.schema,
                        TypeRef::Defined(*id),
                    )),
                ),
            };
            if let (Some(place), Some(name)) = (place, name) {
                html.node("li", &[], |html| {
                    html.node("code", &[], |h| h.link(&context.to(place), &name));
                });
            }
        }
    });
}
