//! Simple types.

use super::{expect, lower_schema};

#[test]
fn varieties() {
    let package = lower_schema(
        r#"<xs:simpleType name="Color"><xs:restriction base="xs:string"><xs:enumeration value="red"/><xs:enumeration value="dark blue"/><xs:enumeration value=""/><xs:enumeration value="red"/></xs:restriction></xs:simpleType>
           <xs:simpleType name="Level"><xs:restriction base="xs:int"><xs:enumeration value="1"/><xs:enumeration value="2"/></xs:restriction></xs:simpleType>
           <xs:simpleType name="Verb"><xs:restriction base="xs:QName"><xs:enumeration value="t:get"/></xs:restriction></xs:simpleType>
           <xs:simpleType name="Zip"><xs:restriction base="xs:string"><xs:pattern value="\d{5}"/></xs:restriction></xs:simpleType>
           <xs:simpleType name="Codes"><xs:list itemType="xs:int"/></xs:simpleType>
           <xs:simpleType name="Colors"><xs:list itemType="t:Color"/></xs:simpleType>
           <xs:simpleType name="Size"><xs:union memberTypes="xs:int t:Color xs:string xs:date"/></xs:simpleType>
           <xs:simpleType name="Text"><xs:union memberTypes="t:Zip xs:token"/></xs:simpleType>
           <xs:simpleType name="Nested"><xs:union memberTypes="t:Size xs:boolean"/></xs:simpleType>
           <xs:complexType name="All"><xs:sequence>
             <xs:element name="anon"><xs:simpleType><xs:restriction base="xs:NMTOKEN"><xs:enumeration value="x"/></xs:restriction></xs:simpleType></xs:element>
             <xs:element name="short"><xs:simpleType><xs:restriction base="xs:normalizedString"><xs:maxLength value="5"/></xs:restriction></xs:simpleType></xs:element>
             <xs:element name="zip" type="t:Zip"/>
             <xs:element name="color" type="t:Color"/>
             <xs:element name="either"><xs:simpleType><xs:union memberTypes="xs:int xs:date"/></xs:simpleType></xs:element>
             <xs:element name="tokens" type="xs:NMTOKENS"/>
             <xs:element name="big" type="xs:integer"/>
             <xs:element name="any" type="xs:anySimpleType"/>
           </xs:sequence></xs:complexType>"#,
    );
    expect(
        &package,
        r#"words Color { Red "red", DarkBlue "dark blue", Empty "" }
           type Level = i32
           type Verb = QName
           type Zip = String
           type Codes = List<i32>
           type Colors = List<Color>
           union Size { Int(i32), Color(Color), String(String) }
           type Text = Zip
           union Nested { Int(i32), Color(Color), String(String) }
           struct All { anon: AllAnon "anon" collapse, short: String "short" replace, zip: Zip "zip", color: Color "color", either: AllEither "either", tokens: List<String> "tokens", big: i128 "big", any: AnySimple "any" } new(anon, color, either, any)
           words AllAnon { X "x" }
           union AllEither { Int(i32), Date(Date) }"#,
    );
    let told = package.simple.iter().map(|simple| {
        let facets = &simple.facets;
        let patterns = facets.patterns.concat().join(" ");
        format!(
            "{} {:?} {patterns} {:?} {:?}",
            simple.constant, simple.kind, facets.max_length, facets.enumeration
        )
    });
    let told: Vec<String> = told.collect();
    assert_eq!(
        told,
        [
            "SHORT Atomic(\"String\")  Some(5) []",
            r#"ZIP Atomic("String") \d{5} None []"#,
            r#"NMTOKEN Atomic("String") \c+ None []"#,
            "NMTOKENS List(SimpleId(2))  None []"
        ]
    );
}

#[test]
fn documentation_tells_facets() {
    let package = lower_schema(
        r#"<xs:simpleType name="Zip"><xs:annotation><xs:documentation>A [zip] code.</xs:documentation></xs:annotation>
             <xs:restriction base="xs:string"><xs:pattern value="\d{5}"/><xs:length value="5"/></xs:restriction></xs:simpleType>"#,
    );
    let wsdl_codegen::model::package::Item::Alias(zip) = &package.modules[0].items[0] else {
        panic!()
    };
    assert_eq!(
        zip.doc.as_deref(),
        Some("A \\[zip\\] code.\n\nLength 5, matches `\\d{5}`.")
    );
}
