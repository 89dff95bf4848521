//! What every page has: head, the way to it, foot.

use super::Context;
use super::html::Html;
use super::place::{INDEX, STYLE};

/// A page with this title around what `content` writes.
pub(super) fn page(
    context: &Context<'_>,
    title: Option<&str>,
    content: impl FnOnce(&mut Html),
) -> String {
    let site = &context.site.title;
    let full = match title {
        Some(title) => format!("{title} \u{b7} {site}"),
        None => site.clone(),
    };
    let mut html = Html::new();
    html.node("html", &[("lang", "en")], |html| {
        html.node("head", &[], |html| {
            html.void("meta", &[("charset", "utf-8")]);
            let width = "width=device-width, initial-scale=1";
            html.void("meta", &[("name", "viewport"), ("content", width)]);
            html.void(
                "meta",
                &[("name", "color-scheme"), ("content", "light dark")],
            );
            html.leaf("title", &[], &full);
            let style = context.to(STYLE);
            html.void("link", &[("rel", "stylesheet"), ("href", &style)]);
            // Without it browsers ask for one.
            html.void("link", &[("rel", "icon"), ("href", "data:,")]);
        });
        html.node("body", &[], |html| {
            html.leaf(
                "a",
                &[("class", "skip"), ("href", "#main")],
                "Skip to content",
            );
            html.node("header", &[("class", "top")], |html| {
                top(context, title, html)
            });
            html.node("main", &[("id", "main")], content);
            html.node("footer", &[], |html| {
                html.text("Made from ");
                html.leaf("code", &[], &context.description.entry);
                html.text(" by cargo wsdl ");
                html.text(env!("CARGO_PKG_VERSION"));
                html.text(".");
            });
        });
    });
    html.into_document()
}

/// The way from the list of operations to this page.
fn top(context: &Context<'_>, title: Option<&str>, html: &mut Html) {
    html.node("nav", &[("aria-label", "Breadcrumb")], |html| {
        html.node("ol", &[], |html| match title {
            None => html.leaf("li", &[], "Service description"),
            Some(title) => {
                html.node("li", &[], |h| {
                    h.link(&context.to(INDEX), &context.site.title)
                });
                html.leaf("li", &[("aria-current", "page")], title);
            }
        });
    });
}
