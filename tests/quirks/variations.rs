//! One answer written in hundreds of ways that XML counts as the same: all are read to the same value, strictly and without a note.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tests::random::Random;
use wsdl_runtime::transport::Memory;

use crate::ask::{built, request};
use crate::literal::parsed;
use crate::service::{
    Address, AnyPayment, Card, GetOrderResponse, Line, Order, OrderChoice, OrdersClient, Status,
};

/// The answer, plainly. Members with numbers in them may be padded with white space; the note may not.
const PLAIN: &str = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmlns='urn:orders'><s:Header/><s:Body><getOrderResponse><order version='4'><number>7</number><total>19.90</total><placed>2024-02-29T23:59:59.5Z</placed><due>2024-03-01</due><paid>true</paid><weight>-1.5E-3</weight><quantity>12</quantity><customer xsi:nil='true'/><rating>3</rating><note> a &amp;&lt;b&gt; ]] \"c\" 'd'\n\té \u{1F600} </note><status>open</status><lines><line><item>bolts &amp; nuts</item><count>12</count></line><line xsi:nil='true'/><line><item/><count>1</count></line></lines><payment xsi:type='Card'><amount>0.10</amount><holder>Zoë</holder></payment><address><box>5</box></address></order></getOrderResponse></s:Body></s:Envelope>";

const NUMBERS: [&str; 11] = [
    "number", "total", "placed", "due", "paid", "weight", "quantity", "rating", "count", "amount",
    "box",
];

fn expected() -> GetOrderResponse {
    let lines = vec![
        Some(Line::new().item("bolts & nuts").count(12)),
        None,
        Some(Line::new().item("").count(1)),
    ];
    let card = Card::new()
        .amount(parsed::<wsdl_runtime::value::Decimal>("0.10"))
        .holder("Zoë");
    let order = Order::new(parsed::<wsdl_runtime::value::DateTime>(
        "2024-02-29T23:59:59.5Z",
    ))
    .number(7)
    .total(parsed::<wsdl_runtime::value::Decimal>("19.90"))
    .due(parsed::<wsdl_runtime::value::Date>("2024-03-01"))
    .paid(true)
    .weight(-1.5e-3)
    .quantity(12)
    .rating(3)
    .note(" a &<b> ]] \"c\" 'd'\n\té \u{1F600} ")
    .status(Status::Open)
    .lines(lines)
    .payment(AnyPayment::Card(card))
    .choice(OrderChoice::Address(Address::Box(5)))
    .version(4);
    GetOrderResponse::new().order(order)
}

/// Writes a document in a way of its own.
struct Scribe {
    chance: Random,
    out: String,
    /// The declarations in force, (prefix, namespace), innermost last.
    scope: Vec<(String, String)>,
}

impl Scribe {
    fn space(&mut self) {
        let space = self.chance.of(&[" ", "  ", "\n", "\t", "\r\n"]);
        self.out.push_str(space);
    }

    /// What may stand between elements and within text, and means nothing.
    fn nothing(&mut self) {
        let nothing = [
            "<!---->",
            "<!-- <a href=\"&\"> - -->",
            "<?pi?>",
            "<?php echo '<x>' ?>",
            "<!-- <![CDATA[ -->",
        ];
        let nothing = self.chance.of(&nothing);
        self.out.push_str(nothing);
    }

    fn between(&mut self) {
        for _ in 0..self.chance.below(3) {
            match self.chance.below(4) {
                0 => self.nothing(),
                _ => self.space(),
            }
        }
    }

