//! The folder of answers: `cancelJob.xml` for the operation of that name, and rules in `answers.toml` that look at the request.
//!
//! Files are read when they are asked for, so that they can be changed while the service runs; what is wrong with the folder at the
//! beginning is said at once.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use http::StatusCode;
use toml::{Table, Value};
use wsdl_runtime::xml::{self, Element};

use super::offers::Offers;
use crate::failure::Failure;
use crate::nearest;

/// The file of rules.
const RULES: &str = "answers.toml";
/// The keys of a rule.
const KEYS: [&str; 5] = ["operation", "when", "file", "status", "delay"];
/// The longest delay, in seconds.
const MAX_DELAY: f64 = 600.0;

/// What the stand-in is to say.
#[derive(Debug, Default)]
pub(crate) struct Answers {
    folder: Option<PathBuf>,
}

/// A rule: the first that fits is followed.
#[derive(Debug, PartialEq)]
struct Rule {
    operation: String,
    /// Members of the request and their values, all of which must be so.
    when: Vec<(String, String)>,
    file: String,
    status: Option<StatusCode>,
    delay: Duration,
}

/// An answer that was found.
#[derive(Debug)]
pub(crate) struct Picked {
    pub(crate) content: Content,
    /// The status that the rule wants.
    pub(crate) status: Option<StatusCode>,
    pub(crate) delay: Duration,
}

/// What a file holds.
#[derive(Debug)]
pub(crate) enum Content {
    /// XML: an envelope, the content of a body, or a `Fault`.
    Xml(String, Element),
    /// Anything else, with its media type: what a proxy says in place of the service.
    Other(&'static str, Vec<u8>),
}

impl Answers {
    /// Looks the folder through: rules that mean nothing, files that no operation asks for and XML that is none are errors.
    pub(crate) fn read(folder: Option<&Path>, offers: &Offers) -> Result<Self, Failure> {
        let Some(folder) = folder else {
            return Ok(Self::default());
        };
        let answers = Self {
            folder: Some(folder.to_owned()),
        };
        let entries = fs::read_dir(folder).map_err(|e| Failure::file("read", folder, &e))?;
        let known = |operation: &str, what: &str| {
            let names = || offers.all().map(|o| o.name.as_str());
            if names().any(|n| n == operation) {
                return Ok(());
            }
            let hint = nearest::hint(operation, names());
            let folder = folder.display();
            Err(Failure::Because(format!(
                "{what} in `{folder}`: no operation `{operation}`{hint}"
            )))
        };
        let rules = answers.rules().map_err(Failure::Because)?;
        for rule in &rules {
            known(&rule.operation, RULES)?;
            answers.load(&rule.file).map_err(Failure::Because)?;
        }
        for entry in entries {
            let path = entry.map_err(|e| Failure::file("read", folder, &e))?.path();
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
            let Some(name) = name.filter(|n| n.ends_with(".xml")) else {
                continue;
            };
            if rules.iter().all(|rule| rule.file != name) {
                known(name.trim_end_matches(".xml"), &format!("`{name}`"))?;
                answers.load(&name).map_err(Failure::Because)?;
            }
        }
        Ok(answers)
    }

    /// The answer to a request with this body; `None` when the folder has none.
    ///
    /// # Errors
    /// What is wrong with the folder, since it was looked through.
    pub(crate) fn pick(
        &self,
        operation: &str,
        body: &[&Element],
    ) -> Result<Option<Picked>, String> {
        let Some(folder) = &self.folder else {
            return Ok(None);
        };
        let rules = self.rules()?.into_iter();
        let mut rules = rules.filter(|r| r.operation == operation);
        if let Some(rule) = rules.find(|rule| rule.fits(body)) {
            return Ok(Some(Picked {
                content: self.load(&rule.file)?,
                status: rule.status,
                delay: rule.delay,
            }));
        }
        let name = format!("{operation}.xml");
        if !folder.join(&name).is_file() {
            return Ok(None);
        }
        Ok(Some(Picked {
            content: self.load(&name)?,
            status: None,
            delay: Duration::ZERO,
        }))
    }

    fn load(&self, name: &str) -> Result<Content, String> {
        let path = self.folder.as_deref().unwrap_or(Path::new("")).join(name);
        let failed = |why: String| format!("`{}`: {why}", path.display());
        let bytes = fs::read(&path).map_err(|e| failed(e.to_string()))?;
        let media_type = match path.extension().and_then(|e| e.to_str()) {
            Some("xml") => {
                let text = xml::decode(&bytes, None).map_err(|e| failed(e.to_string()))?;
                let root = xml::Parser::new()
                    .tree(&text)
                    .map_err(|e| failed(e.to_string()))?;
                return Ok(Content::Xml(text.into_owned(), root));
            }
            Some("html") => "text/html; charset=utf-8",
            Some("txt") => "text/plain; charset=utf-8",
            _ => "application/octet-stream",
        };
        Ok(Content::Other(media_type, bytes))
    }

    /// The rules, read anew.
    fn rules(&self) -> Result<Vec<Rule>, String> {
        let Some(folder) = &self.folder else {
            return Ok(Vec::new());
        };
        let path = folder.join(RULES);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(format!("`{}`: {error}", path.display())),
        };
        parse(&text).map_err(|why| format!("`{}`: {why}", path.display()))
    }
}

/// Reads `[[answer]]` tables.
fn parse(text: &str) -> Result<Vec<Rule>, String> {
    let table: Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
    let mut rules = Vec::new();
    for (key, value) in &table {
        let (true, Value::Array(tables)) = (key == "answer", value) else {
            return Err(format!("`{key}`: rules are tables `[[answer]]`"));
        };
        for (number, value) in (1..).zip(tables) {
            let rule = match value {
                Value::Table(table) => rule(table),
                _ => Err("it must be a table".to_owned()),
            };
            rules.push(rule.map_err(|why| format!("answer {number}: {why}"))?);
        }
    }
    Ok(rules)
}

