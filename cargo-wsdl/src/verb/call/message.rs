//! The request of `cargo wsdl call`: values, header blocks, cookies.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::path::Path as File;

use wsdl_codegen::model::package::{self, Layout};
use wsdl_codegen::model::wsdl::HttpInput;
use wsdl_runtime::xml::Element;
use wsdl_runtime::{Cookies, Message, Operation};

use super::args::Call;
use crate::dynamic::{Input, Path, Tables, leak_str};
use crate::failure::Failure;
use crate::remote;

/// The most bytes of a request that is read from a file.
const MAX_BYTES: u64 = 64 << 20;

/// The request out of the arguments.
pub(super) fn request<'p>(
    tables: &Tables<'p>,
    operation: &'p package::Operation,
    args: &Call,
) -> Result<Message<'static>, Failure> {
    let mut input = Input::empty();
    let mut document = None;
    for text in &args.values {
        let because = |why: String| Failure::Because(format!("nothing was sent: {why}"));
        if let Some(file) = text.strip_prefix('@').filter(|f| !f.contains('=')) {
            let content = content(file)?;
            if content.trim_start().starts_with('<') {
                document = Some(content);
                continue;
            }
            let json: serde_json::Value = serde_json::from_str(&content)
                .map_err(|e| because(format!("`{file}` is neither XML nor JSON: {e}")))?;
            input
                .merge(Input::from(json))
                .map_err(|why| because(format!("`{file}`: {why}")))?;
            continue;
        }
        let (path, value) = pair(text)?;
        input
            .put(&Path::parse(path).map_err(Failure::Usage)?, value)
            .map_err(|why| because(format!("`{path}`: {why}")))?;
    }
    let because = |why: String| Failure::Because(format!("nothing was sent: {why}"));
    let message = &operation.input;
    match document {
        Some(_) if input != Input::empty() => Err(Failure::Usage(
            "values cannot be added to a request that is given as XML".to_owned(),
        )),
        Some(document) => {
            let root = document.parse();
            let root = root.map_err(|e: wsdl_runtime::xml::Error| because(e.to_string()))?;
            tables.message_from_document(message, root).map_err(because)
        }
        None => tables
            .message(&message.ty, name(message, operation), &input)
            .map_err(because),
    }
}

/// `PATH=VALUE` or `PATH:=JSON`.
fn pair(text: &str) -> Result<(&str, Input), Failure> {
    let Some((path, value)) = text.split_once('=') else {
        return Err(Failure::Usage(format!(
            "`{text}`: PATH=VALUE, PATH:=JSON or @FILE is expected"
        )));
    };
    if let Some(path) = path.strip_suffix(':') {
        let json: serde_json::Value = serde_json::from_str(value)
            .map_err(|e| Failure::Usage(format!("`{path}`: what follows `:=` is no JSON: {e}")))?;
        return Ok((path, Input::from(json)));
    }
    let given = remote::secret(value, path)?;
    Ok((path, Input::Text(given.unwrap_or_else(|| value.to_owned()))))
}

/// The name of the element that a message is.
pub(super) fn name<'p>(
    message: &'p package::Message,
    operation: &'p package::Operation,
) -> &'p str {
    match &message.layout {
        Layout::Element(_, name) | Layout::Rpc(_, name) => name,
        Layout::Bare | Layout::None => &operation.name,
    }
}

/// The text of a file, or of the standard input for `-`.
fn content(file: &str) -> Result<String, Failure> {
    let mut text = String::new();
    let path = File::new(file);
    let taken = match file {
        "-" => std::io::stdin()
            .lock()
            .take(MAX_BYTES)
            .read_to_string(&mut text),
        _ => fs::File::open(path).and_then(|f| f.take(MAX_BYTES).read_to_string(&mut text)),
    };
    taken.map_err(|error| Failure::file("read", path, &error))?;
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

/// The header blocks of --soap-header.
pub(super) fn blocks(args: &Call) -> Result<Vec<Element>, Failure> {
    let block = |path: &std::path::PathBuf| {
        let text = fs::read_to_string(path).map_err(|error| Failure::file("read", path, &error))?;
        text.parse::<Element>()
            .map_err(|e| Failure::Because(format!("`{}` is no header block: {e}", path.display())))
    };
    args.soap_header.iter().map(block).collect()
}

/// The cookies of --cookies; none when the file is not there yet.
pub(super) fn cookies(args: &Call) -> Result<Cookies, Failure> {
    let cookies = Cookies::new();
    if let Some(path) = &args.cookies {
        match fs::read_to_string(path) {
            Ok(text) => {
                cookies.import(&text);
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(Failure::file("read", path, &error)),
        }
    }
    Ok(cookies)
}

/// Writes the cookies back, to be read by their owner alone.
pub(super) fn keep(args: &Call, cookies: &Cookies) -> Result<(), Failure> {
    let Some(path) = &args.cookies else {
        return Ok(());
    };
    let mut options = fs::OpenOptions::new();
    options.create(true).truncate(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options
        .open(path)
        .and_then(|mut file| file.write_all(cookies.export().as_bytes()));
    written.map_err(|error| Failure::file("write", path, &error))
}

/// The operation as generated code declares it. Its types mean nothing: the tables do.
pub(super) fn operation(tables: &Tables<'_>, operation: &package::Operation) -> Operation<(), ()> {
    let (input, output) = (
        tables.body(&operation.input.layout),
        tables.body(&operation.output.layout),
    );
    let mut made = Operation::new(leak_str(&operation.name), input, output);
    if let Some(action) = &operation.action {
        made = made.action(leak_str(action));
    }
    if let Some(action) = &operation.action12 {
        made = made.action12(leak_str(action));
    }
    if let Some(action) = &operation.wsa_action {
        made = made.wsa_action(leak_str(action));
    }
    if let Some((input, location)) = &operation.http {
        let location = leak_str(location);
        made = match input {
            HttpInput::UrlEncoded => made.url_encoded(location),
            HttpInput::UrlReplacement => made.url_replacement(location),
            HttpInput::Form => made.form(location),
        };
    }
    let answered: BTreeSet<String> = operation
        .headers
        .iter()
        .filter(|h| h.output)
        .map(|h| h.block.to_string())
        .collect();
    let answered: Vec<&'static str> = answered.iter().map(|name| leak_str(name)).collect();
    made = made.understands(Box::leak(answered.into_boxed_slice()));
    let made = if operation.addressed {
        made.addressed()
    } else {
        made
    };
    if operation.encoded {
        made.encoded()
    } else {
        made
    }
}
