//! Elements and types, the old beside the new.

use wsdl_codegen::model::name::QName;
use wsdl_codegen::model::namespace::XSD;
use wsdl_codegen::model::xsd::{ElementId, Schema, TypeId, TypeRef, ValueConstraint};

use super::simple::{self, Simple};
use super::{Breaks, Comparer, Component, Kind, Place, rust};

/// The deepest nesting of anonymous types, and of types looked through, that is followed.
const MAX_DEPTH: usize = 64;

/// What is being compared, and how far down.
#[derive(Clone)]
pub(super) struct At {
    component: Component,
    name: String,
    /// The members down to here.
    pub(super) path: Vec<String>,
    place: Place,
}

impl At {
    pub(super) fn member(&self, name: &str) -> Self {
        let mut at = self.clone();
        at.path.push(name.to_owned());
        at
    }
}

impl Comparer<'_> {
    /// All global elements and named types. With `reached_only`, those that messages reach.
    pub(super) fn schema(&mut self, reached_only: bool) {
        let (old, new) = (&self.old.description.schema, &self.new.description.schema);
        for (name, id) in &old.element_names {
            let after = self.mapped(name);
            let counts = !reached_only || self.old.reaches_element(*id);
            match new.element_names.get(&after) {
                _ if !counts || self.old.is_builtin(old.element(*id).span) => {}
                Some(other) => self.element(*id, *other),
                None if self.told.contains(name) => {}
                None => self.gone_element(*id),
            }
        }
        for (name, id) in &new.element_names {
            let counts = !reached_only || self.new.reaches_element(*id);
            let known = old
                .element_names
                .keys()
                .any(|old| self.mapped(old) == *name);
            if counts
                && !known
                && !self.told.contains(name)
                && !self.new.is_builtin(new.element(*id).span)
            {
                let place = self.element_place(name);
                let keys = rust::Key::items((self.old.package, self.new.package), &place);
                self.add(
                    Component::Element,
                    &name.to_string(),
                    Kind::ElementAdded,
                    "added",
                    Breaks::NONE,
                )
                .keys = keys;
            }
        }
        for (name, id) in &old.type_names {
            let after = self.mapped(name);
            let counts = !reached_only || self.old.reaches_type(*id);
            match new.type_names.get(&after) {
                _ if !counts || self.old.is_builtin(old.ty(*id).span) => {}
                Some(other) => {
                    let place = self.type_place(name, &after);
                    let at = At {
                        component: Component::Type,
                        name: name.to_string(),
                        path: Vec::new(),
                        place,
                    };
                    self.definition(&at, TypeRef::Defined(*id), TypeRef::Defined(*other));
                }
                None => self.gone_type(*id, name),
            }
        }
        for (name, id) in &new.type_names {
            let counts = !reached_only || self.new.reaches_type(*id);
            let known = old.type_names.keys().any(|old| self.mapped(old) == *name);
            if counts && !known && !self.new.is_builtin(new.ty(*id).span) {
                let place = self.type_place(name, name);
                let keys = rust::Key::items((self.old.package, self.new.package), &place);
                self.add(
                    Component::Type,
                    &name.to_string(),
                    Kind::TypeAdded,
                    "added",
                    Breaks::NONE,
                )
                .keys = keys;
            }
        }
    }

    fn gone_element(&mut self, id: ElementId) {
        let old = &self.old.description.schema;
        let element = old.element(id);
        let stands_for = element.substitution_head.is_some();
        let breaks = if stands_for {
            Breaks::request("an element that may be sent in place of another is not known")
        } else {
            Breaks::NONE
        };
        let place = self.element_place(&element.name);
        let keys = rust::Key::items((self.old.package, self.new.package), &place);
        self.add(
            Component::Element,
            &element.name.to_string(),
            Kind::ElementRemoved,
            "removed",
            breaks,
        )
        .keys = keys;
    }

    fn gone_type(&mut self, id: TypeId, name: &QName) {
        let old = &self.old.description.schema;
        let (chain, _) = old.ancestry(TypeRef::Defined(id));
        let derives = chain
            .iter()
            .skip(1)
            .any(|base| self.old.reach.request.types.contains(base));
        let breaks = match derives && old.complex(TypeRef::Defined(id)).is_some() {
            true => Breaks::request("a type that may be sent in place of its base is not known"),
            false => Breaks::NONE,
        };
        let place = self.type_place(name, name);
        let keys = rust::Key::items((self.old.package, self.new.package), &place);
        self.add(
            Component::Type,
            &name.to_string(),
            Kind::TypeRemoved,
            "removed",
            breaks,
        )
        .keys = keys;
    }

    fn element(&mut self, old: ElementId, new: ElementId) {
        let (before, after) = (
            self.old.description.schema.element(old),
            self.new.description.schema.element(new),
        );
        let place = Place {
            old: self.old.element_path(&before.name),
            new: self.new.element_path(&after.name),
        };
        let at = At {
            component: Component::Element,
            name: before.name.to_string(),
            path: Vec::new(),
            place,
        };
        self.declaration(&at, old, new);
        if before.is_abstract != after.is_abstract {
            self.switch(&at, "abstract", after.is_abstract);
        }
    }

    /// What an element says of itself, wherever it stands: nil, default, type.
    pub(super) fn declaration(&mut self, at: &At, old: ElementId, new: ElementId) {
        let (before, after) = (
            self.old.description.schema.element(old),
            self.new.description.schema.element(new),
        );
        if before.nillable != after.nillable {
            let (what, breaks) = match after.nillable {
                true => ("nillable now", Breaks::response("nil cannot be read")),
                false => ("no longer nillable", Breaks::request("nil is refused")),
            };
            self.report(at, Kind::NillableChanged, what, breaks);
        }
        self.value(at, before.value.as_ref(), after.value.as_ref());
        self.reference(at, before.ty, after.ty);
    }

    pub(super) fn value(
        &mut self,
        at: &At,
        old: Option<&ValueConstraint>,
        new: Option<&ValueConstraint>,
    ) {
        if old == new {
            return;
        }
        let words = |value: Option<&ValueConstraint>| match value {
            None => "none".to_owned(),
            Some(ValueConstraint::Default(text)) => format!("default `{text}`"),
            Some(ValueConstraint::Fixed(text)) => format!("fixed `{text}`"),
        };
        let breaks = match new {
            Some(ValueConstraint::Fixed(_)) => Breaks::both(
                "another value is refused",
                "what is left out means another value",
            ),
            _ => Breaks::both(
                "what is left out means another value",
                "what is left out means another value",
            ),
        };
        self.report(
            at,
            Kind::DefaultChanged,
            format!("{} → {}", words(old), words(new)),
            breaks,
        );
    }

    /// A reference to a type: the same name is looked into where the type is compared itself.
    pub(super) fn reference(&mut self, at: &At, old: TypeRef, new: TypeRef) {
        let (before, after) = (&self.old.description.schema, &self.new.description.schema);
        let name = |schema: &Schema, ty: TypeRef| match ty {
            TypeRef::Builtin(b) => Some(QName::new(XSD, b.name())),
            TypeRef::Defined(id) => schema.ty(id).name.clone(),
        };
        match (name(before, old), name(after, new)) {
            (Some(a), Some(b)) if self.mapped(&a) == b => {}
            (None, None) => self.definition(at, old, new),
            _ => {
                let what = format!("type {} → {}", self.old.words(old), self.new.words(new));
                let breaks = self.through(old, new);
                self.report(
                    at,
                    if at.path.is_empty() {
                        Kind::TypeChanged
                    } else {
                        Kind::MemberTypeChanged
                    },
                    what,
                    breaks,
                );
            }
        }
    }

    /// What changes when a part of a message is of another type.
    pub(super) fn part_type(&mut self, old: TypeRef, new: TypeRef) -> Breaks {
        self.through(old, new)
    }

    /// What changes for messages when one type stands where another stood, whatever they are called.
    fn through(&mut self, old: TypeRef, new: TypeRef) -> Breaks {
        let outermost = self.deep.is_none();
        let seen = self.deep.get_or_insert_default();
        if seen.contains(&(old, new)) {
            return Breaks::NONE;
        }
        if seen.len() >= MAX_DEPTH {
            return Breaks::both(
                "a value of the old type may be refused",
                "a value of the new type may not be readable",
            );
        }
        seen.push((old, new));
        let kept = std::mem::take(&mut self.drafts);
        let at = At {
            component: Component::Type,
            name: String::new(),
            path: Vec::new(),
            place: Place::default(),
        };
        self.definition(&at, old, new);
        let found = std::mem::replace(&mut self.drafts, kept);
        if outermost {
            self.deep = None;
        }
        found
            .iter()
            .fold(Breaks::NONE, |all, draft| all.or(draft.breaks))
    }

    /// The definitions of two types.
    fn definition(&mut self, at: &At, old: TypeRef, new: TypeRef) {
        if at.path.len() > MAX_DEPTH {
            return;
        }
        let (before, after) = (&self.old.description.schema, &self.new.description.schema);
        match (before.is_simple(old), after.is_simple(new)) {
            (true, true) => self.simple(at, old, new),
            (false, false) => match (old, new) {
                (TypeRef::Defined(a), TypeRef::Defined(b)) => self.complex(at, a, b),
                (TypeRef::Builtin(_), TypeRef::Builtin(_)) => {}
                (TypeRef::Defined(_), TypeRef::Builtin(_)) => {
                    self.report(
                        at,
                        Kind::TypeChanged,
                        "anything now",
                        Breaks::response("content that was not possible cannot be read"),
                    );
                }
                (TypeRef::Builtin(_), TypeRef::Defined(_)) => {
                    self.report(
                        at,
                        Kind::TypeChanged,
                        "no longer anything",
                        Breaks::request("content that was allowed is refused"),
                    );
                }
            },
            (before, _) => {
                let what = if before {
                    "a simple type → a complex type"
                } else {
                    "a complex type → a simple type"
                };
                let breaks = Breaks::both("the content is refused", "the content cannot be read");
                self.report(at, Kind::TypeChanged, what, breaks);
            }
        }
    }

    fn simple(&mut self, at: &At, old: TypeRef, new: TypeRef) {
        let before = Simple::of(&self.old.description.schema, old);
        let after = Simple::of(&self.new.description.schema, new);
        match (&before.variety, &after.variety) {
            (simple::Is::Atomic(a), simple::Is::Atomic(b)) if a == b => {}
            (simple::Is::Atomic(a), simple::Is::Atomic(b)) => {
                let what = format!("base xs:{} → xs:{}", a.name(), b.name());
                self.report(at, Kind::TypeChanged, what, simple::builtin(*a, *b));
            }
            (simple::Is::List(a), simple::Is::List(b)) => self.reference(&at.clone(), *a, *b),
            (simple::Is::Union(a), simple::Is::Union(b)) if a.len() == b.len() => {
                for (a, b) in a.iter().zip(b) {
                    self.reference(at, *a, *b);
                }
            }
            (a, b) => {
                let word = |is: &simple::Is| match is {
                    simple::Is::Atomic(_) => "a single value",
                    simple::Is::List(_) => "a list",
                    simple::Is::Union(_) => "a union",
                };
                let what = match (a, b) {
                    (simple::Is::Union(a), simple::Is::Union(b)) => {
                        format!("a union of {} → of {} types", a.len(), b.len())
                    }
                    _ => format!("{} → {}", word(a), word(b)),
                };
                let breaks = Breaks::both("the value is refused", "the value cannot be read");
                self.report(at, Kind::TypeChanged, what, breaks);
            }
        }
        for (kind, what, breaks) in simple::facets(&before, &after) {
            let at = match kind {
                Kind::ValueAdded | Kind::ValueRemoved => at.member(&what),
                _ => at.clone(),
            };
            let what = match kind {
                Kind::ValueAdded => "value added".to_owned(),
                Kind::ValueRemoved => "value removed".to_owned(),
                _ => what,
            };
            self.report(&at, kind, what, breaks);
        }
    }

    pub(super) fn report(&mut self, at: &At, kind: Kind, what: impl Into<String>, breaks: Breaks) {
        let mut keys = Vec::new();
        if at.path.is_empty() {
            keys.extend(rust::Key::items(
                (self.old.package, self.new.package),
                &at.place,
            ));
        } else {
            let last = at.path.last().map(String::as_str).unwrap_or_default();
            keys.extend(rust::Key::members(
                (self.old.package, self.new.package),
                &at.place,
                last,
            ));
        }
        let draft = self.add(at.component, &at.name, kind, what, breaks);
        draft.change.member = (!at.path.is_empty()).then(|| at.path.join("/"));
        draft.keys = keys;
    }

    /// A member of what is compared. The generated code of what is in it is looked for in the member's type.
    pub(super) fn at_member(&self, at: &At, name: &str, attribute: bool) -> At {
        let shown = if attribute {
            format!("@{name}")
        } else {
            name.to_owned()
        };
        let mut inner = at.member(&shown);
        if let Some(outer) = at.path.last() {
            inner.place = Place {
                old: rust::inner(self.old.package, at.place.old.as_ref(), outer),
                new: rust::inner(self.new.package, at.place.new.as_ref(), outer),
            };
        }
        inner
    }

    fn element_place(&self, name: &QName) -> Place {
        Place {
            old: self.old.element_path(name),
            new: self.new.element_path(name),
        }
    }

    fn type_place(&self, old: &QName, new: &QName) -> Place {
        Place {
            old: self.old.type_path(old),
            new: self.new.type_path(new),
        }
    }
}
