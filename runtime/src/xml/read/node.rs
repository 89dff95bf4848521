//! Structs and enums: their types, attributes, and the content of those whose elements each have a name of their own.

use super::Reader;
use super::renamed::Ahead;
use super::seen::Seen;
use crate::xml::cursor::unescape;
use crate::xml::error::{Error, ErrorKind, Note, R};
use crate::xml::names::{FIRST, Name, SOAP_ENC, SOAP12_ENC, XSD, XSI};
use crate::xml::runs::occurrences;
use crate::xml::slot::{Node, Slot, View};
use crate::xml::table::flag::{any, attr, base, items, many, nil, opt};
use crate::xml::table::{Kind, Member, Type};

impl<'t> Reader<'_, 't> {
    pub(super) fn node(&mut self, node: &mut dyn Node<'t>, row: &Member<'_>) -> R<()> {
        let table = node.table();
        if table.kind == Kind::Poly {
            let variant = self.variant(table)?;
            // The type is as said, so that the variant need not look at it again.
            return match node.slot(variant) {
                Slot::Node(inner) => self.known(inner),
                slot => self.plain(slot, row),
            };
        }
        if !self.cursor.attrs.is_empty() && !table.typed {
            self.check_type(table)?;
        }
        self.known(node)
    }

    /// A struct or choice of a type that is settled.
    fn known(&mut self, node: &mut dyn Node<'t>) -> R<()> {
        let table = node.table();
        let mut seen = Seen::default();
        if table.attrs || !self.cursor.attrs.is_empty() {
            self.attributes(node, table, &mut seen)?;
        }
        match table.members {
            [row] if row.is(items) => self.array(node, row, seen),
            _ => self.inside(node, table, seen),
        }
    }

    /// What the element just started holds beside its attributes.
    pub(super) fn inside(
        &mut self,
        node: &mut dyn Node<'t>,
        table: &'t Type<'t>,
        seen: Seen,
    ) -> R<()> {
        if table.flat {
            self.flat(node, table, seen)?;
        } else {
            self.content(node, table, seen)?;
        }
        self.attached(node, table)
    }

    /// A type that nothing derives from: `xsi:type` can name only itself, with a note also in another namespace, or say in the
    /// words of the SOAP encoding that it is an array or struct.
    fn check_type(&mut self, table: &Type<'t>) -> R<()> {
        let Some(named) = self.xsi("type") else {
            return Ok(());
        };
        let named = unescape(named);
        let own = match self.cursor.qname(&named) {
            Some(Name { ns, local }) => {
                (ns == table.ns && local == table.name)
                    || matches!(ns, SOAP_ENC | SOAP12_ENC)
                    || (ns == XSD && local == "anyType")
            }
            None => false,
        };
        // What names a type without a name cannot be right; some stacks make up a name for it.
        let alike = table.name.is_empty() || local_name(&named) == table.name;
        match (own, alike) {
            (true, _) => Ok(()),
            (false, true) => self.note(ErrorKind::Type(named.into_owned()), ""),
            (false, false) => self.fail(ErrorKind::Type(named.into_owned())),
        }
    }

    /// The variant of a set of derived types that `xsi:type` names.
    pub(super) fn variant(&mut self, table: &'t Type<'t>) -> R<usize> {
        let rows = table.members;
        let of_flag = |flag| rows.iter().position(|row| row.is(flag));
        let Some(named) = self.xsi("type") else {
            return match of_flag(base) {
                Some(variant) => Ok(variant),
                None => self.fail(ErrorKind::Type(String::new())),
            };
        };
        let named = unescape(named);
        let name = self.cursor.qname(&named);
        let known = name.and_then(|name| {
            rows.iter()
                .position(|row| !row.is(any) && row.ns == name.ns && row.name == name.local)
        });
        if let Some(variant) = known {
            return Ok(variant);
        }
        // Without a namespace of its own, by a prefix forgotten or not declared, its local name tells.
        let local = local_name(&named);
        let lost = name.is_none_or(|name| name.ns < FIRST);
        let mut alike =
            (0..rows.len()).filter(|k| lost && !rows[*k].is(any) && rows[*k].name == local);
        let alike = alike.next().filter(|_| alike.next().is_none());
        let unknown = ErrorKind::Type(named.into_owned());
        match alike.or(of_flag(any)) {
            Some(variant) => {
                self.note(unknown, "")?;
                Ok(variant)
            }
            None => self.fail(unknown),
        }
    }

    /// The type that `xsi:type` names, where it is kept whatever it is. The declared type itself and those of XML Schema and of the SOAP
    /// encoding say nothing new.
    fn named_type(&mut self, slot: Slot<'_, 't>, row: &Member<'_>, table: &Type<'t>) -> R<()> {
        let Some(named) = self.xsi("type") else {
            return Ok(());
        };
        let named = unescape(named);
        match self.cursor.qname(&named) {
            Some(Name { ns, local }) if ns == table.ns && local == table.name => Ok(()),
            Some(Name {
                ns: XSD | SOAP_ENC | SOAP12_ENC,
                ..
            }) => Ok(()),
            Some(_) => self.set(slot, row, &named),
            None => self.note(ErrorKind::Type(named.into_owned()), ""),
        }
    }

    pub(super) fn attributes(
        &mut self,
        node: &mut dyn Node<'t>,
        table: &'t Type<'t>,
        seen: &mut Seen,
    ) -> R<()> {
        let rows = table.members;
        let find = |ns: u16, local: &str| {
            let mut all = rows.iter();
            all.position(|row| {
                row.flags & (attr | any) == attr && row.ns == ns && row.name == local
            })
        };
        let others = rows
            .iter()
            .position(|row| row.flags & (attr | any) == attr | any);
        for i in 0..self.cursor.attrs.len() {
            let attribute = self.cursor.attrs[i];
            match find(attribute.ns, attribute.local) {
                Some(k) if attribute.ns == XSI => self.named_type(node.slot(k), &rows[k], table)?,
                // Types of the SOAP encoding declare the id by which they are referred to.
                Some(_) if self.is_label(attribute.ns, attribute.local) => {}
                Some(k) => {
                    let value = unescape(attribute.raw);
                    self.set(node.slot(k), &rows[k], &value)
                        .map_err(|error| error.under(&format!("@{}", attribute.local)))?;
                    seen.set(k);
                }
                None if others.is_some() || self.is_protocol(attribute.ns, attribute.local) => {}
                None => self.note(ErrorKind::Unknown, &format!("@{}", attribute.local))?,
            }
        }
        if let Some(k) = others {
            let rest = |ns, local: &str| find(ns, local).is_none() && !self.is_protocol(ns, local);
            let found = self.captured_attributes(rest);
            match node.slot(k) {
                Slot::Attrs(attributes) => attributes.0 = found,
                // where tables are made at run time
                Slot::Many(holder) if !found.is_empty() => {
                    if let Slot::Attrs(attributes) = holder.add() {
                        attributes.0 = found;
                    }
                    holder.done();
                }
                _ => {}
            }
        }
        for (k, row) in rows.iter().enumerate() {
            if row.flags & (attr | any | opt) == attr && !seen.has(k) {
                return self.fail(ErrorKind::Missing(format!("@{}", row.name)));
            }
        }
        Ok(())
    }

    /// A text that stands in no element of its own: an attribute's value, or text between elements.
    pub(super) fn set(&mut self, slot: Slot<'_, 't>, row: &Member<'_>, value: &str) -> R<()> {
        let at = self.cursor.tag();
        match slot {
            Slot::Str(string) => {
                *string = row.white_space().apply(value).into_owned();
                self.fixed(row, value, at)
            }
            Slot::OptStr(string) => {
                *string = Some(row.white_space().apply(value).into_owned());
                self.fixed(row, value, at)
            }
            Slot::Leaf(leaf) => self.leaf(leaf, value, row, at),
            Slot::Simple(simple) => {
                simple.text = value.into();
                Ok(())
            }
            Slot::Many(holder) => {
                let slot = holder.add();
                let leaf = matches!(slot, Slot::Leaf(_));
                match self.set(slot, row, value) {
                    Err(error) if leaf => self.nothing(holder, row, error)?,
                    set => set?,
                }
                holder.done();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Elements only, each name once: no search beyond the names. The one after the last is tried first.
    pub(super) fn flat(
        &mut self,
        node: &mut dyn Node<'t>,
        table: &'t Type<'t>,
        mut seen: Seen,
    ) -> R<()> {
        let rows = table.members;
        let named = |row: &Member<'_>, name: Name<'_>| {
            row.ns == name.ns && row.name == name.local && row.particle()
        };
        let mut next = 0;
        let (parts, mut ahead) = (std::mem::take(&mut self.parts), Ahead::default());
        let before = self.notes.len();
        loop {
            let guess = rows.get(next).filter(|row| row.particle());
            let k = if let Some(row) = guess
                && let Some(tag) = self.cursor.expected(row.ns, row.name)
            {
                if self.tap.is_none() && (row.is(many) || !seen.has(next)) {
                    self.expected(node.slot(next), row, tag)?;
                    seen.set(next);
                    next += usize::from(!row.is(many));
                    continue;
                }
                self.cursor.open(tag);
                next
            } else {
                let Some(name) = self.child()? else {
                    break;
                };
                match rows.get(next) {
                    Some(row) if named(row, name) => next,
                    _ => match rows.iter().position(|row| named(row, name)) {
                        Some(k) => {
                            if k < next && table.kind == Kind::Seq {
                                self.note(ErrorKind::Misplaced, name.local)?;
                            }
                            k
                        }
                        None => match self.renamed(rows, name, (parts, &mut ahead), &seen)? {
                            Some(k) => k,
                            None => {
                                self.pass(name)?;
                                continue;
                            }
                        },
                    },
                }
            };
            let row = &rows[k];
            if !row.is(many) && seen.has(k) {
                let error = Error::at(ErrorKind::Twice, self.cursor.tag());
                return Err(error.under(row.name));
            }
            self.take(node, table, k)?;
            seen.set(k);
            next = if row.is(many) { k } else { k + 1 };
        }
        self.complete(node, table, &seen, before)
    }

    /// The element just started, as member `k`.
    #[inline]
    pub(super) fn take(&mut self, node: &mut dyn Node<'t>, table: &'t Type<'t>, k: usize) -> R<()> {
        let row = &table.members[k];
        if row.is(many) {
            if let Some(tap) = self
                .tap
                .take_if(|tap| tap.member == row.name && tap.table == table.name)
            {
                let read = self.value(tap.to.add(), row);
                tap.to.done();
                self.tap = Some(tap);
                return read;
            }
            if row.is(items) {
                return self.array_item(node.slot(k), row);
            }
        }
        self.value(node.slot(k), row)
    }

    /// Every member that is required must have been there, as often as it should; `before` is how many notes there were then.
    pub(super) fn complete(
        &mut self,
        node: &mut dyn Node<'t>,
        table: &'t Type<'t>,
        seen: &Seen,
        before: usize,
    ) -> R<()> {
        if table.required.is_some_and(|all| seen.has_all(all)) {
            return Ok(());
        }
        for (k, row) in table.members.iter().enumerate() {
            if !row.particle() {
                continue;
            }
            if !seen.has(k) && !row.emptiable() {
                // What is null may be left out (SOAP 1.1 section 5.1, rule 9).
                if self.encoded() && (row.is(many) || self.set_nil(node.slot(k)).is_ok()) {
                    continue;
                }
                let missing = ErrorKind::Missing(row.name.into());
                // What should be there and say that it is nil: to leave it out is a common slip, and as clear.
                if row.flags & (nil | many) == nil && self.set_nil(node.slot(k)).is_ok() {
                    self.noted(missing, "", self.cursor.pos())?;
                    continue;
                }
                return Err(self.missing(row, missing, before));
            }
            self.counted(node.view(k), row)?;
        }
        Ok(())
    }

    /// A member must have been there as often as it should.
    pub(super) fn counted(&mut self, view: View<'_, 't>, row: &Member<'t>) -> R<()> {
        let Some((min, max)) = row.bounds().filter(|_| self.tap.is_none()) else {
            return Ok(());
        };
        let count = match view {
            View::Many(list) => occurrences(row, list),
            view => count(&view),
        };
        if count < min && !(count == 0 && (row.emptiable() || self.encoded())) {
            let error = Error::at(ErrorKind::Count(count), self.cursor.pos());
            return Err(error.under(row.name));
        }
        if count > max {
            self.noted(ErrorKind::Count(count), row.name, self.cursor.pos())?;
        }
        Ok(())
    }
}

/// The local name of a QName whose prefix says nothing.
fn local_name(name: &str) -> &str {
    let name = name.trim_ascii();
    name.split_once(':').map_or(name, |(_, local)| local)
}

impl Reader<'_, '_> {
    /// The error of a member that is not there. Where one of its local name was passed over, its namespace is what is wrong.
    #[cold]
    fn missing(&self, row: &Member<'_>, missing: ErrorKind, before: usize) -> Box<Error> {
        let passed = self.notes.get(before..).unwrap_or_default();
        let alike = |note: &&Note| note.kind == ErrorKind::Unknown && *note.name == *row.name;
        match passed.iter().find(alike) {
            Some(note) => {
                let wanted = self.uri(row.ns).to_owned();
                Error::at(ErrorKind::Namespace(wanted), note.offset).under(row.name)
            }
            None => Error::at(missing, self.cursor.pos()),
        }
    }
}

/// How many values a member holds.
pub(super) fn count(view: &View<'_, '_>) -> usize {
    match view {
        View::None => 0,
        View::Many(holder) => holder.len(),
        View::Strs(texts) => texts.len(),
        _ => 1,
    }
}
