//! The writer's upper half: values in the order of the schema.

use super::pen::{Media, Writer};
use super::tags::Style;
use crate::xml::AnySimple;
use crate::xml::error::{Error, ErrorKind, R};
use crate::xml::lex::Leaf;
use crate::xml::names::XSI;
use crate::xml::runs::occurrences;
use crate::xml::slot::{Node, View};
use crate::xml::table::flag::{any, attr, base, fixed, group, nil, opt, text};
use crate::xml::table::{Kind, Member};

impl Writer<'_> {
    /// Writes a member with its tags; `item`: it stands in a list, where what is absent is nil.
    pub(crate) fn member(&mut self, row: &Member<'_>, view: View<'_, '_>, item: bool) -> R<()> {
        let written = match self.accessor(row) {
            Some(row) => self.row(&row, view, item),
            None => self.row(row, view, item),
        };
        let written = written.and_then(|()| self.legal());
        match written {
            Err(error) if row.flags & (group | text) == 0 && !row.name.is_empty() => {
                Err(error.under(row.name))
            }
            written => written,
        }
    }

    fn row(&mut self, row: &Member<'_>, view: View<'_, '_>, item: bool) -> R<()> {
        // A nillable element that must be there says by its absence that it is nil.
        let absent_is_nil = item || row.flags & (nil | opt) == nil;
        match view {
            View::Str(value) => self.string(row, value),
            View::OptStr(Some(value)) => self.string(row, value),
            View::OptStr(None) => return self.absent(row, absent_is_nil),
            View::Strs(values) => {
                self.check_count(row, values.len())?;
                for value in values {
                    self.string(row, value);
                }
            }
            View::Leaf(leaf) => self.leaf(row, leaf)?,
            View::Node(node) if row.is(group) => self.content(node)?,
            View::Node(node) => self.element(row, node)?,
            View::Many(many) if many.one() => {
                if many.is_empty() {
                    return self.absent(row, absent_is_nil);
                }
                self.row(row, many.at(0), false)?;
            }
            View::Many(many) => {
                self.check_count(row, occurrences(row, many))?;
                for i in 0..many.len() {
                    match many.at(i) {
                        // Without the way around by `row`, which cost rows of strings a tenth of their time.
                        View::OptStr(Some(value)) => self.string(row, value),
                        view => self.row(row, view, true)?,
                    }
                }
            }
            View::Nil => self.nil_element(row, None)?,
            View::NilNode(node) => self.nil_element(row, Some(node))?,
            View::Simple(simple) => self.any_simple(row, simple)?,
            View::Tree(element) if row.is(any) => self.tree(element)?,
            View::Tree(element) => self.renamed(row, element)?,
            View::Attachment(attachment) => self.attach(row.name, row.media(), attachment),
            View::None | View::Attrs(_) => {}
        }
        Ok(())
    }

    fn check_count(&self, row: &Member<'_>, count: usize) -> R<()> {
        let none = count == 0 && (row.emptiable() || self.encoding.is_some());
        let fits = match row.bounds() {
            Some((min, max)) => (min..=max).contains(&count),
            None => count > 0 || row.emptiable(),
        };
        match fits || none {
            true => Ok(()),
            false if count == 0 => Err(Error::writing(ErrorKind::Unset)),
            false => Err(Error::writing(ErrorKind::Count(count))),
        }
    }

    /// A member without a value.
    fn absent(&mut self, row: &Member<'_>, is_nil: bool) -> R<()> {
        if is_nil {
            self.nil_element(row, None)
        } else if row.is(opt)
            || row.flags & (group | any) != 0 && row.emptiable()
            || self.encoding.is_some()
        {
            // In the SOAP encoding what is null may be left out (SOAP 1.1 section 5.1, rule 9).
            Ok(())
        } else {
            Err(Error::writing(ErrorKind::Unset))
        }
    }

    #[inline]
    fn string(&mut self, row: &Member<'_>, value: &str) {
        if row.is(text) {
            self.close_tag_for(value);
            self.text(value);
            return;
        }
        if self.text_element(usize::from(row.ns), row.name, value) {
            return;
        }
        let tag = self.start(usize::from(row.ns), row.name, Style::Default);
        self.encoded_string(row);
        self.close_tag_for(value);
        self.text(value);
        self.end(tag);
    }

    fn leaf(&mut self, row: &Member<'_>, leaf: &dyn Leaf) -> R<()> {
        let Some(types) = row.media() else {
            return self.plain_leaf(row, leaf);
        };
        let before = self.media.take();
        self.media = Some(before.clone().unwrap_or_default().expect(types));
        let written = self.plain_leaf(row, leaf);
        self.media = before;
        written
    }

    fn plain_leaf(&mut self, row: &Member<'_>, leaf: &dyn Leaf) -> R<()> {
        if row.is(text) {
            self.filled(|out| leaf.put(out));
            return Ok(());
        }
        if self.value_element(usize::from(row.ns), row.name, |out| leaf.put(out)) {
            return Ok(());
        }
        self.styled(Style::Default, |out, style| {
            let tag = out.start(usize::from(row.ns), row.name, style);
            out.encoded_leaf(row, leaf);
            out.filled(|out| leaf.put(out));
            out.end(tag);
            Ok(())
        })
    }

    fn any_simple(&mut self, row: &Member<'_>, simple: &AnySimple) -> R<()> {
        if row.is(text) {
            self.close_tag_for(&simple.text);
            self.text(&simple.text);
            return Ok(());
        }
        self.styled(Style::Default, |out, style| {
            let tag = out.start(usize::from(row.ns), row.name, style);
            if let Some(kind) = &simple.type_name {
                out.attribute(usize::from(XSI), "type", |out| {
                    out.qname(&kind.namespace, &kind.local);
                });
            }
            let value = simple.text.trim_ascii();
            let (prefix, local) = value.split_once(':').unwrap_or(("", value));
            let declared = simple.namespaces.iter().find(|(known, _)| known == prefix);
            match declared {
                Some((_, uri)) => out.filled(|out| out.qname(uri, local)),
                None => {
                    out.close_tag_for(&simple.text);
                    out.text(&simple.text);
                }
            }
            out.end(tag);
            Ok(())
        })
    }

    fn nil_element(&mut self, row: &Member<'_>, node: Option<&dyn Node<'_>>) -> R<()> {
        self.styled(Style::Default, |out, style| {
            let tag = out.start(usize::from(row.ns), row.name, style);
            if let Some(node) = node {
                match out.derived(node)?.0 {
                    View::Node(inner) => out.attributes(inner)?,
                    _ => out.attributes(node)?,
                }
            }
            out.attribute(usize::from(XSI), "nil", |out| out.raw("true"));
            out.end(tag);
            Ok(())
        })
    }

    fn element(&mut self, row: &Member<'_>, node: &dyn Node<'_>) -> R<()> {
        if self.depth >= DEPTH {
            let (name, allowed) = ("depth", DEPTH);
            return Err(Error::writing(ErrorKind::Limit { name, allowed }));
        }
        self.depth += 1;
        let written = self.shallow(row, node);
        self.depth -= 1;
        written
    }

    fn shallow(&mut self, row: &Member<'_>, node: &dyn Node<'_>) -> R<()> {
        let table = node.table();
        if table.flat
            && !table.attrs
            && !table.locals
            && self.start_quick(usize::from(row.ns), row.name)
        {
            self.content(node)?;
            self.end_quick(row.name);
            return Ok(());
        }
        let inner = match node.table().kind {
            Kind::Poly => node.view(node.which()).inside(),
            _ => View::Node(node),
        };
        let inner = match inner {
            View::Node(inner) => inner,
            View::Tree(element) => return self.renamed(row, element),
            View::None => return Err(Error::writing(ErrorKind::Unset)),
            value => return self.simple_variant(row, node, &value),
        };
        let table = inner.table();
        let style = if table.locals || self.encoding.is_some() && !table.members.is_empty() {
            Style::Prefixed
        } else {
            Style::Default
        };
        let head = |out: &mut Self, style| {
            let tag = out.start(usize::from(row.ns), row.name, style);
            if !out.derived(node)?.1 {
                out.encoded_node(inner)?;
            }
            out.attributes(inner)?;
            Ok(tag)
        };
        // Simple content may hold a name in no namespace, as attributes may; children have tags of their own.
        if !table.mixed && table.text {
            let media = self.media_of(row, inner);
            return self.styled(style, |out, style| {
                let tag = head(out, style)?;
                out.media.clone_from(&media);
                let written = out.content(inner);
                out.media = None;
                written?;
                out.end(tag);
                Ok(())
            });
        }
        let tag = self.styled(style, head)?;
        self.content(inner)?;
        self.end(tag);
        Ok(())
    }

    /// What is known of the bytes that are a type's simple content: by the element, and by `xmime:contentType` (Describing Media Content
    /// of Binary Data in XML, section 2).
    fn media_of(&self, row: &Member<'_>, node: &dyn Node<'_>) -> Option<Media> {
        let table = node.table();
        let mut rows = table.members.iter();
        let said = rows.position(|row| {
            row.is(attr) && row.name == "contentType" && XMIME.contains(&self.uri(row.ns.into()))
        });
        let content_type = match said.map(|i| node.view(i).inside()) {
            Some(View::Str(said) | View::OptStr(Some(said))) => Some(said.to_owned()),
            _ => None,
        };
        match (row.media(), content_type) {
            (None, None) => None,
            (types, content_type) => {
                let media = Media {
                    content_type,
                    ..Media::default()
                };
                Some(match types {
                    Some(types) => media.expect(types),
                    None => media,
                })
            }
        }
    }

    /// A derived type that is simple.
    fn simple_variant(
        &mut self,
        row: &Member<'_>,
        node: &dyn Node<'_>,
        value: &View<'_, '_>,
    ) -> R<()> {
        self.styled(Style::Default, |out, style| {
            let tag = out.start(usize::from(row.ns), row.name, style);
            out.derived(node)?;
            match value {
                View::Str(value) => out.filled(|out| out.text(value)),
                View::Leaf(leaf) => out.filled(|out| leaf.put(out)),
                _ => return Err(Error::writing(ErrorKind::Unset)),
            }
            out.end(tag);
            Ok(())
        })
    }

    /// Writes `xsi:type` where it is needed, and gives the variant's value; whether it was needed.
    fn derived<'n, 't>(&mut self, node: &'n dyn Node<'t>) -> R<(View<'n, 't>, bool)> {
        let table = node.table();
        if table.kind != Kind::Poly {
            return Ok((View::None, false));
        }
        let variant = node.which();
        let Some(row) = table.members.get(variant) else {
            return Err(Error::writing(ErrorKind::Unset));
        };
        let needed = row.flags & (base | any) == 0;
        if needed {
            let ns = usize::from(row.ns);
            self.attribute(usize::from(XSI), "type", |out| out.qname_of(ns, row.name));
        }
        Ok((node.view(variant).inside(), needed))
    }

    fn attributes(&mut self, node: &dyn Node<'_>) -> R<()> {
        let table = node.table();
        if !table.attrs {
            return Ok(());
        }
        for (i, row) in table.members.iter().enumerate() {
            if !row.is(attr) {
                continue;
            }
            let ns = usize::from(row.ns);
            match node.view(i).inside() {
                View::Str(value) => self.attribute(ns, row.name, |out| out.text(value)),
                View::OptStr(Some(value)) => self.attribute(ns, row.name, |out| out.text(value)),
                View::Leaf(leaf) => self.attribute(ns, row.name, |out| leaf.put(out)),
                View::Simple(simple) => self.attribute(ns, row.name, |out| out.text(&simple.text)),
                View::Attrs(attributes) => self.any_attributes(attributes)?,
                _ if row.is(opt) => {}
                _ => match row.default() {
                    Some(value) if row.is(fixed) => {
                        self.attribute(ns, row.name, |out| out.text(value));
                    }
                    _ => {
                        let error = Error::writing(ErrorKind::Unset);
                        return Err(error.under(&format!("@{}", row.name)));
                    }
                },
            }
            self.legal()
                .map_err(|error| error.under(&format!("@{}", row.name)))?;
        }
        Ok(())
    }

    /// The members of a struct, or the variant of a choice, without tags around them.
    pub(crate) fn content(&mut self, node: &dyn Node<'_>) -> R<()> {
        let table = node.table();
        if table.kind == Kind::Choice {
            let which = node.which();
            return match table.members.get(which) {
                Some(row) => self.member(row, node.view(which), false),
                None => Err(Error::writing(ErrorKind::Unset)),
            };
        }
        for (i, row) in table.members.iter().enumerate() {
            if !row.is(attr) {
                self.member(row, node.view(i), false)?;
            }
        }
        Ok(())
    }
}

/// The namespaces of `xmime:contentType`: of the note, and of its draft.
const XMIME: [&str; 2] = [
    "http://www.w3.org/2005/05/xmlmime",
    "http://www.w3.org/2004/11/xmlmime",
];

/// How deep values may be nested. What they are made of lies on the caller's side, so this is there only to spare the stack.
pub(crate) const DEPTH: usize = 1_000;

/// How many items a list has.
pub(super) fn items_of(view: &View<'_, '_>) -> usize {
    match view {
        View::Many(many) => many.len(),
        View::Strs(texts) => texts.len(),
        _ => 0,
    }
}