fn rule(table: &Table) -> Result<Rule, String> {
    if let Some(key) = table.keys().find(|k| !KEYS.contains(&k.as_str())) {
        let hint = nearest::hint(key, KEYS);
        return Err(format!("unknown key `{key}`{hint}"));
    }
    let text = |key: &str| match table.get(key) {
        Some(Value::String(text)) if !text.is_empty() => Ok(text.clone()),
        Some(_) => Err(format!("`{key}` must be a string")),
        None => Err(format!("the key `{key}` is missing")),
    };
    let file = text("file")?;
    // The folder is what was given; a rule reaches no further.
    if Path::new(&file).components().count() != 1 || file.starts_with('.') || file.contains('\\') {
        return Err(format!("`{file}` must be the name of a file in the folder"));
    }
    let mut when = Vec::new();
    match table.get("when") {
        None => {}
        Some(Value::Table(members)) => {
            for (member, value) in members {
                let value = match value {
                    Value::String(text) => text.clone(),
                    Value::Integer(_) | Value::Boolean(_) | Value::Float(_) => value.to_string(),
                    _ => return Err(format!("`when.{member}` must be a string")),
                };
                when.push((member.clone(), value));
            }
        }
        Some(_) => return Err("`when` must be a table: member = \"value\"".to_owned()),
    }
    let status = match table.get("status") {
        None => None,
        Some(Value::Integer(number)) => {
            let status = u16::try_from(*number).ok();
            let status = status.and_then(|n| StatusCode::from_u16(n).ok());
            Some(status.ok_or_else(|| format!("`status`: {number} is no HTTP status"))?)
        }
        Some(_) => return Err("`status` must be a number".to_owned()),
    };
    let seconds = match table.get("delay") {
        None => 0.0,
        Some(Value::Float(seconds)) => *seconds,
        Some(Value::Integer(seconds)) => f64::from(i32::try_from(*seconds).unwrap_or(-1)),
        Some(_) => -1.0,
    };
    if !(0.0..=MAX_DELAY).contains(&seconds) {
        return Err(format!("`delay` must be seconds, 0 to {MAX_DELAY}"));
    }
    Ok(Rule {
        operation: text("operation")?,
        when,
        file,
        status,
        delay: Duration::from_secs_f64(seconds),
    })
}

impl Rule {
    fn fits(&self, body: &[&Element]) -> bool {
        let mut members = self.when.iter();
        members.all(|(member, value)| {
            let path: Vec<&str> = member.split('/').collect();
            has(body, &path, value, 0)
        })
    }
}

/// The deepest nesting that is looked through.
const MAX_DEPTH: usize = 200;

/// Whether an element below has this path of local names at its end and this text; `*` is any.
fn has(elements: &[&Element], path: &[&str], value: &str, depth: usize) -> bool {
    depth < MAX_DEPTH
        && elements.iter().any(|element| {
            let children: Vec<&Element> = element.elements().collect();
            leads(element, path, value) || has(&children, path, value, depth + 1)
        })
}

fn leads(element: &Element, path: &[&str], value: &str) -> bool {
    match path {
        [] => false,
        [last] => element.local == *last && (value == "*" || element.text().trim() == value),
        [first, rest @ ..] => {
            element.local == *first && element.elements().any(|child| leads(child, rest, value))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::StatusCode;
    use wsdl_runtime::xml::Element;

    use super::{Rule, parse};

    #[test]
    fn rules_are_read() {
        let text = "[[answer]]\noperation = \"a\"\nfile = \"a-1.xml\"\nwhen = { b = \"x\", \"c/d\" = 7 }\nstatus = 503\ndelay = 0.5\n";
        let expected = Rule {
            operation: "a".to_owned(),
            when: vec![
                ("b".to_owned(), "x".to_owned()),
                ("c/d".to_owned(), "7".to_owned()),
            ],
            file: "a-1.xml".to_owned(),
            status: Some(StatusCode::SERVICE_UNAVAILABLE),
            delay: Duration::from_millis(500),
        };
        assert_eq!(parse(text), Ok(vec![expected]));
    }

    #[test]
    fn mistakes_are_named() {
        let cases = [
            ("[[answers]]\n", "`answers`: rules are tables"),
            (
                "[[answer]]\nfile = \"x\"\n",
                "answer 1: the key `operation` is missing",
            ),
            (
                "[[answer]]\noperation = \"a\"\nfiel = \"x\"\n",
                "did you mean `file`",
            ),
            (
                "[[answer]]\noperation = \"a\"\nfile = \"../x\"\n",
                "a file in the folder",
            ),
            (
                "[[answer]]\noperation = \"a\"\nfile = \"x\"\nstatus = 7\n",
                "no HTTP status",
            ),
            (
                "[[answer]]\noperation = \"a\"\nfile = \"x\"\ndelay = -1\n",
                "`delay`",
            ),
        ];
        for (text, expected) in cases {
            let error = parse(text).expect_err(text);
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn members_are_found_at_any_depth() {
        let request: Element = "<r><a><b> 1 </b><c>2</c></a></r>".parse().expect("XML");
        let fits = |member: &str, value: &str| {
            let rule = Rule {
                operation: String::new(),
                when: vec![(member.to_owned(), value.to_owned())],
                file: String::new(),
                status: None,
                delay: Duration::ZERO,
            };
            rule.fits(&[&request])
        };
        assert!(fits("b", "1") && fits("a/c", "2") && fits("r/a/b", "1") && fits("c", "*"));
        assert!(!fits("b", "2") && !fits("r/b", "1") && !fits("d", "*"));
    }
}
