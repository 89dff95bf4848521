//! The example call and the smoke test of a new crate.

use std::collections::BTreeSet;

use wsdl_codegen::Outcome;
use wsdl_codegen::model::name::QName;
use wsdl_codegen::model::package::{
    Client, Item, Layout, Operation, Package, Path, RustType, Struct,
};

/// How deep required members of required members are filled in.
const MAX_DEPTH: usize = 6;
/// Optional members that the example sets at most.
const MAX_SETTERS: usize = 6;

/// The statements of a call, without indentation; `None` when its request is too much for a few lines.
pub(crate) fn statements(
    package: &Package,
    client: &Client,
    operation: &Operation,
) -> Option<String> {
    Some(Example::of_operation(package, client, operation)?.body())
}

/// A program that makes the call, in a crate that uses the one called `ident`; likewise.
pub(crate) fn program(
    package: &Package,
    client: &Client,
    operation: &Operation,
    ident: &str,
    service: &str,
) -> Option<String> {
    Some(Example::of_operation(package, client, operation)?.program(ident, service))
}

/// The call that is shown.
#[derive(Debug, Default)]
pub(super) struct Example {
    /// The client's struct; `None` when the description has no service.
    client: Option<String>,
    call: Option<Call>,
    /// Names of the crate's root that the code uses.
    uses: BTreeSet<String>,
    has_address: bool,
}

#[derive(Debug)]
struct Call {
    /// The operation's name on the wire.
    name: String,
    method: String,
    /// The request as an expression; `None` when the operation takes nothing.
    request: Option<String>,
    /// The type of the request, as a path from the root.
    ty: String,
    element: Option<QName>,
    one_way: bool,
}

impl Example {
    /// Takes the first operation whose request can be written down in a few lines.
    pub(super) fn choose(outcome: &Outcome) -> Self {
        let Some(package) = &outcome.package else {
            return Self::default();
        };
        for client in &package.clients {
            for operation in &client.operations {
                if let Some(example) = Self::of_operation(package, client, operation) {
                    return example;
                }
            }
        }
        package.clients.first().map(Self::of).unwrap_or_default()
    }

    fn of_operation(package: &Package, client: &Client, operation: &Operation) -> Option<Self> {
        let mut writer = Writer {
            package,
            uses: BTreeSet::from([client.name.clone()]),
        };
        let call = writer.call(operation)?;
        Some(Self {
            call: Some(call),
            uses: writer.uses,
            ..Self::of(client)
        })
    }

    fn of(client: &Client) -> Self {
        Self {
            client: Some(client.name.clone()),
            call: None,
            uses: BTreeSet::from([client.name.clone()]),
            has_address: client.ports.iter().any(|p| !p.address.is_empty()),
        }
    }

    /// `use` lines for names of the root.
    fn imports(ident: &str, uses: &BTreeSet<String>) -> String {
        let uses: Vec<&str> = uses.iter().map(String::as_str).collect();
        match uses.as_slice() {
            [] => String::new(),
            [one] => format!("use {ident}::{one};\n"),
            many => {
                let line = format!("use {ident}::{{{}}};\n", many.join(", "));
                if line.len() <= 101 {
                    line
                } else {
                    format!("use {ident}::*;\n")
                }
            }
        }
    }

    /// The statements of the call, without indentation.
    pub(super) fn body(&self) -> String {
        let Some(client) = &self.client else {
            return "// The description has no service: its types are read and written with `wsdl_runtime::xml`.\n".to_owned();
        };
        let mut lines = vec![match self.has_address {
            true => format!("let client = {client}::new();"),
            false => format!(
                "let client = {client}::builder().endpoint(\"https://example.org/\").build()?;"
            ),
        }];
        match &self.call {
            None => lines.push("println!(\"{client:?}\");".to_owned()),
            Some(call) => {
                let argument = if call.request.is_some() {
                    "request"
                } else {
                    ""
                };
                if let Some(request) = &call.request {
                    lines.push(format!("let request = {request};"));
                }
                if call.one_way {
                    lines.push(format!("client.{}({argument}).await?;", call.method));
                } else {
                    lines.push(format!(
                        "let response = client.{}({argument}).await?;",
                        call.method
                    ));
                    lines.push("println!(\"{response:#?}\");".to_owned());
                }
            }
        }
        lines.join("\n") + "\n"
    }

