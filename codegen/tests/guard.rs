//! The guard against the parser behind it: what it lets through is within the limits, what is within them it lets through, and a
//! document type declaration never gets past it. Texts are made at random from the pieces of markup, well-formed and not.

use roxmltree::{Document, Error, Node};
use wsdl_codegen::guard::{Limits, RefusalKind, check};

/// Small limits, so that small texts reach them.
const LIMITS: Limits = Limits {
    bytes: 4_000,
    depth: 4,
    attributes: 3,
    attribute_value: 12,
    name: 8,
    namespaces: 64,
    elements: 12,
};

const PIECES: &[&str] = &[
    "<a>",
    "</a>",
    "<b c=\"d\">",
    "</b>",
    "<a/>",
    "<b c='d' e = \"f\"/>",
    "<a x='1' y='2' z='3' w='4'/>",
    "<longername/>",
    "<a>",
    "<a>",
    "<a longvalue='0123456789abc'/>",
    "<a b='0123456789abcdef'/>",
    "text",
    "&amp;",
    "&#65;",
    "&x;",
    "<!-- <a> -->",
    "<!-- ' -->",
    "<![CDATA[ <a> ]]>",
    "<?p <a> ?>",
    "<!DOCTYPE a>",
    "<!DOCTYPE a [<!ENTITY x \"<a>\">]>",
    "<a b='>'>",
    "<a b='</a>'/>",
    "<a b=\"'\">",
    "<",
    ">",
    "/",
    "'",
    "\"",
    "=",
    "]]>",
    "-->",
    "?>",
    " ",
    "\n",
    "é",
    "<é/>",
    "<a\n\tb\n=\n'c'\n>",
    "<?xml version='1.0'?>",
    "<!",
    "<a b=c>",
];

struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most as u64).unwrap_or(0)
    }
}

/// A text: pieces in any order, or elements that close what they open.
fn text(random: &mut Random) -> String {
    if random.below(3) == 0 {
        let count = random.below(12);
        return (0..count)
            .map(|_| PIECES[random.below(PIECES.len())])
            .collect();
    }
    let mut out = String::new();
    element(random, 0, &mut out);
    out
}

fn element(random: &mut Random, depth: usize, out: &mut String) {
    let name = "abcdefghijk"
        .get(..=random.below(if depth == 1 { 10 } else { 3 }))
        .unwrap_or("a");
    out.push_str(&format!("<{name}"));
    for index in 0..random.below(5) {
        out.push_str(&format!(" a{index}='{}'", "v".repeat(random.below(16))));
    }
    out.push('>');
    for _ in 0..random.below(4) {
        match random.below(5) {
            0 => out.push_str("<!-- <x> ' -->"),
            1 => out.push_str("text &amp; <![CDATA[<x>]]>"),
            _ if depth < 6 => element(random, depth + 1, out),
            _ => {}
        }
    }
    out.push_str(&format!("</{name}>"));
}

/// Whether the tree is within the limits.
fn within(document: &Document<'_>) -> bool {
    let elements: Vec<Node<'_, '_>> = document.descendants().filter(Node::is_element).collect();
    let fits = |node: &Node<'_, '_>| {
        let depth = node.ancestors().filter(Node::is_element).count();
        let attributes: Vec<_> = node.attributes().collect();
        // an empty element at the limit closes at once and is no level of its own
        let leaf = !node.has_children();
        depth <= LIMITS.depth + usize::from(leaf)
            && node.tag_name().name().len() <= LIMITS.name
            && attributes.len() <= LIMITS.attributes
            && attributes
                .iter()
                .all(|a| a.name().len() <= LIMITS.name && a.value().len() <= LIMITS.attribute_value)
    };
    elements.len() <= LIMITS.elements && elements.iter().all(fits)
}

/// Whether the tree is within them even where a level more would be forgiven.
fn well_within(document: &Document<'_>) -> bool {
    let depths = document.descendants().filter(Node::is_element);
    let mut depths = depths.map(|n| n.ancestors().filter(Node::is_element).count());
    within(document) && depths.all(|depth| depth <= LIMITS.depth)
}

#[test]
fn the_guard_and_the_parser_agree() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let (mut passed, mut limited, mut doctypes) = (0, 0, 0);
    for _ in 0..60_000 {
        let text = text(&mut random);
        let guarded = check(&text, &LIMITS);
        match (Document::parse(&text), &guarded) {
            (Ok(document), Ok(())) => {
                passed += 1;
                assert!(within(&document), "let through over a limit: {text}");
            }
            (Ok(document), Err(refusal)) => {
                limited += 1;
                assert!(matches!(refusal.kind, RefusalKind::Limit(..)), "{text}");
                assert!(
                    !well_within(&document),
                    "{:?} refused within the limits: {text}",
                    refusal.kind
                );
            }
            (Err(Error::DtdDetected), guarded) => {
                doctypes += 1;
                assert!(guarded.is_err(), "a DTD got past: {text}");
            }
            // what is not well-formed is the parser's to refuse
            (Err(_), _) => {}
        }
        if let Err(refusal) = guarded {
            assert!(refusal.at.start <= text.len(), "{text}");
        }
    }
    let enough = passed > 1_000 && limited > 1_000 && doctypes > 100;
    assert!(
        enough,
        "{passed} passed, {limited} over a limit, {doctypes} with a DTD"
    );
}
