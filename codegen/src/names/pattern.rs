//! Patterns of names, and the nearest name.

/// Names are compared as far as this: nobody mistypes a longer one.
const MAX_LENGTH: usize = 200;

/// Whether `name` is of the pattern; `*` stands for any text, everything else for itself.
pub fn matches(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| name.strip_prefix(first)) else {
        return false;
    };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else {
        return rest.is_empty();
    };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = rest.get(at + part.len()..).unwrap_or(""),
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// The name that is most like `wanted`, case ignored; `None` when none is like it at all. In a pattern `*` is any text, at no cost.
pub fn nearest<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let wanted = fold(wanted);
    let stars = wanted.iter().filter(|c| **c == ANY).count();
    let limit = ((wanted.len() - stars) / 3).max(1);
    let mut best: Option<(usize, usize, &str)> = None;
    for name in names {
        let folded = fold(name);
        let more = folded.len().abs_diff(wanted.len());
        // Of several that hold it, the one that it is most of.
        let (distance, more) = match !wanted.is_empty() && contains(&folded, &wanted) {
            true => (1, more),
            false if more > limit && stars == 0 => continue,
            false => (edits(&wanted, &folded), 0),
        };
        let rank = (distance, more, name);
        if distance <= limit && best.is_none_or(|best| rank < best) {
            best = Some(rank);
        }
    }
    best.map(|(.., name)| name)
}

/// Any text, in a pattern.
const ANY: char = '*';

/// Small letters and digits, and any text of a pattern, at most 128 of them: what two spellings of one name share.
fn fold(name: &str) -> Vec<char> {
    let chars = name.chars().filter(|c| c.is_alphanumeric() || *c == ANY);
    chars.flat_map(char::to_lowercase).take(128).collect()
}

fn contains(text: &[char], part: &[char]) -> bool {
    text.windows(part.len()).any(|w| w == part)
}

/// The edit distance of two names, case aside, unless it is more than `most`.
pub fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let lower = |name: &str| -> Vec<char> { name.chars().flat_map(char::to_lowercase).collect() };
    let (a, b) = (lower(a), lower(b));
    if a.len().abs_diff(b.len()) > most || a.len() > MAX_LENGTH {
        return None;
    }
    Some(edits(&a, &b)).filter(|distance| *distance <= most)
}

/// The distance of Damerau and Levenshtein in which no letter is edited twice: two neighbours swapped are one edit, as the slip is one.
fn edits(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        if *x == ANY {
            // Whatever was the least so far stays it, over any further letters.
            let mut least = usize::MAX;
            let row = last.iter().map(|edits| {
                least = least.min(*edits);
                least
            });
            let row = row.collect();
            before = std::mem::replace(&mut last, row);
            continue;
        }
        let mut row = vec![last[0] + 1];
        for (j, y) in b.iter().enumerate() {
            let replaced = last[j] + usize::from(x != y);
            let mut least = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(a.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns() {
        let yes = [
            ("cancelJob", "cancelJob"),
            ("get*", "getJobStatus"),
            ("*", ""),
            ("*Job*", "cancelJob"),
            ("get*Status", "getJobStatus"),
            ("a*b*c", "abbc"),
            ("**", "x"),
        ];
        let no = [
            ("cancelJob", "cancelJobs"),
            ("get*", "forget"),
            ("a*b*c", "acb"),
            ("*ab", "aab b"),
            ("aba*ba", "aba"),
        ];
        assert!(yes.iter().all(|(p, n)| matches(p, n)));
        assert!(!no.iter().any(|(p, n)| matches(p, n)));
    }

    #[test]
    fn distances() {
        assert_eq!(distance("Thing", "thing", 1), Some(0));
        assert_eq!(distance("Thing", "Tihng", 2), Some(1));
        assert_eq!(distance("Thing", "Things!", 2), Some(2));
        assert_eq!(distance("ca", "abc", 3), Some(3));
        assert_eq!(distance("Thing", "Other", 3), None);
        assert_eq!(distance("", "ab", 2), Some(2));
        let long = "x".repeat(MAX_LENGTH + 1);
        assert_eq!(distance(&long, &long, 2), None);
    }

    #[test]
    fn nearest_name() {
        let names = ["cancelJob", "clearJobStatus", "isJobComplete"];
        assert_eq!(nearest("CancelJob", names), Some("cancelJob"));
        assert_eq!(nearest("cancleJob", names), Some("cancelJob"));
        assert_eq!(nearest("JobComplete", names), Some("isJobComplete"));
        assert_eq!(nearest("login", names), None);
        assert_eq!(nearest("cancle*", names), Some("cancelJob"));
        assert_eq!(nearest("*Complte", names), Some("isJobComplete"));
        assert_eq!(nearest("log*", names), None);
        assert_eq!(nearest("*", []), None);
        let types = ["ID", "anyURI", "normalizedString", "string"];
        assert_eq!(nearest("strin", types), Some("string"));
        assert_eq!(nearest("guid", types), None);
        assert_eq!(nearest("", names), None);
    }
}
