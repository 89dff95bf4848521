//! The pages about a service, as HTML that needs no script: the list of operations, a page per operation, a page per type.
//!
//! `doc` writes them to files, `serve` serves the same ones with a form to try an operation. A file per kind of page; [`html`] escapes,
//! [`place`] knows which page has what.

mod block;
mod form;
mod highlight;
mod html;
mod index;
mod layout;
mod members;
mod operation;
mod place;
mod types;

use std::collections::{BTreeMap, BTreeSet};

use wsdl_codegen::listing::detail::{self, Row};
use wsdl_codegen::model::description::Description;
use wsdl_codegen::model::wsdl;
use wsdl_codegen::model::xsd::{TypeId, TypeRef};
use wsdl_codegen::sample::{Bound, Direction};
use wsdl_codegen::{File, Outcome};

pub(crate) use self::form::{Answer, Live};
pub(crate) use self::place::{INDEX, Offered, Page, Places, STYLE, link};

/// What the pages look like.
pub(crate) const STYLE_SHEET: &str = include_str!("style.css");

/// The pages about a description.
#[derive(Debug)]
pub(crate) struct Site {
    outcome: Outcome,
    /// What the service is called on every page.
    title: String,
    places: Places,
    /// What names a type directly.
    users: BTreeMap<TypeId, Vec<User>>,
}

/// What names a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum User {
    Operation(Offered),
    Type(TypeId),
}

/// A page being written: the site, where the page is, and the form when there is one.
struct Context<'s> {
    site: &'s Site,
    description: &'s Description,
    path: &'s str,
    live: Option<&'s Live<'s>>,
}

/// An operation at one of its ports.
struct AtPort<'s> {
    port: &'s wsdl::Port,
    bound: Bound<'s>,
}

impl Site {
    /// The pages of a run; `None` when nothing was read.
    pub(crate) fn new(outcome: Outcome) -> Option<Self> {
        let description = outcome.description.as_ref()?;
        let title = match description.wsdl.services.as_slice() {
            [only] => only.name.local.to_string(),
            _ => description.entry.clone(),
        };
        let places = Places::new(description);
        let mut site = Self {
            users: BTreeMap::new(),
            title,
            places,
            outcome,
        };
        site.users = site.users();
        Some(site)
    }

    pub(crate) fn title(&self) -> &str {
        &self.title
    }

    pub(crate) fn places(&self) -> &Places {
        &self.places
    }

    pub(crate) fn outcome(&self) -> &Outcome {
        &self.outcome
    }

    /// A page; `None` when there is none at the path. `live`: with a form that sends.
    pub(crate) fn render(&self, path: &str, live: Option<&Live<'_>>) -> Option<String> {
        let context = Context {
            site: self,
            description: self.outcome.description.as_ref()?,
            path,
            live,
        };
        Some(match self.places.page(path)? {
            Page::Index => index::page(&context),
            Page::Operation(offered) => operation::page(&context, offered),
            Page::Type(id) => types::page(&context, id),
        })
    }

    /// Every page, and the style sheet, as files.
    pub(crate) fn files(&self) -> Vec<File> {
        let pages = self
            .places
            .all()
            .map(|(path, _)| File::new(path, self.render(path, None).unwrap_or_default()));
        let style = File::new(STYLE, STYLE_SHEET);
        pages.chain([style]).collect()
    }

    /// The operation at every port of its service, in their order.
    pub(crate) fn ports(&self, offered: Offered) -> Vec<(&wsdl::Port, Bound<'_>)> {
        let Some(description) = &self.outcome.description else {
            return Vec::new();
        };
        let service = description.wsdl.services.get(offered.service);
        let ports = service.into_iter().flat_map(|s| &s.ports);
        let at = |port: &'_ wsdl::Port| {
            let binding = description.wsdl.bindings.get(port.binding.index())?;
            let mut bound = binding.operations.iter();
            let bound = bound.find(|b| {
                b.operation == offered.operation && binding.port_type == offered.port_type
            })?;
            Bound::new(description, binding, bound)
        };
        ports.filter_map(|p| Some((p, at(p)?))).collect()
    }

    /// For each type, what names it.
    fn users(&self) -> BTreeMap<TypeId, Vec<User>> {
        let mut users: BTreeMap<TypeId, BTreeSet<User>> = BTreeMap::new();
        let Some(description) = &self.outcome.description else {
            return BTreeMap::new();
        };
        let mut add = |rows: &[Row], extra: Option<TypeRef>, user: User| {
            for ty in rows.iter().filter_map(|r| r.ty).chain(extra) {
                if let TypeRef::Defined(id) = ty {
                    users.entry(id).or_default().insert(user);
                }
            }
        };
        for offered in self.places.operations() {
            for (_, bound) in self.ports(offered) {
                let directions = [Direction::Request, Direction::Response];
                let mut parts: Vec<_> = directions
                    .into_iter()
                    .flat_map(|d| detail::parts(&bound, d))
                    .collect();
                parts.extend(detail::faults(&bound).into_iter().map(|(_, part)| part));
                for part in &parts {
                    add(&part.rows, part.ty, User::Operation(offered));
                }
            }
        }
        for id in self.places.types() {
            let rows = detail::rows_of(&description.schema, TypeRef::Defined(id));
            add(&rows, None, User::Type(id));
        }
        let found = users.into_iter();
        found
            .map(|(id, users)| (id, users.into_iter().collect()))
            .collect()
    }
}

impl<'s> Context<'s> {
    /// The link to another page.
    fn to(&self, path: &str) -> String {
        place::link(self.path, path)
    }

    fn ports(&self, offered: Offered) -> Vec<AtPort<'s>> {
        let ports = self.site.ports(offered).into_iter();
        ports.map(|(port, bound)| AtPort { port, bound }).collect()
    }
}

/// Documentation, a paragraph for each of its own.
fn documentation(html: &mut html::Html, text: Option<&str>) {
    for paragraph in paragraphs(text.unwrap_or("")) {
        html.leaf("p", &[("class", "doc")], &paragraph);
    }
}

/// Paragraphs are set apart by empty lines; other white space means nothing.
fn paragraphs(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut words: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        words.extend(line.split_whitespace());
        if line.trim().is_empty() && !words.is_empty() {
            found.push(words.join(" "));
            words.clear();
        }
    }
    found
}
