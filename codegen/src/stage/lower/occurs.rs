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

/// `(p{c,d}){a,b}` as `p{e,f}`, where that says the same: where the runs leave no number between the least and the most out.
pub(super) fn product((a, b): Occurs, (c, d): Occurs) -> Option<Occurs> {
    let most = match (b, d) {
        (Some(0), _) | (_, Some(0)) => Some(0),
        (Some(b), Some(d)) => Some(b.checked_mul(d)?),
        _ => None,
    };
    let least = a.checked_mul(c)?;
    // After `runs` runs come those of one run more; the gap narrows with every run, so the first is the one to look at.
    let reaches = |runs: u32| {
        d.is_none_or(|d| u64::from(runs) * u64::from(d) + 1 >= (u64::from(runs) + 1) * u64::from(c))
    };
    let gapless = b == Some(a)
        || match a {
            0 => c <= 1,
            a => reaches(a),
        };
    gapless.then_some((least, most))
}

#[cfg(test)]
mod tests {
    use super::{Occurs, product};

    /// Every number of occurrences up to `most` that runs of runs amount to.
    fn counts((a, b): Occurs, (c, d): Occurs, most: u32) -> Vec<u32> {
        let fits = |n: &u32| {
            (a..=b.unwrap_or(most).min(most).max(a)).any(|runs| {
                let (low, high) = (runs * c, d.map_or(u32::MAX, |d| runs.saturating_mul(d)));
                let high = if runs == 0 { 0 } else { high };
                (low..=high).contains(n)
            })
        };
        (0..most).filter(fits).collect()
    }

    #[test]
    fn runs_of_runs_are_one_run_where_they_leave_no_gap() {
        let bounds: Vec<Occurs> = (0..4)
            .flat_map(|min| {
                let bounded = (min.max(1)..5).map(move |max| (min, Some(max)));
                bounded.chain([(min, None)])
            })
            .collect();
        for &outer in &bounds {
            for &inner in &bounds {
                let all = counts(outer, inner, 40);
                let span = (all.first().copied(), all.last().copied());
                let gapless = span == (None, None)
                    || all.len() as u32 == span.1.unwrap_or(0) - span.0.unwrap_or(0) + 1;
                match product(outer, inner) {
                    Some((least, most)) => {
                        assert!(gapless, "{outer:?} of {inner:?} has gaps: {all:?}");
                        assert_eq!(Some(least), span.0, "{outer:?} of {inner:?}");
                        assert_eq!(
                            most.unwrap_or(39).min(39),
                            span.1.unwrap_or(0),
                            "{outer:?} of {inner:?}"
                        );
                    }
                    None => assert!(!gapless, "{outer:?} of {inner:?} is {span:?}"),
                }
            }
        }
    }
}
