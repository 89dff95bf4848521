//! The tables of the package, as generated code would hold them.
//!
//! They live as long as the process: a client of the runtime holds what is static, and the command makes one call.

use std::collections::BTreeMap;

use wsdl_codegen::model::package::{self, Item, Layout, Package, Path, Row, RustType};
use wsdl_runtime::Body;
use wsdl_runtime::value::SimpleType;
use wsdl_runtime::xml::dynamic::{self, Dynamic, Items, Schema, Typed, Value};
use wsdl_runtime::xml::{
    FIRST, FIXED, Kind, Member, More, NO_NS, Type, Wild, default, flag, occurs, wild,
};

use super::leak::{leak, leak_str};
use super::{builtin, simple};

/// The deepest nesting of groups and of names for other types that is followed.
const MAX_DEPTH: usize = 64;

/// A member or variant, as the package has it.
#[derive(Clone, Copy)]
pub(crate) struct Field<'p> {
    /// Its identifier.
    pub(crate) name: &'p str,
    pub(crate) ty: &'p RustType,
    pub(crate) row: &'p Row,
    /// The types that `xsi:type` may name, as `{namespace}local`, where this is the member for it.
    pub(crate) types: Option<&'p [String]>,
}

/// What a type is once wrappers and other names are taken off.
#[derive(Clone, Copy)]
pub(crate) enum Is<'p> {
    /// A struct, choice or set of derived types: the number of its table.
    Node(usize),
    /// A simple type.
    Simple(&'p RustType),
    /// An element as it is.
    Tree,
    /// Attributes as they are.
    Attributes,
    /// What travels beside the envelope.
    Attachment,
}

/// The tables of a package.
pub(crate) struct Tables<'p> {
    pub(crate) package: &'p Package,
    pub(crate) schema: &'static Schema<'static>,
    numbers: BTreeMap<Path, usize>,
    fields: Vec<Vec<Field<'p>>>,
    simple: Vec<&'static SimpleType<'static>>,
}

impl<'p> Tables<'p> {
    pub(crate) fn new(package: &'p Package) -> Self {
        let mut numbers = BTreeMap::new();
        let mut items = Vec::new();
        for (module, m) in package.modules.iter().enumerate() {
            for item in &m.items {
                if let Item::Struct(_) | Item::Choice(_) = item {
                    let path = Path {
                        module,
                        name: item.name().to_owned(),
                    };
                    numbers.insert(path, items.len());
                    items.push(item);
                }
            }
        }
        let fields: Vec<Vec<Field<'p>>> = items
            .iter()
            .map(|item| fields(package, item))
            .chain([Vec::new()])
            .collect();
        let maker = Maker {
            package,
            numbers: &numbers,
        };
        let mut types: Vec<Type<'static>> = items.iter().map(|item| maker.table(item, 0)).collect();
        // The last is that of messages without parts.
        types.push(Type::new("", NO_NS, Kind::Seq, &[]));
        let is: Vec<Vec<dynamic::Is>> = fields
            .iter()
            .map(|fields| fields.iter().map(|f| maker.is(f.ty)).collect())
            .collect();
        let own = package
            .namespaces
            .iter()
            .filter(|n| !n.fixed)
            .map(|n| leak_str(&n.uri));
        let names: Vec<&'static str> = FIXED.into_iter().chain(own).collect();
        let schema = Schema {
            names: leak(names),
            types: leak(types),
            items: leak(is),
        };
        Self {
            package,
            schema: Box::leak(Box::new(schema)),
            numbers,
            fields,
            simple: simple::leaked(package),
        }
    }

    /// What the value of a row is held to.
    pub(super) fn simple(&self, row: &Row) -> Option<&'static SimpleType<'static>> {
        self.simple.get(row.simple?.0).copied()
    }

    /// The members of the type with this number.
    pub(crate) fn fields(&self, number: usize) -> &[Field<'p>] {
        self.fields.get(number).map_or(&[], Vec::as_slice)
    }

    /// How the members of the type with this number stand to one another.
    pub(crate) fn kind(&self, number: usize) -> Kind {
        self.schema.types.get(number).map_or(Kind::Seq, |t| t.kind)
    }

