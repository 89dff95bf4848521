//! Particles of a sequence: what is spliced in, what becomes a group of its own.

use std::sync::Arc;

use super::draft::{Body, ItemId, Key, Label, Member, Role, Table, Target, Wrap};
use super::occurs::{Occurs, occurrence, product};
use super::shape::{Shaper, Site};
use crate::model::package::Kind;
use crate::model::xsd::{Compositor, GroupId, ModelGroup, Particle, Term};
use crate::names::case;

/// How deep groups may nest, references to named groups included.
pub(super) const MAX_NESTING: usize = 128;

/// A nested group: the named one, or the one of a particle.
#[derive(Clone, Copy)]
pub(super) enum Origin<'d> {
    Named(GroupId),
    Inline(&'d Particle),
}

/// A walk through the particles of one component.
struct Walk<'w> {
    site: &'w Site,
    numbers: Numbers,
    depth: usize,
    out: &'w mut Vec<Member>,
}

impl<'d> Shaper<'d> {
    /// The content of a complex type; `all` when its particle is an `all` whose members are the type's own.
    pub(super) fn place_top(
        &mut self,
        particle: &'d Particle,
        all: bool,
        site: &Site,
        out: &mut Vec<Member>,
    ) {
        let mut walk = Walk {
            site,
            numbers: Numbers::default(),
            depth: 0,
            out,
        };
        match &particle.term {
            Term::Group(group) if all => self.place_each(&group.particles, &mut walk),
            _ => self.place(particle, (particle.min, particle.max), &mut walk),
        }
    }

    fn place_each(&mut self, particles: &'d [Particle], walk: &mut Walk<'_>) {
        walk.depth += 1;
        for particle in particles {
            self.place(particle, (particle.min, particle.max), walk);
        }
        walk.depth -= 1;
    }

    /// One particle of a sequence.
    fn place(&mut self, particle: &'d Particle, occurs: Occurs, walk: &mut Walk<'_>) {
        self.rows += 1;
        if occurs.1 == Some(0) || walk.depth > MAX_NESTING || self.over_limit() {
            return;
        }
        let schema: &'d _ = self.schema;
        match &particle.term {
            Term::Element(_) | Term::Wildcard(_) => {
                walk.out
                    .push(self.leaf_member(particle, occurs.0, occurs.1, false));
            }
            Term::Group(model) => {
                self.place_group(model, Origin::Inline(particle), occurs, walk);
            }
            Term::GroupRef(id) => {
                let site = self.group_site(*id, walk.site.item);
                let mut inner = Walk {
                    site: &site,
                    numbers: Numbers::default(),
                    depth: walk.depth + 1,
                    out: &mut *walk.out,
                };
                let model = &schema.group(*id).model;
                self.place_group(model, Origin::Named(*id), occurs, &mut inner);
            }
        }
    }

    fn place_group(
        &mut self,
        model: &'d ModelGroup,
        origin: Origin<'d>,
        occurs: Occurs,
        walk: &mut Walk<'_>,
    ) {
        if let [only] = model.particles.as_slice()
            && let Some(product) = product(occurs, (only.min, only.max))
        {
            walk.depth += 1;
            self.place(only, product, walk);
            walk.depth -= 1;
            return;
        }
        let (step, item) = match model.compositor {
            _ if model.particles.is_empty() => return,
            Compositor::Sequence if occurs == (1, Some(1)) => {
                return self.place_each(&model.particles, walk);
            }
            Compositor::Sequence | Compositor::All => {
                let step = walk.numbers.group();
                let many = occurs.1 != Some(1);
                let item = self.sequence_item(model, origin, many, &step, walk.site);
                (step, item)
            }
            Compositor::Choice => {
                let step = walk.numbers.choice();
                let many = occurs.1.is_none();
                let item = self.choice_item(model, origin, many, &step, walk.site);
                (step, item)
            }
        };
        let hint = match origin {
            Origin::Named(id) => schema_name(self, id),
            Origin::Inline(_) => step,
        };
        let mut member = Member::new(hint, Role::Group, Target::Item(item), Wrap::One);
        member.flags.group = true;
        let emptiable = self.emptiable_group(model, walk.depth);
        let least = if emptiable { 0 } else { occurs.0 };
        occurrence(&mut member, least, occurs.1, false, false, false);
        walk.out.push(member);
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
            let inner = self.nested_site(item, site);
            let mut members = Vec::new();
            let mut walk = Walk {
                site: &inner,
                numbers: Numbers::default(),
                depth: 0,
                out: &mut members,
            };
            self.place_each(&model.particles, &mut walk);
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

    /// The enum of a choice.
    pub(super) fn choice_item(
        &mut self,
        model: &'d ModelGroup,
        origin: Origin<'d>,
        many: bool,
        step: &str,
        site: &Site,
    ) -> ItemId {
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
        item
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
}

/// The name of a named group.
fn schema_name(shaper: &Shaper<'_>, id: GroupId) -> String {
    shaper.schema.group(id).name.local.to_string()
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
