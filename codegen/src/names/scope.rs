//! One name space of Rust, and how names in it are shared out.

use std::collections::{BTreeMap, BTreeSet};

/// The names that are taken.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    taken: BTreeSet<String>,
    /// For each stem that was numbered: the number to try next. Names are never given back, so that lower ones stay taken.
    next: BTreeMap<String, u32>,
}

impl Scope {
    /// Marks a name as taken; whether it was free.
    pub fn take(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_owned())
    }

    /// Whether nobody has the name.
    pub fn is_free(&self, name: &str) -> bool {
        !self.taken.contains(name)
    }

    /// Takes the first free candidate; when none is, the last with the lowest number from 2 that is free.
    pub fn claim(&mut self, candidates: &[String]) -> String {
        if let Some(free) = candidates.iter().find(|c| self.is_free(c)) {
            self.take(free);
            return free.clone();
        }
        let stem = candidates.first().map_or("Unnamed", String::as_str);
        let raw = stem.strip_prefix("r#").unwrap_or(stem);
        // `Self_2` would not be in camel case.
        let raw = match raw.starts_with(char::is_uppercase) {
            true => raw.trim_end_matches('_'),
            false => raw,
        };
        let stem = match raw.ends_with(|c: char| c.is_ascii_digit()) {
            true => format!("{raw}_"),
            false => raw.to_owned(),
        };
        let first = self.next.get(&stem).copied().unwrap_or(2);
        let mut numbered = (first..).map(|n| (n, format!("{stem}{n}")));
        let Some((number, free)) = numbered.find(|(_, name)| self.is_free(name)) else {
            return stem;
        };
        self.next.insert(stem, number.saturating_add(1));
        self.take(&free);
        free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kind_before_number() {
        let mut scope = Scope::default();
        let names = ["Foo".to_owned(), "FooType".to_owned()];
        let claimed: Vec<String> = (0..4).map(|_| scope.claim(&names)).collect();
        assert_eq!(claimed, ["Foo", "FooType", "Foo2", "Foo3"]);
        assert_eq!(
            ["a1", "a1", "r#type", "r#type"].map(|n| scope.claim(&[n.to_owned()])),
            ["a1", "a1_2", "r#type", "type2"]
        );
        assert_eq!(
            ["Self_", "Self_", "self_", "self_"].map(|n| scope.claim(&[n.to_owned()])),
            ["Self_", "Self2", "self_", "self_2"]
        );
    }
}
