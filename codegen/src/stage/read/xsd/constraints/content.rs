//! Whether a restriction's content is within its base's (part 1, section 3.9.6, Particle Valid (Restriction)).
//!
//! The rules of the Recommendation compare particles pairwise, and refuse much that is meant well. What is asked here is what they are for:
//! that what the restriction takes is taken by the base. How often each element can and must occur, which may follow which, and their
//! types are compared; a difference in one of these is one that some document shows.

use super::super::super::findings::Findings;
use super::super::super::reader::Reader;
use super::super::wildcard;
use super::attributes::{alike, laxer};
use super::derived::derivation;
use super::model::{MAX_NAMES, Model, Place, Places};
use super::{Complex, called};
use crate::diagnostic::code;
use crate::model::documents::Span;
use crate::model::name::QName;
use crate::model::xsd::effective::EffectiveContent;
use crate::model::xsd::{
    Compositor, Content, Derivation, ElementId, Particle, Term, TypeKind, TypeRef, ValueConstraint,
};
use crate::sample::facets::Simple;

/// *derivation-ok-restriction* 5.4: the content of a restriction is within that of its base.
pub(super) fn restricts(reader: &Reader<'_>, (id, complex): Complex<'_>, found: &mut Findings) {
    let (Derivation::Restriction, TypeRef::Defined(base)) = (complex.derivation, complex.base)
    else {
        return;
    };
    let schema = &reader.schema;
    let own: Vec<&Particle> = match &complex.content {
        Content::Empty => Vec::new(),
        Content::Elements(particle) => vec![particle],
        Content::Simple(_) => return,
    };
    if complex.array.is_some() || schema.complex(complex.base).is_none() {
        return;
    }
    let of_base = match schema.effective_content(base) {
        EffectiveContent::Elements(particles) => particles,
        EffectiveContent::Empty => Vec::new(),
        EffectiveContent::Simple(_) | EffectiveContent::Any => return,
    };
    let base_name = called(reader, complex.base);
    let at = schema.ty(id).span;
    compare(reader, (&own, at), (&of_base, &base_name), found);
}

/// Compares the content of a restriction, which stands at `at`, with that of its base.
pub(super) fn compare(
    reader: &Reader<'_>,
    (own, at): (&[&Particle], Span),
    (of_base, base_name): (&[&Particle], &str),
    found: &mut Findings,
) {
    let schema = &reader.schema;
    let own = Model::of(schema, own, found);
    let of_base = Model::of(schema, of_base, found);
    let (Some((model, own)), Some((base, of_base))) = (own, of_base) else {
        return;
    };
    let contents = Contents {
        own: (&model, &own),
        of_base: (&base, &of_base),
        base_name,
    };
    contents.more(reader, found);
    contents.less(at, found);
    contents.order(found);
    contents.wildcards(found);
}

/// The contents of a restriction and of its base, looked through.
struct Contents<'c, 's> {
    own: (&'c Model<'s>, &'c Places<'s>),
    of_base: (&'c Model<'s>, &'c Places<'s>),
    base_name: &'c str,
}

fn say(found: &mut Findings, at: Span, message: String, first: Option<Span>) {
    let found = found.add(code::NOT_A_RESTRICTION, at, message);
    if let Some(first) = first {
        found.note(first, "in the base");
    }
}

impl Contents<'_, '_> {
    /// Elements that the base does not have, or not so many of, or of other types.
    fn more(&self, reader: &Reader<'_>, found: &mut Findings) {
        let (base, of_base) = self.of_base;
        let base_name = self.base_name;
        for (name, place) in self.own.1 {
            let local = &name.local;
            let Some(first) = of_base.get(name) else {
                if !base.admits(name) {
                    let message = format!(
                        "the restriction has an element `{local}`, its base {base_name} has none"
                    );
                    say(found, place.at, message, None);
                }
                continue;
            };
            let more = match (place.count.max, first.count.max) {
                (_, None) => false,
                (None, Some(_)) => true,
                (Some(own), Some(base)) => own > base,
            };
            if more && !base.admits(name) {
                let message =
                    format!("`{local}` may occur more often than its base {base_name} allows");
                say(found, place.at, message, Some(first.at));
            }
            if let Some(message) = declarations(reader, place.element, first.element) {
                say(found, place.at, message, Some(first.at));
            }
        }
    }

    /// Elements that the base requires more of. Of those that are left out, the first says enough; it is told of `at`.
    fn less(&self, at: Span, found: &mut Findings) {
        let (model, own) = self.own;
        let base_name = self.base_name;
        let mut left_out = false;
        for (name, first) in self.of_base.1 {
            let place = own.get(name);
            let least = place.map_or(0, |p| p.count.min);
            if least >= first.count.min || model.admits(name) {
                continue;
            }
            let local = &name.local;
            match place {
                Some(place) => {
                    let message = format!(
                        "`{local}` may occur less often than its base {base_name} requires"
                    );
                    say(found, place.at, message, Some(first.at));
                }
                None if left_out => {}
                None => {
                    left_out = true;
                    let message = format!(
                        "the restriction leaves out the element `{local}`, which its base {base_name} requires"
                    );
                    say(found, at, message, Some(first.at));
                }
            }
        }
    }

