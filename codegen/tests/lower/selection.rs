//! Chosen operations and ports: exactly what they reach.

use wsdl_codegen::Options;

use super::clients::wsdl;
use super::{errors, expect, run};

fn text() -> String {
    let element = |name: &str, ty: &str| {
        format!(
            r#"<xs:element name="{name}"><xs:complexType><xs:sequence><xs:element name="v" type="{ty}"/></xs:sequence></xs:complexType></xs:element>"#
        )
    };
    let operation = |name: &str| {
        format!(
            r#"<w:operation name="{name}"><s:operation/><w:input><s:body use="literal"/></w:input></w:operation>"#
        )
    };
    let message = |name: &str| {
        format!(r#"<w:message name="{name}"><w:part name="p" element="t:{name}"/></w:message>"#)
    };
    wsdl(
        &format!(
            r#"{}{}<xs:complexType name="Base"/><xs:complexType name="Derived"><xs:complexContent><xs:extension base="t:Base"/></xs:complexContent></xs:complexType>
               <xs:complexType name="Other"/><xs:element name="unused" type="xs:int"/>"#,
            element("getBase", "t:Base"),
            element("getOther", "t:Other")
        ),
        &(message("getBase") + &message("getOther")),
        r#"<w:operation name="getBase"><w:input message="t:getBase"/></w:operation><w:operation name="getOther"><w:input message="t:getOther"/></w:operation>"#,
        &(operation("getBase") + &operation("getOther")),
    )
}

#[test]
fn only_what_is_reached() {
    let choose = |pattern: &str| Options {
        operations: vec![pattern.to_owned()],
        ..Options::default()
    };
    let (package, _) = run(&text(), &choose("*Base"));
    expect(
        &package,
        r#"struct GetBase { v: AnyBase "v" } new(v)
           struct Base {  }
           enum AnyBase: Other poly { Base(Base) "Base" base, Derived(Derived) "Derived", Other(Element) any }
           struct Derived {  } => Base
           client OrdersClient
           get_base(getBase: GetBase) -> none"#,
    );
    let (all, _) = run(&text(), &Options::default());
    assert_eq!(all.names, package.names, "a choice renames nothing");
    assert_eq!(package.elements.len(), 1);
}

#[test]
fn what_matches_nothing_is_an_error() {
    let options = Options {
        operations: vec!["getBass".to_owned()],
        ports: vec!["Q".to_owned()],
        ..Options::default()
    };
    assert_eq!(
        errors(&text(), &options),
        [
            "E0102 there is no port `Q` (did you mean `P`?)",
            "E0101 no operation matches `getBass` (did you mean `getBase`?)",
        ]
    );
}
