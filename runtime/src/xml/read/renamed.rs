//! Elements under other names than the schema's: parts of rpc answers, members in the SOAP encoding, and everywhere those that
//! are in no namespace where they should be in one, or the other way round (`elementFormDefault`, which services get wrong).

use super::Reader;
use super::seen::Seen;
use crate::xml::error::{ErrorKind, R};
use crate::xml::names::{FIRST, NO_NS, Name};
use crate::xml::table::flag::{any, group, items, many};
use crate::xml::table::{Member, Type};
use std::collections::BTreeSet;

/// The namespace of `rpc:result` (SOAP 1.2 part 2 section 4.2.1).
const RPC12: &str = "http://www.w3.org/2003/05/soap-rpc";

/// The names of the elements that are still to come in a content, looked up when they are asked for.
#[derive(Default)]
pub(super) struct Ahead<'a>(Option<BTreeSet<(u16, &'a str)>>);

impl<'a, 't> Reader<'a, 't> {
    /// The member that an element with another name may be, where each member has a name of its own.
    #[cold]
    pub(super) fn renamed(
        &mut self,
        rows: &[Member<'_>],
        name: Name<'_>,
        (parts, ahead): (bool, &mut Ahead<'a>),
        seen: &Seen,
    ) -> R<Option<usize>> {
        if self.names_result(name) {
            return Ok(None);
        }
        // A name that is local to its type is unqualified in the SOAP encoding (SOAP 1.1 section 5.1, rule 3).
        let lawful = self.encoded() && name.ns == NO_NS;
        if lawful || !self.strict && (parts || self.encoded()) {
            let part = self.part(rows, name, (parts, ahead), seen);
            if part.is_some() {
                return Ok(part);
            }
        }
        let mut all = (0..rows.len()).filter(|k| self.misqualified(&rows[*k], name));
        let (Some(k), None) = (all.next(), all.next()) else {
            return Ok(None);
        };
        let row = &rows[k];
        // One with the right name takes the place, wherever it stands.
        if !row.is(many) && (seen.has(k) || self.comes(row.ns, row.name, ahead)) {
            return Ok(None);
        }
        self.note_misqualified(row.ns, name)?;
        Ok(Some(k))
    }

    /// Whether it is `rpc:result`, which says which part of an rpc answer is the result and is none itself, whatever that is called.
    fn names_result(&self, name: Name<'_>) -> bool {
        name.ns != NO_NS && name.local == "result" && self.uri(name.ns) == RPC12
    }

    /// Passes an element that no member takes, with a note where it should not be there.
    #[cold]
    pub(super) fn pass(&mut self, name: Name<'_>) -> R<()> {
        if !self.names_result(name) {
            self.note(ErrorKind::Unknown, name.local)?;
        }
        self.skip()
    }

    /// In the SOAP encoding the member with that local name; of the parts of an rpc answer the first that is not there by name.
    fn part(
        &self,
        rows: &[Member<'_>],
        name: Name<'_>,
        (parts, ahead): (bool, &mut Ahead<'a>),
        seen: &Seen,
    ) -> Option<usize> {
        let free = |k: &usize| !seen.has(*k) && rows[*k].particle();
        let local = (0..rows.len()).find(|k| free(k) && rows[*k].name == name.local);
        if local.is_some() || !parts {
            return local;
        }
        let later = self.later(ahead);
        let comes = |row: &Member<'_>| later.iter().any(|(_, local)| *local == row.name);
        (0..rows.len()).find(|k| free(k) && !comes(&rows[*k]))
    }

    /// Whether an element of this name is still to come.
    fn comes(&self, ns: u16, local: &str, ahead: &mut Ahead<'a>) -> bool {
        self.later(ahead).contains(&(ns, local))
    }

    /// The names of the elements after the one just started.
    fn later<'b>(&self, ahead: &'b mut Ahead<'a>) -> &'b BTreeSet<(u16, &'a str)> {
        ahead.0.get_or_insert_with(|| {
            let (mut cursor, mut found) = (self.cursor.clone(), BTreeSet::new());
            // What cannot be read will be told when it is read.
            while cursor.skip().is_ok()
                && let Ok(Some(name)) = cursor.next_child()
            {
                found.insert((name.ns, name.local));
            }
            found
        })
    }

    /// The name that an element of this content has in the schema, where only the namespace differs; noted. Where one with the
    /// right name is still to come, that takes the place.
    #[cold]
    pub(super) fn requalified(&mut self, table: &Type<'_>, name: Name<'a>) -> R<Option<Name<'a>>> {
        let mut found = Vec::new();
        self.candidates(table, name, &mut found);
        let [ns] = found[..] else {
            return Ok(None);
        };
        let mut ahead = std::mem::take(&mut self.ahead);
        let comes = self.comes(ns, name.local, &mut ahead);
        self.ahead = ahead;
        if comes {
            return Ok(None);
        }
        if !(self.encoded() && name.ns == NO_NS) {
            self.note_misqualified(ns, name)?;
        }
        self.requalified = Some(self.cursor.tag());
        Ok(Some(Name { ns, ..name }))
    }

    /// The namespaces that `name` may be meant to be in, each once.
    fn candidates(&self, table: &Type<'_>, name: Name<'_>, found: &mut Vec<u16>) {
        for row in table.members {
            match row.group() {
                Some(inner) => self.candidates(inner, name, found),
                None if self.misqualified(row, name) && !found.contains(&row.ns) => {
                    found.push(row.ns);
                }
                None => {}
            }
        }
    }

    /// Whether an element is what the row describes, but for being in no namespace, or in one of the contract's instead of none.
    fn misqualified(&self, row: &Member<'_>, name: Name<'_>) -> bool {
        row.particle()
            && row.flags & (group | any | items) == 0
            && row.name == name.local
            && match (row.ns, name.ns) {
                (NO_NS, ns) => ns >= FIRST && self.cursor.is_known(ns),
                (_, NO_NS) => true,
                _ => false,
            }
    }

    fn note_misqualified(&mut self, wanted: u16, name: Name<'_>) -> R<()> {
        let wanted = self.uri(wanted).to_owned();
        self.note(ErrorKind::Namespace(wanted), name.local)
    }
}
