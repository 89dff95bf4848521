//! Values whose tables are made at run time: no generated code, one kind of value for all types.
//!
//! The interpreter that reads and writes generated types reads and writes these. All lists are [`Items`], all simple values text.

use super::error::{Error, Note};
use super::grid::{SizesError, places};
use super::lex::{Leaf, Lexical, Scope};
use super::names::NO_NS;
use super::qname::QName;
use super::read::Reader;
use super::slot::{Many, NilSlot, Node, Slot, View};
use super::table::{Kind, Member, Type, flag};
use super::tree::{Attributes, Element};
use super::write::Writer;
use super::{ErrorKind, Limits};
use crate::mime::Attachment;
use crate::value::Base64;

/// What the items of a member are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Is {
    /// Simple values.
    Text,
    /// Simple values of this built-in type, `xs:int` or another: the SOAP encoding says of each what it is.
    Typed(&'static str),
    /// Qualified names, whose prefixes mean something.
    Name,
    /// Values of this type of the schema.
    Type(usize),
    /// Elements as they are.
    Tree,
    /// Attributes as they are.
    Attributes,
    /// What travels beside the document.
    Attachment,
}

/// Tables, and for each member of each what its items are. Their lifetime is the caller's: an arena's, or a leak's.
#[derive(Clone, Copy, Debug)]
pub struct Schema<'t> {
    /// What the numbers of namespaces in the tables mean.
    pub names: &'t [&'t str],
    /// The tables.
    pub types: &'t [Type<'t>],
    /// For each table, what the items of its members are.
    pub items: &'t [Vec<Is>],
}

/// A value of a type of a [`Schema`].
#[derive(Clone, Debug)]
pub struct Dynamic<'t> {
    schema: &'t Schema<'t>,
    table: &'t Type<'t>,
    which: usize,
    members: Vec<Items<'t>>,
}

/// What a member holds.
#[derive(Clone, Debug)]
pub enum Value<'t> {
    /// An element that is nil.
    Nil,
    /// A simple value.
    Text(String),
    /// A simple value of a built-in type.
    Typed(Typed),
    /// A qualified name.
    Name(QName),
    /// A struct or choice.
    Node(Dynamic<'t>),
    /// An element as it is.
    Tree(Element),
    /// Attributes as they are.
    Attributes(Attributes),
    /// What travels beside the document.
    Attachment(Attachment),
}

/// The text of a simple value, and of which built-in type it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The type: `xs:int`.
    pub name: &'static str,
    /// The text, as it is on the wire.
    pub text: String,
}

impl Leaf for Typed {
    fn wants(&self) -> &'static str {
        self.name
    }
    fn set(&mut self, text: &str, _: &dyn Scope) -> bool {
        self.text = text.trim_ascii().into();
        true
    }
    fn set_bytes(&mut self, bytes: Vec<u8>) -> bool {
        let binary = self.name == <Base64 as Lexical>::NAME;
        if binary {
            self.text = Base64::from(bytes).to_string();
        }
        binary
    }
    fn put(&self, out: &mut Writer<'_>) {
        out.text(&self.text);
    }
}

impl Value<'_> {
    /// The text of a simple value.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            Value::Typed(typed) => Some(&typed.text),
            _ => None,
        }
    }
}

/// The values of a member: none, one or several.
#[derive(Clone, Debug)]
pub struct Items<'t> {
    schema: &'t Schema<'t>,
    is: Is,
    one: bool,
    /// Of an array of several dimensions.
    sizes: Vec<usize>,
    /// The values.
    pub values: Vec<Value<'t>>,
}

impl<'t> Items<'t> {
    /// No value yet, of the one that there may be: for a message that is no struct.
    pub fn new(schema: &'t Schema<'t>, is: Is) -> Self {
        Items {
            schema,
            is,
            one: true,
            sizes: Vec::new(),
            values: Vec::new(),
        }
    }

    /// The sizes of an array of several dimensions, which its values stand in row by row; nothing for any other member.
    pub fn sizes(&self) -> &[usize] {
        &self.sizes
    }

    /// Sets the values of an array of several dimensions.
    ///
    /// # Errors
    /// When it has another number of dimensions, or the sizes are for more or fewer values.
    pub fn set_grid(&mut self, sizes: &[usize], values: Vec<Value<'t>>) -> Result<(), SizesError> {
        if sizes.len() != self.sizes.len() || places(sizes) != values.len() {
            return Err(SizesError::new(places(sizes), values.len()));
        }
        self.sizes.copy_from_slice(sizes);
        self.values = values;
        Ok(())
    }
}

impl<'t> Dynamic<'t> {
    /// A value of type `number` of the schema, with nothing in it. `None` when there is no such type.
    pub fn new(schema: &'t Schema<'t>, number: usize) -> Option<Self> {
        let table = schema.types.get(number)?;
        let items = schema.items.get(number)?;
        let members = table.members.iter().zip(items).map(|(row, is)| Items {
            schema,
            is: *is,
            one: !row.is(flag::many),
            sizes: match row.dimensions() {
                0 | 1 => Vec::new(),
                count => vec![0; count],
            },
            values: Vec::new(),
        });
        Some(Dynamic {
            schema,
            table,
            which: 0,
            members: members.collect(),
        })
    }

    /// The table of its type.
    pub fn table(&self) -> &'t Type<'t> {
        self.table
    }

    /// The values of member `i` of the table.
    pub fn items(&self, i: usize) -> &[Value<'t>] {
        self.members.get(i).map_or(&[], |items| &items.values)
    }