    /// What a type of the package is.
    pub(crate) fn is(&self, ty: &'p RustType) -> Is<'p> {
        let bare = strip(self.package, ty, 0);
        match bare {
            RustType::Unit => Is::Node(self.fields.len().saturating_sub(1)),
            RustType::Named(path) => self
                .numbers
                .get(path)
                .map_or(Is::Simple(bare), |n| Is::Node(*n)),
            RustType::Runtime("Element") => Is::Tree,
            RustType::Runtime("Attributes") => Is::Attributes,
            RustType::Runtime("Attachment") => Is::Attachment,
            _ => Is::Simple(bare),
        }
    }

    /// A message with nothing in it.
    pub(crate) fn blank(&self, ty: &'p RustType) -> Option<wsdl_runtime::Message<'static>> {
        match self.is(ty) {
            Is::Node(number) if !nillable(ty) => {
                Dynamic::new(self.schema, number).map(wsdl_runtime::Message::Node)
            }
            Is::Node(number) => Some(wsdl_runtime::Message::Items(Items::new(
                self.schema,
                dynamic::Is::Type(number),
            ))),
            Is::Simple(simple) => {
                let is = simple_is(simple);
                Some(wsdl_runtime::Message::Items(Items::new(self.schema, is)))
            }
            Is::Tree => Some(wsdl_runtime::Message::Items(Items::new(
                self.schema,
                dynamic::Is::Tree,
            ))),
            Is::Attributes | Is::Attachment => None,
        }
    }

    /// What stands in the body for a message.
    pub(crate) fn body(&self, layout: &Layout) -> Body {
        let uri = |ns: &Option<package::NamespaceId>| {
            let number = usize::from(namespace(self.package, *ns));
            self.schema.names.get(number).copied().unwrap_or("")
        };
        match layout {
            Layout::Element(ns, name) => Body::element(uri(ns), leak_str(name)),
            Layout::Rpc(ns, name) => Body::rpc(uri(ns), leak_str(name)),
            Layout::Bare => Body::bare(),
            Layout::None => Body::none(),
        }
    }
}

/// How the values of a simple type are held.
fn simple_is(ty: &RustType) -> dynamic::Is {
    match ty {
        RustType::Runtime("QName") => dynamic::Is::Name,
        RustType::Runtime(name) => {
            builtin::name_of(name).map_or(dynamic::Is::Text, dynamic::Is::Typed)
        }
        _ => dynamic::Is::Text,
    }
}

/// A simple value.
pub(super) fn simple_value(ty: &RustType, text: String) -> Value<'static> {
    match simple_is(ty) {
        dynamic::Is::Typed(name) => Value::Typed(Typed { name, text }),
        _ => Value::Text(text),
    }
}

/// Whether values of the type may be nil as a whole.
fn nillable(ty: &RustType) -> bool {
    matches!(
        ty,
        RustType::Option(_) | RustType::Nillable(_) | RustType::WithNil(_)
    )
}

fn fields<'p>(package: &'p Package, item: &'p Item) -> Vec<Field<'p>> {
    let field = |name: &'p str, ty: &'p RustType, row: &'p Row| Field {
        name,
        ty,
        row,
        types: None,
    };
    match item {
        Item::Struct(s) => {
            let members = s.members.iter().map(|m| Field {
                types: (s.extended.is_some() && m.row.name == "type")
                    .then(|| named_types(package, &m.row)),
                ..field(&m.name, &m.ty, &m.row)
            });
            members.collect()
        }
        Item::Choice(c) => {
            let variants = c.variants.iter();
            variants.map(|v| field(&v.name, &v.ty, &v.row)).collect()
        }
        Item::Words(_) | Item::Union(_) | Item::Alias(_) => Vec::new(),
    }
}

/// The names that a row takes.
fn named_types<'p>(package: &'p Package, row: &Row) -> &'p [String] {
    let simple = row.simple.and_then(|id| package.simple.get(id.0));
    simple.map_or(&[], |simple| &simple.facets.enumeration)
}

/// The type without wrappers and other names.
pub(super) fn strip<'p>(package: &'p Package, ty: &'p RustType, depth: usize) -> &'p RustType {
    match ty {
        RustType::Option(inner)
        | RustType::Vec(inner)
        | RustType::Grid(inner, _)
        | RustType::Boxed(inner)
        | RustType::Nillable(inner)
        | RustType::WithNil(inner) => strip(package, inner, depth),
        RustType::Named(path) if depth < MAX_DEPTH => match find(package, path) {
            Some(Item::Alias(alias)) => strip(package, &alias.ty, depth + 1),
            _ => ty,
        },
        _ => ty,
    }
}

pub(super) fn find<'p>(package: &'p Package, path: &Path) -> Option<&'p Item> {
    package
        .modules
        .get(path.module)?
        .items
        .iter()
        .find(|i| i.name() == path.name)
}

/// The number that tables have for a namespace.
fn namespace(package: &Package, id: Option<package::NamespaceId>) -> u16 {
    let Some(found) = id.and_then(|id| package.namespaces.get(id.0)) else {
        return NO_NS;
    };
    let place = if found.fixed {
        FIXED.iter().position(|uri| *uri == found.uri)
    } else {
        let mut own = package.namespaces.iter().filter(|n| !n.fixed);
        own.position(|n| n.uri == found.uri)
            .map(|at| at + usize::from(FIRST))
    };
    place.and_then(|p| u16::try_from(p).ok()).unwrap_or(NO_NS)
}

