//! What the generated crate will contain: every name, type and flag decided. Emitting looks nothing up and cannot fail.

mod client;

use std::collections::{BTreeMap, BTreeSet};

use super::name::QName;
use super::wsdl::BindingId;

pub use client::*;

/// The generated module and everything in it.
#[derive(Clone, Debug, Default)]
pub struct Package {
    /// Name of the root module, for example `command_web_service`.
    pub module: String,
    /// File name of the entry document, for the header.
    pub source: String,
    /// Documentation of the root module.
    pub doc: Option<String>,
    /// The namespace constants of the tables, in order of their numbers.
    pub namespaces: Vec<Namespace>,
    /// The root module first, then one per other namespace, sorted by name.
    pub modules: Vec<Module>,
    /// One per port type (and per layout of its messages, where its bindings differ).
    pub clients: Vec<Client>,
    /// The jobs that the settings declare.
    pub jobs: Vec<Job>,
    /// Every header block that operations name.
    pub headers: Vec<HeaderBlock>,
    /// For every global element that generated code can read and write: its type.
    pub elements: Vec<(QName, Path)>,
    /// For every named type of the schemas that has a Rust type of its own.
    pub types: Vec<(QName, Path)>,
    /// The simple types that rows name, each once.
    pub simple: Vec<Simple>,
    /// Operations of the chosen bindings that have no client method, with the reason, a sentence for a person: by binding and by
    /// index into the port type's operations.
    pub left_out: BTreeMap<(BindingId, usize), String>,
    /// The `recursion_limit` that crates with these types need, where rustc's own is not enough.
    pub recursion_limit: Option<usize>,
    /// The name table: what each component is called; kept beside checked-in code so that newcomers never rename what was there.
    pub names: BTreeMap<String, String>,
}

impl Package {
    /// The names on the wire of the members and header blocks that are never shown.
    pub fn secrets(&self) -> BTreeSet<&str> {
        let items = self.modules.iter().flat_map(|module| &module.items);
        let rows = items.flat_map(|item| {
            let (members, variants): (&[Member], &[Variant]) = match item {
                Item::Struct(item) => (&item.members, &[]),
                Item::Choice(item) => (&[], &item.variants),
                Item::Words(_) | Item::Union(_) | Item::Alias(_) => (&[], &[]),
            };
            let members = members.iter().map(|member| &member.row);
            members.chain(variants.iter().map(|variant| &variant.row))
        });
        let secret = rows.filter(|row| row.flags.secret && !row.name.is_empty());
        let blocks = self.headers.iter().filter(|block| block.secret);
        let blocks = blocks.map(|block| &*block.name.local);
        secret.map(|row| row.name.as_str()).chain(blocks).collect()
    }
}

/// A namespace constant of the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Namespace {
    /// The constant's name, for example `T` or `ORDERS`.
    pub constant: String,
    /// The namespace name, never empty.
    pub uri: String,
    /// The constant is the runtime's own (`XSD`, `XSI`, ..): used, not declared.
    pub fixed: bool,
}

/// Index into [`Package::namespaces`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NamespaceId(pub usize);

/// A Rust module with the types of one namespace.
#[derive(Clone, Debug, Default)]
pub struct Module {
    /// Its name; empty for the root.
    pub name: String,
    /// The namespace whose types it holds.
    pub namespace: String,
    /// Its documentation.
    pub doc: Option<String>,
    /// Its types, in source order. None has a name of the standard prelude (`Option`, `String`, `Default`, ..); one may have the name of
    /// a runtime's type (`Element`, `List`, ..), which emitted code then has to write by its full path.
    pub items: Vec<Item>,
}

/// A named item of the package.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path {
    /// Index into [`Package::modules`].
    pub module: usize,
    /// The item's identifier.
    pub name: String,
}

impl Item {
    /// The item's identifier.
    pub fn name(&self) -> &str {
        match self {
            Self::Struct(i) => &i.name,
            Self::Choice(i) => &i.name,
            Self::Words(i) => &i.name,
            Self::Union(i) => &i.name,
            Self::Alias(i) => &i.name,
        }
    }