    /// A prefix that stands for a namespace here, declared among `attributes` if need be, and from then on among those that are
    /// `taken` by this element; never empty for an attribute.
    fn prefix(
        &mut self,
        namespace: &str,
        empty: bool,
        attributes: &mut Vec<String>,
        taken: &mut Vec<String>,
    ) -> String {
        let means = |prefix: &str| {
            let found = self.scope.iter().rev().find(|(known, _)| known == prefix);
            found.map(|(_, namespace)| namespace.as_str())
        };
        let prefixes = self.scope.iter().map(|(prefix, _)| prefix);
        let known: Vec<String> = prefixes
            .filter(|prefix| means(prefix) == Some(namespace) && (empty || !prefix.is_empty()))
            .cloned()
            .collect();
        if !known.is_empty() && !self.chance.one_in(6) {
            let prefix = known[self.chance.below(known.len())].clone();
            taken.push(prefix.clone());
            return prefix;
        }
        let names = [
            "", "s", "ns1", "a", "XSI", "soap-env", "_", "ünï", "b.c", "a",
        ];
        let mut prefix = String::from(self.chance.of(&names));
        while (prefix.is_empty() && !empty) || taken.contains(&prefix) {
            prefix.push(char::from(
                b'a' + u8::try_from(self.chance.below(26)).unwrap_or(0),
            ));
        }
        let quote = self.chance.of(&["\"", "'"]);
        attributes.push(match prefix.as_str() {
            "" => format!("xmlns={quote}{namespace}{quote}"),
            prefix => format!("xmlns:{prefix}={quote}{namespace}{quote}"),
        });
        self.scope.push((prefix.clone(), namespace.to_owned()));
        taken.push(prefix.clone());
        prefix
    }

    fn element(&mut self, node: roxmltree::Node<'_, '_>) {
        let outer = self.scope.len();
        let local = node.tag_name().name();
        let (mut attributes, mut taken) = (Vec::new(), Vec::new());
        self.out.push('<');
        let namespace = node.tag_name().namespace().unwrap_or("");
        let prefix = self.prefix(namespace, true, &mut attributes, &mut taken);
        let name = match prefix.as_str() {
            "" => local.to_owned(),
            prefix => format!("{prefix}:{local}"),
        };
        self.out.push_str(&name);
        for attribute in node.attributes() {
            let value = match attribute.name() {
                // A name in a value: always by a prefix, which the element's own names go by.
                "type" => {
                    let prefix = self.prefix("urn:orders", false, &mut attributes, &mut taken);
                    format!("{prefix}:{}", attribute.value())
                }
                "nil" => String::from(self.chance.of(&["true", "1", " true ", "&#49;"])),
                _ => String::from(self.chance.of(&["4", " 4 ", "+4", "&#x34;", "04"])),
            };
            let prefix = match attribute.namespace() {
                Some(namespace) => self.prefix(namespace, false, &mut attributes, &mut taken) + ":",
                None => String::new(),
            };
            let (quote, equals) = (
                self.chance.of(&["\"", "'"]),
                self.chance.of(&["=", " =", "= ", "\n=\t"]),
            );
            attributes.push(format!(
                "{prefix}{}{equals}{quote}{value}{quote}",
                attribute.name()
            ));
        }
        if self.chance.one_in(8) {
            attributes.push(format!(
                "xmlns:unused{}=\"urn:unused\"",
                self.chance.below(9)
            ));
        }
        while !attributes.is_empty() {
            self.space();
            let next = attributes.swap_remove(self.chance.below(attributes.len()));
            self.out.push_str(&next);
        }
        if self.chance.one_in(4) {
            self.space();
        }
        if !node.has_children() && self.chance.one_in(2) {
            self.out.push_str("/>");
        } else {
            self.out.push('>');
            self.content(node, NUMBERS.contains(&local));
            let _ = write!(self.out, "</{name}{}>", self.chance.of(&["", " ", "\n"]));
        }
        self.scope.truncate(outer);
    }

    fn content(&mut self, node: roxmltree::Node<'_, '_>, number: bool) {
        if let Some(text) = node.text() {
            if number {
                self.space();
            }
            self.text(text);
            if number {
                self.between();
            }
            return;
        }
        for child in node.children() {
            self.between();
            self.element(child);
        }
        if node.has_children() {
            self.between();
        }
    }