/// Makes tables.
struct Maker<'a> {
    package: &'a Package,
    numbers: &'a BTreeMap<Path, usize>,
}

impl Maker<'_> {
    fn table(&self, item: &Item, depth: usize) -> Type<'static> {
        let table = match item {
            Item::Struct(s) => &s.table,
            Item::Choice(c) => &c.table,
            Item::Words(_) | Item::Union(_) | Item::Alias(_) => {
                return Type::new("", NO_NS, Kind::Seq, &[]);
            }
        };
        let ns = namespace(self.package, table.namespace);
        let rows: Vec<Member<'static>> = fields(self.package, item)
            .iter()
            .map(|f| self.row(f.row, ns, depth))
            .collect();
        let kind = match table.kind {
            package::Kind::Seq => Kind::Seq,
            package::Kind::All => Kind::All,
            package::Kind::Choice => Kind::Choice,
            package::Kind::Poly => Kind::Poly,
        };
        let made = Type::new(leak_str(&table.name), ns, kind, leak(rows));
        let made = if table.ordered { made.ordered() } else { made };
        let made = if table.mixed { made.mixed() } else { made };
        if table.encoded { made.encoded() } else { made }
    }

    fn row(&self, row: &Row, ns: u16, depth: usize) -> Member<'static> {
        let ns = row.namespace.map_or(ns, |own| namespace(self.package, own));
        let set = [
            (row.flags.opt, flag::opt),
            (row.flags.many, flag::many),
            (row.flags.nil, flag::nil),
            (row.flags.attr, flag::attr),
            (row.flags.text, flag::text),
            (row.flags.any, flag::any),
            (row.flags.group, flag::group),
            (row.flags.secret, flag::secret),
            (row.flags.replace, flag::replace),
            (row.flags.collapse, flag::collapse),
            (row.flags.base, flag::base),
            (row.flags.items, flag::items),
            (row.flags.fixed, flag::fixed),
            (row.flags.attached, flag::attached),
            (row.flags.global, flag::global),
        ];
        let flags = set
            .into_iter()
            .filter(|(on, _)| *on)
            .fold(0, |all, (_, bit)| all | bit);
        let more = self
            .more(row, depth)
            .map(|more| &*Box::leak(Box::new(more)));
        Member::new(leak_str(&row.name), ns, flags, more)
    }

    fn more(&self, row: &Row, depth: usize) -> Option<More<'static>> {
        let plain = row.group.is_none()
            && row.wild.is_none()
            && row.occurs.is_none()
            && row.value.is_none()
            && row.media.is_none()
            && row.declared.is_none()
            && row.dimensions.is_none();
        if plain {
            return None;
        }
        let mut more = match &row.wild {
            Some(taken) => wild(self.wildcard(taken)),
            None => occurs(1, u32::MAX),
        };
        if let Some(path) = row.group.as_ref().filter(|_| depth < MAX_DEPTH)
            && let Some(item) = find(self.package, path)
        {
            more.group = Some(Box::leak(Box::new(self.table(item, depth + 1))));
        }
        if let Some((min, max)) = row.occurs {
            (more.min, more.max) = (min, max.unwrap_or(u32::MAX));
        }
        if let Some(value) = &row.value {
            more.default = default(leak_str(value)).default;
        }
        if let Some(types) = &row.media {
            more.media = Some(leak_str(types));
        }
        if let Some((ns, name)) = &row.declared {
            more.declared = Some((namespace(self.package, *ns), leak_str(name)));
        }
        if let Some(count) = row.dimensions {
            more.dimensions = count;
        }
        Some(more)
    }

    fn wildcard(&self, wild: &package::Wild) -> Wild<'static> {
        match wild {
            package::Wild::Not(ns) => Wild::Not(namespace(self.package, *ns)),
            package::Wild::In(list) => {
                let list: Vec<u16> = list.iter().map(|ns| namespace(self.package, *ns)).collect();
                Wild::In(leak(list))
            }
        }
    }

    fn is(&self, ty: &RustType) -> dynamic::Is {
        match strip(self.package, ty, 0) {
            RustType::Named(path) => self
                .numbers
                .get(path)
                .map_or(dynamic::Is::Text, |n| dynamic::Is::Type(*n)),
            RustType::Runtime("Element") => dynamic::Is::Tree,
            RustType::Runtime("Attributes") => dynamic::Is::Attributes,
            RustType::Runtime("Attachment") => dynamic::Is::Attachment,
            simple => simple_is(simple),
        }
    }
}
