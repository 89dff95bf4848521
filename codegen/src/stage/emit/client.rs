//! A client: a struct around the runtime's, with a method per operation.

use quote::quote;

use super::doc::{code, doc, text_or};
use super::policy;
use super::scope::{Scope, tokens};
use crate::model::package::{Client, HeaderPart, Layout, Operation, PortProtocol, RustType};
use crate::model::source::{Of, SourceItem};

/// Columns of a chain of calls, or of arguments, that rustfmt leaves on one line.
const CHAIN: usize = 60;

/// The client's struct, how it is made, and its methods.
pub(super) fn define(scope: &Scope<'_>, client: &Client) -> Vec<SourceItem> {
    let text = text_or(client.doc.as_ref(), || {
        format!("Calls the operations of {}.", code(&client.port_type_name))
    });
    let doc_text = doc(&(text + &policy::section(client)));
    let name = tokens(&client.name);
    let service = format!("operations::{}", client.constant);
    let constant = tokens(&service);
    let inner = scope.runtime_tokens("Client");
    let builder = scope.runtime_tokens("ClientBuilder");
    let new_doc = doc(&default_port(client));
    let builder_doc =
        doc("Sets up a client: endpoint, port, SOAP version, credentials, time limits, transport.");
    let new = if format!("Client::new(&{service})").len() <= CHAIN {
        quote!(Self(#inner::new(&#constant)))
    } else {
        quote!(let client = #inner::new(&#constant); Self(client))
    };
    let made = [
        quote!(#new_doc pub fn new() -> Self { #new }),
        quote!(#builder_doc pub fn builder() -> #builder<Self> { #builder::new(&#constant) }),
    ];
    let methods = client
        .operations
        .iter()
        .map(|o| (Of::Operation(o.constant.clone()), method(scope, o)));
    let functions = made.into_iter().map(|made| (Of::Service, made));
    let functions = functions.chain(methods);
    vec![
        SourceItem::Tokens(quote!(#doc_text #[derive(Clone, Debug)] pub struct #name(#inner);)),
        SourceItem::Impl(
            functions
                .map(|(of, function)| (of, quote!(impl #name { #function })))
                .collect(),
        ),
        SourceItem::Tokens(quote! {
            impl Default for #name { fn default() -> Self { Self::new() } }
        }),
        SourceItem::Tokens(quote! {
            impl From<#inner> for #name { fn from(client: #inner) -> Self { Self(client) } }
        }),
        SourceItem::Tokens(quote! {
            impl AsRef<#inner> for #name { fn as_ref(&self) -> &#inner { &self.0 } }
        }),
    ]
}

/// The most clients that the module's documentation lists.
const LISTED: usize = 6;

/// Where a reader of the module begins, as a paragraph; nothing where there are no clients.
pub(super) fn start(clients: &[Client]) -> String {
    let link = |client: &Client| format!("[`{}`]", client.name);
    let which = match clients {
        [] => return String::new(),
        [only] => format!("{}, which has a method for each operation", link(only)),
        all => {
            let mut links: Vec<String> = all.iter().map(link).take(LISTED).collect();
            if all.len() > LISTED {
                links.push("..".to_owned());
            }
            let links = links.join(", ");
            format!("a client, which has a method for each operation of its port type ({links})")
        }
    };
    format!(
        "\n\nStart with {which}: it takes the request, and the call ends in `.await`, or in `.blocking()` with \
         the runtime's feature `blocking`. `builder()` sets the endpoint, credentials and time limits; what can \
         go wrong is an [`Error`](::wsdl_runtime::Error)."
    )
}

/// Says which port `new` stands for.
fn default_port(client: &Client) -> String {
    let mut ports = client.ports.iter();
    let port = ports
        .find(|p| p.protocol == PortProtocol::Soap11)
        .or(client.ports.first());
    match port {
        Some(port) if !port.address.is_empty() => {
            let protocol = match port.protocol {
                PortProtocol::Soap11 => "SOAP 1.1",
                PortProtocol::Soap12 => "SOAP 1.2",
                PortProtocol::HttpGet => "HTTP GET",
                PortProtocol::HttpPost => "HTTP POST",
            };
            format!(
                "Talks {protocol} to the address of the WSDL, {}.",
                code(&port.address)
            )
        }
        _ => {
            "The WSDL gives no address: without [`endpoint`](Self::builder) each call is an error."
                .to_owned()
        }
    }
}

/// `pub fn cancel_job(&self, request: impl Borrow<CancelJob>) -> Call<CancelJobResponse>`
fn method(scope: &Scope<'_>, operation: &Operation) -> proc_macro2::TokenStream {
    let documentation = doc(&method_doc(scope, operation));
    let name = tokens(&operation.method);
    let constant = tokens(&format!("operations::{}", operation.constant));
    let call = scope.runtime_tokens("Call");
    let output = scope.tokens(&operation.output.ty);
    let unit = operation.input.ty == RustType::Unit;
    let (argument, value) = if unit {
        (quote!(), "&()")
    } else {
        let input = scope.tokens(&operation.input.ty);
        // The bound brings the method with it, whether the trait is imported or not.
        let borrow = match scope.is_taken("Borrow") {
            true => quote!(::std::borrow::Borrow),
            false => quote!(Borrow),
        };
        (quote!(, request: impl #borrow<#input>), "request.borrow()")
    };
    let chain = format!("self.0.call(&operations::{}, {value})", operation.constant);
    let value = tokens(value);
    let body = if chain.len() <= CHAIN {
        quote!(self.0.call(&#constant, #value))
    } else {
        quote!(let operation = &#constant; self.0.call(operation, #value))
    };
    quote!(#documentation pub fn #name(&self #argument) -> #call<#output> { #body })
}

/// What the WSDL says; then the operation's name and action, what it returns, its faults.
fn method_doc(scope: &Scope<'_>, operation: &Operation) -> String {
    let mut text = String::new();
    if let Some(doc) = &operation.doc {
        text.push_str(doc.trim());
        text.push_str("\n\n");
    }
    text.push_str(&format!("Sends {}", code(&operation.name)));
    if let Some(action) = operation.action.as_ref().filter(|a| !a.is_empty()) {
        text.push_str(&format!(" (action {})", code(action)));
    }
    match (&operation.output.layout, &operation.output.ty) {
        (Layout::None, _) => text.push_str("; one way, nothing comes back."),
        (_, RustType::Named(path)) => {
            text.push_str(&format!(", returns [`{}`].", scope.path(path)))
        }
        (_, ty) => text.push_str(&format!(", returns {}.", code(&scope.text(ty)))),
    }
    if let Some(path) = &operation.fault_type {
        text.push_str(&format!(" Declared faults: [`{}`].", scope.path(path)));
    }
    text.push_str(&headers(operation, "Header blocks", |h| !h.output));
    text.push_str(&headers(operation, "Header blocks of the response", |h| {
        h.output && !h.fault
    }));
    text.push_str(&headers(operation, "Header blocks of a fault", |h| h.fault));
    text
}

/// Links to the constants of some of an operation's header blocks, each once; nothing where there are none.
fn headers(operation: &Operation, what: &str, which: impl Fn(&HeaderPart) -> bool) -> String {
    let mut links: Vec<String> = Vec::new();
    for header in operation.headers.iter().filter(|h| which(h)) {
        let link = format!("[`{0}`](operations::{0})", header.constant);
        if !links.contains(&link) {
            links.push(link);
        }
    }
    match links.as_slice() {
        [] => String::new(),
        links => format!(" {what}: {}.", links.join(", ")),
    }
}
