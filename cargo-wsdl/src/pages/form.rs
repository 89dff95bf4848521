//! The form that tries an operation, and what came of it.

use std::collections::BTreeMap;

use wsdl_codegen::listing::{limits, short};
use wsdl_codegen::model::xsd::ValueConstraint;
use wsdl_codegen::sample::print::{Layout, print};
use wsdl_codegen::sample::{Direction, Field, Form, Group, Member, Style};

use super::block::message;
use super::html::Html;
use super::{AtPort, Context, index};

/// What a page needs to offer a form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Live<'l> {
    /// What proves that a form was ours.
    pub(crate) token: &'l str,
    /// Where requests go; `None`: to the stand-in.
    pub(crate) target: Option<&'l str>,
    /// What was filled in, by the fields' ids.
    pub(crate) values: BTreeMap<String, String>,
    /// The message that was written by hand.
    pub(crate) message: Option<String>,
    /// What came of it.
    pub(crate) answer: Option<Answer>,
}

/// What came of a request.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    /// The request as it was sent, what came back, and the time that it took in milliseconds.
    Came {
        request: String,
        response: String,
        milliseconds: u128,
    },
    /// Why nothing came back.
    Failed(String),
}

/// The form and its answer. Without a port of SOAP there is nothing to send.
pub(super) fn section(
    context: &Context<'_>,
    ports: &[AtPort<'_>],
    live: &Live<'_>,
    html: &mut Html,
) {
    let forms: Vec<(&AtPort<'_>, Option<Form<'_>>)> = ports
        .iter()
        .filter(|p| {
            p.bound
                .envelope(Direction::Request, Style::Values)
                .is_some()
        })
        .filter(|p| ["SOAP 1.1", "SOAP 1.2"].contains(&index::protocol(&p.bound.binding.protocol)))
        .map(|p| (p, Form::of(&p.bound)))
        .collect();
    let Some((first, form)) = forms.first() else {
        return;
    };
    html.node("section", &[("class", "test"), ("aria-labelledby", "test")], |html| {
        html.leaf("h2", &[("id", "test")], "Test");
        html.node("p", &[], |html| {
            html.text("Sends a real request to ");
            match live.target {
                Some(target) => html.leaf("code", &[], target),
                None => html.text("the stand-in"),
            }
            html.text(" and shows the real answer.");
        });
        if let Some(answer) = &live.answer {
            show(answer, html);
        }
        if let Some(form) = form {
            html.node("form", &[("method", "post"), ("autocomplete", "off")], |html| {
                html.void("input", &[("type", "hidden"), ("name", "token"), ("value", live.token)]);
                choose_port(&forms, live, html);
                for one in form.headers.iter().chain(&form.members) {
                    member(context, one, live, html);
                }
                if form.incomplete {
                    let text = "The schema allows more than these fields; write the message itself where you need it.";
                    html.leaf("p", &[("class", "hint")], text);
                }
                html.leaf("button", &[("type", "submit")], "Send");
            });
        }
        by_hand(first, live, html);
    });
}

fn choose_port(forms: &[(&AtPort<'_>, Option<Form<'_>>)], live: &Live<'_>, html: &mut Html) {
    let chosen = live.values.get("port").map_or("", String::as_str);
    html.node("p", &[("class", "field")], |html| {
        html.leaf("label", &[("for", "port")], "Port");
        html.node("select", &[("id", "port"), ("name", "port")], |html| {
            for (AtPort { port, bound }, _) in forms {
                let text = format!(
                    "{} ({})",
                    index::protocol(&bound.binding.protocol),
                    port.name
                );
                let plain: &[_] = &[("value", port.name.as_str())];
                let selected: &[_] = &[("value", port.name.as_str()), ("selected", "")];
                let attributes = if port.name == chosen { selected } else { plain };
                html.leaf("option", attributes, &text);
            }
        });
    });
}

fn member(context: &Context<'_>, member: &Member, live: &Live<'_>, html: &mut Html) {
    match member {
        Member::Field(one) => field(context, one, live, html),
        Member::Group(one) => group(context, one, live, html),
    }
}

fn group(context: &Context<'_>, group: &Group, live: &Live<'_>, html: &mut Html) {
    html.node("fieldset", &[], |html| {
        html.node("legend", &[], |html| {
            html.leaf("code", &[], &group.name.local);
            if !group.required {
                html.leaf("span", &[("class", "hint")], " optional");
            }
        });
        if group.members.is_empty() {
            html.leaf("p", &[("class", "hint")], "Takes nothing.");
        }
        for one in &group.members {
            member(context, one, live, html);
        }
    });
}

fn field(context: &Context<'_>, field: &Field, live: &Live<'_>, html: &mut Html) {
    let schema = &context.description.schema;
    let id = format!("field-{}", field.id);
    let hint_id = format!("hint-{}", field.id);
    let name = format!("v.{}", field.id);
    let given = live.values.get(&field.id).map(String::as_str);
    let usual = field.value.as_ref().map(ValueConstraint::text);
    let mut hints = vec![short::type_name(schema, field.ty)];
    hints.extend(
        limits(schema, field.ty)
            .into_iter()
            .filter(|_| field.words.is_empty()),
    );
    hints.extend(field.is_xml().then(|| "as XML".to_owned()));
    hints.extend((!field.required).then(|| "optional".to_owned()));
    html.node("p", &[("class", "field")], |html| {
        html.node("label", &[("for", &id)], |h| {
            h.leaf("code", &[], &field.name.local)
        });
        if field.is_xml() {
            let attributes = [
                ("id", id.as_str()),
                ("name", &name),
                ("rows", "3"),
                ("spellcheck", "false"),
                ("autocapitalize", "off"),
                ("aria-describedby", &hint_id),
            ];
            // A line feed after the start tag is not part of the text.
            html.node("textarea", &attributes, |h| {
                h.text("\n");
                h.text(given.unwrap_or(""));
            });
        } else if field.words.is_empty() {
            let secret = field.name.local.to_lowercase().contains("password");
            let attributes = [
                ("id", id.as_str()),
                ("name", &name),
                ("type", if secret { "password" } else { "text" }),
                ("autocomplete", "off"),
                ("autocapitalize", "off"),
                ("spellcheck", "false"),
                ("aria-describedby", &hint_id),
                ("value", given.or(usual).unwrap_or("")),
            ];
            html.void("input", &attributes);
        } else {
            let select: &[_] = &[
                ("id", id.as_str()),
                ("name", &name),
                ("aria-describedby", &hint_id),
            ];
            html.node("select", select, |html| {
                let nothing = String::new();
                let none = (!field.required).then_some(&nothing);
                for word in none.into_iter().chain(&field.words) {
                    let plain: &[_] = &[("value", word.as_str())];
                    let selected: &[_] = &[("value", word.as_str()), ("selected", "")];
                    let is = given.or(usual) == Some(word);
                    html.leaf("option", if is { selected } else { plain }, word);
                }
            });
        }
        html.leaf(
            "span",
            &[("class", "hint"), ("id", &hint_id)],
            &hints.join(", "),
        );
    });
}

/// The message itself, to be changed at will; its namespace says of which SOAP it is.
fn by_hand(first: &AtPort<'_>, live: &Live<'_>, html: &mut Html) {
    let made = first.bound.envelope(Direction::Request, Style::Values);
    let made = made.map(|e| print(&e, Layout::Page)).unwrap_or_default();
    let text = live.message.as_deref().unwrap_or(&made);
    let open: &[_] = &[("open", "")];
    html.node(
        "details",
        if live.message.is_some() { open } else { &[] },
        |html| {
            html.leaf("summary", &[], "Write the message itself");
            html.node("form", &[("method", "post")], |html| {
                html.void(
                    "input",
                    &[("type", "hidden"), ("name", "token"), ("value", live.token)],
                );
                html.leaf(
                    "label",
                    &[("for", "message")],
                    "Envelope; its namespace says of which SOAP it is",
                );
                let lines = text.lines().count().clamp(6, 30).to_string();
                let attributes = [
                    ("id", "message"),
                    ("name", "message"),
                    ("rows", lines.as_str()),
                    ("spellcheck", "false"),
                    ("autocapitalize", "off"),
                ];
                // A line feed after the start tag is not part of the text.
                html.node("textarea", &attributes, |h| {
                    h.text("\n");
                    h.text(text);
                });
                html.leaf("button", &[("type", "submit")], "Send");
            });
        },
    );
}

fn show(answer: &Answer, html: &mut Html) {
    html.node(
        "div",
        &[("class", "answer"), ("id", "answer"), ("role", "status")],
        |html| match answer {
            Answer::Came {
                request,
                response,
                milliseconds,
            } => {
                let status = response.lines().next().unwrap_or("");
                let good = status.split(' ').nth(1).is_some_and(|s| s.starts_with('2'));
                html.node(
                    "p",
                    &[("class", if good { "good" } else { "bad" })],
                    |html| {
                        html.leaf("code", &[], status);
                        html.text(&format!(" after {milliseconds} ms"));
                    },
                );
                message(html, "Answer", "Answer", response);
                html.node("details", &[], |html| {
                    html.leaf("summary", &[], "The request as it was sent");
                    message(html, "Request", "Request", request);
                });
            }
            Answer::Failed(why) => html.leaf("p", &[("class", "bad")], why),
        },
    );
}
