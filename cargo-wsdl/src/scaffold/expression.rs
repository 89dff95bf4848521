//! Values of generated types as code.

use std::collections::BTreeSet;

use wsdl_codegen::model::package::{
    Item, Layout, Member, Message, Package, Path, RustType, Struct, Variant,
};

/// How deep required members of required members are filled in.
const MAX_DEPTH: usize = 12;
/// The most values that an expression is made of.
const MAX_VALUES: usize = 300;
/// Optional members that the example sets at most.
const MAX_SETTERS: usize = 6;

/// Items of a repeated member that the example writes at most.
const MAX_ITEMS: usize = 3;

/// A message as an expression.
#[derive(Debug)]
pub(super) struct Value {
    /// The expression.
    pub(super) text: String,
    /// Its type, as a path from the root.
    pub(super) ty: String,
    /// Names of the crate's root that both use.
    pub(super) uses: BTreeSet<String>,
}

/// Writes expressions, and notes what they name.
pub(super) struct Writer<'p> {
    package: &'p Package,
    uses: BTreeSet<String>,
    reach: Reach,
    /// How many more values may be written.
    left: usize,
}

/// Which values are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Of every type: for code that is read and filled in by a person.
    Every,
    /// Those that are read again as they were written: for code that is run as it is. XML of any kind is not among them, nor is a choice.
    Plain,
}

impl<'p> Writer<'p> {
    pub(super) fn new(package: &'p Package, reach: Reach) -> Self {
        Self {
            package,
            uses: BTreeSet::new(),
            reach,
            left: MAX_VALUES,
        }
    }

    /// Whether the message is nothing.
    pub(super) fn takes_nothing(&self, message: &Message) -> bool {
        message.layout == Layout::None || message.ty == RustType::Unit
    }

    /// A message with something in it; `None` when it is too much for a few lines.
    pub(super) fn message(&self, message: &Message) -> Option<Value> {
        match &message.ty {
            RustType::Named(path) => self.element(path),
            RustType::Runtime(name) => Some(Value {
                text: Self::new(self.package, self.reach).owned(&message.ty, 0)?,
                ty: path(name),
                uses: BTreeSet::new(),
            }),
            _ => None,
        }
    }

    /// The content of an element, with something in it; `None` when it is too much for a few lines.
    pub(super) fn element(&self, path: &Path) -> Option<Value> {
        let mut writer = Self::new(self.package, self.reach);
        let text = writer.owned(&RustType::Named(path.clone()), 0)?;
        let ty = writer.name(path);
        Some(Value {
            text,
            ty,
            uses: writer.uses,
        })
    }

    /// A value of the very type, with the optional members that are simple.
    fn owned(&mut self, ty: &RustType, depth: usize) -> Option<String> {
        match ty {
            RustType::Named(path) => match self.item(path)?.clone() {
                Item::Struct(item) => {
                    let made = self.made(path, 0)?;
                    let setters = self.setters(&item);
                    Some(made + &setters.concat())
                }
                Item::Alias(alias) if depth < MAX_DEPTH => self.owned(&alias.ty, depth + 1),
                _ => self.exact(ty, depth),
            },
            _ => self.exact(ty, depth),
        }
    }

    /// A value of the very type; `None` when it is too deep.
    fn exact(&mut self, ty: &RustType, depth: usize) -> Option<String> {
        if depth > MAX_DEPTH || !self.spend() || !self.reaches(ty) {
            return None;
        }
        let mut inner = |ty: &RustType| self.exact(ty, depth + 1);
        match ty {
            RustType::Unit => Some("()".to_owned()),
            RustType::Runtime("String") => Some("\"text\".to_owned()".to_owned()),
            RustType::Runtime(name) => written(name),
            // Of a type that the user named nothing is known but that it can be read.
            RustType::Foreign(path) => Some(format!(
                "wsdl_runtime::xml::from_str::<{path}>(\"value\", \"<value>1</value>\").expect(\"a value\")"
            )),
            RustType::Option(some) => Some(format!("Some({})", inner(some)?)),
            RustType::Vec(item) => Some(format!("vec![{}]", inner(item)?)),
            RustType::Grid(item, n) => {
                let item = inner(item)?;
                Some(format!(
                    "wsdl_runtime::xml::Grid::new([1; {n}], vec![{item}]).expect(\"one item\")"
                ))
            }
            RustType::Boxed(boxed) => Some(format!("Box::new({})", inner(boxed)?)),
            RustType::List(item) => {
                let item = inner(item)?;
                Some(format!("wsdl_runtime::xml::List::from(vec![{item}])"))
            }
            RustType::Nillable(value) => {
                let value = inner(value)?;
                Some(format!("wsdl_runtime::xml::Nillable::Value({value})"))
            }
            RustType::WithNil(value) => {
                let value = inner(value)?;
                Some(format!("wsdl_runtime::xml::WithNil::Value({value})"))
            }
            RustType::Named(path) => self.exact_item(path, depth),
        }
    }

