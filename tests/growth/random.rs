//! Descriptions that grow and shrink by chance, with names that differ in case or punctuation only: whatever remains is called as before.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use tests::random::Random;
use tests::scratch::Scratch;
use wsdl_codegen::Options;
use wsdl_codegen::diagnostic::Diagnostics;
use wsdl_codegen::model::documents::Documents;
use wsdl_codegen::names::table;
use wsdl_codegen::stage::load;

use super::names::{names, renamed};
use super::package;

/// Descriptions, and how often each changes.
const SEEDS: u64 = 24;
const STEPS: usize = 6;

/// Names that meet in Rust, and names that others get when they have to yield.
const NAMES: &[&str] = &[
    "itemNo",
    "ItemNo",
    "item_no",
    "ITEM_NO",
    "item-no",
    "item.no",
    "Item_No",
    "itemNO",
    "itemNo2",
    "item_no2",
    "type",
    "Type",
    "TYPE",
    "self",
    "Self",
    "new",
    "New",
    "itemNo_attribute",
    "item_no_attribute",
    "color",
    "Color",
    "COLOR",
];
/// Those of types, elements and operations also meet what is made of the names of others.
const GLOBAL: &[&str] = &[
    "itemNo",
    "ItemNo",
    "item_no",
    "ITEM_NO",
    "Item_No",
    "item.no",
    "ItemNoType",
    "itemNoElement",
    "ItemNo2",
    "itemNoHeader",
    "ITEM_NO_HEADER",
    "ShopClient",
    "ShopStandIn",
    "shopStandIn",
    "AnyItemNo",
    "option",
    "Option",
    "Self",
    "itemNoResponse",
    "ItemNoItem",
    "ItemNoChoice",
    "itemNo_operation",
];
const WORDS: &[&str] = &[
    "red",
    "Red",
    "RED",
    "RED ",
    "light blue",
    "lightBlue",
    "light-blue",
    "light_blue",
    "LightBlue",
    "Light Blue",
    "1.0",
    "10",
    "1-0",
    "1_0",
    "",
    "+",
    "Plus",
    "plus",
    "Unknown",
    "unknown",
    "unknown2",
    "RedUpper",
    "red lower",
    "light/blue",
    "LightMinusBlue",
];

/// Everything that may be there, in the order in which it is written.
struct Universe {
    types: Vec<Type>,
    operations: Vec<Thing>,
    headers: Vec<Thing>,
}

struct Type {
    this: Thing,
    kind: Kind,
    parts: Vec<Thing>,
    branches: Vec<Thing>,
    attributes: Vec<Thing>,
}

enum Kind {
    Struct,
    Choice,
    Words,
}

struct Thing {
    name: &'static str,
    is_there: bool,
}

impl Universe {
    fn new(random: &mut Random) -> Self {
        let mut names = some(random, GLOBAL, 12);
        let types = names.split_off(5).into_iter().map(|this| {
            let kind = match random.below(3) {
                0 => Kind::Struct,
                1 => Kind::Choice,
                _ => Kind::Words,
            };
            let parts = match kind {
                Kind::Words => some(random, WORDS, 9),
                _ => some(random, NAMES, 7),
            };
            let (branches, attributes) = (some(random, NAMES, 6), some(random, NAMES, 4));
            Type {
                this,
                kind,
                parts,
                branches,
                attributes,
            }
        });
        Self {
            types: types.collect(),
            operations: names,
            headers: some(random, GLOBAL, 3),
        }
    }

    /// Some things come, others go; what is written first changes with every step.
    fn step(&mut self, random: &mut Random) {
        let mut toggle = |things: &mut Vec<Thing>, least: usize| {
            for thing in things.iter_mut() {
                thing.is_there ^= random.one_in(4);
            }
            // the names of anonymous groups are their own only while they are groups
            while things.iter().filter(|t| t.is_there).count() < least {
                let at = random.below(things.len());
                things[at].is_there = true;
            }
            for at in (1..things.len()).rev() {
                things.swap(at, random.below(at + 1));
            }
        };
        for ty in &mut self.types {
            let mut this = vec![Thing { ..ty.this }];
            toggle(&mut this, 0);
            ty.this.is_there = this.iter().any(|t| t.is_there);
            let least = match ty.kind {
                Kind::Struct => 0,
                Kind::Choice => 2,
                Kind::Words => 1,
            };
            toggle(&mut ty.parts, least);
            toggle(&mut ty.branches, 2);
            toggle(&mut ty.attributes, 0);
        }
        toggle(&mut self.operations, 1);
        toggle(&mut self.headers, 0);
        let at = random.below(self.types.len());
        self.types.rotate_left(at);
    }

