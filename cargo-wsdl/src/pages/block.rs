//! Blocks of code, which can be scrolled with the keyboard.

use super::highlight;
use super::html::Html;

/// Code of which a label says what it is.
pub(super) fn code(html: &mut Html, label: &str, text: &str) {
    html.node(
        "pre",
        &[("tabindex", "0"), ("role", "region"), ("aria-label", label)],
        |html| {
            html.leaf("code", &[], text);
        },
    );
}

/// An HTTP message under its name.
pub(super) fn message(html: &mut Html, label: &str, name: &str, text: &str) {
    html.node("figure", &[], |html| {
        html.leaf("figcaption", &[], name);
        html.node(
            "pre",
            &[("tabindex", "0"), ("role", "region"), ("aria-label", label)],
            |html| {
                html.node("code", &[], |h| highlight::http(h, text));
            },
        );
    });
}
