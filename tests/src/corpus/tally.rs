//! What round trips are counted by, and how the counts are said.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Counts of one entry, or of all.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Message bodies found beside the entry.
    pub messages: usize,
    /// Of these, left aside: file and why.
    pub messages_left: Vec<String>,
    /// Of the others: came back equal.
    pub messages_equal: usize,
    /// Instances made of global elements.
    pub made: usize,
    /// Messages made of rpc operations, whose wrappers no schema declares.
    pub calls: usize,
    /// Of the made instances, judged by libxml2 (its schemas compile).
    pub judged: usize,
    /// Of the judged: valid.
    pub valid: usize,
    /// Tried: the valid ones, those that nobody can judge, and the calls.
    pub tried: usize,
    /// Of the tried: came back equal, and valid where judged.
    pub equal: usize,
    /// Of the equal: lost an `xsi:type` that only narrowed a simple type.
    pub narrowed: usize,
    /// Particles and attributes that the schema lets stand below the global elements.
    pub places: usize,
    /// Of these: stand in an instance.
    pub visited: usize,
    /// What could be tried at the places met (absent, once, repeated, each branch, type, value, ..).
    pub outcomes: usize,
    /// Of these: tried.
    pub outcomes_tried: usize,
    /// Why libxml2 could not compile the schemas.
    pub refused: Option<String>,
    /// Instances that libxml2 calls invalid: what, and why.
    pub invalid: Vec<String>,
    /// Messages that came back equal, but are not valid as written: what, and why.
    pub inexact: Vec<String>,
    /// What did not come back equal: document and first difference.
    pub failures: Vec<String>,
    /// Of the messages that came back: with bigger types for numbers only.
    pub messages_wide: usize,
    /// Of the others that came back: with bigger types for numbers only.
    pub wide: usize,
    /// Of the calls: in ways of SOAP encoding that say the same otherwise, with references, parts and gaps.
    pub encoded: usize,
    /// What holds a number beyond the usual types, until it is tried with bigger ones.
    pub beyond: Vec<super::wide::Beyond>,
    /// How long it all took, by the clock.
    pub seconds: f64,
}

impl Tally {
    /// Adds another.
    pub fn add(&mut self, other: &Tally) {
        self.messages += other.messages;
        self.messages_equal += other.messages_equal;
        self.made += other.made;
        self.calls += other.calls;
        self.judged += other.judged;
        self.valid += other.valid;
        self.tried += other.tried;
        self.equal += other.equal;
        self.narrowed += other.narrowed;
        self.places += other.places;
        self.visited += other.visited;
        self.outcomes += other.outcomes;
        self.messages_wide += other.messages_wide;
        self.wide += other.wide;
        self.encoded += other.encoded;
        self.seconds += other.seconds;
        self.outcomes_tried += other.outcomes_tried;
        self.messages_left.extend_from_slice(&other.messages_left);
        self.invalid.extend_from_slice(&other.invalid);
        self.inexact.extend_from_slice(&other.inexact);
        self.failures.extend_from_slice(&other.failures);
    }
}

/// Prints the figures of all entries, each with its denominator, and what is behind the rest, by cause.
pub fn print<'t>(tallies: impl IntoIterator<Item = &'t Tally>) {
    let (mut total, mut entries, mut refused) = (Tally::default(), 0, Vec::new());
    for tally in tallies {
        entries += 1;
        total.add(tally);
        refused.extend(tally.refused.clone());
    }
    if entries == 0 {
        return;
    }
    let share = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
    let wanted = total.messages - total.messages_left.len();
    println!("\nround trips of {entries} entries");
    println!(
        "messages: {} of {wanted} came back equal as they are, {} more with `substitute` for bigger numbers ({:.1} %); {} found, {} left aside",
        total.messages_equal,
        total.messages_wide,
        share(total.messages_equal + total.messages_wide, wanted),
        total.messages,
        total.messages_left.len(),
    );
    println!(
        "instances: {} made; {} of {} that libxml2 can judge are valid ({:.1} %)",
        total.made,
        total.valid,
        total.judged,
        share(total.valid, total.judged),
    );
    println!(
        "round trips: {} of {} came back equal, and valid where judged, {} more with `substitute` for bigger numbers ({:.1} %); {} of them are calls of rpc operations, {} of these with references, partial or sparse arrays of SOAP encoding; {} lost an xsi:type that only narrowed a simple type",
        total.equal,
        total.tried,
        total.wide,
        share(total.equal + total.wide, total.tried),
        total.calls,
        total.encoded,
        total.narrowed,
    );
    println!(
        "places: {} of {} particles and attributes visited ({:.1} %); {} of {} outcomes tried ({:.1} %)",
        total.visited,
        total.places,
        share(total.visited, total.places),
        total.outcomes_tried,
        total.outcomes,
        share(total.outcomes_tried, total.outcomes),
    );
    by_cause("messages left aside", &total.messages_left);
    by_cause("schemas that libxml2 cannot compile", &refused);
    by_cause("instances that libxml2 calls invalid", &total.invalid);
    by_cause(
        "messages that came back equal, but are not valid as written",
        &total.inexact,
    );
    by_cause("did not come back", &total.failures);
}

fn by_cause(what: &str, list: &[String]) {
    if list.is_empty() {
        return;
    }
    let mut causes: BTreeMap<String, usize> = BTreeMap::new();
    for one in list {
        *causes.entry(cause(one)).or_default() += 1;
    }
    let mut causes: Vec<_> = causes.into_iter().collect();
    causes.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    println!("\n{what}: {}", list.len());
    for (cause, count) in causes.iter().take(25) {
        println!("  {count:>6}  {cause}");
    }
    if causes.len() > 25 {
        println!("  and {} causes more", causes.len() - 25);
    }
}

/// A finding without what is particular: names in quotes, paths, numbers, and the document before the colon.
fn cause(finding: &str) -> String {
    let text = finding.split_once(": ").map_or(finding, |(_, why)| why);
    let mut out = String::new();
    let mut closing = None;
    for c in text.chars() {
        match (closing, c) {
            (Some(end), c) if c == end => closing = None,
            (Some(_), _) => {}
            (None, '\'' | '"' | '`') => {
                closing = Some(c);
                out.push('…');
            }
            (None, c) if c.is_ascii_digit() => {
                if !out.ends_with('#') {
                    out.push('#');
                }
            }
            (None, c) => out.push(c),
        }
    }
    let words = out
        .split_whitespace()
        .map(|w| if w.starts_with('/') { "…" } else { w });
    let text = words.collect::<Vec<_>>().join(" ");
    text.chars().take(160).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_of_one_cause_are_one_line() {
        let a = cause("{urn:a}x #3: /x/y[0]: lost (\"urn:a\", \"b\")");
        let b = cause("{urn:b}z #14: /z: lost (\"urn:b\", \"c\")");
        assert_eq!(a, b);
        assert_ne!(a, cause("{urn:b}z #14: /z: gained (\"urn:b\", \"c\")"));
    }
}
