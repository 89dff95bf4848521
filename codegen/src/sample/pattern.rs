//! The regular expressions of the `pattern` facet (XML Schema part 2, appendix F): enough of them to make texts that match and to tell
//! whether one does. Matching is by sets of positions, so that no expression makes it explode.

use std::collections::BTreeSet;

/// The deepest nesting of groups that is read.
const MAX_DEPTH: usize = 50;
/// The longest text that is made or matched, in characters.
const MAX_LENGTH: usize = 4096;
/// The largest count in braces that is honoured.
const MAX_COUNT: u32 = 4096;

/// A parsed expression.
#[derive(Clone, Debug)]
pub(crate) struct Pattern(Node);

#[derive(Clone, Debug)]
enum Node {
    One(Set),
    All(Vec<Node>),
    Any(Vec<Node>),
    Repeat(Box<Node>, u32, Option<u32>),
}

#[derive(Clone, Debug)]
enum Set {
    /// These ranges; classes such as `\p{Lu}`, with whether they are negated; the set that is taken away; all of it negated.
    Chars {
        ranges: Vec<(char, char)>,
        classes: Vec<(Class, bool)>,
        without: Option<Box<Set>>,
        negated: bool,
    },
}

#[derive(Clone, Copy, Debug)]
enum Class {
    Digit,
    Space,
    Word,
    NameStart,
    NameChar,
    NotLineEnd,
    Letter,
    Upper,
    Lower,
    Number,
    Punctuation,
    Symbol,
    Separator,
    Control,
    BasicLatin,
    Other,
}

impl Class {
    fn has(self, c: char) -> bool {
        match self {
            Self::Digit => c.is_ascii_digit(),
            Self::Space => matches!(c, ' ' | '\t' | '\n' | '\r'),
            Self::Word => !c.is_ascii_punctuation() && !c.is_whitespace() && !c.is_control(),
            Self::NameStart => c.is_alphabetic() || matches!(c, '_' | ':'),
            Self::NameChar => c.is_alphanumeric() || matches!(c, '_' | ':' | '-' | '.'),
            Self::NotLineEnd => !matches!(c, '\n' | '\r'),
            Self::Letter => c.is_alphabetic(),
            Self::Upper => c.is_uppercase(),
            Self::Lower => c.is_lowercase(),
            Self::Number => c.is_numeric(),
            Self::Punctuation => c.is_ascii_punctuation() && !"$+<=>^`|~".contains(c),
            Self::Symbol => "$+<=>^`|~".contains(c),
            Self::Separator => c == ' ' || c == '\u{a0}',
            Self::Control => c.is_control(),
            Self::BasicLatin => c.is_ascii(),
            Self::Other => !c.is_ascii(),
        }
    }

    fn property(name: &str) -> Self {
        match name {
            "Lu" => Self::Upper,
            "Ll" => Self::Lower,
            "Nd" => Self::Digit,
            "IsBasicLatin" => Self::BasicLatin,
            _ => match name.chars().next() {
                Some('L') => Self::Letter,
                Some('N') => Self::Number,
                Some('P') => Self::Punctuation,
                Some('S') => Self::Symbol,
                Some('Z') => Self::Separator,
                Some('C') => Self::Control,
                _ => Self::Other,
            },
        }
    }
}

impl Set {
    fn class(class: Class, negated: bool) -> Self {
        Self::Chars {
            ranges: Vec::new(),
            classes: vec![(class, negated)],
            without: None,
            negated: false,
        }
    }

    fn char(c: char) -> Self {
        Self::Chars {
            ranges: vec![(c, c)],
            classes: Vec::new(),
            without: None,
            negated: false,
        }
    }

    fn has(&self, c: char) -> bool {
        let Self::Chars {
            ranges,
            classes,
            without,
            negated,
        } = self;
        let inside = ranges.iter().any(|(a, b)| (*a..=*b).contains(&c))
            || classes.iter().any(|(class, not)| class.has(c) != *not);
        inside != *negated && !without.as_ref().is_some_and(|w| w.has(c))
    }

    /// A character of the set, one that reads well when there is one.
    fn pick(&self) -> Option<char> {
        let Self::Chars { ranges, .. } = self;
        let plain = ('a'..='z')
            .chain('A'..='Z')
            .chain('1'..='9')
            .chain('0'..='0');
        let ascii = (' '..='~').chain(['\t', '\n']);
        let own = ranges.iter().flat_map(|(a, b)| [*a, *b]);
        plain
            .chain(ascii)
            .chain(own)
            .chain(['\u{e4}', '\u{3b1}', '\u{4e2d}'])
            .find(|c| self.has(*c))
    }
}

