//! The pattern facet: XML Schema's regular expressions (Part 2, appendix F), translated for an engine that never goes back.

use super::block;
use regex::{Regex, RegexBuilder};
use std::collections::HashMap;
use std::fmt::Write;
use std::iter::Peekable;
use std::str::Chars;
use std::sync::{LazyLock, PoisonError, RwLock};

/// The most that one compiled pattern may take, in bytes. `\w{0,255}` takes 2 million.
const SIZE: usize = 32 << 20;
/// How deep character classes may be subtracted from one another.
const CLASS_DEPTH: usize = 20;
/// How many compiled patterns are kept. Schemas have hundreds; more than this come only from texts made up on the way.
const KEPT: usize = 1024;

/// `\i`, a character that begins a name, and what `\c` has besides: those of XML 1.0's fifth edition, a superset of the second's.
const NAME_START: &str = ":A-Z_a-z\u{C0}-\u{D6}\u{D8}-\u{F6}\u{F8}-\u{2FF}\u{370}-\u{37D}\u{37F}-\u{1FFF}\u{200C}-\u{200D}\u{2070}-\u{218F}\
    \u{2C00}-\u{2FEF}\u{3001}-\u{D7FF}\u{F900}-\u{FDCF}\u{FDF0}-\u{FFFD}\u{10000}-\u{EFFFF}";
const NAME_MORE: &str = r"\-.0-9\x{B7}\x{300}-\x{36F}\x{203F}-\x{2040}";

const CATEGORIES: &[&str] = &[
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc",
    "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Z", "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk", "So", "C",
    "Cc", "Cf", "Co", "Cn",
];

/// Whether the whole of `text` matches. Compiled patterns are kept for the next time.
///
/// # Errors
/// Why the pattern cannot be used: it is no regular expression of XML Schema, or it is too large.
pub(crate) fn matches(pattern: &str, text: &str) -> Result<bool, String> {
    static COMPILED: LazyLock<RwLock<HashMap<Box<str>, Regex>>> = LazyLock::new(RwLock::default);
    if let Some(regex) = COMPILED
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .get(pattern)
    {
        return Ok(regex.is_match(text));
    }
    let regex = compile(pattern)?;
    let matched = regex.is_match(text);
    let mut compiled = COMPILED.write().unwrap_or_else(PoisonError::into_inner);
    if compiled.len() >= KEPT {
        compiled.clear();
    }
    compiled.insert(pattern.into(), regex);
    Ok(matched)
}

fn compile(pattern: &str) -> Result<Regex, String> {
    let translated = translate(pattern)?;
    RegexBuilder::new(&translated)
        .size_limit(SIZE)
        .build()
        .map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => "the pattern is too large to be checked".into(),
            _ => "the pattern is nested too deeply to be checked".into(),
        })
}

/// The same expression for the `regex` crate, anchored at both ends.
pub(crate) fn translate(pattern: &str) -> Result<String, String> {
    let mut translator = Translator {
        rest: pattern.chars().peekable(),
        out: String::from(r"\A(?:"),
    };
    translator.expression()?;
    translator.out.push_str(r")\z");
    Ok(translator.out)
}

struct Translator<'p> {
    rest: Peekable<Chars<'p>>,
    out: String,
}

/// One character, or a whole set of them as the inside of a character class.
enum Part {
    One(char),
    Set(String),
}