    /// The description of what is there.
    fn text(&self) -> String {
        let mut types = String::new();
        for ty in self.types.iter().filter(|ty| ty.this.is_there) {
            let _ = writeln!(types, "{}", ty.text());
        }
        let (mut messages, mut port_type, mut binding) =
            (String::new(), String::new(), String::new());
        let operations: Vec<&str> = self
            .operations
            .iter()
            .filter(|o| o.is_there)
            .map(|o| o.name)
            .collect();
        let headers: Vec<&str> = self
            .headers
            .iter()
            .filter(|o| o.is_there)
            .map(|o| o.name)
            .collect();
        for name in &headers {
            if !operations.contains(name) {
                let _ = writeln!(
                    types,
                    r#"<xs:element name="{name}"><xs:complexType><xs:sequence/></xs:complexType></xs:element>"#
                );
            }
            let _ = writeln!(
                messages,
                r#"<message name="head-{name}"><part name="head" element="t:{name}"/></message>"#
            );
        }
        for (nth, name) in operations.iter().enumerate() {
            let _ = writeln!(
                types,
                r#"<xs:element name="{name}"><xs:complexType><xs:sequence><xs:element name="a" type="xs:int"/></xs:sequence></xs:complexType></xs:element>"#
            );
            let _ = writeln!(
                messages,
                r#"<message name="m-{name}"><part name="p" element="t:{name}"/></message>"#
            );
            let _ = writeln!(
                port_type,
                r#"<operation name="{name}"><input message="t:m-{name}"/></operation>"#
            );
            let heads = headers.iter().filter(|_| nth == 0).map(|header| {
                format!(r#"<soap:header message="t:head-{header}" part="head" use="literal"/>"#)
            });
            let heads: String = heads.collect();
            let _ = writeln!(
                binding,
                r#"<operation name="{name}"><soap:operation soapAction=""/><input>{heads}<soap:body use="literal"/></input></operation>"#
            );
        }
        format!(
            r#"<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t">
<types><xs:schema targetNamespace="urn:t" elementFormDefault="qualified">
{types}</xs:schema></types>
{messages}<portType name="Shop">
{port_type}</portType>
<binding name="Shop" type="t:Shop"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
{binding}</binding>
<service name="Shop"><port name="Shop" binding="t:Shop"><soap:address location="http://shop.example/"/></port></service>
</definitions>"#
        )
    }
}

impl Type {
    fn text(&self) -> String {
        let name = self.this.name;
        let element = |t: &Thing| {
            format!(
                r#"<xs:element name="{}" type="xs:int" minOccurs="0"/>"#,
                t.name
            )
        };
        let branch = |t: &Thing| format!(r#"<xs:element name="b{}" type="xs:int"/>"#, t.name);
        let parts = |make: &dyn Fn(&Thing) -> String, things: &[Thing]| {
            things
                .iter()
                .filter(|t| t.is_there)
                .map(make)
                .collect::<String>()
        };
        let attribute = |t: &Thing| format!(r#"<xs:attribute name="{}" type="xs:int"/>"#, t.name);
        match self.kind {
            Kind::Words => {
                let word = |t: &Thing| format!(r#"<xs:enumeration value="{}"/>"#, t.name);
                let words = parts(&word, &self.parts);
                format!(
                    r#"<xs:simpleType name="{name}"><xs:restriction base="xs:string">{words}</xs:restriction></xs:simpleType>"#
                )
            }
            Kind::Choice => {
                let branches = parts(&branch, &self.parts);
                format!(
                    r#"<xs:complexType name="{name}"><xs:choice>{branches}</xs:choice></xs:complexType>"#
                )
            }
            Kind::Struct => {
                let (members, branches) =
                    (parts(&element, &self.parts), parts(&branch, &self.branches));
                let attributes = parts(&attribute, &self.attributes);
                format!(
                    r#"<xs:complexType name="{name}"><xs:sequence><xs:choice>{branches}</xs:choice>{members}</xs:sequence>{attributes}</xs:complexType>"#
                )
            }
        }
    }
}

/// Some of the names, each once; half of them are there.
fn some(random: &mut Random, names: &[&'static str], count: usize) -> Vec<Thing> {
    let mut left = names.to_vec();
    let things = (0..count).map(|_| Thing {
        name: left.swap_remove(random.below(left.len())),
        is_there: random.one_in(2),
    });
    things.collect()
}

#[test]
fn whatever_comes_and_goes_what_remains_is_called_as_before() {
    let (mut problems, mut kept, mut listed, mut all) = (Vec::new(), 0, 0, 0);
    let documents = documents();
    for seed in 1..=SEEDS {
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mut universe = Universe::new(&mut random);
        let (mut names_table, mut before) = (None, BTreeMap::new());
        for step in 0..STEPS {
            universe.step(&mut random);
            let mut documents = documents.clone();
            documents.list[0].text = universe.text().into();
            let options = Options {
                names: names_table.clone(),
                stand_in: true,
                ..Options::default()
            };
            let made = || {
                package(&documents, &options)
                    .unwrap_or_else(|| panic!("errors in\n{}", universe.text()))
            };
            let made_once = made();
            let now = names(&made_once);
            assert_eq!(now, names(&made()), "not the same twice");
            kept += now
                .iter()
                .filter(|(key, _)| before.contains_key(*key))
                .count();
            let found = renamed(&before, &now);
            problems.extend(found.map(|change| format!("seed {seed}, step {step}: {change}")));
            listed += made_once.names.len();
            all += now.len();
            (names_table, before) = (Some(table::print(&made_once.names)), now);
        }
    }
    assert!(
        problems.is_empty(),
        "{} of {kept}:\n{}",
        problems.len(),
        problems.join("\n")
    );
    assert!(kept > 3_000, "{kept} names remained");
    assert!(listed < all, "{listed} lines for {all} names");
}

/// Documents to put texts into.
fn documents() -> Documents {
    let scratch = Scratch::new("growth");
    let path = scratch.folder.join("shop.wsdl");
    let empty =
        r#"<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" targetNamespace="urn:t"/>"#;
    std::fs::write(&path, empty).expect("written");
    load::load(&path, &Options::default(), &mut Diagnostics::new())
}
