//! The findings of the loader, in words.

use std::ops::Range;
use std::path::Path;

use super::foreign::{self, Foreign};
use super::scan::{self, Kind};
use super::store::{self, StoreError};
use super::{Loader, Missing, Why, builtin, is_import, span};
use crate::diagnostic::{Severity, code};
use crate::guard::{DecodeError, Refusal, RefusalKind};
use crate::model::documents::DocumentId;

/// What the store said, in words.
pub(super) fn words(error: &StoreError) -> String {
    match error {
        StoreError::Missing => "there is no such file".to_owned(),
        StoreError::NotAFile => "it is not a regular file".to_owned(),
        StoreError::TooLarge => "it is larger than 32 MiB".to_owned(),
        StoreError::System(message) => message.clone(),
    }
}

/// The first character that is not white space.
fn start_of(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start_matches([' ', '\t', '\r', '\n']).len();
    let first = text.get(start..).and_then(|rest| rest.chars().next());
    start..start + first.map_or(0, char::len_utf8)
}

impl Loader<'_> {
    pub(super) fn report_label(&mut self, id: DocumentId, declared: Option<&str>) {
        let Some(declared) = declared else { return };
        let text = self
            .documents
            .get(id)
            .map(|d| d.text.clone())
            .unwrap_or_default();
        let start = text.find(declared).unwrap_or(0);
        let message = format!("the document says that it is in {declared}, but it is in UTF-8");
        self.diagnostics
            .add(
                code::ENCODING_LABEL,
                Severity::Warning,
                span(id, &(start..start + declared.len())),
                message,
            )
            .help("write `encoding=\"utf-8\"`");
    }

    /// Says what the text is in place of XML; whether its beginning tells.
    fn report_foreign(&mut self, id: DocumentId, text: &str) -> bool {
        let Some(Foreign { message, help }) = foreign::by_beginning(text) else {
            return false;
        };
        let at = span(id, &start_of(text));
        self.diagnostics
            .add(code::NOT_XML, Severity::Error, at, message)
            .help(help);
        true
    }

    pub(super) fn report_encoding(&mut self, id: DocumentId, error: &DecodeError) {
        let (DecodeError::Invalid { lossy, .. } | DecodeError::Unsupported { lossy, .. }) = error;
        if self.report_foreign(id, lossy) {
            return;
        }
        let (message, at) = match error {
            DecodeError::Invalid { encoding, at, .. } => {
                (format!("a byte that is not {encoding}"), *at..*at + 1)
            }
            DecodeError::Unsupported { encoding, lossy } => {
                let start = lossy.find(encoding.as_str()).unwrap_or(0);
                (
                    format!("the encoding `{encoding}` is not read"),
                    start..start + encoding.len(),
                )
            }
        };
        self.diagnostics
            .add(code::ENCODING, Severity::Error, span(id, &at), message)
            .help("convert the file to UTF-8, and correct the `encoding` of its XML declaration");
    }

    pub(super) fn report_refusal(&mut self, id: DocumentId, refusal: &Refusal) {
        self.mark_broken(id);
        let at = span(id, &refusal.at);
        let message = refusal.kind.to_string();
        match refusal.kind {
            RefusalKind::Doctype => self
                .diagnostics
                .add(code::DTD, Severity::Error, at, message)
                .help("remove the `<!DOCTYPE ..>`, and write out the entities that it declares"),
            RefusalKind::Html => self
                .diagnostics
                .add(code::HTML, Severity::Error, at, message)
                .help("save the WSDL itself: most servers publish it at the service's address with `?wsdl`"),
            RefusalKind::Limit(..) => self
                .diagnostics
                .add(code::LIMIT, Severity::Error, at, message)
                .help("the limit protects the machine that generates code; real service descriptions are far below it"),
        };
    }

    pub(super) fn report_malformed(
        &mut self,
        id: DocumentId,
        error: &roxmltree::Error,
        text: &str,
    ) {
        self.mark_broken(id);
        if self.report_foreign(id, text) {
            return;
        }
        let (message, at) = scan::explain(error, text);
        let beginning = text.trim_start();
        let foreign = !beginning.is_empty() && !beginning.starts_with('<');
        let message = if beginning.is_empty() {
            "the file is empty".to_owned()
        } else if foreign {
            "this is not XML: it does not begin with `<`".to_owned()
        } else {
            format!("not well-formed XML: {message}")
        };
        let end = text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(at, |c| at + c.len_utf8());
        let diagnostic = self.diagnostics.add(
            code::NOT_XML,
            Severity::Error,
            span(id, &(at..end)),
            message,
        );
        match error {
            roxmltree::Error::UnknownNamespace(prefix, _) => {
                diagnostic.help(format!(
                    "declare it on this or an outer element: `xmlns:{prefix}=\"..\"`"
                ));
            }
            roxmltree::Error::UnclosedRootNode | roxmltree::Error::UnexpectedEndOfStream => {
                diagnostic
                    .help("the file was cut, or it is another one than you mean; save it again");
            }
            _ if foreign => {
                diagnostic.help("save the WSDL itself: most servers publish it at the service's address with `?wsdl`");
            }
            roxmltree::Error::UnexpectedDeclaration(_) => {
                diagnostic.help("remove what stands before `<?xml`, blank lines too");
            }
            _ => {}
        }
    }

    pub(super) fn report_wsdl20(&mut self, id: DocumentId, text: &str) {
        self.mark_broken(id);
        let start = text.find("ns/wsdl").or(text.find("/wsdl")).map_or(0, |i| {
            text.get(..i)
                .and_then(|t| t.rfind('"'))
                .map_or(0, |q| q + 1)
        });
        let end = text
            .get(start..)
            .and_then(|t| t.find('"'))
            .map_or(start, |i| start + i);
        self.diagnostics
            .add(
                code::WSDL20,
                Severity::Error,
                span(id, &(start..end)),
                "this is WSDL 2.0; only WSDL 1.1 is read",
            )
            .label("the namespace of WSDL 2.0")
            .help("take the service's WSDL 1.1: most servers publish both, the older at `?wsdl`");
    }

    pub(super) fn report_other(&mut self, id: DocumentId, name: &str, at: Range<usize>) {
        self.mark_broken(id);
        let message =
            format!("the root element is `{name}`: neither a WSDL 1.1 document nor a schema");
        let label = "`wsdl:definitions` or `xs:schema` expected";
        let help = match name.rsplit('}').next() {
            Some("definitions") => {
                "the namespace of WSDL 1.1 is `http://schemas.xmlsoap.org/wsdl/`, with the slash at its end"
            }
            Some("schema") => "the namespace of XML Schema is `http://www.w3.org/2001/XMLSchema`",
            _ => foreign::by_root(name).unwrap_or(
                "name the service's WSDL, which most servers publish at its address with `?wsdl`",
            ),
        };
        self.diagnostics
            .add(code::NOT_WSDL, Severity::Error, span(id, &at), message)
            .label(label)
            .help(help);
    }

    pub(super) fn report_case(&mut self, from: DocumentId, at: &Range<usize>, found: &Path) {
        let name = store::relative(&self.folder, found);
        let message = format!("the file is called `{name}`: upper and lower case differ");
        self.diagnostics
            .add(code::OTHER_CASE, Severity::Warning, span(from, at), message)
            .help(format!("write `{name}`"));
    }

    pub(super) fn report_beside(&mut self, from: DocumentId, at: &Range<usize>, name: &str) {
        let message = format!("nothing is fetched; `{name}`, which stands beside, was taken");
        self.diagnostics
            .add(code::BESIDE, Severity::Warning, span(from, at), message)
            .help("make the location relative, or map it in a catalog");
    }

    pub(super) fn report_missing(&mut self, missing: &Missing) {
        let Missing {
            from,
            reference,
            why,
        } = missing;
        let namespace = reference.namespace.as_deref().unwrap_or("");
        let place = span(
            *from,
            reference
                .location
                .as_ref()
                .map_or(&reference.at, |(_, at)| at),
        );
        let written = reference
            .location
            .as_ref()
            .map_or("", |(text, _)| text.trim());
        if is_import(reference)
            && (self.supplied.contains(namespace) || builtin::is_known(namespace))
        {
            if !written.is_empty() && !builtin::is_known(namespace) {
                let message = format!(
                    "`{written}` was not looked into: another document supplies `{namespace}`"
                );
                self.diagnostics
                    .add(code::SUPPLIED, Severity::Note, place, message);
            }
            return;
        }
        let map = |from: &str| {
            format!(
                "or map it in a file that you name with `--catalog`: a line `{from}<TAB>path/to/the/file`"
            )
        };
        let fetch =
            "`cargo wsdl fetch URL --into DIR` downloads a WSDL with everything that it imports";
        match why {
            // Whatever the import was for is reported where it is needed.
            Why::NoLocation if reference.kind != Kind::SchemaInclude => {}
            Why::NoLocation => {
                let message = "the include has no `schemaLocation`";
                self.diagnostics
                    .add(code::MISSING_ATTRIBUTE, Severity::Error, place, message);
            }
            Why::Remote => {
                let message = format!(
                    "`{written}` is not on disk, and nothing is fetched while code is generated"
                );
                self.diagnostics
                    .add(code::MISSING_DOCUMENT, Severity::Error, place, message)
                    .label("no catalog knows this location")
                    .help(fetch)
                    .help(map(written));
            }
            Why::Absolute => {
                let message =
                    format!("`{written}` is not followed: it is not relative to this document");
                self.diagnostics
                    .add(code::REFUSED_LOCATION, Severity::Error, place, message)
                    .help("copy the file beside this document and make the location relative")
                    .help(map(written));
            }
            Why::File(name, StoreError::Missing) => {
                let message = format!("`{written}` cannot be found");
                self.diagnostics
                    .add(code::MISSING_DOCUMENT, Severity::Error, place, message)
                    .label(format!("there is no `{name}`"))
                    .help("put the file there; `cargo wsdl fetch URL --into DIR` downloads a WSDL with everything that it imports")
                    .help(map(written));
            }
            Why::File(name, error) => {
                let message = format!("`{name}` cannot be read: {}", words(error));
                let code = if matches!(error, StoreError::NotAFile) {
                    code::REFUSED_LOCATION
                } else {
                    code::UNREADABLE
                };
                self.diagnostics.add(code, Severity::Error, place, message);
            }
            Why::Catalog(file, error) => {
                let message = format!(
                    "the catalog leads to `{file}`, which cannot be read: {}",
                    words(error)
                );
                self.diagnostics
                    .add(code::CATALOG, Severity::Error, place, message);
            }
        }
    }
}