    /// Takes one value from those that are left.
    fn spend(&mut self) -> bool {
        self.left = self.left.saturating_sub(1);
        self.left > 0
    }

    fn reaches(&self, ty: &RustType) -> bool {
        self.reach == Reach::Every
            || match ty {
                RustType::Runtime(name) => {
                    !matches!(*name, "Element" | "AnySimple" | "Attributes" | "Attachment")
                }
                RustType::Named(_) => true,
                _ => false,
            }
    }

    fn exact_item(&mut self, path: &Path, depth: usize) -> Option<String> {
        let (variant, ty) = match self.item(path)?.clone() {
            Item::Struct(_) => return self.made(path, depth),
            Item::Alias(alias) => return self.exact(&alias.ty, depth + 1),
            Item::Words(words) => {
                let name = self.name(path);
                return Some(match words.words.first() {
                    Some((variant, ..)) => format!("{name}::{variant}"),
                    None => format!("{name}::{}(\"text\".to_owned())", words.unknown),
                });
            }
            Item::Union(_) | Item::Choice(_) if self.reach == Reach::Plain => return None,
            Item::Union(union) => union.members.into_iter().next()?,
            Item::Choice(choice) => {
                // Kept XML says less than a type does.
                let is_tree = |v: &Variant| v.ty == RustType::Runtime("Element");
                let typed = choice.variants.iter().position(|v| !is_tree(v));
                let blank = choice.variants.get(choice.blank);
                let chosen = match (blank.is_some_and(is_tree), typed) {
                    (true, Some(typed)) => typed,
                    _ => choice.blank,
                };
                let variant = choice.variants.into_iter().nth(chosen)?;
                (variant.name, variant.ty)
            }
        };
        let value = self.exact(&ty, depth + 1)?;
        Some(format!("{}::{variant}({value})", self.name(path)))
    }

    fn item(&self, path: &Path) -> Option<&Item> {
        let module = self.package.modules.get(path.module)?;
        module.items.iter().find(|i| i.name() == path.name)
    }

    fn structure(&self, path: &Path) -> Option<Struct> {
        match self.item(path)? {
            Item::Struct(item) => Some(item.clone()),
            _ => None,
        }
    }

    /// A type as code names it once the first part is imported.
    fn name(&mut self, path: &Path) -> String {
        let module = self
            .package
            .modules
            .get(path.module)
            .filter(|m| !m.name.is_empty());
        match module {
            Some(module) => {
                self.uses.insert(module.name.clone());
                format!("{}::{}", module.name, path.name)
            }
            None => {
                self.uses.insert(path.name.clone());
                path.name.clone()
            }
        }
    }

    /// `Type::new(required..)`.
    fn made(&mut self, path: &Path, depth: usize) -> Option<String> {
        let item = self.structure(path)?;
        let mut arguments = Vec::new();
        for index in item.new.as_ref()? {
            arguments.push(self.value(&item.members.get(*index)?.ty, depth + 1)?);
        }
        let mut made = format!("{}::new({})", self.name(path), arguments.join(", "));
        for member in &item.members {
            made += &self.items(member, depth)?;
        }
        Some(made)
    }