    /// The types of the package that its definition names, in order; one may come twice.
    pub fn names(&self) -> impl Iterator<Item = &Path> {
        let mut types: Vec<&RustType> = Vec::new();
        let mut bases: &[Base] = &[];
        match self {
            Self::Struct(i) => {
                types.extend(i.members.iter().map(|m| &m.ty));
                bases = &i.bases;
            }
            Self::Choice(i) => types.extend(i.variants.iter().map(|v| &v.ty)),
            Self::Union(i) => types.extend(i.members.iter().map(|(_, ty)| ty)),
            Self::Alias(i) => types.push(&i.ty),
            Self::Words(_) => {}
        }
        let types = types.into_iter().filter_map(RustType::path);
        types.chain(bases.iter().map(|b| &b.path))
    }
}

/// A type of a module.
#[derive(Clone, Debug)]
pub enum Item {
    /// `pub struct`.
    Struct(Struct),
    /// `pub enum`: a choice, a substitution group, or the types that may stand for one.
    Choice(Choice),
    /// `pub enum` of an enumeration.
    Words(Words),
    /// `pub enum` of a union's member types.
    Union(Union),
    /// `pub type`.
    Alias(Alias),
}

/// A Rust type as a member has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RustType {
    /// The unit type: no message.
    Unit,
    /// A type of the runtime or of the standard library, by its plain name: `String`, `i32`, `DateTime`, `Element`, ..
    Runtime(&'static str),
    /// A type of the package.
    Named(Path),
    /// A type that the user named in place of a schema type, as written.
    Foreign(String),
    /// `Option<T>`.
    Option(Box<RustType>),
    /// `Vec<T>`.
    Vec(Box<RustType>),
    /// `Grid<T, N>`: an array of several dimensions.
    Grid(Box<RustType>, usize),
    /// `Box<T>`.
    Boxed(Box<RustType>),
    /// `List<T>`: an XSD list.
    List(Box<RustType>),
    /// `Nillable<T>`: absent, nil or a value.
    Nillable(Box<RustType>),
    /// `WithNil<T>`: nil, with attributes, or a value.
    WithNil(Box<RustType>),
}

impl RustType {
    /// The type of the package that it is, or is made of.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Named(path) => Some(path),
            Self::Option(ty)
            | Self::Vec(ty)
            | Self::Grid(ty, _)
            | Self::Boxed(ty)
            | Self::List(ty)
            | Self::Nillable(ty)
            | Self::WithNil(ty) => ty.path(),
            Self::Unit | Self::Runtime(_) | Self::Foreign(_) => None,
        }
    }
}

/// How content is read: the table's kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A sequence.
    Seq,
    /// Any order.
    All,
    /// One of the rows.
    Choice,
    /// One of the derived types, by `xsi:type`.
    Poly,
}

/// Head of a type's table.
#[derive(Clone, Debug)]
pub struct Table {
    /// The type's namespace; `None` is "in no namespace".
    pub namespace: Option<NamespaceId>,
    /// The type's name in the schema (empty for anonymous groups).
    pub name: String,
    /// How content is read.
    pub kind: Kind,
    /// Order is information: a name occurs twice, or a group of several particles repeats.
    pub ordered: bool,
    /// Mixed content.
    pub mixed: bool,
    /// Its values are written in the SOAP encoding, in which any member may be absent.
    pub encoded: bool,
}

