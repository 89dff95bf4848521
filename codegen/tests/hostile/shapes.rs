//! Shapes that grow or never end: each is refused or cut, in bounded time.

use super::{make, schema};

#[test]
fn occurrences_are_never_unrolled() {
    for most in [
        "2147483648",
        "18446744073709551616",
        "99999999999999999999999999",
    ] {
        let content = format!(
            r#"<xs:complexType name="T"><xs:sequence maxOccurs="{most}"><xs:element name="a" type="xs:int" maxOccurs="{most}"/>
               <xs:choice minOccurs="{most}" maxOccurs="{most}"><xs:element name="b" type="xs:int"/><xs:element name="c" type="xs:int"/></xs:choice>
               </xs:sequence></xs:complexType>"#
        );
        let made = make(&[("a.xsd", &schema(&content))]);
        assert!(made.text().len() < 20_000, "{}", made.said);
    }
}

#[test]
fn a_hundred_thousand_values() {
    let values: String = (0..100_000)
        .map(|i| format!(r#"<xs:enumeration value="v{i}"/>"#))
        .collect();
    let made = make(&[(
        "a.xsd",
        &schema(&format!(
            r#"<xs:simpleType name="T"><xs:restriction base="xs:string">{values}</xs:restriction></xs:simpleType>"#
        )),
    )]);
    assert!(!made.broken, "{}", made.said);
    assert!(made.text().contains("V99999"));
}

/// Words that are no numbers: each is warned of and left out.
#[test]
fn fifty_thousand_values_that_are_none() {
    let values: String = (0..50_000)
        .map(|i| format!(r#"<xs:enumeration value="v{i}"/>"#))
        .collect();
    let made = make(&[(
        "a.xsd",
        &schema(&format!(
            r#"<xs:simpleType name="T"><xs:restriction base="xs:int">{values}<xs:enumeration value="1"/></xs:restriction></xs:simpleType>"#
        )),
    )]);
    assert!(!made.broken && made.said.contains("v49999"));
    assert!(!made.text().contains("v49999"));
}

/// Entities are declared by the thousand and not referred to, in a long document.
#[test]
fn entities_that_nobody_refers_to() {
    let entities: String = (0..50_000)
        .map(|i| format!("<!ENTITY e{i} \"{i}\">"))
        .collect();
    let content = r#"<xs:element name="a" type="xs:string"/><!-- & &x; -->"#.to_owned()
        + &" ".repeat(1 << 20);
    let schema = schema(&content);
    let made = make(&[(
        "a.xsd",
        &format!("<!DOCTYPE xs:schema [{entities}]>{schema}"),
    )]);
    assert!(!made.broken, "{}", made.said);
    let text = format!(
        "<!DOCTYPE xs:schema [{entities}]>{}",
        schema.replace("&x;", "&e49999;")
    );
    assert!(make(&[("a.xsd", &text)]).broken);
}

/// Patterns are text to the generator: nothing is matched, whatever it would cost.
#[test]
fn patterns_that_explode() {
    for pattern in [
        "(a+)+$",
        "(a|a)*b",
        "((a{1,1000}){1,1000}){1,1000}",
        "[",
        "\\p{IsNothing}",
        &"(".repeat(10_000),
    ] {
        let made = make(&[(
            "a.xsd",
            &schema(&format!(
                r#"<xs:simpleType name="T"><xs:restriction base="xs:string"><xs:pattern value="{pattern}"/></xs:restriction></xs:simpleType>
                   <xs:element name="e" type="t:T" default="aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac"/>"#
            )),
        )]);
        assert!(made.text().len() < 60_000);
    }
}

#[test]
fn what_is_made_of_itself() {
    for (content, said) in [
        (
            r#"<xs:group name="G"><xs:sequence><xs:group ref="t:G"/></xs:sequence></xs:group><xs:complexType name="T"><xs:group ref="t:G"/></xs:complexType>"#,
            "E0024",
        ),
        (
            r#"<xs:complexType name="A"><xs:complexContent><xs:extension base="t:B"/></xs:complexContent></xs:complexType><xs:complexType name="B"><xs:complexContent><xs:restriction base="t:A"/></xs:complexContent></xs:complexType>"#,
            "E0024",
        ),
        (
            r#"<xs:simpleType name="S"><xs:list itemType="t:S"/></xs:simpleType>"#,
            "E0024",
        ),
        (
            r#"<xs:simpleType name="U"><xs:union memberTypes="t:V"/></xs:simpleType><xs:simpleType name="V"><xs:union memberTypes="t:U xs:int"/></xs:simpleType>"#,
            "E0024",
        ),
        (
            r#"<xs:element name="a" substitutionGroup="t:b" type="xs:int"/><xs:element name="b" substitutionGroup="t:a" type="xs:int"/>"#,
            "E0024",
        ),
        (
            r#"<xs:attributeGroup name="G"><xs:attributeGroup ref="t:G"/></xs:attributeGroup><xs:complexType name="T"><xs:attributeGroup ref="t:G"/></xs:complexType>"#,
            "E0024",
        ),
    ] {
        let made = make(&[("a.xsd", &schema(content))]);
        assert!(
            made.broken && made.said.contains(said),
            "{content}\n{}",
            made.said
        );
    }
    // this is allowed, and needs a box
    let made = make(&[(
        "a.xsd",
        &schema(
            r#"<xs:complexType name="T"><xs:sequence><xs:element name="t" type="t:T" minOccurs="0"/></xs:sequence></xs:complexType>"#,
        ),
    )]);
    assert!(
        !made.broken && made.text().contains("Box<T>"),
        "{}",
        made.text()
    );
}

#[test]
fn long_chains() {
    let chain: String = (0..5_000)
        .map(|i| format!(r#"<xs:complexType name="T{i}"><xs:complexContent><xs:extension base="t:T{}"/></xs:complexContent></xs:complexType>"#, i + 1))
        .collect();
    let made = make(&[(
        "a.xsd",
        &schema(&format!(r#"{chain}<xs:complexType name="T5000"/>"#)),
    )]);
    assert!(
        made.broken && made.said.contains("E0025"),
        "{}",
        made.said.len()
    );
    // one after the other they hold each other: long, but no derivation
    let members: String = (0..5_000)
        .map(|i| format!(r#"<xs:complexType name="T{i}"><xs:sequence><xs:element name="m" type="t:T{}"/></xs:sequence></xs:complexType>"#, i + 1))
        .collect();
    let made = make(&[(
        "a.xsd",
        &schema(&format!(r#"{members}<xs:complexType name="T5000"/>"#)),
    )]);
    assert!(!made.broken, "{}", made.said);
}

#[test]
fn nested_without_end() {
    let open = r#"<xs:sequence>"#.repeat(300);
    let close = "</xs:sequence>".repeat(300);
    let made = make(&[(
        "a.xsd",
        &schema(&format!(
            r#"<xs:complexType name="T">{open}{close}</xs:complexType>"#
        )),
    )]);
    assert!(made.broken && made.said.contains("E0005"), "{}", made.said);
}

#[test]
fn ten_thousand_imports() {
    let names: Vec<(String, String)> = (0..10_000)
        .map(|i| (format!("{i}.xsd"), format!("urn:{i}")))
        .collect();
    let imports: String = names
        .iter()
        .map(|(file, uri)| format!(r#"<xs:import namespace="{uri}" schemaLocation="{file}"/>"#))
        .collect();
    let entry = schema(&imports);
    let others: Vec<(String, String)> = names
        .iter()
        .map(|(file, uri)| {
            (file.clone(), format!(r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{uri}"/>"#))
        })
        .collect();
    let mut documents = vec![("a.xsd", entry.as_str())];
    documents.extend(
        others
            .iter()
            .map(|(file, text)| (file.as_str(), text.as_str())),
    );
    let made = make(&documents);
    assert!(made.broken && made.said.contains("E0005"), "{}", made.said);
    assert_eq!(made.said.matches("error[").count(), 1, "said once");
    // imports of nothing are an error each, and shown
    let made = make(&[("a.xsd", &entry)]);
    assert_eq!(made.said.matches("error[E0008]").count(), 10_000);
}

/// A document cut anywhere: a diagnostic or the same meaning, never a panic.
#[test]
fn cut_anywhere() {
    let text = include_str!("../../../wsdl/command-web-service/CommandWebService.wsdl");
    let ends = text.char_indices().map(|(at, _)| at).step_by(23);
    for end in ends {
        let cut = text.get(..end).expect("a boundary");
        assert!(make(&[("a.wsdl", cut)]).broken, "cut at {end}");
    }
}

/// A document with bytes changed at random: whatever comes, it is no panic.
#[test]
fn changed_at_random() {
    let text = include_str!("../../../wsdl/command-web-service/CommandWebService.wsdl");
    let pieces = [
        "<",
        ">",
        "\"",
        "/",
        "&",
        "xs:",
        "tns:",
        "name=\"\"",
        "type",
        "\u{0}",
        "\u{202e}",
        "<!DOCTYPE x>",
        "]]>",
        "99999999999",
        "-1",
    ];
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = |most: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % most as u64).unwrap_or(0)
    };
    let boundaries: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    for _ in 0..300 {
        let mut changed = text.to_owned();
        for _ in 0..=next(3) {
            let (from, length) = (boundaries[next(boundaries.len())], next(30));
            let to = (from..=from + length)
                .rev()
                .find(|t| changed.is_char_boundary(*t))
                .unwrap_or(from);
            if changed.is_char_boundary(from) && to <= changed.len() && from <= to {
                changed.replace_range(from..to, pieces[next(pieces.len())]);
            }
        }
        let made = make(&[("a.wsdl", &changed)]);
        assert_eq!(made.broken, made.files.is_empty());
    }
}

/// Groups of attributes that each hold the next one twice: read once each, not two to the power of forty times.
#[test]
fn attribute_groups_that_double() {
    let groups: String = (0..40)
        .map(|i| {
            let next = i + 1;
            format!(
                r#"<xs:attributeGroup name="G{i}"><xs:attribute name="a{i}" type="xs:int"/><xs:attributeGroup ref="t:G{next}"/><xs:attributeGroup ref="t:G{next}"/></xs:attributeGroup>"#
            )
        })
        .collect();
    let content = format!(
        r#"{groups}<xs:attributeGroup name="G40"/><xs:complexType name="T"><xs:attributeGroup ref="t:G0"/></xs:complexType>"#
    );
    let made = make(&[("a.xsd", &schema(&content))]);
    assert!(!made.broken, "{}", made.said);
    assert!(made.text().contains("a39"));
}

/// Types that restrict one of a thousand elements, or of nested groups that repeat: contents are compared as far as that is
/// cheap.
#[test]
fn restrictions_of_wide_and_of_deep_contents() {
    let elements: String = (0..1_000)
        .map(|i| format!(r#"<xs:element name="e{i}" type="xs:int"/>"#))
        .collect();
    let few: String = (0..90)
        .map(|i| format!(r#"<xs:element name="f{i}" type="xs:int"/>"#))
        .collect();
    let nested = format!(
        "{}{few}{}",
        r#"<xs:sequence maxOccurs="2"><xs:element name="g" type="xs:int"/>"#.repeat(20),
        "</xs:sequence>".repeat(20)
    );
    let types: String = (0..100)
        .map(|i| {
            let base = if i % 2 == 0 { "Wide" } else { "Deep" };
            format!(
                r#"<xs:complexType name="T{i}"><xs:complexContent><xs:restriction base="t:{base}"><xs:group ref="t:G"/></xs:restriction></xs:complexContent></xs:complexType>"#
            )
        })
        .collect();
    let content = format!(
        r#"<xs:group name="G">{nested}</xs:group><xs:complexType name="Deep"><xs:group ref="t:G"/></xs:complexType>
           <xs:complexType name="Wide"><xs:sequence>{elements}</xs:sequence></xs:complexType>{types}"#
    );
    let made = make(&[("a.xsd", &schema(&content))]);
    assert!(made.said.contains("W0026"), "{}", made.said);
}

/// A thousand types that each restrict an enumeration of thousands.
#[test]
fn restrictions_of_an_enumeration() {
    let values: String = (0..5_000)
        .map(|i| format!(r#"<xs:enumeration value="v{i}"/>"#))
        .collect();
    let types: String = (0..1_000)
        .map(|i| {
            format!(
                r#"<xs:simpleType name="T{i}"><xs:restriction base="t:Base"><xs:enumeration value="w{i}"/><xs:length value="2"/></xs:restriction></xs:simpleType>"#
            )
        })
        .collect();
    let content = format!(
        r#"<xs:simpleType name="Base"><xs:restriction base="xs:string">{values}</xs:restriction></xs:simpleType>{types}"#
    );
    let made = make(&[("a.xsd", &schema(&content))]);
    assert!(made.said.contains("W0026"), "{}", made.said.len());
}

/// Many operations that send one message of many parts.
#[test]
fn parts_by_the_thousand() {
    let parts: String = (0..3_000)
        .map(|i| format!(r#"<w:part name="p{i}" type="xs:int"/>"#))
        .collect();
    let operations: String = (0..300)
        .map(|i| format!(r#"<w:operation name="o{i}"><w:input message="t:M"/></w:operation>"#))
        .collect();
    let bound: String = (0..300)
        .map(|i| {
            format!(
                r#"<w:operation name="o{i}"><s:operation soapAction=""/><w:input><s:body use="literal" parts="p1 p2"/></w:input></w:operation>"#
            )
        })
        .collect();
    let text = format!(
        r#"<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t">
           <w:message name="M">{parts}</w:message><w:portType name="P">{operations}</w:portType>
           <w:binding name="B" type="t:P"><s:binding transport="http://schemas.xmlsoap.org/soap/http"/>{bound}</w:binding></w:definitions>"#
    );
    let made = make(&[("a.wsdl", &text)]);
    assert!(made.said.contains("W0010") && made.said.len() < 1 << 20);
}

/// Many operations of one port type: each is looked up, not looked for.
#[test]
fn operations_by_the_ten_thousand() {
    let each = |text: fn(usize) -> String| (0..10_000).map(text).collect::<String>();
    let operations =
        each(|i| format!(r#"<w:operation name="o{i}"><w:input message="t:M"/></w:operation>"#));
    let bound = each(|i| {
        format!(
            r#"<w:operation name="o{i}"><s:operation/><w:input><s:body use="literal"/></w:input></w:operation>"#
        )
    });
    let text = format!(
        r#"<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:t="urn:t" targetNamespace="urn:t">
           <w:message name="M"/><w:portType name="P">{operations}</w:portType>
           <w:binding name="B" type="t:P"><s:binding transport="http://schemas.xmlsoap.org/soap/http"/>{bound}</w:binding></w:definitions>"#
    );
    let made = make(&[("a.wsdl", &text)]);
    assert!(
        !made.broken && made.text().contains("fn o9999("),
        "{}",
        made.said.len()
    );
}
