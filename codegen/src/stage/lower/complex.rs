//! Complex types: a struct, or the enum itself where the type is only a choice.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::doc;
use super::draft::{Body, ItemId, Key, Label, Member, Role, Table, Target, Wrap};
use super::particle::MAX_NESTING;
use super::shape::{Shaper, Site};
use crate::diagnostic::code;
use crate::model::package::{Flags, Kind};
use crate::model::xsd::effective::MAX_DERIVATION;
use crate::model::xsd::{
    Builtin, ComplexType, Compositor, Content, Derivation, Particle, SoapArray, Term, Type, TypeId,
    TypeKind, TypeRef,
};

/// The most dimensions that an array keeps apart, as many as .NET has; what has more is read as flat.
const MAX_DIMENSIONS: usize = 32;

/// The content of a complex type with its bases', each particle with the type that declares it.
pub(super) enum Whole<'s> {
    Empty,
    Simple(TypeRef),
    Elements(Vec<(TypeId, &'s Particle)>),
    Any,
}

impl<'d> Shaper<'d> {
    /// The shape of a type's item.
    pub(super) fn type_body(&mut self, item: ItemId, id: TypeId) -> Body {
        let schema = self.schema;
        let ty = schema.ty(id);
        let text = ty.documentation.as_deref().and_then(doc::clean);
        let facets = match &ty.kind {
            TypeKind::Simple(_) if !self.is_words(id) => self.facets_doc(TypeRef::Defined(id)),
            _ => None,
        };
        self.draft.get_mut(item).doc = doc::paragraphs([text, facets]);
        match &ty.kind {
            TypeKind::Simple(simple) => self.simple_body(id, simple),
            TypeKind::Complex(complex) => self.complex_body(item, id, ty, complex),
        }
    }

    fn complex_body(
        &mut self,
        item: ItemId,
        id: TypeId,
        ty: &'d Type,
        complex: &'d ComplexType,
    ) -> Body {
        let name = ty
            .name
            .as_ref()
            .map_or_else(|| Arc::from(""), |n| n.local.clone());
        let mut table = Table {
            namespace: ty.namespace.clone(),
            name,
            kind: Kind::Seq,
            ordered: false,
            mixed: false,
        };
        let mut members = Vec::new();
        if let Some(array) = &complex.array {
            // the attributes of SOAP's own array are the codec's
            members.push(self.array_items(array));
            return self.finish_struct(item, id, table, members);
        }
        let whole = self.whole(id);
        let mixed = self.schema.effective_mixed(id) && !matches!(whole, Whole::Simple(_));
        match whole {
            Whole::Empty if mixed => {
                members.push(self.text_member(TypeRef::Builtin(Builtin::String)))
            }
            Whole::Empty => {}
            Whole::Simple(text) => members.push(self.text_member(text)),
            Whole::Any => {
                table.mixed = true;
                members.push(self.mixed_member(item, id, &[], true));
            }
            Whole::Elements(particles) if mixed => {
                table.mixed = true;
                members.push(self.mixed_member(item, id, &particles, false));
            }
            Whole::Elements(particles) => {
                if let Some(choice) = self.only_choice(item, id, &particles, &table) {
                    return choice;
                }
                table.kind = self.model(&particles, &mut members);
            }
        }
        self.attributes(id, &mut members);
        if !table.mixed && self.repeats_a_name(&members) {
            table.ordered = true;
            self.order_groups(&members);
        }
        self.finish_struct(item, id, table, members)
    }

    fn finish_struct(
        &mut self,
        item: ItemId,
        id: TypeId,
        table: Table,
        members: Vec<Member>,
    ) -> Body {
        if self.over_limit() {
            let message = "the groups of this schema name one another so often that its types grow beyond any use";
            self.doubt(item, code::OVERGROWN, self.schema.ty(id).span, message);
        }
        let base = self.base_item(id);
        Body::Struct {
            table,
            members,
            base,
            complex: true,
        }
    }

    /// The base that an extension converts to: a concrete complex type with a name.
    fn base_item(&mut self, id: TypeId) -> Option<ItemId> {
        let (_, complex) = self.schema.complex(TypeRef::Defined(id))?;
        if complex.derivation != Derivation::Extension {
            return None;
        }
        let TypeRef::Defined(base) = complex.base else {
            return None;
        };
        let (definition, base_complex) = self.schema.complex(complex.base)?;
        let name = definition.name.as_ref()?;
        if base_complex.is_abstract || self.substitutes.named(name).is_some() {
            return None;
        }
        Some(self.type_item(base))
    }

    /// The content of a type and of its bases, as far as it extends them.
    pub(super) fn whole(&self, id: TypeId) -> Whole<'d> {
        let schema: &'d _ = self.schema;
        let mut particles: Vec<(TypeId, &'d Particle)> = Vec::new();
        let mut current = TypeRef::Defined(id);
        for _ in 0..MAX_DERIVATION {
            let declaring = match current {
                TypeRef::Builtin(Builtin::AnyType) => return Whole::Any,
                TypeRef::Builtin(_) => return Whole::Simple(current),
                TypeRef::Defined(t) => t,
            };
            let Some((_, complex)) = schema.complex(current) else {
                return Whole::Simple(current);
            };
            match &complex.content {
                Content::Simple(text) => return Whole::Simple(*text),
                Content::Elements(p) => particles.push((declaring, p)),
                Content::Empty => {}
            }
            match complex.derivation {
                Derivation::Extension => current = complex.base,
                Derivation::Restriction => break,
            }
        }
        particles.reverse();
        match particles.is_empty() {
            true => Whole::Empty,
            false => Whole::Elements(particles),
        }
    }

    /// The members of a content model; `All` when it is one.
    fn model(&mut self, particles: &[(TypeId, &'d Particle)], members: &mut Vec<Member>) -> Kind {
        // an `all` of optional members may be absent as well as empty
        let all = |(_, p): &(TypeId, &Particle)| match &p.term {
            Term::Group(g) if g.compositor == Compositor::All && p.max == Some(1) => {
                p.min == 1 || g.particles.iter().all(|m| m.min == 0)
            }
            _ => false,
        };
        let kind = match particles.iter().all(all) {
            true => Kind::All,
            false => Kind::Seq,
        };
        for (declaring, particle) in particles {
            let owner = self.type_item(*declaring);
            let site = self.site(owner);
            self.place_top(particle, kind == Kind::All, &site, members);
        }
        kind
    }

    /// A type that is only a choice is the enum itself.
    fn only_choice(
        &mut self,
        item: ItemId,
        id: TypeId,
        particles: &[(TypeId, &'d Particle)],
        table: &Table,
    ) -> Option<Body> {
        let [(declaring, particle)] = particles else {
            return None;
        };
        let (_, complex) = self.schema.complex(TypeRef::Defined(id))?;
        let extended = self.schema.derived.contains_key(&id);
        if *declaring != id
            || complex.derivation == Derivation::Extension
            || extended
            || self.type_has_attributes(id)
        {
            return None;
        }
        let model = self.lone_choice(particle)?;
        let site = self.site(item);
        let (variants, emptiable) = self.branches(model, false, &site);
        if emptiable || variants.is_empty() {
            return None;
        }
        let mut table = table.clone();
        table.kind = Kind::Choice;
        if self.repeats_a_name(&variants) {
            table.ordered = true;
            self.order_groups(&variants);
        }
        Some(Body::Choice {
            table,
            variants,
            blank: 0,
        })
    }

    /// The member for simple content.
    pub(super) fn text_member(&mut self, ty: TypeRef) -> Member {
        let target = self.simple_target(ty);
        let mut member = Member::new("value", Role::Text, target, Wrap::One);
        member.flags.text = true;
        self.simple_row(&mut member, ty);
        member
    }

    /// What a simple type adds to a row: facets and white space, and its name.
    pub(super) fn simple_row(&mut self, member: &mut Member, ty: TypeRef) {
        // the struct of an extended type has a row of its own for the value
        if !self.schema.is_simple(ty) || self.is_extended_item(&member.target) {
            return;
        }
        member.declared = self.declared(ty);
        member.simple = self.held_to(ty, &member.hint);
        match self.white_space(ty) {
            crate::model::xsd::WhiteSpace::Preserve => {}
            crate::model::xsd::WhiteSpace::Replace => member.flags.replace = true,
            crate::model::xsd::WhiteSpace::Collapse => member.flags.collapse = true,
        }
    }

    /// The items of a SOAP encoded array: under any element name, each of which may be nil.
    fn array_items(&mut self, array: &SoapArray) -> Member {
        let target = self.value_target(array.item);
        let tree = matches!(target, Target::Runtime("Element"));
        let wrap = if tree { Wrap::Vec } else { Wrap::VecOption };
        let mut member = Member::new("items", Role::Element, target, wrap);
        member.flags = Flags {
            opt: true,
            many: true,
            items: true,
            nil: !tree,
            ..Flags::default()
        };
        let dimensions = 1 + array.dimensions.matches(',').count();
        member.dimensions = Some(dimensions).filter(|count| (2..=MAX_DIMENSIONS).contains(count));
        // An array in an array has no name of its own, but that of its items and its ranks: `int[]`.
        let (mut of, mut ranks) = (array.item, String::new());
        while let Some((definition, complex)) = self.schema.complex(of)
            && let (None, Some(array)) = (&definition.name, &complex.array)
        {
            (of, ranks) = (array.item, format!("{}{ranks}", array.dimensions));
        }
        member.declared = self.declared(of);
        match of {
            TypeRef::Builtin(b) => {
                member.namespace = Arc::from("http://www.w3.org/2001/XMLSchema");
                member.wire = format!("{}{ranks}", b.name()).into();
            }
            TypeRef::Defined(id) => {
                member.wire = Arc::from("item");
                if let Some(name) = &self.schema.ty(id).name {
                    member.namespace = name.namespace.clone();
                    member.wire = format!("{}{ranks}", name.local).into();
                }
            }
        }
        member
    }

    /// `content`: text and elements as they come.
    fn mixed_member(
        &mut self,
        item: ItemId,
        id: TypeId,
        particles: &[(TypeId, &'d Particle)],
        any: bool,
    ) -> Member {
        let site = self.site(item);
        let label = Label {
            kind: "content",
            path: site.path.clone(),
            words: format!("{}Item", site.words),
            suffix: "Content",
        };
        let key = Key::Mixed(id);
        let span = self.schema.ty(id).span;
        let inner = self.reserve(key, &site.namespace, label, Some(item), Some(span));
        let mut variants = Vec::new();
        let mut text = Member::new("Text", Role::Text, Target::Runtime("String"), Wrap::One);
        text.flags.text = true;
        variants.push(text);
        let mut seen = BTreeSet::new();
        for (_, particle) in particles {
            self.mixed_variants(particle, 0, &mut seen, &mut variants);
        }
        if any {
            let mut wild = Member::new("Any", Role::Any, Target::Runtime("Element"), Wrap::One);
            wild.flags.any = true;
            variants.push(wild);
        }
        let table = Table {
            namespace: self.schema.ty(id).namespace.clone(),
            name: Arc::from(""),
            kind: Kind::Choice,
            ordered: false,
            mixed: false,
        };
        self.draft.get_mut(inner).body = Body::Choice {
            table,
            variants,
            blank: 0,
        };
        let mut member = Member::new("content", Role::Group, Target::Item(inner), Wrap::Vec);
        member.flags = Flags {
            group: true,
            opt: true,
            many: true,
            ..Flags::default()
        };
        member
    }

    /// Every element and wildcard of a particle, once, as variants of mixed content.
    fn mixed_variants(
        &mut self,
        particle: &'d Particle,
        depth: usize,
        seen: &mut BTreeSet<(Arc<str>, Arc<str>, Role)>,
        variants: &mut Vec<Member>,
    ) {
        self.rows += 1;
        if depth > MAX_NESTING || self.over_limit() {
            return;
        }
        let schema: &'d _ = self.schema;
        let inner = match &particle.term {
            Term::Group(group) => &group.particles,
            Term::GroupRef(id) => &schema.group(*id).model.particles,
            Term::Element(_) | Term::Wildcard(_) => {
                let found = self.leaf_member(particle, 1, Some(1), true);
                let name = match found.flags.group {
                    true => Arc::from(found.hint.as_str()),
                    false => found.wire.clone(),
                };
                if seen.insert((found.namespace.clone(), name, found.role)) {
                    variants.push(found);
                } else if let Some(other) =
                    variants.iter_mut().find(|v| v.flags.any && found.flags.any)
                    && other.wild != found.wild
                {
                    // two wildcards: in free order they are one
                    other.wild = None;
                }
                return;
            }
        };
        for particle in inner {
            self.mixed_variants(particle, depth + 1, seen, variants);
        }
    }

    /// A site for the parts of a named group that dissolves into its users.
    pub(super) fn group_site(&self, id: crate::model::xsd::GroupId, item: Option<ItemId>) -> Site {
        let group = self.schema.group(id);
        Site {
            item,
            namespace: group.name.namespace.clone(),
            path: super::label::path(&group.name),
            words: crate::names::case::type_name(&group.name.local),
            shared: true,
        }
    }
}
