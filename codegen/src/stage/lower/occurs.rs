//! How often something occurs, and what stands around its type for that.

use super::draft::{Member, Wrap};
use crate::model::package::Flags;

/// `minOccurs` and `maxOccurs`.
pub(super) type Occurs = (u32, Option<u32>);

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
