//! Particles of a sequence: what is spliced in, what becomes a group of its own.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::draft::{Body, ItemId, Key, Label, Member, Role, Table, Target, Wild, Wrap};
use super::shape::{Shaper, Site};
use crate::model::package::{Flags, Kind};
use crate::model::xsd::{
    Compositor, ElementId, GroupId, ModelGroup, NamespaceConstraint, Particle, Term,
    ValueConstraint, Wildcard,
};
use crate::names::case;

/// How deep groups may nest, references to named groups included.
pub(super) const MAX_NESTING: usize = 128;

/// How often something occurs.
pub(super) type Occurs = (u32, Option<u32>);

/// A nested group: the named one, or the one of a particle.
#[derive(Clone, Copy)]
pub(super) enum Origin<'d> {
    Named(GroupId),
    Inline(&'d Particle),
}

impl<'d> Shaper<'d> {
    /// The content of a complex type.
    pub(super) fn place_top(
        &mut self,
        particle: &'d Particle,
        all: bool,
        site: &Site,
        out: &mut Vec<Member>,
    ) {
        let mut numbers = Numbers::default();
        match &particle.term {
            Term::Group(group) if all => {
                self.place_each(&group.particles, site, &mut numbers, 0, out)
            }
            _ => self.place(
                particle,
                (particle.min, particle.max),
                site,
                &mut numbers,
                0,
                out,
            ),
        }
    }

    fn place_each(
        &mut self,
        particles: &'d [Particle],
        site: &Site,
        numbers: &mut Numbers,
        depth: usize,
        out: &mut Vec<Member>,
    ) {
        for particle in particles {
            self.place(
                particle,
                (particle.min, particle.max),
                site,
                numbers,
                depth + 1,
                out,
            );
        }
    }

