//! Whether a text is a regular expression of XML Schema (part 2, appendix F).

/// What is wrong with the expression, in words.
pub(super) fn check(text: &str) -> Result<(), String> {
    let chars: Vec<char> = text.chars().collect();
    let (mut at, mut open, mut repeatable) = (0, 0_usize, false);
    while let Some(&c) = chars.get(at) {
        at += 1;
        repeatable = match c {
            '(' => {
                open += 1;
                if chars.get(at) == Some(&'?') {
                    return Err("groups do not begin with `(?`".to_owned());
                }
                false
            }
            ')' => {
                open = open.checked_sub(1).ok_or("`)` closes nothing")?;
                true
            }
            '|' => false,
            '?' | '*' | '+' if !repeatable => {
                return Err(format!("there is nothing that `{c}` could repeat"));
            }
            '?' | '*' | '+' => false,
            '{' => match quantity(&chars, at)? {
                Some(_) if !repeatable => {
                    return Err("there is nothing that `{` could repeat".to_owned());
                }
                Some(end) => {
                    at = end;
                    false
                }
                None => true,
            },
            '[' => {
                at = class(&chars, at)?;
                true
            }
            ']' => return Err("`]` closes nothing; `\\]` means the character".to_owned()),
            '\\' => {
                (at, _) = escape(&chars, at)?;
                true
            }
            _ => true,
        };
    }
    match open {
        0 => Ok(()),
        _ => Err("`(` is not closed".to_owned()),
    }
}

/// After `{`: where a quantity ends; `None` where the brace stands for itself.
fn quantity(chars: &[char], at: usize) -> Result<Option<usize>, String> {
    if !chars.get(at).is_some_and(char::is_ascii_digit) {
        return Ok(None);
    }
    let rest = chars.get(at..).unwrap_or_default();
    let end = rest.iter().position(|c| *c == '}');
    let end = end.ok_or("`{` is not closed")?;
    let inner: String = rest.iter().take(end).collect();
    let (least, most) = inner.split_once(',').unwrap_or((&inner, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if least.is_empty() || !digits(least) || !digits(most) {
        return Err(format!("`{{{inner}}}` is not a quantity"));
    }
    let number = |text: &str| text.parse::<u64>().unwrap_or(u64::MAX);
    if !most.is_empty() && number(least) > number(most) {
        return Err(format!("`{{{inner}}}` is at least more than at most"));
    }
    Ok(Some(at + end + 1))
}

/// After `\`: where the escape ends, and the character that it stands for, when that is one.
fn escape(chars: &[char], at: usize) -> Result<(usize, Option<char>), String> {
    let c = *chars.get(at).ok_or("`\\` stands at the end")?;
    let next = at + 1;
    match c {
        'n' => Ok((next, Some('\n'))),
        'r' => Ok((next, Some('\r'))),
        't' => Ok((next, Some('\t'))),
        '\\' | '|' | '.' | '?' | '*' | '+' | '(' | ')' | '{' | '}' | '-' | '[' | ']' | '^' => {
            Ok((next, Some(c)))
        }
        's' | 'S' | 'i' | 'I' | 'c' | 'C' | 'd' | 'D' | 'w' | 'W' => Ok((next, None)),
        'p' | 'P' => {
            let rest = chars.get(next..).unwrap_or_default();
            let end = rest.iter().position(|c| *c == '}');
            let (Some('{'), Some(end)) = (rest.first(), end) else {
                return Err(format!("`\\{c}` stands before a category in braces"));
            };
            let name: String = rest.iter().take(end).skip(1).collect();
            if !is_category(&name) {
                return Err(format!("there is no category `{name}` of characters"));
            }
            Ok((next + end + 1, None))
        }
        _ => Err(format!("there is no escape `\\{c}`")),
    }
}

fn is_category(name: &str) -> bool {
    if let Some(block) = name.strip_prefix("Is") {
        return !block.is_empty()
            && block
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-');
    }
    let mut letters = name.chars();
    let kinds = match letters.next() {
        Some('L') => "ultmo",
        Some('M') => "nce",
        Some('N') => "dlo",
        Some('P') => "cdseifo",
        Some('Z') => "slp",
        Some('S') => "mcko",
        Some('C') => "cfon",
        _ => return false,
    };
    match (letters.next(), letters.next()) {
        (None, _) => true,
        (Some(kind), None) => kinds.contains(kind),
        _ => false,
    }
}

/// After `[`: where the class ends, with those that are taken from it.
fn class(chars: &[char], at: usize) -> Result<usize, String> {
    let unclosed = || "`[` is not closed".to_owned();
    let begin = |at: usize| at + usize::from(chars.get(at) == Some(&'^'));
    let (mut at, mut around) = (begin(at), 0);
    let mut start = at;
    loop {
        let c = *chars.get(at).ok_or_else(unclosed)?;
        at += 1;
        let low = match c {
            ']' if at > start + 1 => break,
            ']' => return Err("a class has no characters".to_owned()),
            '-' if chars.get(at) == Some(&'[') => {
                around += 1;
                at = begin(at + 1);
                start = at;
                continue;
            }
            '[' => return Err("`[` within a class is written `\\[`".to_owned()),
            '\\' => {
                let (end, low) = escape(chars, at)?;
                at = end;
                low
            }
            c => Some(c),
        };
        let (Some(low), Some('-')) = (low.filter(|_| c != '-'), chars.get(at)) else {
            continue;
        };
        let high = match chars.get(at + 1) {
            None | Some(']' | '[') => continue,
            Some('\\') => {
                let (end, high) = escape(chars, at + 2)?;
                at = end;
                high
            }
            Some(high) => {
                at += 2;
                Some(*high)
            }
        };
        if let Some(high) = high.filter(|high| low > *high) {
            return Err(format!("the range `{low}-{high}` is in the wrong order"));
        }
    }
    // Each ends with what is taken from it.
    for _ in 0..around {
        match chars.get(at) {
            Some(']') => at += 1,
            None => return Err(unclosed()),
            Some(_) => return Err("what is taken from a class stands at its end".to_owned()),
        }
    }
    Ok(at)
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn expressions() {
        for text in [
            "",
            "a|b|",
            r"[A-Z]{3}(\d{1,3}\.){2,}x{5}",
            r"[a-z-[aeiou]]*[\-+]?[-a][a-][^\]]",
            r"\p{Lu}\P{IsBasicLatin}\i\c*\S",
            "a{b}",
            "^x$",
            r"[\s-a]",
            "[a-zA-Z0-9_.-]+@x",
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_is_none() {
        for text in [
            "*a", "a**", "a+?", "(a", "a)", "[a", "[]", "[z-a]", r"\y", r"\b", "(?=a)", "a{2,1}",
            "a{1", "a{1,x}", r"\p{Foo}", r"\pL", "a]", "[a[b]", r"\",
        ] {
            assert!(check(text).is_err(), "{text}");
        }
    }

    #[test]
    fn classes_within_classes_are_read_without_recursion() {
        let deep = "[a-".repeat(100_000);
        assert_eq!(check(&deep), Err("`[` is not closed".to_owned()));
        let closed = format!("{deep}[b{}", "]".repeat(100_001));
        assert_eq!(check(&closed), Ok(()));
        assert!(check(&format!("{closed}]")).is_err());
        assert!(check("[a-[b]c]").is_err());
    }
}