    /// The sizes of member `i` of the table, where it is an array of several dimensions.
    pub fn sizes(&self, i: usize) -> &[usize] {
        self.members.get(i).map_or(&[], |items| &items.sizes)
    }

    /// The values of the member with this local name.
    pub fn get(&self, name: &str) -> &[Value<'t>] {
        let found = self.table.members.iter().position(|row| row.name == name);
        found.map_or(&[], |i| self.items(i))
    }

    /// Member `i` of the table, to be changed; of a choice it becomes the one that is there.
    pub fn items_mut(&mut self, i: usize) -> Option<&mut Items<'t>> {
        let items = self.members.get_mut(i)?;
        self.which = i;
        Some(items)
    }

    /// Reads a document whose root is of this type, whatever the root's name. Gives notes of what was passed over, at most a
    /// hundred.
    ///
    /// # Errors
    /// A document that is not well-formed, over a limit, or not what the tables describe.
    pub fn read(
        &mut self,
        document: &str,
        limits: Limits,
        strict: bool,
    ) -> Result<Vec<Note>, Error> {
        let names = self.schema.names;
        let mut read = || {
            let mut reader = Reader::new(document, names, limits)?.strict(strict);
            let root = reader.root()?;
            let row = Member::new(root.local, NO_NS, 0, None);
            reader.value(Slot::Node(self), &row)?;
            reader.finish()?;
            Ok(reader.into_notes())
        };
        read().map_err(|error: Box<Error>| *error)
    }

    /// Writes a document with a root of this name.
    ///
    /// # Errors
    /// A value that cannot be written as the tables demand.
    pub fn write(&self, namespace: &str, local: &str) -> Result<String, Error> {
        if !super::chars::is_ncname(local) {
            return Err(*Error::writing(ErrorKind::Name(local.into())));
        }
        let mut writer = Writer::new(self.schema.names);
        let row = Member::new(local, writer.row_number(namespace), 0, None);
        match writer.member(&row, View::Node(self), false) {
            Ok(()) => Ok(writer.into_string()),
            Err(error) => Err(*error),
        }
    }
}

impl<'t> Node<'t> for Dynamic<'t> {
    fn table(&self) -> &'t Type<'t> {
        self.table
    }
    fn slot(&mut self, i: usize) -> Slot<'_, 't> {
        if self.which != i && matches!(self.table.kind, Kind::Choice | Kind::Poly) {
            if let Some(before) = self.members.get_mut(self.which) {
                before.values.clear();
            }
            self.which = i;
        }
        match self.members.get_mut(i) {
            Some(items) => Slot::Many(items),
            None => Slot::None,
        }
    }
    fn view(&self, i: usize) -> View<'_, 't> {
        match self.members.get(i) {
            Some(items) => View::Many(items),
            None => View::None,
        }
    }
    fn which(&self) -> usize {
        self.which
    }
}

impl<'t> Many<'t> for Items<'t> {
    fn add(&mut self) -> Slot<'_, 't> {
        self.values.push(match self.is {
            Is::Text => Value::Text(String::new()),
            Is::Typed(name) => Value::Typed(Typed {
                name,
                text: String::new(),
            }),
            Is::Name => Value::Name(QName::default()),
            Is::Type(number) => match Dynamic::new(self.schema, number) {
                Some(node) => Value::Node(node),
                None => Value::Nil,
            },
            Is::Tree => Value::Tree(Element::default()),
            Is::Attributes => Value::Attributes(Attributes::default()),
            Is::Attachment => Value::Attachment(Attachment::default()),
        });
        match self.values.last_mut() {
            Some(Value::Text(text)) => Slot::Str(text),
            Some(Value::Typed(typed)) => Slot::Leaf(typed),
            Some(Value::Name(name)) => Slot::Leaf(name),
            Some(Value::Node(node)) => Slot::Node(node),
            Some(Value::Tree(element)) => Slot::Tree(element),
            Some(Value::Attributes(attributes)) => Slot::Attrs(attributes),
            Some(Value::Attachment(attachment)) => Slot::Attachment(attachment),
            Some(Value::Nil) | None => Slot::None,
        }
    }
    fn add_nil(&mut self) -> NilSlot<'_, 't> {
        self.values.push(Value::Nil);
        NilSlot::Done
    }
    fn len(&self) -> usize {
        self.values.len()
    }
    fn at(&self, i: usize) -> View<'_, 't> {
        match self.values.get(i) {
            None => View::None,
            Some(Value::Nil) => View::Nil,
            Some(Value::Text(text)) => View::Str(text),
            Some(Value::Typed(typed)) => View::Leaf(typed),
            Some(Value::Name(name)) => View::Leaf(name),
            Some(Value::Node(node)) => View::Node(node),
            Some(Value::Tree(element)) => View::Tree(element),
            Some(Value::Attributes(attributes)) => View::Attrs(attributes),
            Some(Value::Attachment(attachment)) => View::Attachment(attachment),
        }
    }
    fn one(&self) -> bool {
        self.one
    }
    fn sizes(&self) -> Option<&[usize]> {
        (!self.sizes.is_empty()).then_some(&self.sizes)
    }
    fn set_sizes(&mut self, sizes: &[usize]) -> bool {
        let fit = sizes.len() == self.sizes.len() && places(sizes) == self.values.len();
        if fit {
            self.sizes.copy_from_slice(sizes);
        }
        fit
    }
    fn table(&self) -> Option<&'t Type<'t>> {
        match self.is {
            Is::Type(number) => Dynamic::new(self.schema, number).map(|node| node.table()),
            _ => None,
        }
    }
}