    /// One particle of a sequence.
    fn place(
        &mut self,
        particle: &'d Particle,
        occurs: Occurs,
        site: &Site,
        numbers: &mut Numbers,
        depth: usize,
        out: &mut Vec<Member>,
    ) {
        self.rows += 1;
        if occurs.1 == Some(0) || depth > MAX_NESTING || self.over_limit() {
            return;
        }
        let schema: &'d _ = self.schema;
        match &particle.term {
            Term::Element(_) | Term::Wildcard(_) => {
                out.push(self.leaf_member(particle, occurs.0, occurs.1, false))
            }
            Term::Group(model) => {
                self.place_group(
                    model,
                    Origin::Inline(particle),
                    occurs,
                    site,
                    numbers,
                    depth,
                    out,
                );
            }
            Term::GroupRef(id) => {
                let inner = self.group_site(*id, site.item);
                let mut own = Numbers::default();
                let model = &schema.group(*id).model;
                self.place_group(
                    model,
                    Origin::Named(*id),
                    occurs,
                    &inner,
                    &mut own,
                    depth,
                    out,
                );
            }
        }
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "a particle's occurrence, origin and place are told apart on purpose"
    )]
    fn place_group(
        &mut self,
        model: &'d ModelGroup,
        origin: Origin<'d>,
        occurs: Occurs,
        site: &Site,
        numbers: &mut Numbers,
        depth: usize,
        out: &mut Vec<Member>,
    ) {
        if let [only] = model.particles.as_slice()
            && let Some(product) = product(occurs, (only.min, only.max))
        {
            return self.place(only, product, site, numbers, depth + 1, out);
        }
        let once = occurs == (1, Some(1));
        match model.compositor {
            _ if model.particles.is_empty() => {}
            Compositor::Sequence if once => {
                self.place_each(&model.particles, site, numbers, depth, out)
            }
            // an `all` of optional members may be absent as well as empty
            Compositor::All
                if occurs == (0, Some(1))
                    && out.is_empty()
                    && model.particles.iter().all(|p| p.min == 0) =>
            {
                self.place_each(&model.particles, site, numbers, depth, out);
            }
            Compositor::Sequence | Compositor::All => {
                let step = numbers.group();
                let many = occurs.1 != Some(1);
                let item = self.sequence_item(model, origin, many, &step, site);
                let emptiable = self.emptiable_group(model, depth);
                out.push(group_member(
                    item, &step, site, origin, self, occurs, emptiable,
                ));
            }
            Compositor::Choice => {
                let step = numbers.choice();
                let many = occurs.1.is_none();
                let (item, emptiable) = self.choice_item(model, origin, many, &step, site);
                out.push(group_member(
                    item, &step, site, origin, self, occurs, emptiable,
                ));
            }
        }
    }

    /// The struct of a sequence that does not dissolve.
    pub(super) fn sequence_item(
        &mut self,
        model: &'d ModelGroup,
        origin: Origin<'d>,
        many: bool,
        step: &str,
        site: &Site,
    ) -> ItemId {
        let (item, fresh) = self.group_item(origin, step, site);
        if fresh {
            let inner = Site {
                item: Some(item),
                ..self.nested_site(item, site)
            };
            let mut members = Vec::new();
            self.place_each(
                &model.particles,
                &inner,
                &mut Numbers::default(),
                0,
                &mut members,
            );
            let kind = if model.compositor == Compositor::All {
                Kind::All
            } else {
                Kind::Seq
            };
            let table = self.group_table(item, kind);
            self.draft.get_mut(item).body = Body::Struct {
                table,
                members,
                base: None,
                complex: false,
            };
        }
        if many
            && let Body::Struct { table, members, .. } = &mut self.draft.get_mut(item).body
            && members.len() > 1
        {
            table.ordered = true;
        }
        item
    }

    /// The enum of a choice, and whether it may stand for nothing.
    pub(super) fn choice_item(
        &mut self,
        model: &'d ModelGroup,
        origin: Origin<'d>,
        many: bool,
        step: &str,
        site: &Site,
    ) -> (ItemId, bool) {
        let emptiable = self.emptiable_group(model, 0);
        let (item, fresh) = self.group_item(origin, step, site);
        if fresh {
            let inner = self.nested_site(item, site);
            let (variants, _) = self.branches(model, many && !inner.shared, &inner);
            let table = self.group_table(item, Kind::Choice);
            self.draft.get_mut(item).body = Body::Choice {
                table,
                variants,
                blank: 0,
            };
        }
        (item, emptiable)
    }

    /// The item of a nested group, and whether it is new.
    fn group_item(&mut self, origin: Origin<'d>, step: &str, site: &Site) -> (ItemId, bool) {
        let (key, span) = match origin {
            Origin::Named(id) => (Key::Group(id), self.schema.group(id).span),
            Origin::Inline(particle) => (
                Key::Particle(std::ptr::from_ref(particle).addr()),
                particle.span,
            ),
        };
        if let Some(known) = self.known(key) {
            return (known, false);
        }
        let (label, parent) = match origin {
            Origin::Named(_) => {
                let label = Label {
                    kind: "group",
                    path: site.path.clone(),
                    words: site.words.clone(),
                    suffix: "Group",
                };
                (label, None)
            }
            Origin::Inline(_) => {
                let label = Label {
                    kind: "particle",
                    path: format!("{}/{step}", site.path),
                    words: format!("{}{}", site.words, case::type_name(step)),
                    suffix: "Group",
                };
                (
                    label,
                    site.item
                        .filter(|_| !site.shared || self.is_group(site.item)),
                )
            }
        };
        let item = self.reserve(key, &site.namespace.clone(), label, parent, Some(span));
        if let Origin::Named(id) = origin {
            let text = self.schema.group(id).documentation.as_deref();
            self.draft.get_mut(item).doc = text.and_then(super::doc::clean);
        }
        (item, true)
    }

    fn is_group(&self, item: Option<ItemId>) -> bool {
        item.is_some_and(|i| matches!(self.draft.get(i).key, Key::Group(_) | Key::Particle(_)))
    }

    fn nested_site(&self, item: ItemId, outer: &Site) -> Site {
        Site {
            shared: outer.shared,
            ..self.site(item)
        }
    }

    fn group_table(&self, item: ItemId, kind: Kind) -> Table {
        Table {
            namespace: self.draft.get(item).namespace.clone(),
            name: Arc::from(""),
            kind,
            ordered: false,
            mixed: false,
        }
    }

    /// An element or wildcard as a member, or as a variant.
    pub(super) fn leaf_member(
        &mut self,
        particle: &Particle,
        min: u32,
        max: Option<u32>,
        variant: bool,
    ) -> Member {
        match &particle.term {
            Term::Wildcard(wildcard) => self.wildcard_member(wildcard, min, max, variant),
            Term::Element(id) => self.element_member(*id, min, max, variant),
            Term::Group(_) | Term::GroupRef(_) => {
                Member::new("group", Role::Any, Target::Runtime("Element"), Wrap::Vec)
            }
        }
    }

    fn wildcard_member(
        &mut self,
        wildcard: &Wildcard,
        min: u32,
        max: Option<u32>,
        variant: bool,
    ) -> Member {
        let mut member = Member::new("any", Role::Any, Target::Runtime("Element"), Wrap::One);
        member.flags.any = true;
        member.wild = wild(wildcard);
        occurrence(&mut member, min, max, false, false, variant);
        member
    }

    /// A member for an element declaration.
    pub(super) fn element_member(
        &mut self,
        id: ElementId,
        min: u32,
        max: Option<u32>,
        variant: bool,
    ) -> Member {
        let element = self.schema.element(id);
        if let Some(heads) = self.heads_item(id) {
            let hint = element.name.local.to_string();
            let mut member = Member::new(hint, Role::Element, Target::Item(heads), Wrap::One);
            member.flags.group = true;
            occurrence(&mut member, min, max, false, false, variant);
            member.doc = element.documentation.as_deref().and_then(super::doc::clean);
            return member;
        }
        if element.global && element.is_abstract {
            // only schemas that are not here know what may stand for it
            let mut member = Member::new(
                element.name.local.to_string(),
                Role::Element,
                Target::Runtime("Element"),
                Wrap::One,
            );
            member.flags.any = true;
            occurrence(&mut member, min, max, false, false, variant);
            return member;
        }
        let target = self.element_target(id);
        let hint = element.name.local.to_string();
        let mut member = Member::new(hint, Role::Element, target, Wrap::One);
        member = member.named(&element.name.namespace, &element.name.local);
        let nil = element.nillable && !matches!(member.target, Target::Runtime("Element"));
        let with_nil = nil && self.has_attributes(element.ty);
        occurrence(&mut member, min, max, nil, with_nil, variant);
        self.simple_row(&mut member, element.ty);
        self.value_constraint(&mut member, element.value.as_ref(), element.ty, variant);
        member.flags.secret = self.secrets.is_secret(&element.name.local);
        let text = element.documentation.as_deref().and_then(super::doc::clean);
        let keys = (!element.constraints.is_empty()).then(|| {
            element
                .constraints
                .iter()
                .filter_map(|c| super::doc::clean(c))
                .collect::<Vec<_>>()
                .join("\n")
        });
        member.doc = super::doc::paragraphs([text, keys]);
        member
    }

    /// `default` and `fixed`: the member stays absent where it is absent; the row and the getter know the value.
    pub(super) fn value_constraint(
        &mut self,
        member: &mut Member,
        value: Option<&ValueConstraint>,
        ty: crate::model::xsd::TypeRef,
        variant: bool,
    ) {
        let Some(value) = value else { return };
        let space = self.schema.white_space(ty);
        member.value = Some(super::simple::normalize(value.text(), space));
        if matches!(value, ValueConstraint::Fixed(_)) {
            member.flags.fixed = true;
            if !variant && member.wrap == Wrap::One {
                member.wrap = Wrap::Option;
            }
        }
    }

    /// Whether a particle may stand for nothing.
    pub(super) fn emptiable(&mut self, particle: &'d Particle, depth: usize) -> bool {
        if particle.min == 0 || depth > MAX_NESTING {
            return true;
        }
        let schema: &'d _ = self.schema;
        match &particle.term {
            Term::Element(_) | Term::Wildcard(_) => false,
            Term::Group(model) => self.emptiable_group(model, depth + 1),
            Term::GroupRef(id) => {
                if let Some(known) = self.emptiable_groups.get(id) {
                    return *known;
                }
                let found = self.emptiable_group(&schema.group(*id).model, depth + 1);
                self.emptiable_groups.insert(*id, found);
                found
            }
        }
    }

    /// Whether a group may stand for nothing.
    pub(super) fn emptiable_group(&mut self, model: &'d ModelGroup, depth: usize) -> bool {
        match model.compositor {
            Compositor::Choice => {
                model.particles.is_empty()
                    || model.particles.iter().any(|p| self.emptiable(p, depth + 1))
            }
            _ => model.particles.iter().all(|p| self.emptiable(p, depth + 1)),
        }
    }

    /// Whether one name, or two wildcards for one namespace, occur twice in a model: position is information then.
    pub(super) fn repeats_a_name(&self, members: &[Member]) -> bool {
        let mut seen = BTreeSet::new();
        let mut wilds: Vec<&Option<Wild>> = Vec::new();
        self.repeats_within(members, 0, &mut seen, &mut wilds)
    }

    fn repeats_within<'m>(
        &'m self,
        members: &'m [Member],
        depth: usize,
        seen: &mut BTreeSet<(&'m str, &'m str)>,
        wilds: &mut Vec<&'m Option<Wild>>,
    ) -> bool {
        members.iter().any(|m| {
            if m.flags.attr || m.flags.text {
                false
            } else if m.flags.group {
                let inner = m.target.item().map(|i| self.draft.get(i).rows());
                depth < MAX_NESTING
                    && inner.is_some_and(|rows| self.repeats_within(rows, depth + 1, seen, wilds))
            } else if m.flags.any {
                let overlaps = wilds.iter().any(|w| overlap(w, &m.wild));
                wilds.push(&m.wild);
                overlaps
            } else {
                !seen.insert((&m.namespace, &m.wire))
            }
        })
    }

    /// Marks the tables of the groups of a model as ordered.
    pub(super) fn order_groups(&mut self, members: &[Member]) {
        let is_group = |m: &&Member| m.flags.group;
        let mut open: Vec<ItemId> = members
            .iter()
            .filter(is_group)
            .filter_map(|m| m.target.item())
            .collect();
        while let Some(id) = open.pop() {
            let item = self.draft.get_mut(id);
            if matches!(item.key, Key::Heads(_)) {
                continue;
            }
            let (Body::Struct { table, .. } | Body::Choice { table, .. }) = &mut item.body else {
                continue;
            };
            if !std::mem::replace(&mut table.ordered, true) {
                open.extend(
                    item.rows()
                        .iter()
                        .filter(is_group)
                        .filter_map(|m| m.target.item()),
                );
            } else if let Body::Struct { .. } | Body::Choice { .. } = item.body {
                // a group that repeats was ordered before its parts were
                let inner: Vec<ItemId> = item
                    .rows()
                    .iter()
                    .filter(is_group)
                    .filter_map(|m| m.target.item())
                    .collect();
                open.extend(inner.into_iter().filter(|i| !self.is_ordered(*i)));
            }
        }
    }

    fn is_ordered(&self, id: ItemId) -> bool {
        matches!(&self.draft.get(id).body, Body::Struct { table, .. } | Body::Choice { table, .. } if table.ordered)
    }
}

