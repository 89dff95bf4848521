//! Schemas made by chance, and documents of each: what the generator's tables make of them is read strictly and written the same.

use std::fmt::Write as _;

use wsdl_codegen::Options;
use wsdl_codegen::diagnostic::Diagnostics;
use wsdl_codegen::model::documents::Documents;
use wsdl_codegen::model::package::RustType;
use wsdl_codegen::sample::{maker, print};
use wsdl_codegen::stage::{load, lower, read};
use wsdl_runtime::xml::dynamic::Dynamic;
use wsdl_runtime::xml::{Child, Element, Limits, Parser};

use super::tables::{Is, Tables};

/// Schemas in a plain run of the tests; `RANDOM_SCHEMAS` sets another number.
const SCHEMAS: u64 = 60;
const MOST: maker::Limits = maker::Limits {
    instances: 40,
    elements: 120,
    values: 6,
};

/// The schema that imports and includes the others.
const MAIN: &str = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:m"><xs:include schemaLocation="any.xsd"/><xs:import namespace="urn:o" schemaLocation="other.xsd"/></xs:schema>"#;
/// One without a namespace: what includes it gives it its own.
const CHAMELEON: &str = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">
<xs:element name="spot" type="Spot"/>
<xs:complexType name="Spot"><xs:sequence><xs:element name="x" type="xs:int"/><xs:element ref="spot" minOccurs="0"/></xs:sequence><xs:attribute ref="o:mark" xmlns:o="urn:o"/></xs:complexType>
<xs:group name="pair"><xs:sequence><xs:element name="left" type="xs:string"/><xs:element name="right" type="Spot" minOccurs="0"/></xs:sequence></xs:group>
<xs:import namespace="urn:o" schemaLocation="other.xsd"/></xs:schema>"#;
/// One of another namespace.
const OTHER: &str = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:o">
<xs:attribute name="mark" type="xs:string"/><xs:attribute name="n"><xs:simpleType><xs:restriction base="xs:int"/></xs:simpleType></xs:attribute>
<xs:element name="far" type="xs:string"/></xs:schema>"#;

/// Chance (xorshift), and how many names were given.
struct Maker {
    state: u64,
    names: usize,
}

