//! Tables of members, and links to their types.

use wsdl_codegen::listing::detail::{Row, What};
use wsdl_codegen::listing::short;
use wsdl_codegen::model::xsd::{TypeRef, ValueConstraint};

use super::html::Html;
use super::{Context, paragraphs};

/// A row per member.
pub(super) fn table(context: &Context<'_>, caption: &str, rows: &[Row], html: &mut Html) {
    if rows.is_empty() {
        html.leaf("p", &[("class", "none")], "No members.");
        return;
    }
    // Narrow screens lay the table out as blocks, which would take its meaning from it: so it is said.
    html.node("table", &[("role", "table")], |html| {
        html.leaf("caption", &[], caption);
        html.node("thead", &[("role", "rowgroup")], |html| {
            html.node("tr", &[("role", "row")], |html| {
                for title in ["Member", "Type", "Occurs", "Notes"] {
                    html.leaf("th", &[("role", "columnheader"), ("scope", "col")], title);
                }
            });
        });
        html.node("tbody", &[("role", "rowgroup")], |html| {
            for one in rows {
                html.node("tr", &[("role", "row")], |html| row(context, one, html));
            }
        });
    });
}

fn row(context: &Context<'_>, row: &Row, html: &mut Html) {
    let named = matches!(row.what, What::Element(_) | What::Attribute(_));
    let level = match row.depth {
        0 => "l0",
        1 => "l1",
        2 => "l2",
        3 => "l3",
        _ => "l4",
    };
    let head: &[_] = &[("role", "rowheader"), ("scope", "row"), ("class", level)];
    html.node("th", head, |html| {
        html.leaf(if named { "code" } else { "i" }, &[], &row.label());
    });
    html.node("td", &[("role", "cell")], |html| {
        if let Some(ty) = row.ty {
            type_name(context, ty, html);
        }
    });
    let class = if row.min > 0 { "must" } else { "may" };
    html.leaf("td", &[("role", "cell"), ("class", class)], &row.occurs());
    html.node("td", &[("role", "cell"), ("class", "notes")], |html| {
        notes(row, html)
    });
}

fn notes(row: &Row, html: &mut Html) {
    for paragraph in paragraphs(row.documentation.as_deref().unwrap_or("")) {
        html.leaf("p", &[], &paragraph);
    }
    let mut notes = row.limits.clone();
    match &row.value {
        Some(ValueConstraint::Default(value)) => notes.push(format!("default {value}")),
        Some(ValueConstraint::Fixed(value)) => notes.push(format!("always {value}")),
        None => {}
    }
    if row.nillable {
        notes.push("may be nil".to_owned());
    }
    if !notes.is_empty() {
        html.leaf("p", &[("class", "limits")], &notes.join("; "));
    }
}

/// A type's name, which leads to its page where it has one.
pub(super) fn type_name(context: &Context<'_>, ty: TypeRef, html: &mut Html) {
    let name = short::type_name(&context.description.schema, ty);
    let place = match ty {
        TypeRef::Defined(id) => context.site.places.ty(id),
        TypeRef::Builtin(_) => None,
    };
    html.node("code", &[], |html| match place {
        Some(place) => html.link(&context.to(place), &name),
        None => html.text(&name),
    });
}
