//! The example of a new crate that has types and no client: a document.

use wsdl_codegen::Outcome;
use wsdl_codegen::model::name::QName;

use super::example::Example;
use super::expression::{Reach, Value, Writer};
use super::layout::{indented, statement};
use super::trial;

/// The document that is shown.
#[derive(Debug)]
pub(super) struct Document {
    /// Its root.
    element: QName,
    value: Value,
}

impl Document {
    /// Takes the first global element whose content can be written down in a few lines.
    pub(super) fn choose(outcome: &Outcome) -> Option<Self> {
        let package = outcome.package.as_ref()?;
        let writer = Writer::new(package, Reach::Plain);
        package.elements.iter().find_map(|(element, path)| {
            Some(Self {
                element: element.clone(),
                value: writer.element(path)?,
            })
        })
    }

    /// The statements that write the document and read it again, without indentation.
    pub(super) fn statements(&self) -> String {
        let (name, ty) = (self.name(), &self.value.ty);
        let value = statement("let value = ", &self.value.text, ";");
        format!(
            "{value}\
             let text = xml::to_string({name}, &value)?;\n\
             let value: {ty} = xml::from_str({name}, &text)?;\n"
        )
    }

    /// `examples/document.rs`.
    pub(super) fn program(&self, ident: &str) -> String {
        let imports = Example::imports(ident, &self.value.uses);
        let statements = indented(&self.statements(), 1);
        format!(
            "//! Writes a document `{}` and reads it.\n\
             \n\
             {imports}\
             use {ident}::wsdl_runtime::xml;\n\
             \n\
             fn main() -> Result<(), Box<dyn std::error::Error>> {{\n\
             {statements}    \
             println!(\"{{text}}\\n{{value:#?}}\");\n    \
             Ok(())\n}}\n",
            self.element.local
        )
    }

    /// `tests/smoke.rs`: what the example writes is read as it was.
    pub(super) fn smoke_test(&self, ident: &str) -> String {
        format!(
            "//! The document of the example can be written and read.\n\n{}",
            trial::survives(ident, &self.element, &self.value, "document")
        )
    }

    /// The root as a literal.
    fn name(&self) -> String {
        format!("{:?}", self.element.to_string())
    }
}