    /// The first element that may stand after another as it may not in the base.
    fn order(&self, found: &mut Findings) {
        let ((model, own), (base, of_base)) = (self.own, self.of_base);
        if own.len() > MAX_NAMES || of_base.len() > MAX_NAMES {
            return;
        }
        // Those that both have, each with its place in the base.
        let both: Vec<(&&QName, &Place, &Place)> = own
            .iter()
            .filter(|(name, _)| !base.admits(name))
            .filter_map(|(name, place)| Some((name, place, of_base.get(name)?)))
            .collect();
        let mut pairs = both.iter().flat_map(|a| both.iter().map(move |b| (a, b)));
        let strange = pairs.find(|((_, a, base_a), (_, b, base_b))| {
            a.bit != b.bit && model.after(a) & b.bit != 0 && base.after(base_a) & base_b.bit == 0
        });
        if let Some(((a, ..), (b, place, first))) = strange {
            let message = format!(
                "`{}` may stand after `{}`, which its base {} does not allow",
                b.local, a.local, self.base_name
            );
            say(found, place.at, message, Some(first.at));
        }
    }

    /// Wildcards that take more, or ask less, than the base's.
    fn wildcards(&self, found: &mut Findings) {
        let of_base = self.of_base.0.wildcards.as_slice();
        for (any, at) in &self.own.0.wildcards {
            let message = match of_base {
                [] => format!(
                    "the restriction takes other elements (`any`), its base {} does not",
                    self.base_name
                ),
                [(first, _)] if !wildcard::is_within(&any.namespaces, &first.namespaces) => {
                    "the restriction takes elements of more namespaces (`any`) than its base"
                        .to_owned()
                }
                [(first, _)] if laxer(any.process, first.process) => {
                    "the restriction asks less of other elements (`processContents`) than its base"
                        .to_owned()
                }
                _ => continue,
            };
            say(found, *at, message, of_base.first().map(|(_, at)| *at));
        }
    }
}

/// *rcase-NameAndTypeOK*: why an element does not restrict the base's of the same name.
fn declarations(reader: &Reader<'_>, own: ElementId, first: ElementId) -> Option<String> {
    if own == first {
        return None;
    }
    let schema = &reader.schema;
    let (own, first) = (schema.element(own), schema.element(first));
    let local = &own.name.local;
    let methods = derivation(schema, own.ty, first.ty);
    if methods.is_none_or(|m| m.extension) && !alike(reader, own.ty, first.ty) {
        return Some(format!(
            "the type of `{local}`, {}, does not restrict {}, its type in the base",
            called(reader, own.ty),
            called(reader, first.ty)
        ));
    }
    if own.nillable && !first.nillable {
        return Some(format!("`{local}` may be nil here, but not in the base"));
    }
    let (block, of_base) = (own.block, first.block);
    if (of_base.extension && !block.extension)
        || (of_base.restriction && !block.restriction)
        || (of_base.substitution && !block.substitution)
    {
        return Some(format!(
            "`{local}` blocks less here (`block`) than in the base"
        ));
    }
    let value = first.value.as_ref()?.fixed()?;
    let same = |own: &str| Simple::of(schema, first.ty).same(own, value);
    let fixed = own.value.as_ref().and_then(ValueConstraint::fixed);
    (!fixed.is_some_and(same))
        .then(|| format!("the base fixes `{local}` to `{value}`, the restriction does not"))
}

/// *cos-all-limited* 1: an `all` in a named group is the whole content of a type, once at most.
pub(super) fn all_in_groups(reader: &Reader<'_>, found: &mut Findings) {
    let schema = &reader.schema;
    let mut models: Vec<(&Particle, bool)> = Vec::new();
    for ty in &schema.types {
        if let TypeKind::Complex(complex) = &ty.kind
            && let Content::Elements(particle) = &complex.content
        {
            models.push((particle, true));
        }
    }
    for named in &schema.groups {
        models.extend(named.model.particles.iter().map(|p| (p, false)));
    }
    while let Some((particle, whole)) = models.pop() {
        match &particle.term {
            Term::GroupRef(id) if schema.group(*id).model.compositor == Compositor::All => {
                let message = match whole {
                    true if particle.max == Some(1) => continue,
                    true => {
                        "the group is an `all`, which can occur once at most; it was read as it stands"
                    }
                    false => {
                        "the group is an `all`, which cannot stand in another group; it was read as it stands"
                    }
                };
                let note = schema.group(*id).span;
                let found = found.add(code::NOT_ALONE, particle.span, message);
                found.note(note, "the group");
            }
            Term::Group(model) => {
                let once = particle.max == Some(1) && particle.min < 2;
                if model.compositor == Compositor::All && !once {
                    let message = "an `all` can occur once at most; it was read as it stands";
                    found.add(code::NOT_ALONE, particle.span, message);
                }
                models.extend(model.particles.iter().map(|p| (p, false)));
            }
            _ => {}
        }
    }
}
