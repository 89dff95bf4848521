//! Requests without an envelope, as a stand-in reads them.

use http::Uri;

use super::{Form, Location};
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
            Input::Places => placed(http.location, uri.path()),
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

/// The values that stand in a path in place of the names that a location has in parentheses, still percent-encoded.
fn placed(location: &str, path: &str) -> Vec<(String, String)> {
    let location = Location::with_places(location);
    let values = location.values_at_end(path).unwrap_or_default();
    let pairs = values
        .into_iter()
        .map(|(n, v)| (n.to_owned(), v.to_owned()));
    pairs.collect()
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
    let location = match http.input {
        Input::Places => Location::with_places(http.location),
        Input::Query | Input::Form => Location::fixed(http.location),
    };
    location.values_at_end(path).is_some()
}
