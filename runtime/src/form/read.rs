//! Requests without an envelope, as a stand-in reads them.

use http::Uri;

use super::Form;
use crate::endpoint::encoded;
use crate::error::Error;
use crate::limits::Limits;
use crate::operation::{Http, Input};
use crate::percent;
use crate::xml::{Element, Member, NO_NS, Reader, Slot, Type};

impl Form {
    /// What a request to this address with this body says.
    ///
    /// # Errors
    /// Why it says nothing, in words.
    pub(crate) fn received(http: Http, uri: &Uri, body: &[u8]) -> Result<Self, &'static str> {
        let pairs = match http.input {
            Input::Places => placed(http.location, uri.path()).unwrap_or_default(),
            Input::Query => pairs(uri.query().unwrap_or("")),
            Input::Form => pairs(str::from_utf8(body).map_err(|_| "the form is not in UTF-8")?),
        };
        let decoded = pairs.into_iter().map(|(name, value)| {
            let decoded = |text: &str| String::from_utf8(percent::decode(text)).ok();
            decoded(&name).zip(decoded(&value))
        });
        let pairs: Option<Vec<(String, String)>> = decoded.collect();
        let pairs = pairs.ok_or("its escapes are not in UTF-8")?;
        Ok(Form { pairs })
    }

    /// Reads the message into `slot`; `blank` is such a value, which is looked at for what its members are.
    ///
    /// # Errors
    /// [`Error::NotAsDescribed`], [`Error::NotWellFormed`] for characters that XML cannot hold.
    pub(crate) fn read(
        &self,
        names: &[&str],
        blank: Slot<'_, '_>,
        slot: Slot<'_, '_>,
    ) -> Result<(), Error> {
        let Slot::Node(blank) = blank else {
            return Ok(());
        };
        let name = |row: &Member<'_>| {
            let namespace = names.get(usize::from(row.ns)).copied().unwrap_or("");
            Element::new(namespace, row.name)
        };
        let mut message = Element::new("", "form");
        let rows = blank.table().members;
        for (i, row) in rows.iter().enumerate().filter(|(_, row)| row.particle()) {
            let pairs = self.pairs.iter().filter(|(name, _)| name == row.name);
            let values = pairs.map(|(_, value)| value.as_str());
            match item(blank.slot(i)) {
                Some(item) => {
                    let items = values.map(|value| name(item).with_text(value));
                    let array = items.fold(name(row), Element::with_child);
                    if array.elements().next().is_some() || !row.is(crate::xml::flag::opt) {
                        message = message.with_child(array);
                    }
                }
                None => {
                    let each = values.map(|value| name(row).with_text(value));
                    message = each.fold(message, Element::with_child);
                }
            }
        }
        let document = message.to_xml()?;
        let mut reader = Reader::new(&document, names, Limits::default().xml)?;
        reader.root()?;
        reader.value(slot, &Member::new("form", NO_NS, 0, None))?;
        reader.finish()?;
        Ok(())
    }
}

/// The member that a member of structure repeats: such a one is an array.
fn item<'t>(slot: Slot<'_, 't>) -> Option<&'t Member<'t>> {
    let table: &'t Type<'t> = match slot {
        Slot::Node(node) => node.table(),
        Slot::Many(many) => return item(many.add()),
        _ => return None,
    };
    table.members.iter().find(|row| row.particle())
}

/// The pairs of a query or a form's body, still percent-encoded.
fn pairs(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let spaced = |text: &str| text.replace('+', " ");
    pairs
        .map(|(name, value)| (spaced(name), spaced(value)))
        .collect()
}

/// Whether a path ends with the location of an operation: what stands before it is that of the port.
pub(crate) fn is_at(http: Http, path: &str) -> bool {
    match http.input {
        Input::Places => placed(http.location, path).is_some(),
        Input::Query | Input::Form => ends(path, &encoded(http.location)),
    }
}

/// Whether a location stands at the end of a path, from the start of a step on.
fn ends(path: &str, location: &str) -> bool {
    path.strip_suffix(location).is_some_and(|before| {
        location.is_empty() || location.starts_with('/') || before.ends_with('/')
    })
}

/// The values that stand in a path in place of the names that a location has in parentheses, still percent-encoded; `None` when the
/// path does not end with such a location. No value goes over a slash.
fn placed(location: &str, path: &str) -> Option<Vec<(String, String)>> {
    let mut names = Vec::new();
    let mut between = vec![String::new()];
    let mut rest = location;
    while let Some((before, after)) = rest.split_once('(') {
        let Some((name, after)) = after.split_once(')') else {
            break;
        };
        if let Some(last) = between.last_mut() {
            last.push_str(&encoded(before));
        }
        names.push(name.to_owned());
        between.push(String::new());
        rest = after;
    }
    if let Some(last) = between.last_mut() {
        last.push_str(&encoded(rest));
    }
    let (first, between) = between.split_first()?;
    let starts = path.char_indices().map(|(start, _)| start);
    starts
        .filter_map(|start| {
            let (before, end) = path.split_at_checked(start)?;
            (end.starts_with('/') || before.ends_with('/')).then_some(end)
        })
        .find_map(|end| {
            let values = values(end.strip_prefix(first.as_str())?, between)?;
            Some(names.iter().cloned().zip(values).collect())
        })
}

/// The texts before each of the literal ones that follow one another to the end.
fn values(path: &str, literals: &[String]) -> Option<Vec<String>> {
    let mut values = Vec::new();
    let mut rest = path;
    for (i, literal) in literals.iter().enumerate() {
        let (value, after) = match i + 1 == literals.len() {
            true => (rest.strip_suffix(literal.as_str())?, ""),
            false => rest.split_once(literal.as_str())?,
        };
        if value.contains('/') {
            return None;
        }
        values.push(value.to_owned());
        rest = after;
    }
    rest.is_empty().then_some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values_at(location: &str, path: &str) -> Option<String> {
        let pairs = placed(location, path)?;
        let pairs = pairs.iter().map(|(name, value)| format!("{name}={value}"));
        Some(pairs.collect::<Vec<_>>().join("&"))
    }

    #[test]
    fn locations_are_found_at_the_end_of_paths() {
        assert!(ends("/case.asmx/start", "/start"));
        assert!(ends("/start", "start"));
        assert!(ends("/case.asmx", ""));
        assert!(!ends("/restart", "start"));
        assert!(!ends("/start/more", "/start"));
    }

    #[test]
    fn places_hold_values() {
        let found = |location, path| values_at(location, path);
        let jobs = "/jobs/(job)/status";
        assert_eq!(
            found(jobs, "/x.asmx/jobs/a%2Fb/status"),
            Some("job=a%2Fb".into())
        );
        assert_eq!(found(jobs, "/jobs//status"), Some("job=".into()));
        assert_eq!(found(jobs, "/jobs/a/b/status"), None);
        assert_eq!(found(jobs, "/jobs/a/status/more"), None);
        assert_eq!(found("o(a)p(b)q", "/x/o1p2q"), Some("a=1&b=2".into()));
        assert_eq!(found("/o(a)/(b)", "/o1/2"), Some("a=1&b=2".into()));
        assert_eq!(
            found("/\u{e9}(a)/(open", "/%C3%A97/(open"),
            Some("a=7".into())
        );
        assert_eq!(found("(a)", "/1"), Some("a=1".into()));
    }
}