    /// `examples/call.rs`.
    pub(super) fn program(&self, ident: &str, service: &str) -> String {
        let service = service.replace(['\n', '\r'], " ");
        let what = match &self.call {
            Some(call) => format!("Calls `{}` of {service}.", call.name),
            None => format!("Makes a client of {service}."),
        };
        let imports = Self::imports(ident, &self.uses);
        let body = self.body();
        let body: String = body.lines().map(|l| format!("        {l}\n")).collect();
        format!(
            "//! {what}\n\
             \n\
             {imports}\n\
             fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    \
             let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;\n    \
             runtime.block_on(async {{\n\
             {body}        Ok(())\n    }})\n}}\n"
        )
    }

    /// `tests/smoke.rs`: the request survives being written and read; without one, the client can be made.
    pub(super) fn smoke_test(&self, ident: &str) -> String {
        let mut uses = self.uses.clone();
        let request = self
            .call
            .as_ref()
            .and_then(|c| Some((c, c.request.as_ref()?, c.element.as_ref()?)));
        let Some((call, request, element)) = request else {
            let Some(client) = &self.client else {
                return format!(
                    "//! The crate builds.\n\n#[allow(unused_imports)]\nuse {ident}::*;\n"
                );
            };
            let imports = Self::imports(ident, &BTreeSet::from([client.clone()]));
            return format!(
                "//! The client can be made.\n\n{imports}\n#[test]\nfn a_client() {{\n    \
                 let _ = {client}::builder();\n}}\n"
            );
        };
        if let Some(client) = &self.client {
            uses.remove(client);
        }
        let imports = Self::imports(ident, &uses);
        let name = format!("{:?}", element.to_string());
        let ty = &call.ty;
        format!(
            "//! The request of the example can be written and read.\n\n{imports}\
             use {ident}::wsdl_runtime::xml;\n\
             \n#[test]\nfn the_request_survives() {{\n    \
             let request = {request};\n    \
             let text = xml::to_string({name}, &request).expect(\"text\");\n    \
             assert_eq!(xml::from_str::<{ty}>({name}, &text).expect(\"a value\"), request);\n}}\n"
        )
    }
}

/// Writes expressions, and notes what they name.
struct Writer<'p> {
    package: &'p Package,
    uses: BTreeSet<String>,
}

impl Writer<'_> {
    fn call(&mut self, operation: &Operation) -> Option<Call> {
        let (request, ty) = match operation.input.layout {
            Layout::None => (None, "()".to_owned()),
            _ if operation.input.ty == RustType::Unit => (None, "()".to_owned()),
            _ => {
                let RustType::Named(path) = &operation.input.ty else {
                    return None;
                };
                let item = self.structure(path)?;
                let name = self.name(path);
                let mut text = self.made(path, 0)?;
                for setter in self.setters(&item) {
                    text.push_str(&setter);
                }
                (Some(text), name)
            }
        };
        Some(Call {
            name: operation.name.clone(),
            method: operation.method.clone(),
            request,
            ty,
            element: operation.input.element.clone(),
            one_way: operation.output.layout == Layout::None,
        })
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
        Some(format!(
            "{}::new({})",
            self.name(path),
            arguments.join(", ")
        ))
    }

    /// A value that a setter or `new` takes for a member of the type.
    fn value(&mut self, ty: &RustType, depth: usize) -> Option<String> {
        if depth > MAX_DEPTH {
            return None;
        }
        match ty {
            RustType::Runtime(name) => simple(name).map(str::to_owned),
            RustType::Option(inner) | RustType::Nillable(inner) | RustType::Boxed(inner) => {
                self.value(inner, depth)
            }
            RustType::Named(path) => match self.item(path)?.clone() {
                Item::Struct(_) => self.made(path, depth),
                Item::Words(words) => {
                    let (variant, _, _) = words.words.first()?;
                    Some(format!("{}::{variant}", self.name(path)))
                }
                Item::Alias(alias) => self.value(&alias.ty, depth + 1),
                Item::Choice(_) | Item::Union(_) => None,
            },
            _ => None,
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