    /// `.member([item])` for a repeated member that must not be empty; nothing for any other.
    fn items(&mut self, member: &Member, depth: usize) -> Option<String> {
        let RustType::Vec(item) = &member.ty else {
            return Some(String::new());
        };
        let least = member.row.occurs.map_or(1, |(least, _)| least as usize);
        if member.row.flags.opt || least == 0 {
            return Some(String::new());
        }
        if !member.setter || least > MAX_ITEMS {
            return None;
        }
        let item = self.value(item, depth + 1)?;
        let items = vec![item; least].join(", ");
        Some(format!(".{}([{items}])", member.name))
    }

    /// A value that a setter or `new` takes for a member of the type.
    fn value(&mut self, ty: &RustType, depth: usize) -> Option<String> {
        if depth > MAX_DEPTH || !self.spend() {
            return None;
        }
        match ty {
            RustType::Runtime("String") => Some("\"text\"".to_owned()),
            RustType::Option(inner) | RustType::Nillable(inner) | RustType::Boxed(inner) => {
                self.value(inner, depth)
            }
            RustType::Named(path) => match self.item(path)?.clone() {
                Item::Struct(_) => self.made(path, depth),
                Item::Alias(alias) => self.value(&alias.ty, depth + 1),
                Item::Words(_) | Item::Choice(_) | Item::Union(_) => self.exact_item(path, depth),
            },
            _ => self.exact(ty, depth),
        }
    }

    /// `.member(value)` for optional members of simple types.
    fn setters(&mut self, item: &Struct) -> Vec<String> {
        let required = item.new.as_deref().unwrap_or_default();
        let members = item.members.iter().enumerate();
        let mut setters = Vec::new();
        for (index, member) in members {
            let is_set = required.contains(&index) || !member.setter || member.getter.is_some();
            let inner = match &member.ty {
                RustType::Option(inner) | RustType::Nillable(inner) => inner,
                ty => ty,
            };
            let value = match inner {
                RustType::Runtime(name) if *name == "String" => {
                    Some(format!("{:?}", member.row.name))
                }
                RustType::Runtime(name) => simple(name).map(str::to_owned),
                _ => None,
            };
            if let (false, Some(value)) = (is_set || setters.len() >= MAX_SETTERS, value) {
                setters.push(format!(".{}({value})", member.name));
            }
        }
        setters
    }
}

/// A value of a runtime type.
fn written(name: &str) -> Option<String> {
    simple(name).map(str::to_owned).or_else(|| read(name))
}

/// A literal of a runtime type.
fn simple(name: &str) -> Option<&'static str> {
    match name {
        "String" => Some("\"text\""),
        "bool" => Some("true"),
        "f32" | "f64" => Some("1.5"),
        "i8" | "i16" | "i32" | "i64" | "i128" | "u8" | "u16" | "u32" | "u64" | "u128" => Some("1"),
        _ => None,
    }
}

/// A value of a runtime type that has no literal: read from its text, mostly.
fn read(name: &str) -> Option<String> {
    let text = match name {
        "DateTime" => "2026-01-31T09:30:00Z",
        "Date" => "2026-01-31",
        "Time" => "09:30:00",
        "Duration" => "PT1H30M",
        "GYearMonth" => "2026-01",
        "GYear" => "2026",
        "GMonthDay" => "--01-31",
        "GDay" => "---31",
        "GMonth" => "--01",
        "Decimal" => "12.50",
        "Base64" => "AQID",
        "Hex" => "010203",
        "QName" => "{urn:example}name",
        "Element" => "<example/>",
        "AnySimple" => return Some(format!("{}::from(\"text\")", path(name))),
        "Attributes" | "Attachment" => return Some(format!("{}::default()", path(name))),
        _ => return None,
    };
    let path = path(name);
    Some(format!("\"{text}\".parse::<{path}>().expect(\"a value\")"))
}

/// A runtime type as code names it without an import.
fn path(name: &str) -> String {
    let module = match name {
        _ if simple(name).is_some() => return name.to_owned(),
        "QName" | "Element" | "AnySimple" | "Attributes" => "xml",
        "Attachment" => "mime",
        _ => "value",
    };
    format!("wsdl_runtime::{module}::{name}")
}