/// One row of a table.
///
/// What a member's Rust type and its row say together:
///
/// | type | flags | meaning |
/// |---|---|---|
/// | `T` | | must be there |
/// | `T` or `Option<T>` | `fixed`, not `opt` | must be there; `None` writes [`Row::value`] |
/// | `Option<T>` | `opt` | may be absent |
/// | `Option<T>` | `nil` | must be there, `None` is nil |
/// | `Option<T>` | | must be there, but in the SOAP encoding |
/// | `Option<T>` | `opt nil` | parts of answers in the SOAP encoding: absent and nil both read as `None`, which is written as absent |
/// | `Nillable<T>` | `opt nil` | absent, nil, value |
/// | `WithNil<T>`, `Option<WithNil<T>>` | `nil`, `opt nil` | nil with attributes, value |
/// | `Vec<T>` | `many`, `opt many` | at least one, any number |
/// | `Vec<Option<T>>`, `Vec<WithNil<T>>` | `many nil` (`opt`) | items may be nil |
/// | `Grid<T, N>`, `Grid<Option<T>, N>` | `opt many items`, `opt many nil items` | an array of [`Row::dimensions`] `N` |
///
/// A `Box` may stand around `T` in each but the lists. In an enum the variant's type takes the member's place; `opt` does not occur there.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Name on the wire; empty for groups, wildcards, text. For a row with the flag `items` (SOAP arrays): the name of the items' type.
    pub name: String,
    /// Its namespace when it is not the table's: `Some(None)` is "in no namespace". Attributes are treated alike: an unqualified one
    /// in a table with a namespace has `Some(None)`.
    pub namespace: Option<Option<NamespaceId>>,
    /// The flags.
    pub flags: Flags,
    /// `minOccurs` and `maxOccurs` when they are not 0, 1 or unbounded.
    pub occurs: Option<(u32, Option<u32>)>,
    /// `default` or (with the flag) `fixed`.
    pub value: Option<String>,
    /// The table of a nested particle.
    pub group: Option<Path>,
    /// What a wildcard takes; `None` is any namespace.
    pub wild: Option<Wild>,
    /// Its simple type, where that has facets, or the value is fixed.
    pub simple: Option<SimpleId>,
    /// The media types expected of its bytes: by `xmime:expectedContentTypes`, or of an attachment by the binding.
    pub media: Option<String>,
    /// In a type of the SOAP encoding: its simple type by name, where that does not follow from the Rust type.
    pub declared: Option<(Option<NamespaceId>, String)>,
    /// Of the items of an array: how many dimensions it has, where they are several.
    pub dimensions: Option<usize>,
}

/// Index into [`Package::simple`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SimpleId(pub usize);

/// What the values of a simple type are held to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Simple {
    /// Its constant beside those of the namespaces.
    pub constant: String,
    /// What its values are.
    pub kind: ValueKind,
    /// Its facets.
    pub facets: Facets,
}

/// What the values of a simple type are: the space in which its facets are checked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueKind {
    /// Values of a primitive type or of `integer`, by the name of the runtime's variant.
    Atomic(&'static str),
    /// A list of items of this type.
    List(SimpleId),
    /// Values of one of these member types.
    Union(Vec<SimpleId>),
}

/// The facets of a simple type with those of its bases (XML Schema part 2, section 4.3). `enumeration` only where the Rust type is not
/// an enum of the words. Bounds are as written, in the lexical space of the type.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Facets {
    /// `minLength`, or `length`.
    pub min_length: Option<u64>,
    /// `maxLength`, or `length`.
    pub max_length: Option<u64>,
    /// Each restriction step's patterns: one of every step must match.
    pub patterns: Vec<Vec<String>>,
    /// The values allowed; empty when any is.
    pub enumeration: Vec<String>,
    /// `minInclusive`.
    pub min_inclusive: Option<String>,
    /// `maxInclusive`.
    pub max_inclusive: Option<String>,
    /// `minExclusive`.
    pub min_exclusive: Option<String>,
    /// `maxExclusive`.
    pub max_exclusive: Option<String>,
    /// `totalDigits`.
    pub total_digits: Option<u32>,
    /// `fractionDigits`.
    pub fraction_digits: Option<u32>,
}

/// The flags of a row, as the tables name them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "each is the word of the table of that name; see the runtime's table module"
)]
pub struct Flags {
    pub opt: bool,
    pub many: bool,
    pub nil: bool,
    pub attr: bool,
    pub text: bool,
    pub any: bool,
    pub group: bool,
    pub secret: bool,
    pub collapse: bool,
    pub replace: bool,
    pub base: bool,
    pub items: bool,
    pub fixed: bool,
    /// A part of a message that travels beside the envelope: its type is `Attachment`.
    pub attached: bool,
    /// In a type of the SOAP encoding: a global element, which is qualified there too.
    pub global: bool,
}

/// The namespaces of a wildcard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wild {
    /// Any but this one and none (`None`: any but "in no namespace").
    Not(Option<NamespaceId>),
    /// One of these; `None` is "in no namespace".
    In(Vec<Option<NamespaceId>>),
}

/// Which standard derives a type gets (`Debug` comes from the table).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Derives {
    /// Every required member has a natural default.
    pub default: bool,
    /// `Eq`, where asked for and every member allows it; likewise whatever the recipe names.
    pub more: Vec<String>,
}