impl Pattern {
    /// Reads an expression; `None` when it is none.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parser = Parser {
            chars: text.chars().collect(),
            at: 0,
        };
        let node = parser.alternatives(0)?;
        (parser.at == parser.chars.len()).then_some(Self(node))
    }

    /// Whether the whole text matches.
    pub(crate) fn matches(&self, text: &str) -> bool {
        let chars: Vec<char> = text.chars().take(MAX_LENGTH + 1).collect();
        chars.len() <= MAX_LENGTH
            && self
                .0
                .ends(&chars, &BTreeSet::from([0]))
                .contains(&chars.len())
    }

    /// Texts that match, short ones first, made as they are asked for; some may come twice. `length` is how long they should be able to
    /// get.
    pub(crate) fn examples(&self, length: usize) -> impl Iterator<Item = String> {
        let counts = [1, 0, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 50];
        let long = [length.saturating_sub(1), length].map(|l| l.min(MAX_LENGTH));
        let counts = counts.into_iter().chain(long);
        let ways = counts.flat_map(|count| (0..4).map(move |branch| (count, branch)));
        ways.filter_map(|(count, branch)| {
            let mut text = String::new();
            self.0.example(count, branch, &mut text).then_some(text)
        })
    }
}

impl Node {
    fn example(&self, count: usize, branch: usize, out: &mut String) -> bool {
        if out.len() > MAX_LENGTH {
            return false;
        }
        match self {
            Self::One(set) => set.pick().map(|c| out.push(c)).is_some(),
            Self::All(nodes) => nodes.iter().all(|n| n.example(count, branch, out)),
            Self::Any(nodes) => {
                let index = branch.min(nodes.len().saturating_sub(1));
                nodes
                    .get(index)
                    .is_none_or(|n| n.example(count, branch, out))
            }
            Self::Repeat(node, min, max) => {
                let most = max.map_or(usize::MAX, |m| m as usize);
                let times = count.max(*min as usize).min(most);
                (0..times).all(|_| node.example(count, branch, out))
            }
        }
    }

    /// Where a match may end, given where it may start.
    fn ends(&self, chars: &[char], starts: &BTreeSet<usize>) -> BTreeSet<usize> {
        match self {
            Self::One(set) => starts
                .iter()
                .filter(|s| chars.get(**s).is_some_and(|c| set.has(*c)))
                .map(|s| s + 1)
                .collect(),
            Self::All(nodes) => nodes.iter().fold(starts.clone(), |s, n| n.ends(chars, &s)),
            Self::Any(nodes) => nodes.iter().flat_map(|n| n.ends(chars, starts)).collect(),
            Self::Repeat(node, min, max) => {
                let mut current = starts.clone();
                for _ in 0..*min {
                    current = node.ends(chars, &current);
                    if current.is_empty() {
                        return current;
                    }
                }
                let mut all = current.clone();
                let mut left = max.map(|m| m.saturating_sub(*min));
                while left != Some(0) {
                    let next: BTreeSet<usize> = node
                        .ends(chars, &current)
                        .difference(&all)
                        .copied()
                        .collect();
                    if next.is_empty() {
                        break;
                    }
                    all.extend(&next);
                    current = next;
                    left = left.map(|l| l - 1);
                }
                all
            }
        }
    }
}

