//! What the judge lets pass, and what it finds.

use std::fs;

use super::*;
use crate::scratch::Scratch;

const SCHEMA: &str = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" xmlns:e="http://schemas.xmlsoap.org/soap/encoding/" xmlns:w="http://schemas.xmlsoap.org/wsdl/" targetNamespace="urn:t" elementFormDefault="qualified">
  <xs:import namespace="http://schemas.xmlsoap.org/soap/encoding/"/>
  <xs:complexType name="Base"><xs:sequence><xs:element name="a" type="xs:int" nillable="true"/><xs:element name="b" type="xs:string" minOccurs="0" maxOccurs="unbounded"/></xs:sequence><xs:attribute name="when" type="xs:dateTime"/><xs:attribute name="what" type="xs:string"/></xs:complexType>
  <xs:complexType name="More"><xs:complexContent><xs:extension base="t:Base"/></xs:complexContent></xs:complexType>
  <xs:element name="seq" type="t:Base"/>
  <xs:element name="all"><xs:complexType><xs:all><xs:element name="a" type="xs:int"/><xs:element name="b" type="xs:string"/></xs:all></xs:complexType></xs:element>
  <xs:element name="mixed"><xs:complexType mixed="true"><xs:sequence><xs:element name="i" type="xs:string" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
  <xs:element name="any" type="xs:anyType"/>
  <xs:element name="name" type="xs:QName"/>
  <xs:element name="array"><xs:complexType><xs:complexContent><xs:restriction base="e:Array"><xs:attribute ref="e:arrayType" w:arrayType="xs:int[]"/></xs:restriction></xs:complexContent></xs:complexType></xs:element>
</xs:schema>"#;

/// Compares contents of an element of the schema, both with the usual prefixes in scope.
fn judged(
    test: &str,
    name: &str,
    read: &str,
    written: &str,
    manner: Manner,
) -> Result<usize, String> {
    let scratch = Scratch::new(&format!("judge-{test}"));
    let file = scratch.folder.join("t.xsd");
    fs::write(&file, SCHEMA).map_err(|e| e.to_string())?;
    let outcome = wsdl_codegen::analyze(&file, &wsdl_codegen::Options::default());
    let description = outcome.description.ok_or("no description")?;
    let document = |content: &str| {
        format!(
            r#"<t:{name} xmlns:t="urn:t" xmlns:u="urn:u" xmlns:xsi="{XSI}" xmlns:xs="http://www.w3.org/2001/XMLSchema"{content}</t:{name}>"#
        )
    };
    same(
        &document(read),
        &document(written),
        &Types::new(&description),
        manner,
    )
}

#[test]
fn what_means_the_same_is_the_same() {
    for (name, read, written) in [
        ("array", "><item>01</item>", "><t:int>1</t:int>"),
        (
            "seq",
            "><t:a>1</t:a><t:b>x</t:b>",
            "><!-- c -->\n <t:a> +01 </t:a>\n <b xmlns='urn:t'>x</b>\n",
        ),
        (
            "seq",
            " when='2001-01-01T00:00:00.50Z'><t:a>1</t:a>",
            " when=' 2001-01-01T00:00:00.5+00:00 '><t:a>1</t:a>",
        ),
        ("seq", "><t:a xsi:nil='1'/>", "><t:a xsi:nil='true'/>"),
        (
            "seq",
            " xsi:type='t:More'><t:a>1</t:a>",
            " xmlns:p='urn:t' xsi:type='p:More'><t:a>1</t:a>",
        ),
        (
            "seq",
            " xsi:type='t:Base'><t:a xsi:nil='false'>1</t:a>",
            "><t:a>1</t:a>",
        ),
        (
            "all",
            "><t:b>x</t:b><t:a>1</t:a>",
            "><t:a>1</t:a> <t:b>x</t:b>",
        ),
        ("mixed", ">a <t:i>b</t:i><!-- c -->c", ">a <t:i>b</t:i>c"),
        (
            "name",
            ">t:x",
            "> p:x".replace("> ", " xmlns:p='urn:t'>").as_str(),
        ),
        (
            "any",
            "><u:x a='1'> y </u:x>",
            "><x xmlns='urn:u' a='1'> y </x>",
        ),
    ] {
        assert_eq!(
            judged("same", name, read, written, Manner::default()),
            Ok(0),
            "{read} {written}"
        );
    }
}