    /// A text, cut into pieces that are each written in another way.
    fn text(&mut self, text: &str) {
        let mut section = false;
        for c in text.chars() {
            if section && (self.chance.one_in(5) || matches!(c, ']' | '>')) {
                self.out.push_str("]]>");
                section = false;
            }
            if !section && self.chance.one_in(12) {
                self.nothing();
            }
            if !section && self.chance.one_in(12) {
                self.out.push_str("<![CDATA[");
                section = true;
            }
            match c {
                '\n' => {
                    let line = self.chance.of(&["\n", "\r\n", "\r"]);
                    self.out.push_str(line);
                }
                c if section => self.out.push(c),
                '&' => {
                    let and = self.chance.of(&["&amp;", "&#38;", "&#x26;"]);
                    self.out.push_str(and);
                }
                '<' => {
                    let less = self.chance.of(&["&lt;", "&#60;", "&#0060;"]);
                    self.out.push_str(less);
                }
                '>' => self.out.push_str("&gt;"),
                '"' if self.chance.one_in(2) => self.out.push_str("&quot;"),
                '\'' if self.chance.one_in(2) => self.out.push_str("&apos;"),
                c => {
                    let code = u32::from(c);
                    let _ = match self.chance.below(8) {
                        0 => write!(self.out, "&#{code};"),
                        1 => write!(self.out, "&#x{code:X};"),
                        2 => write!(self.out, "&#x{code:06x};"),
                        _ => write!(self.out, "{c}"),
                    };
                }
            }
        }
        if section {
            self.out.push_str("]]>");
        }
    }

    fn document(mut self, root: roxmltree::Node<'_, '_>) -> String {
        let declarations = [
            "",
            "\u{feff}",
            "<?xml version=\"1.0\"?>",
            "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>",
            "\u{feff}<?xml\tversion = \"1.0\"\nencoding=\"utf-8\"?>\r\n",
        ];
        let declaration = self.chance.of(&declarations);
        self.out.push_str(declaration);
        // A text may not begin with white space, lest it be taken for a declaration that comes too late.
        self.nothing();
        self.element(root);
        self.between();
        self.out
    }
}

#[test]
fn every_way_to_write_an_answer_is_the_same_to_read() {
    let plain = roxmltree::Document::parse(PLAIN).unwrap_or_else(|e| panic!("{e}"));
    let answer = Arc::new(Mutex::new(String::new()));
    let next = Arc::clone(&answer);
    let memory = Memory::new(move |_| {
        let document = next.lock().map(|text| text.clone()).unwrap_or_default();
        Ok(http(document))
    });
    let clients = [false, true].map(|strict| {
        let builder = OrdersClient::builder().strict(strict);
        built(builder.blocking_transport(memory.clone()))
    });
    let (started, mut written) = (Instant::now(), 0);
    for seed in 1..=600_u64 {
        let scribe = Scribe {
            chance: Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)),
            out: String::new(),
            scope: Vec::new(),
        };
        let document = scribe.document(plain.root_element());
        // The scribe is held to what it promises by another parser.
        let check = roxmltree::Document::parse(&document);
        assert!(check.is_ok(), "{seed}: {:?}\n{document}", check.err());
        if let Ok(mut text) = answer.lock() {
            text.clone_from(&document);
        }
        for client in &clients {
            let response = client.get_order(request()).with_metadata().blocking();
            let response = response.unwrap_or_else(|e| panic!("{seed}: {e}\n{document}"));
            assert_eq!(response.value, expected(), "{seed}\n{document}");
            assert!(
                response.notes.is_empty(),
                "{seed}: {:?}\n{document}",
                response.notes
            );
        }
        written += 1;
        if started.elapsed() > Duration::from_secs(60) {
            break;
        }
    }
    assert!(written >= 200, "{written} in {:?}", started.elapsed());
}

/// An answer whose body this is.
fn http<B: From<String>>(document: String) -> http::Response<B> {
    http::Response::new(document.into())
}