impl Translator<'_> {
    fn next(&mut self, wanted: &str) -> Result<char, String> {
        self.rest
            .next()
            .ok_or_else(|| format!("the pattern ends where {wanted} is due"))
    }

    fn eat(&mut self, c: char) -> bool {
        self.rest.next_if_eq(&c).is_some()
    }

    fn expression(&mut self) -> Result<(), String> {
        // Whether something stands before that can be repeated, and whether it is repeated already.
        let (mut atom, mut repeated) = (false, false);
        let mut open = 0usize;
        while let Some(c) = self.rest.next() {
            // Where nothing can be repeated a brace means itself, as the grammar of XSD 1.0 has it.
            let quantifier = matches!(c, '?' | '*' | '+') || (c == '{' && (atom || repeated));
            if quantifier && !atom {
                return Err(format!("there is nothing for {c} to repeat"));
            }
            match c {
                '(' => {
                    open += 1;
                    self.out.push_str("(?:");
                }
                ')' => {
                    open = open
                        .checked_sub(1)
                        .ok_or("a closing parenthesis has no opening one")?;
                    self.out.push(')');
                }
                '|' | '?' | '*' | '+' => self.out.push(c),
                '{' if atom => self.count()?,
                '.' => self.out.push_str(r"[^\n\r]"),
                '[' => {
                    let class = self.class(0)?;
                    self.out.push_str(&class);
                }
                ']' => return Err("a closing bracket has no opening one".into()),
                '\\' => match self.escape()? {
                    Part::One(c) => literal(c, &mut self.out),
                    Part::Set(set) => self.out.push_str(&set),
                },
                _ => literal(c, &mut self.out),
            }
            (atom, repeated) = (!quantifier && !matches!(c, '(' | '|'), quantifier);
        }
        if open > 0 {
            Err("an opening parenthesis has no closing one".into())
        } else {
            Ok(())
        }
    }

    /// The rest of `{n}`, `{n,}` or `{n,m}`.
    fn count(&mut self) -> Result<(), String> {
        const FORM: &str = "a quantity is {n}, {n,} or {n,m}";
        let least = self.number().ok_or(FORM)?;
        let most = if self.eat(',') {
            self.number()
        } else {
            Some(least)
        };
        if !self.eat('}') || most.is_some_and(|most| most < least) {
            return Err(FORM.into());
        }
        // Writing to a String cannot fail.
        let _ = match most {
            Some(most) => write!(self.out, "{{{least},{most}}}"),
            None => write!(self.out, "{{{least},}}"),
        };
        Ok(())
    }

    fn number(&mut self) -> Option<u32> {
        let mut number = None;
        while let Some(digit) = self.rest.peek().and_then(|c| c.to_digit(10)) {
            self.rest.next();
            number = Some(
                number
                    .unwrap_or(0u32)
                    .saturating_mul(10)
                    .saturating_add(digit),
            );
        }
        number
    }

    /// The rest of an escape. Perl's escapes of other punctuation, such as `\/`, are not XML Schema's but leave no doubt.
    fn escape(&mut self) -> Result<Part, String> {
        let set = |inside: &str| Ok(Part::Set(format!("[{inside}]")));
        match self.next("an escaped character")? {
            'n' => Ok(Part::One('\n')),
            'r' => Ok(Part::One('\r')),
            't' => Ok(Part::One('\t')),
            's' => set(r" \t\n\r"),
            'S' => set(r"^ \t\n\r"),
            'd' => set(r"\p{Nd}"),
            'D' => set(r"^\p{Nd}"),
            'w' => set(r"^\p{P}\p{Z}\p{C}"),
            'W' => set(r"\p{P}\p{Z}\p{C}"),
            'i' => set(NAME_START),
            'I' => set(&format!("^{NAME_START}")),
            'c' => set(&format!("{NAME_START}{NAME_MORE}")),
            'C' => set(&format!("^{NAME_START}{NAME_MORE}")),
            'p' => self.property(""),
            'P' => self.property("^"),
            c if c.is_ascii_punctuation() => Ok(Part::One(c)),
            c => Err(format!(
                "\\{} is no escape of XML Schema",
                c.escape_default()
            )),
        }
    }

    /// The rest of `\p{..}` or `\P{..}`.
    fn property(&mut self, negated: &str) -> Result<Part, String> {
        if !self.eat('{') {
            return Err(r"\p and \P are followed by a name in braces".into());
        }
        let mut name = String::new();
        loop {
            match self.next("a closing brace")? {
                '}' => break,
                c => name.push(c),
            }
        }
        if CATEGORIES.contains(&name.as_str()) {
            return Ok(Part::Set(format!(r"[{negated}\p{{{name}}}]")));
        }
        let ranges = match name.strip_prefix("Is") {
            Some(block) => block::ranges(block),
            // Surrogates are no characters.
            None if name == "Cs" => Some(Vec::new()),
            None => None,
        };
        let ranges =
            ranges.ok_or_else(|| format!("{} is no category or block", name.escape_default()))?;
        let mut inside = String::new();
        for (first, last) in &ranges {
            range(*first, *last, &mut inside);
        }
        Ok(Part::Set(match (ranges.is_empty(), negated.is_empty()) {
            (true, true) => NO_CHARACTER.into(),
            (true, false) => format!("[^{NO_CHARACTER}]"),
            (false, _) => format!("[{negated}{inside}]"),
        }))
    }

    /// The rest of a character class, after its opening bracket.
    fn class(&mut self, depth: usize) -> Result<String, String> {
        if depth > CLASS_DEPTH {
            return Err("character classes are subtracted too deeply".into());
        }
        let mut class = String::from(if self.eat('^') { "[^" } else { "[" });
        let mut empty = true;
        loop {
            let first = match self.next("the end of a character class")? {
                ']' if empty => return Err("a character class is empty".into()),
                ']' => {
                    class.push(']');
                    return Ok(class);
                }
                '-' if !empty && self.eat('[') => {
                    let without = self.class(depth + 1)?;
                    if !self.eat(']') {
                        return Err("what is subtracted stands last in its character class".into());
                    }
                    return Ok(format!("[{class}]--{without}]"));
                }
                '[' => return Err("an opening bracket in a character class is written \\[".into()),
                '\\' => self.escape()?,
                // A minus is one at either end, and cannot begin a range.
                '-' => {
                    class.push_str(r"\-");
                    empty = false;
                    continue;
                }
                c => Part::One(c),
            };
            empty = false;
            match first {
                Part::Set(set) => class.push_str(&set),
                Part::One(first) => match self.range_end()? {
                    Some(last) if last < first => {
                        return Err("the range of a character class ends before it begins".into());
                    }
                    Some(last) => range(first, last, &mut class),
                    None => literal(first, &mut class),
                },
            }
        }
    }

    /// The end of a range, where a minus stands next that is not the last of the class and subtracts nothing.
    fn range_end(&mut self) -> Result<Option<char>, String> {
        let mut ahead = self.rest.clone();
        if ahead.next() != Some('-') || matches!(ahead.peek(), Some(']' | '[') | None) {
            return Ok(None);
        }
        self.rest = ahead;
        match self.next("the end of a range")? {
            '\\' => match self.escape()? {
                Part::One(c) => Ok(Some(c)),
                Part::Set(_) => Err("a range ends with one character".into()),
            },
            c => Ok(Some(c)),
        }
    }
}

/// A class without members.
const NO_CHARACTER: &str = "[a&&b]";

/// A character that means itself, in a class and outside.
fn literal(c: char, out: &mut String) {
    if c.is_ascii_alphanumeric() || !c.is_ascii() {
        out.push(c);
    } else {
        // Writing to a String cannot fail.
        let _ = write!(out, r"\x{{{:X}}}", u32::from(c));
    }
}

fn range(first: char, last: char, out: &mut String) {
    literal(first, out);
    out.push('-');
    literal(last, out);
}

#[cfg(test)]
mod tests;