#[test]
fn whatever_is_lost_or_changed_is_found() {
    for (name, read, written, says) in [
        (
            "array",
            "><item>1</item><item>2</item>",
            "><item>2</item><item>1</item>",
            "became",
        ),
        (
            "array",
            "><item>1</item><item>2</item>",
            "><item>1</item>",
            "lost",
        ),
        ("seq", "><t:a>1</t:a><t:b>x</t:b>", "><t:a>1</t:a>", "lost"),
        (
            "seq",
            "><t:a>1</t:a><t:b>x</t:b><t:b>y</t:b>",
            "><t:a>1</t:a><t:b>y</t:b><t:b>x</t:b>",
            "became",
        ),
        (
            "seq",
            "><t:a>1</t:a><t:b>x</t:b>",
            "><t:b>x</t:b><t:a>1</t:a>",
            "became",
        ),
        ("seq", "><t:a>1</t:a>", "><t:a>1</t:a><t:b/>", "gained"),
        ("seq", "><t:a>1</t:a>", "><u:a>1</u:a>", "became"),
        ("seq", "><t:a>1</t:a>", "><t:a>2</t:a>", "became"),
        ("seq", "><t:a xsi:nil='true'/>", "><t:a/>", "lost attribute"),
        (
            "seq",
            "><t:a/>",
            "><t:a xsi:nil='true'/>",
            "gained attribute",
        ),
        (
            "seq",
            " xsi:type='t:More'><t:a>1</t:a>",
            "><t:a>1</t:a>",
            "lost attribute",
        ),
        (
            "seq",
            " xsi:type='t:More'><t:a>1</t:a>",
            " xsi:type='t:Base'><t:a>1</t:a>",
            "became",
        ),
        (
            "seq",
            " xsi:type='t:More'><t:a>1</t:a>",
            " xsi:type='u:More'><t:a>1</t:a>",
            "became",
        ),
        (
            "seq",
            "><t:a>1</t:a>",
            " xsi:type='t:More'><t:a>1</t:a>",
            "gained attribute",
        ),
        (
            "seq",
            " what='x'><t:a>1</t:a>",
            "><t:a>1</t:a>",
            "lost attribute",
        ),
        (
            "seq",
            " what='x'><t:a>1</t:a>",
            " t:what='x'><t:a>1</t:a>",
            "lost attribute",
        ),
        (
            "seq",
            " what='x'><t:a>1</t:a>",
            " what='x '><t:a>1</t:a>",
            "became",
        ),
        (
            "seq",
            " when='2001-01-01T00:00:00Z'><t:a>1</t:a>",
            " when='2001-01-01T00:00:00'><t:a>1</t:a>",
            "became",
        ),
        (
            "seq",
            "><t:a>1</t:a><t:b> x</t:b>",
            "><t:a>1</t:a><t:b>x</t:b>",
            "became",
        ),
        ("all", "><t:a>1</t:a><t:b>x</t:b>", "><t:b>x</t:b>", "lost"),
        (
            "all",
            "><t:b>x</t:b>",
            "><t:a>1</t:a><t:b>x</t:b>",
            "gained",
        ),
        (
            "all",
            "><t:b>x</t:b><t:a>1</t:a>",
            "><t:a>1</t:a><t:b>y</t:b>",
            "became",
        ),
        ("mixed", ">a<t:i>b</t:i>c", "><t:i>b</t:i>ac", "became"),
        (
            "mixed",
            "><t:i>b</t:i> <t:i>c</t:i>",
            "><t:i>b</t:i><t:i>c</t:i>",
            "became",
        ),
        ("name", ">t:x", ">u:x", "became"),
        ("name", ">t:x", ">p:x", "became"),
        ("any", "><u:x>y</u:x>", "><u:x> y</u:x>", "became"),
        ("any", "><u:x/>", ">", "lost"),
    ] {
        let verdict = judged("lost", name, read, written, Manner::default());
        assert!(
            verdict.as_ref().is_err_and(|e| e.contains(says)),
            "{read} {written}: {verdict:?}"
        );
    }
}

#[test]
fn parts_have_an_order_in_literal_messages_alone() {
    let judged = |body_use: &str| {
        let scratch = Scratch::new(&format!("judge-call-{body_use}"));
        let file = scratch.folder.join("t.wsdl");
        let wsdl = format!(
            r#"<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t">
              <message name="M"><part name="a" type="xs:int"/><part name="b" type="xs:string"/></message>
              <portType name="P"><operation name="go"><input message="t:M"/></operation></portType>
              <binding name="B" type="t:P"><soap:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/>
                <operation name="go"><soap:operation soapAction=""/><input><soap:body use="{body_use}" namespace="urn:t"/></input></operation></binding>
            </definitions>"#
        );
        fs::write(&file, wsdl).expect("the folder was just made");
        let outcome = wsdl_codegen::analyze(&file, &wsdl_codegen::Options::default());
        let description = outcome.description.expect("it is a WSDL");
        let message = |parts: &str| format!("<t:go xmlns:t='urn:t'>{parts}</t:go>");
        let read = message("<b>x</b><a>01</a>");
        let types = Types::new(&description);
        (
            same(
                &read,
                &message("<a>1</a><b>x</b>"),
                &types,
                Manner::default(),
            ),
            same(&read, &message("<a>1</a>"), &types, Manner::default()),
        )
    };
    let (whole, cut) = judged("encoded");
    assert_eq!(whole, Ok(0));
    assert!(cut.is_err());
    assert!(judged("literal").0.is_err());
}

#[test]
fn in_the_soap_encoding_values_say_what_they_are_and_nil_is_absent() {
    let encoded = Manner {
        encoded: true,
        ..Manner::default()
    };
    let judged = |name, read, written| judged("encoded", name, read, written, encoded);
    for (name, read, written) in [
        (
            "seq",
            "><a>1</a><b>x</b>",
            "><a xsi:type='xs:int'>1</a><b xsi:type='xs:string'>x</b>",
        ),
        ("seq", "><a xsi:nil='1'/><b>x</b>", "><b>x</b>"),
        ("seq", "><b>x</b>", "><a xsi:nil='1'/><b>x</b>"),
        (
            "array",
            "><i>1</i><i xsi:nil='1'/>",
            " xmlns:e='http://schemas.xmlsoap.org/soap/encoding/' xsi:type='e:Array' e:arrayType='xs:int[2]'><i xsi:type='xs:int'>1</i><i xsi:nil='true'/>",
        ),
    ] {
        assert_eq!(judged(name, read, written), Ok(0), "{read} {written}");
    }
    for (name, read, written) in [
        ("seq", "><a>1</a>", "><a xsi:type='xs:string'>1</a>"),
        ("seq", "><a>1</a>", "><t:a>1</t:a>"),
        ("seq", "><a>1</a><b>x</b>", "><b>x</b>"),
        ("array", "><i>1</i><i xsi:nil='1'/>", "><i>1</i>"),
        ("array", "><i>1</i>", " xsi:type='xs:Array'><i>1</i>"),
    ] {
        let verdict = judged(name, read, written);
        assert!(verdict.is_err(), "{read} {written}");
    }
}