struct Parser {
    chars: Vec<char>,
    at: usize,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        self.at += usize::from(found);
        found
    }

    fn alternatives(&mut self, depth: usize) -> Option<Node> {
        if depth > MAX_DEPTH {
            return None;
        }
        let mut branches = vec![self.branch(depth)?];
        while self.eat('|') {
            branches.push(self.branch(depth)?);
        }
        Some(match branches.len() {
            1 => branches.remove(0),
            _ => Node::Any(branches),
        })
    }

    fn branch(&mut self, depth: usize) -> Option<Node> {
        let mut nodes = Vec::new();
        while let Some(c) = self.peek() {
            if matches!(c, '|' | ')') {
                break;
            }
            let atom = self.atom(depth)?;
            nodes.push(self.quantified(atom)?);
        }
        Some(Node::All(nodes))
    }

    fn atom(&mut self, depth: usize) -> Option<Node> {
        Some(Node::One(match self.next()? {
            '(' => {
                let inner = self.alternatives(depth + 1)?;
                return self.eat(')').then_some(inner);
            }
            '[' => self.class(depth + 1)?,
            '.' => Set::class(Class::NotLineEnd, false),
            '\\' => self.escape()?,
            '?' | '*' | '+' | '{' | '}' | ']' => return None,
            c => Set::char(c),
        }))
    }

    fn quantified(&mut self, atom: Node) -> Option<Node> {
        let (min, max) = match self.peek() {
            Some('?') => (0, Some(1)),
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('{') => return self.counted(atom),
            _ => return Some(atom),
        };
        self.at += 1;
        Some(Node::Repeat(Box::new(atom), min, max))
    }

    fn counted(&mut self, atom: Node) -> Option<Node> {
        self.at += 1;
        let min = self.count()?;
        let max = match self.next()? {
            '}' => return Some(Node::Repeat(Box::new(atom), min, Some(min))),
            ',' if self.eat('}') => None,
            ',' => {
                let max = self.count()?;
                self.eat('}').then_some(Some(max))?
            }
            _ => return None,
        };
        Some(Node::Repeat(Box::new(atom), min, max))
    }

    fn count(&mut self) -> Option<u32> {
        let mut text = String::new();
        while let Some(c) = self.peek().filter(char::is_ascii_digit) {
            text.push(c);
            self.at += 1;
        }
        Some(text.parse::<u32>().ok()?.min(MAX_COUNT))
    }

    fn escape(&mut self) -> Option<Set> {
        let c = self.next()?;
        let class = |class| Some(Set::class(class, c.is_ascii_uppercase()));
        match c {
            'n' => Some(Set::char('\n')),
            'r' => Some(Set::char('\r')),
            't' => Some(Set::char('\t')),
            'd' | 'D' => class(Class::Digit),
            's' | 'S' => class(Class::Space),
            'w' | 'W' => class(Class::Word),
            'i' | 'I' => class(Class::NameStart),
            'c' | 'C' => class(Class::NameChar),
            'p' | 'P' => {
                let mut name = String::new();
                self.eat('{').then_some(())?;
                while !self.eat('}') {
                    name.push(self.next()?);
                }
                class(Class::property(&name))
            }
            c => Some(Set::char(c)),
        }
    }

    /// After `[`.
    fn class(&mut self, depth: usize) -> Option<Set> {
        if depth > MAX_DEPTH {
            return None;
        }
        let negated = self.eat('^');
        let (mut ranges, mut classes, mut without) = (Vec::new(), Vec::new(), None);
        let mut first = true;
        while first || self.peek() != Some(']') {
            first = false;
            let c = self.next()?;
            if c == '-' && self.peek() == Some('[') {
                self.at += 1;
                without = Some(Box::new(self.class(depth + 1)?));
                continue;
            }
            let single = match c {
                '\\' => self.escape()?,
                c => Set::char(c),
            };
            let Set::Chars {
                ranges: own,
                classes: more,
                ..
            } = single;
            let range_follows = self.peek() == Some('-')
                && !matches!(self.chars.get(self.at + 1), Some(']' | '[') | None);
            match own.first() {
                Some((low, _)) if range_follows => {
                    self.at += 1;
                    let high = match self.next()? {
                        '\\' => {
                            let Set::Chars { ranges, .. } = self.escape()?;
                            ranges.first()?.0
                        }
                        c => c,
                    };
                    ranges.push((*low, high));
                }
                _ => {
                    ranges.extend(own);
                    classes.extend(more);
                }
            }
        }
        self.at += 1;
        Some(Set::Chars {
            ranges,
            classes,
            without,
            negated,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn examples_match_their_expression() {
        for text in [
            "[A-Z]{3}",
            r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}",
            r"\d{1,3}(\.\d{1,3}){3}",
            r"(a|bc)+d?",
            r"[^@]+@[^\.]+\..+",
            r"[a-z-[aeiou]]*x",
            r"\p{Lu}\p{Ll}*",
            r"",
            r"[\-+]?[0-9]+",
            r"[-a]",
        ] {
            let pattern = Pattern::parse(text).expect(text);
            let examples: Vec<String> = pattern.examples(10).collect();
            assert!(!examples.is_empty(), "{text}");
            assert!(
                examples.iter().all(|e| pattern.matches(e)),
                "{text}: {examples:?}"
            );
        }
    }

    #[test]
    fn what_does_not_match() {
        let pattern = Pattern::parse("[A-Z]{2,3}|x+").expect("an expression");
        for text in ["A", "ABCD", "ab", "xy", ""] {
            assert!(!pattern.matches(text), "{text}");
        }
        assert!(Pattern::parse("(a").is_none());
        assert!(Pattern::parse(&"(".repeat(1000)).is_none());
    }

    #[test]
    fn nested_repeats_end() {
        let pattern = Pattern::parse("((a+)+)+").expect("an expression");
        assert!(!pattern.matches(&format!("{}b", "a".repeat(200))));
    }
}