/// The row of a nested group.
fn group_member(
    item: ItemId,
    step: &str,
    site: &Site,
    origin: Origin<'_>,
    shaper: &Shaper<'_>,
    (min, max): Occurs,
    emptiable: bool,
) -> Member {
    let hint = match origin {
        Origin::Named(id) => shaper.schema.group(id).name.local.to_string(),
        Origin::Inline(_) if site.shared => step.to_owned(),
        Origin::Inline(_) => step.to_owned(),
    };
    let mut member = Member::new(hint, Role::Group, Target::Item(item), Wrap::One);
    member.flags.group = true;
    let least = if emptiable { 0 } else { min };
    occurrence(&mut member, least, max, false, false, false);
    member
}

/// Sets what stands around a member's type, with the flags that say so.
pub(super) fn occurrence(
    member: &mut Member,
    min: u32,
    max: Option<u32>,
    nil: bool,
    with_nil: bool,
    variant: bool,
) {
    let many = max != Some(1);
    let opt = min == 0 && !variant;
    member.wrap = match (many, nil, with_nil) {
        (true, false, _) => Wrap::Vec,
        (true, true, false) => Wrap::VecOption,
        (true, true, true) => Wrap::VecWithNil,
        (false, false, _) if opt => Wrap::Option,
        (false, false, _) => Wrap::One,
        (false, true, false) if opt => Wrap::Nillable,
        (false, true, false) => Wrap::Option,
        (false, true, true) if opt => Wrap::OptionWithNil,
        (false, true, true) => Wrap::WithNil,
    };
    member.flags = Flags {
        opt,
        many,
        nil,
        ..member.flags
    };
    member.occurs = (many && (min > 1 || max.is_some())).then_some((min, max));
}