impl Maker {
    fn below(&mut self, n: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state % n as u64).unwrap_or(0)
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn of(&mut self, all: &[&'static str]) -> &'static str {
        all[self.below(all.len())]
    }

    fn name(&mut self) -> String {
        self.names += 1;
        format!("n{}", self.names)
    }

    fn occurs(&mut self) -> &'static str {
        self.of(&[
            "",
            "",
            r#" minOccurs="0""#,
            r#" minOccurs="0" maxOccurs="unbounded""#,
            r#" maxOccurs="3""#,
        ])
    }

    /// A type that is there: simple, or one of the first `complex` complex types.
    fn ty(&mut self, complex: usize) -> String {
        match self.below(3) {
            0 if complex > 0 => format!("m:T{}", self.below(complex)),
            1 => self
                .of(&["m:Token", "m:Word", "m:Words", "m:Either", "m:Level"])
                .to_owned(),
            _ => self
                .of(&[
                    "xs:string",
                    "xs:int",
                    "xs:boolean",
                    "xs:date",
                    "xs:decimal",
                    "xs:token",
                ])
                .to_owned(),
        }
    }

    /// An element: of its own, or a reference. References repeat no name, so each stands once in a type.
    fn element(&mut self, complex: usize, refs: &mut Vec<&'static str>) -> String {
        let occurs = self.occurs();
        if self.one_in(4) && !refs.is_empty() {
            let at = self.below(refs.len());
            return format!(r#"<xs:element ref="{}"{occurs}/>"#, refs.swap_remove(at));
        }
        let (name, ty) = (self.name(), self.ty(complex));
        let nil = if ty.starts_with("xs:") && self.one_in(4) {
            r#" nillable="true""#
        } else {
            ""
        };
        format!(r#"<xs:element name="{name}" type="{ty}"{occurs}{nil}/>"#)
    }

    fn group(&mut self, complex: usize, depth: usize, refs: &mut Vec<&'static str>) -> String {
        let kind = self.of(&["sequence", "choice"]);
        let occurs = self.occurs();
        let mut out = format!("<xs:{kind}{occurs}>");
        for _ in 0..1 + self.below(4) {
            out += &match self.below(3) {
                0 if depth > 0 => self.group(complex, depth - 1, refs),
                _ => self.element(complex, refs),
            };
        }
        out + &format!("</xs:{kind}>")
    }

    /// A sequence, with a wildcard at its end now and then.
    fn content(&mut self, complex: usize, is_open: bool, refs: &mut Vec<&'static str>) -> String {
        let mut out = "<xs:sequence>".to_owned();
        for _ in 0..self.below(3) {
            out += &self.element(complex, refs);
        }
        if self.one_in(2) {
            out += &self.group(complex, 2, refs);
        }
        if self.one_in(4) && refs.contains(&"m:spot") {
            out += r#"<xs:group ref="m:pair"/>"#;
        }
        if is_open {
            out += r###"<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>"###;
        }
        out + "</xs:sequence>"
    }

    fn attributes(&mut self) -> String {
        let mut out = String::new();
        for _ in 0..self.below(3) {
            let (name, ty) = (
                self.name(),
                self.of(&["xs:int", "m:Word", "m:Words", "m:Token"]),
            );
            let usage = self.of(&["", r#" use="required""#, r#" default="1""#]);
            let ty = if usage.contains("default") {
                "xs:int"
            } else {
                ty
            };
            let _ = write!(out, r#"<xs:attribute name="{name}" type="{ty}"{usage}/>"#);
        }
        out
    }

    /// The whole schema; its root element is `root`.
    fn schema(&mut self) -> String {
        let mut out = MAIN.replace("</xs:schema>", "").replace(
            "<xs:schema ",
            r#"<xs:schema xmlns:m="urn:m" xmlns:o="urn:o" "#,
        );
        let form = self.of(&["qualified", "unqualified"]);
        out = out.replace(
            "targetNamespace",
            &format!(r#"elementFormDefault="{form}" targetNamespace"#),
        );
        out += r#"<xs:simpleType name="Token"><xs:restriction base="xs:string"><xs:maxLength value="9"/></xs:restriction></xs:simpleType>
<xs:complexType name="Marked"><xs:simpleContent><xs:extension base="m:Token"><xs:attribute ref="o:mark"/><xs:attribute name="own" type="xs:int" use="required"/></xs:extension></xs:simpleContent></xs:complexType>
<xs:simpleType name="Level"><xs:restriction base="xs:int"/></xs:simpleType>
<xs:simpleType name="Floor"><xs:restriction base="m:Level"><xs:minInclusive value="0"/></xs:restriction></xs:simpleType>
<xs:complexType name="MarkedFloor"><xs:simpleContent><xs:extension base="m:Floor"><xs:anyAttribute processContents="lax"/></xs:extension></xs:simpleContent></xs:complexType>
<xs:simpleType name="Word"><xs:restriction base="xs:string"><xs:enumeration value="a"/><xs:enumeration value="b c"/></xs:restriction></xs:simpleType>
<xs:simpleType name="Words"><xs:list itemType="xs:int"/></xs:simpleType>
<xs:simpleType name="Either"><xs:union memberTypes="xs:int m:Word"/></xs:simpleType>
"#;
        let count = 3 + self.below(5);
        let (mut bases, mut heads): (Vec<(usize, bool, bool)>, usize) = (Vec::new(), 0);
        for number in 0..count {
            let base = match bases.is_empty() {
                false if self.one_in(3) => Some(bases[self.below(bases.len())]),
                _ => None,
            };
            // What a wildcard takes may not come again in an extension, and what a base refers to may not either.
            let mut refs = match base {
                None => vec!["m:head", "m:spot", "o:far"],
                Some(_) => Vec::new(),
            };
            let mixed = base.map_or_else(|| self.one_in(5), |(_, mixed, _)| mixed);
            let is_open = base.is_none() && self.one_in(4);
            if is_open {
                refs.retain(|name| *name != "o:far");
            }
            let content = self.content(number, is_open, &mut refs);
            let (mut attributes, is_abstract) = (
                self.attributes(),
                base.is_none() && number > 0 && self.one_in(6),
            );
            if base.is_none() && self.one_in(3) {
                attributes += r#"<xs:attribute ref="o:n"/><xs:attribute ref="o:mark"/>"#;
            }
            let (mixed_is, abstract_is) = (
                if mixed { r#" mixed="true""# } else { "" },
                if is_abstract {
                    r#" abstract="true""#
                } else {
                    ""
                },
            );
            let body = match base {
                None => format!("{content}{attributes}"),
                Some((base, ..)) => format!(
                    r#"<xs:complexContent><xs:extension base="m:T{base}">{content}{attributes}</xs:extension></xs:complexContent>"#
                ),
            };
            let _ = writeln!(
                out,
                r#"<xs:complexType name="T{number}"{mixed_is}{abstract_is}>{body}</xs:complexType>"#
            );
            if !is_open {
                bases.push((number, mixed, is_abstract));
            }
            // Members of the substitution group are of types that derive from the head's, which is any.
            if self.one_in(2) {
                heads += 1;
                let _ = writeln!(
                    out,
                    r#"<xs:element name="member{heads}" type="m:T{number}" substitutionGroup="m:head"/>"#
                );
            }
        }
        let _ = writeln!(
            out,
            r#"<xs:element name="member" type="m:Word" substitutionGroup="m:head"/><xs:element name="head" abstract="{}"/>"#,
            self.one_in(2)
        );
        let rooted = self.below(count);
        let _ = writeln!(
            out,
            r#"<xs:element name="root"><xs:complexType><xs:sequence><xs:element name="it" type="m:T{rooted}" maxOccurs="2"/><xs:element ref="m:head" minOccurs="0"/></xs:sequence></xs:complexType></xs:element></xs:schema>"#
        );
        out
    }
}

#[test]
fn documents_of_random_schemas_come_back() {
    let documents = documents();
    let wanted = std::env::var("RANDOM_SCHEMAS")
        .ok()
        .and_then(|n| n.parse().ok());
    let (mut instances, mut refused, mut problems) = (0, 0, Vec::new());
    for seed in 1..=wanted.unwrap_or(SCHEMAS) {
        let mut maker = Maker {
            state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15),
            names: 0,
        };
        let schema = maker.schema();
        match round_trips(&documents, &schema) {
            Ok(count) => instances += count,
            Err(problem) if problem.starts_with("refused") => {
                refused += 1;
                if std::env::var_os("RANDOM_SCHEMAS").is_some() {
                    eprintln!("seed {seed}: {problem}");
                }
            }
            Err(problem) => problems.push(format!("seed {seed}: {problem}\n{schema}\n")),
        }
    }
    assert!(
        problems.is_empty(),
        "{} problems\n{}",
        problems.len(),
        problems.join("\n")
    );
    assert!(
        instances > 300 && refused < 10,
        "{instances} documents, {refused} schemas refused"
    );
}

/// The number of documents that came back.
fn round_trips(documents: &Documents, schema: &str) -> Result<usize, String> {
    let mut documents = documents.clone();
    let entry = documents
        .list
        .iter_mut()
        .find(|d| d.text.contains(r#"targetNamespace="urn:m""#));
    entry.ok_or("there is no schema")?.text = schema.into();
    let mut diagnostics = Diagnostics::new();
    let description = read::read(&documents, &mut diagnostics);
    let package = lower::lower(&description, &Options::default(), &mut diagnostics);
    if diagnostics.has_errors() {
        let said = diagnostics.iter().map(|d| d.message.to_string());
        return Err(format!(
            "refused: {}\n{schema}",
            said.collect::<Vec<_>>().join("; ")
        ));
    }
    let package = Box::leak(Box::new(package));
    let tables = Tables::new(package);
    let names = &description.schema.element_names;
    let root = names.iter().find(|(name, _)| &*name.local == "root");
    let (name, id) = root.ok_or("there is no root")?;
    let path = package.elements.iter().find(|(known, _)| known == name);
    let ty = RustType::Named(path.ok_or("the root has no type")?.1.clone());
    let ty: &'static RustType = Box::leak(Box::new(ty));
    let Is::Node(number) = tables.is(ty) else {
        return Err("the root is no struct".to_owned());
    };
    let made = maker::instances(&description.schema, *id, MOST);
    for (nth, instance) in made.list.iter().enumerate() {
        let document = print::print(instance, print::Layout::Compact);
        let problem = |what: String| format!("document {nth}: {what}\n{document}\n");
        let mut value = Dynamic::new(tables.schema, number).ok_or("there is no such type")?;
        value
            .read(&document, Limits::default(), true)
            .map_err(|e| problem(e.to_string()))?;
        let written = value
            .write("urn:m", "root")
            .map_err(|e| problem(e.to_string()))?;
        let tree = |text: &str| Parser::new().tree(text).map_err(|e| problem(e.to_string()));
        let (before, after) = (canonical(&tree(&document)?), canonical(&tree(&written)?));
        if before != after {
            return Err(problem(format!("was written otherwise\n{written}\n")));
        }
    }
    Ok(made.list.len())
}

/// What a document says: prefixes and the order of attributes apart; `xsi:type` as the name that it means. White space between elements
/// stays, since the documents have none of their own.
fn canonical(root: &Element) -> String {
    let mut out = String::new();
    put(root, &mut Vec::new(), &mut out);
    out
}

fn put(element: &Element, scope: &mut Vec<(String, String)>, out: &mut String) {
    let before = scope.len();
    scope.extend(element.scope.iter().cloned());
    let mut attributes: Vec<String> = Vec::new();
    for attribute in &element.attributes {
        let mut value = attribute.value.clone();
        if attribute.local == "type" && attribute.namespace.ends_with("XMLSchema-instance") {
            let (prefix, local) = value.split_once(':').unwrap_or(("", &value));
            let found = scope.iter().rev().find(|(known, _)| known == prefix);
            value = format!("{{{}}}{local}", found.map_or("", |(_, uri)| uri));
        }
        attributes.push(format!(
            " {{{}}}{}={value:?}",
            attribute.namespace, attribute.local
        ));
    }
    attributes.sort();
    let _ = write!(
        out,
        "<{{{}}}{}{}>",
        element.namespace,
        element.local,
        attributes.concat()
    );
    for child in &element.children {
        match child {
            Child::Text(text) => out.push_str(&format!("{text:?}")),
            Child::Element(child) => put(child, scope, out),
        }
    }
    out.push('/');
    scope.truncate(before);
}

/// The documents to put schemas into.
fn documents() -> Documents {
    let folder = std::env::temp_dir().join(format!("cargo-wsdl-random-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    for (name, text) in [
        ("main.xsd", MAIN),
        ("any.xsd", CHAMELEON),
        ("other.xsd", OTHER),
    ] {
        std::fs::write(folder.join(name), text).expect("written");
    }
    let documents = load::load(
        &folder.join("main.xsd"),
        &Options::default(),
        &mut Diagnostics::new(),
    );
    let _ = std::fs::remove_dir_all(&folder);
    documents
}
