//! Sample messages and instances, made from a description.
//!
//! * [`exchange`]: the HTTP request and response of an operation, as an ASP.NET service page shows them, with placeholders or with
//!   values that the schema allows;
//! * [`Form`]: the members of a request that a person can fill in, and the request made from what was filled in;
//! * [`maker`]: instances of a global element that try everything its type allows, for round trips;
//! * [`tree`] and [`print`](mod@print): the infoset that these are made of, and its text.

mod encoded;
mod envelope;
pub(crate) mod facets;
mod form;
mod height;
mod http;
pub mod maker;
pub(crate) mod number;
mod page;
mod pattern;
pub mod print;
pub mod tree;
mod value;
mod walk;

pub use envelope::{Bound, Direction};
pub use form::{Field, Form, Group, Member};
pub use http::{Exchange, exchange};

use crate::model::documents::{DocumentId, Span};
use crate::model::name::QName;
use crate::model::xsd::{Schema, TypeRef};

/// What stands where a caller's values go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// The name of the type, as on an ASP.NET service page: `string`, `boolean`, `Red or Green`.
    #[default]
    Placeholders,
    /// A value that the type allows.
    Values,
}

/// An instance of a type, as an element of this name.
pub fn instance(schema: &Schema, name: QName, ty: TypeRef, style: Style) -> tree::Element {
    let mut element = tree::Element::new(name);
    let (document, start, end) = (DocumentId(0), 0, 0);
    let site = Span {
        document,
        start,
        end,
    };
    match style {
        Style::Placeholders => {
            walk::Walker::new(schema, page::Placeholders::default()).content(
                &mut element,
                ty,
                site,
                None,
            );
        }
        Style::Values => {
            let chooser = page::Made::new(schema);
            walk::Walker::new(schema, chooser).content(&mut element, ty, site, None);
        }
    }
    element
}

/// A value that a simple type allows, as text.
pub fn value(schema: &Schema, ty: TypeRef) -> String {
    match page::made_text(schema, ty, None, &mut 0) {
        tree::Value::Text(text) => text,
        tree::Value::Name(name, _) => name.local.to_string(),
    }
}