/// A struct: a complex type, a message, a nested particle.
#[derive(Clone, Debug)]
pub struct Struct {
    /// Its identifier.
    pub name: String,
    /// Its documentation.
    pub doc: Option<String>,
    /// What it is, in a few words without a full stop: documentation where the schema has none.
    pub about: String,
    /// The head of its table.
    pub table: Table,
    /// Its members in schema order, attributes last.
    pub members: Vec<Member>,
    /// Its derives.
    pub derives: Derives,
    /// Whether an inherent `new` is emitted: with the required members that have no natural default (empty: `Default::default()`).
    pub new: Option<Vec<usize>>,
    /// For an `ArrayOfX` wrapper: converts from and to `Vec` of its only member.
    pub array: bool,
    /// For a type that holds elements as they come and nothing else: converts from one.
    pub tree: Option<Tree>,
    /// For a simple type that complex types extend, and for a global element of a simple type: it converts from its first member and derefs
    /// to it. The member's type, aliases resolved.
    pub extended: Option<RustType>,
    /// Base types in the package that it converts to (each base's members are among its own, under the same names).
    pub bases: Vec<Base>,
}

/// How the only member of a struct holds elements as they come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    /// As its value: the element itself, an `Option` or a `Vec` of it.
    Member,
    /// Among text, as this variant of its pieces.
    Mixed(String),
}

/// Conversion of an extension to its base.
#[derive(Clone, Debug)]
pub struct Base {
    /// The base's struct.
    pub path: Path,
    /// Names of the base's members (the same in both).
    pub members: Vec<String>,
}

/// A member of a struct.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its identifier, `r#` included where needed.
    pub name: String,
    /// Its documentation.
    pub doc: Option<String>,
    /// Its type.
    pub ty: RustType,
    /// Its row.
    pub row: Row,
    /// Whether a setter of its name is emitted.
    pub setter: bool,
    /// For an optional member with a default: a getter of its name gives the value that the schema says.
    pub getter: Option<Getter>,
}

/// A getter for a member with a default or fixed value.
#[derive(Clone, Debug)]
pub struct Getter {
    /// The type it returns, aliases resolved (by value for `Copy` types, otherwise by parsing the text once more).
    pub ty: RustType,
    /// The value as the schema writes it, white space normalized.
    pub text: String,
}

/// An enum with a table: choice, substitution group, derived types.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its identifier.
    pub name: String,
    /// Its documentation.
    pub doc: Option<String>,
    /// What it is, in a few words without a full stop: documentation where the schema has none.
    pub about: String,
    /// The head of its table; kind `Choice` or `Poly`.
    pub table: Table,
    /// Its variants.
    pub variants: Vec<Variant>,
    /// Index of the variant that reading begins with: chosen so that blank values end.
    pub blank: usize,
    /// Its derives.
    pub derives: Derives,
}

/// A variant of a [`Choice`].
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its identifier.
    pub name: String,
    /// Its documentation.
    pub doc: Option<String>,
    /// What it holds.
    pub ty: RustType,
    /// Its row.
    pub row: Row,
}

/// An enumeration.
#[derive(Clone, Debug)]
pub struct Words {
    /// Its identifier.
    pub name: String,
    /// Its documentation.
    pub doc: Option<String>,
    /// What it is, in a few words without a full stop: documentation where the schema has none.
    pub about: String,
    /// Variant, text on the wire, documentation. A variant `Unknown(String)` (or the name in `unknown`) is added.
    pub words: Vec<(String, String, Option<String>)>,
    /// Name of the variant that keeps unknown text.
    pub unknown: String,
    /// Its derives.
    pub derives: Derives,
}

/// A union of simple types.
#[derive(Clone, Debug)]
pub struct Union {
    /// Its identifier.
    pub name: String,
    /// Its documentation.
    pub doc: Option<String>,
    /// What it is, in a few words without a full stop: documentation where the schema has none.
    pub about: String,
    /// Variants and their types, in the order in which they are tried. An enumeration takes only its own words unless it is the last,
    /// which keeps unknown ones; text that no member takes is outside the lexical space.
    pub members: Vec<(String, RustType)>,
    /// Its derives.
    pub derives: Derives,
}

/// A type alias: a simple type without a type of its own, a global element of such a type, a nillable global element.
#[derive(Clone, Debug)]
pub struct Alias {
    /// Its identifier.
    pub name: String,
    /// Its documentation.
    pub doc: Option<String>,
    /// What it is, in a few words without a full stop: documentation where the schema has none.
    pub about: String,
    /// What it stands for.
    pub ty: RustType,
}
