//! What a person gives: a tree of values, built up by paths, or out of JSON.

use serde_json::Value;

/// A value as it was given.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Input {
    /// `null`: an element that is nil.
    Nil,
    /// A simple value.
    Text(String),
    /// Members by name.
    Object(Vec<(String, Input)>),
    /// Values of one member.
    List(Vec<Input>),
}

/// A step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Name(String),
    Index(usize),
}

/// The way to a member: `lines.Line[0].item`, `order.@id`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Path(Vec<Step>);

/// Indices are small: what is given on a command line is.
const MAX_INDEX: usize = 100_000;

impl Path {
    /// Reads a path; `\` takes a `.` or `[` into a name.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let (mut steps, mut name, mut chars) = (Vec::new(), String::new(), text.chars().peekable());
        let end = |name: &mut String, steps: &mut Vec<Step>| match std::mem::take(name) {
            name if name.is_empty() => Err(format!("`{text}` has an empty name in it")),
            name => {
                steps.push(Step::Name(name));
                Ok(())
            }
        };
        while let Some(c) = chars.next() {
            match c {
                '\\' => name.extend(chars.next()),
                '.' => {
                    if !(name.is_empty() && matches!(steps.last(), Some(Step::Index(_)))) {
                        end(&mut name, &mut steps)?;
                    }
                    if chars.peek().is_none() {
                        return Err(format!("`{text}` ends with a `.`"));
                    }
                }
                '[' => {
                    if !(name.is_empty() && matches!(steps.last(), Some(Step::Index(_)))) {
                        end(&mut name, &mut steps)?;
                    }
                    let digits: String = chars.by_ref().take_while(|c| *c != ']').collect();
                    match digits.parse() {
                        Ok(index) if index <= MAX_INDEX => steps.push(Step::Index(index)),
                        _ => return Err(format!("`[{digits}]` in `{text}` is no index")),
                    }
                }
                c => name.push(c),
            }
        }
        if !name.is_empty() {
            end(&mut name, &mut steps)?;
        }
        if steps.is_empty() {
            return Err("a name is missing before the `=`".to_owned());
        }
        Ok(Self(steps))
    }
}

impl Input {
    /// An object without members.
    pub(crate) fn empty() -> Self {
        Self::Object(Vec::new())
    }

    /// Puts a value at a path.
    ///
    /// # Errors
    /// Something else stands there, or an item before it was not given.
    pub(crate) fn put(&mut self, path: &Path, value: Input) -> Result<(), String> {
        let mut here = self;
        for step in &path.0 {
            here = match step {
                Step::Name(name) => {
                    let Self::Object(members) = here else {
                        return Err(format!(
                            "`{name}` is given inside of a value that has no members"
                        ));
                    };
                    let at = members
                        .iter()
                        .position(|(known, _)| known == name)
                        .unwrap_or_else(|| {
                            members.push((name.clone(), Self::empty()));
                            members.len() - 1
                        });
                    &mut members[at].1
                }
                Step::Index(index) => {
                    if *here == Self::empty() {
                        *here = Self::List(Vec::new());
                    }
                    let Self::List(items) = here else {
                        return Err(format!(
                            "`[{index}]` is given beside a value without an index"
                        ));
                    };
                    if *index > items.len() {
                        return Err(format!(
                            "`[{index}]` is given, and `[{}]` is not",
                            items.len()
                        ));
                    }
                    if *index == items.len() {
                        items.push(Self::empty());
                    }
                    &mut items[*index]
                }
            };
        }
        if *here != Self::empty() {
            return Err("it is given twice".to_owned());
        }
        *here = value;
        Ok(())
    }

    /// Takes the members of another object.
    ///
    /// # Errors
    /// The other is no object, or has a member that was given already.
    pub(crate) fn merge(&mut self, other: Input) -> Result<(), String> {
        let Self::Object(members) = other else {
            return Err("a JSON object is expected: the members of the request".to_owned());
        };
        for (name, value) in members {
            self.put(&Path(vec![Step::Name(name.clone())]), value)
                .map_err(|why| format!("`{name}`: {why}"))?;
        }
        Ok(())
    }
}

impl From<Value> for Input {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Nil,
            Value::Bool(b) => Self::Text(b.to_string()),
            Value::Number(n) => Self::Text(n.to_string()),
            Value::String(s) => Self::Text(s),
            Value::Array(items) => Self::List(items.into_iter().map(Self::from).collect()),
            Value::Object(members) => Self::Object(
                members
                    .into_iter()
                    .map(|(k, v)| (k, Self::from(v)))
                    .collect(),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Input, Path};

    fn built(pairs: &[(&str, &str)]) -> Result<Input, String> {
        let mut input = Input::empty();
        for (path, value) in pairs {
            input.put(&Path::parse(path)?, Input::Text((*value).to_owned()))?;
        }
        Ok(input)
    }

    #[test]
    fn paths_build_a_tree() {
        let input = built(&[
            ("a", "1"),
            ("b.c[0].@id", "x"),
            ("b.c[1]", "y"),
            ("b.d\\.e", "z"),
        ])
        .expect("a tree");
        let wanted = json!({"a": "1", "b": {"c": [{"@id": "x"}, "y"], "d.e": "z"}});
        assert_eq!(input, Input::from(wanted));
    }

    #[test]
    fn what_is_wrong_is_said() {
        let wrong = |pairs| built(pairs).expect_err("an error");
        assert_eq!(wrong(&[("a[1]", "x")]), "`[1]` is given, and `[0]` is not");
        assert_eq!(wrong(&[("a", "x"), ("a", "y")]), "it is given twice");
        assert_eq!(
            wrong(&[("a", "x"), ("a.b", "y")]),
            "`b` is given inside of a value that has no members"
        );
        assert_eq!(
            wrong(&[("a", "x"), ("a[0]", "y")]),
            "`[0]` is given beside a value without an index"
        );
        assert_eq!(wrong(&[("a..b", "x")]), "`a..b` has an empty name in it");
        assert_eq!(wrong(&[("a.", "x")]), "`a.` ends with a `.`");
        assert_eq!(wrong(&[("a[x]", "x")]), "`[x]` in `a[x]` is no index");
        assert_eq!(wrong(&[("", "x")]), "a name is missing before the `=`");
    }
}