/// `(p{c,d}){a,b}` as `p{..}`, where that says the same.
pub(super) fn product((a, b): Occurs, (c, d): Occurs) -> Option<Occurs> {
    match ((a, b), (c, d)) {
        ((1, Some(1)), inner) => Some(inner),
        (outer, (1, Some(1))) => Some(outer),
        // an optional run: the run may be absent, or is at least one long anyway
        ((0, Some(1)), (0 | 1, d)) => Some((0, d)),
        // any number of runs that may be single
        ((a, None), (c @ (0 | 1), _)) => Some((if c == 0 { 0 } else { a }, None)),
        ((a, _), (c @ (0 | 1), None)) => Some((
            if c == 0 {
                0
            } else {
                a.min(1).max(u32::from(a > 0))
            },
            None,
        )),
        ((_, Some(b)), (0, Some(1))) => Some((0, Some(b))),
        _ => None,
    }
}

/// The namespaces of a wildcard; `None` is any.
pub(super) fn wild(wildcard: &Wildcard) -> Option<Wild> {
    match &wildcard.namespaces {
        NamespaceConstraint::Any => None,
        NamespaceConstraint::Other(namespace) => Some(Wild::Not(namespace.clone())),
        NamespaceConstraint::List(list) => Some(Wild::In(list.clone())),
    }
}

/// Whether some namespace fits both wildcards.
fn overlap(a: &Option<Wild>, b: &Option<Wild>) -> bool {
    match (a, b) {
        (Some(Wild::In(a)), Some(Wild::In(b))) => a.iter().any(|n| b.contains(n)),
        (Some(Wild::In(list)), Some(Wild::Not(not)))
        | (Some(Wild::Not(not)), Some(Wild::In(list))) => {
            list.iter().any(|n| n != not && !n.is_empty())
        }
        (Some(Wild::In(list)), None) | (None, Some(Wild::In(list))) => !list.is_empty(),
        _ => true,
    }
}

/// Numbers the nested groups of one component.
#[derive(Default)]
pub(super) struct Numbers {
    groups: usize,
    choices: usize,
}

impl Numbers {
    pub(super) fn group(&mut self) -> String {
        number(&mut self.groups, "group")
    }

    pub(super) fn choice(&mut self) -> String {
        number(&mut self.choices, "choice")
    }
}

fn number(count: &mut usize, word: &str) -> String {
    *count += 1;
    match *count {
        1 => word.to_owned(),
        n => format!("{word}{n}"),
    }
}
