//! The tests of a new crate: that messages can be written and read, and that a call is answered.

use std::collections::BTreeSet;

use wsdl_codegen::model::name::QName;

use super::example::Example;
use super::expression::Value;
use super::layout::{indented, statement};

impl Example {
    /// `tests/smoke.rs`: the request survives being written and read; without one, the client can be made.
    pub(super) fn smoke_test(&self, ident: &str) -> String {
        let request = self
            .call
            .as_ref()
            .and_then(|c| Some((c.request.as_ref()?, c.element.as_ref()?)));
        let Some((request, element)) = request else {
            let client = &self.client;
            let imports = Self::imports(ident, &BTreeSet::from([client.clone()]));
            return format!(
                "//! The client can be made.\n\n{imports}\n#[test]\nfn a_client() {{\n    \
                 let _ = {client}::builder();\n}}\n"
            );
        };
        format!(
            "//! The request of the example can be written and read.\n\n{}",
            survives(ident, element, request, "request")
        )
    }

    /// `tests/stand_in.rs`: the call of the example, against a stand-in of the service on loopback. `None` when there is no call whose
    /// answer can be written down in a few lines.
    pub(super) fn stand_in_test(&self, ident: &str) -> Option<String> {
        let (client, call) = (&self.client, self.call.as_ref()?);
        let response = call.response.as_ref()?;
        let stand_in = self.stand_in.as_ref()?;
        let mut uses = BTreeSet::from([client.clone(), stand_in.clone()]);
        for value in call.request.iter().chain(response) {
            uses.extend(value.uses.iter().cloned());
        }
        let service = ["Service", "Answering", "TheService", "StandsIn"];
        let service = service.into_iter().find(|name| !uses.contains(*name))?;
        let imports = Self::imports(ident, &uses);
        let method = &call.method;
        let taken = call.request.as_ref().map_or("()", |v| &v.ty);
        let given = response.as_ref().map_or("()", |v| &v.ty);
        let functions = [("request", &call.request), ("answer", response)].map(|(name, value)| {
            let made = value.as_ref().map(|v| {
                let what = match name {
                    "request" => "What is asked.",
                    _ => "What is answered.",
                };
                let made = indented(&statement("", &v.text, ""), 1);
                format!("/// {what}\nfn {name}() -> {} {{\n{made}}}\n\n", v.ty)
            });
            made.unwrap_or_default()
        });
        let functions = functions.concat();
        let answer = response.as_ref().map_or("()", |_| "answer()");
        let (received, checks, argument) = match call.request {
            Some(_) => (
                format!("received: {taken}"),
                "        assert_eq!(received, request());\n",
                "request()",
            ),
            None => ("(): ()".to_owned(), "", ""),
        };
        let parameters = match call.has_headers {
            true => format!(
                "(\n        &self,\n        {received},\n        _: &mut wsdl_runtime::stand_in::Headers,\n    )"
            ),
            false => format!("(&self, {received})"),
        };
        let handler = format!(
            "    fn {method}{parameters} -> Result<{given}, wsdl_runtime::Fault> {{\n{checks}        Ok({answer})\n    }}\n"
        );
        let called = format!("client.{method}({argument}).blocking().expect(\"an answer\")");
        let checked = match response {
            Some(_) => {
                statement("let response = ", &called, ";") + "assert_eq!(response, answer());\n"
            }
            None => statement("", &called, ";"),
        };
        let checked = indented(&checked, 1);
        Some(format!(
            "//! The call of the example against a stand-in of the service: over HTTP on loopback, nothing else is needed.\n\
             \n{imports}\
             \n{functions}struct {service};\n\
             \nimpl {stand_in} for {service} {{\n{handler}}}\n\
             \n#[test]\nfn the_call_is_answered() {{\n    \
             let service = {client}::stand_in({service})\n        .start()\n        .expect(\"a port on loopback\");\n    \
             let client = {client}::builder()\n        .endpoint(service.url())\n        .build()\n        .expect(\"a client\");\n\
             {checked}    assert_eq!(service.requests().len(), 1);\n}}\n"
        ))
    }
}

/// A test that the value survives being written and read as an element; `what` names it.
pub(super) fn survives(ident: &str, element: &QName, value: &Value, what: &str) -> String {
    let imports = Example::imports(ident, &value.uses);
    let name = format!("{:?}", element.to_string());
    let made = indented(&statement(&format!("let {what} = "), &value.text, ";"), 1);
    let ty = &value.ty;
    format!(
        "{imports}\
         use {ident}::wsdl_runtime::xml;\n\
         \n#[test]\nfn the_{what}_survives() {{\n\
         {made}    \
         let text = xml::to_string({name}, &{what}).expect(\"text\");\n    \
         assert_eq!(xml::from_str::<{ty}>({name}, &text).expect(\"a value\"), {what});\n}}\n"
    )
}
