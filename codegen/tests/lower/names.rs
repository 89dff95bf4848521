//! Names in their scopes: kinds before numbers, settings and the name table before rules, no rename by a newcomer.

use std::collections::BTreeMap;

use wsdl_codegen::Options;
use wsdl_codegen::names::table;

use super::{errors, expect, lower_schema, run, schema};

#[test]
fn who_keeps_the_name() {
    let package = lower_schema(
        r#"<xs:element name="foo"><xs:complexType><xs:sequence><xs:element name="bar"><xs:complexType/></xs:element></xs:sequence></xs:complexType></xs:element>
           <xs:complexType name="Foo"/>
           <xs:complexType name="foo"/>
           <xs:complexType name="FooBar"/>
           <xs:complexType name="Option"/>
           <xs:complexType name="String"><xs:sequence><xs:element name="s" type="xs:string"/></xs:sequence></xs:complexType>
           <xs:element name="Vec"><xs:complexType/></xs:element>
           <xs:complexType name="Self"/>
           <xs:complexType name="Element"><xs:sequence><xs:any/></xs:sequence></xs:complexType>"#,
    );
    expect(
        &package,
        r#"struct FooElement { bar: FooElementBar "bar" }
           struct FooElementBar {  }
           struct Foo {  }
           struct FooType {  }
           struct FooBar {  }
           struct OptionType {  }
           struct StringType { s: String "s" }
           struct VecElement {  }
           struct Self_ {  }
           struct Element { any: Element any } new(any)"#,
    );
}

#[test]
fn members_of_one_name() {
    let package = lower_schema(
        r#"<xs:complexType name="M"><xs:sequence>
             <xs:element name="ID" type="xs:int"/><xs:element name="id" type="xs:int"/><xs:element name="type" type="xs:int"/>
             <xs:element name="choice" type="xs:int"/>
             <xs:choice><xs:element name="a" type="xs:int"/><xs:element name="b" type="xs:int"/></xs:choice>
             <xs:element name="any" type="xs:int"/><xs:any namespace="urn:x"/>
             <xs:element name="new" type="xs:int"/><xs:element name="default" type="xs:int" default="1" minOccurs="0"/>
           </xs:sequence><xs:attribute name="id" type="xs:int"/><xs:attribute name="self" type="xs:int"/></xs:complexType>"#,
    );
    expect(
        &package,
        r#"struct M { id2: i32 "ID", id: i32 "id", r#type: i32 "type", choice: i32 "choice", choice_group: MChoice group, any: i32 "any", any_wildcard: Element any in [X], new: i32 "new", default: Option<i32> "default" opt = "1", id_attribute: Option<i32> "id" @0 opt attr, self_: Option<i32> "self" @0 opt attr } new(choice_group, any_wildcard)
           enum MChoice: A { A(i32) "a", B(i32) "b" }"#,
    );
}

#[test]
fn settings() {
    let text = schema(
        r#"<xs:complexType name="Foo"><xs:sequence><xs:element name="bar" type="t:Money"/><xs:element name="n" type="xs:decimal"/></xs:sequence></xs:complexType>
           <xs:simpleType name="Money"><xs:restriction base="xs:decimal"/></xs:simpleType>"#,
    );
    let map = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        pairs
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect()
    };
    let options = Options {
        rename: map(&[("{urn:t}Foo", "Better"), ("{urn:t}Foo/bar", "price")]),
        substitute: map(&[
            ("{urn:t}Money", "crate::Money"),
            ("{http://www.w3.org/2001/XMLSchema}decimal", "f64"),
        ]),
        secrets: vec!["bar".to_owned()],
        derive: vec!["Eq".to_owned()],
        ..Options::default()
    };
    let (package, diagnostics) = run(&text, &options);
    assert!(!diagnostics.has_errors());
    expect(
        &package,
        r#"struct Better { price: crate::Money "bar" secret, n: f64 "n" } new(price, n)"#,
    );
    let nothing = Options {
        rename: map(&[("{urn:t}Fooo", "X")]),
        substitute: map(&[("{urn:t}money", "X")]),
        secrets: vec!["barr".to_owned()],
        modules: map(&[("urn:u", "u")]),
        ..Options::default()
    };
    assert_eq!(
        errors(&text, &nothing),
        [
            "E0106 no member to keep secret is called `barr` (did you mean `bar`?)",
            "E0104 no type to substitute is called `{urn:t}money` (did you mean `{urn:t}Money`?)",
            "E0105 no module is made for the namespace `urn:u` (there are none in this description)",
            "E0103 no type, member or operation to rename is called `{urn:t}Fooo` (did you mean `{urn:t}Foo`?)",
        ]
    );
}

/// Components of which each may be the newcomer.
const PARTS: &[&str] = &[
    r#"<xs:element name="foo"><xs:complexType><xs:sequence><xs:element name="bar"><xs:complexType/></xs:element></xs:sequence></xs:complexType></xs:element>"#,
    r#"<xs:complexType name="Foo"><xs:choice><xs:element name="a" type="xs:int"/><xs:element name="b" type="xs:int"/></xs:choice><xs:attribute name="choice"/></xs:complexType>"#,
    r#"<xs:complexType name="foo_"/>"#,
    r#"<xs:complexType name="FooBar"/>"#,
    r#"<xs:complexType name="FooElement"/>"#,
    r#"<xs:simpleType name="FooChoice"><xs:restriction base="xs:string"><xs:enumeration value="x"/></xs:restriction></xs:simpleType>"#,
    r#"<xs:element name="FooBar"><xs:complexType/></xs:element>"#,
    r#"<xs:element name="Foo" type="xs:string"/>"#,
];

#[test]
fn a_newcomer_yields() {
    let names = |skip: Option<usize>, table: Option<String>| -> BTreeMap<String, String> {
        let parts = PARTS.iter().enumerate().filter(|(i, _)| Some(*i) != skip);
        let text: String = parts.map(|(_, p)| *p).collect();
        let options = Options {
            names: table,
            ..Options::default()
        };
        run(&schema(&text), &options).0.names
    };
    let full = names(None, None);
    for skip in 0..PARTS.len() {
        let before = names(Some(skip), None);
        let after = names(None, Some(table::print(&before)));
        for (key, name) in &before {
            assert_eq!(after.get(key), Some(name), "without part {skip}");
        }
        // and back: what goes takes nothing with it
        let back = names(Some(skip), Some(table::print(&full)));
        assert!(
            back.iter().all(|(key, name)| full.get(key) == Some(name)),
            "without part {skip}"
        );
    }
}
