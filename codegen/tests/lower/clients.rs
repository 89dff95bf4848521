//! Clients, their methods and messages.

use wsdl_codegen::Options;

use super::{expect, run, show};

/// A WSDL around its parts, with one SOAP 1.1 binding.
pub(crate) fn wsdl(types: &str, messages: &str, port_type: &str, binding: &str) -> String {
    format!(
        r#"<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t">
             <w:types><xs:schema targetNamespace="urn:t" elementFormDefault="qualified">{types}</xs:schema></w:types>
             {messages}
             <w:portType name="IOrdersSoap">{port_type}</w:portType>
             <w:binding name="B" type="t:IOrdersSoap"><s:binding transport="http://schemas.xmlsoap.org/soap/http"/>{binding}</w:binding>
             <w:service name="Orders"><w:port name="P" binding="t:B"><s:address location="http://localhost/"/></w:port></w:service>
           </w:definitions>"#
    )
}

#[test]
fn document_style() {
    let text = wsdl(
        r#"<xs:element name="get"><xs:complexType><xs:sequence><xs:element name="password" type="xs:string"/></xs:sequence></xs:complexType></xs:element>
           <xs:element name="getResponse" type="xs:int"/><xs:element name="oops"><xs:complexType/></xs:element><xs:element name="h"><xs:complexType/></xs:element>"#,
        r#"<w:message name="in"><w:part name="p" element="t:get"/></w:message><w:message name="out"><w:part name="p" element="t:getResponse"/></w:message>
           <w:message name="two"><w:part name="a" element="t:oops"/><w:part name="b" type="xs:int"/></w:message><w:message name="none"/>
           <w:message name="fault"><w:part name="f" element="t:oops"/></w:message><w:message name="head"><w:part name="h" element="t:h"/></w:message>"#,
        r#"<w:operation name="new"><w:input message="t:in"/><w:output message="t:out"/><w:fault name="Bad" message="t:fault"/></w:operation>
           <w:operation name="many"><w:input message="t:two"/><w:output message="t:none"/></w:operation>
           <w:operation name="push"><w:input message="t:in"/></w:operation>
           <w:operation name="over"><w:input name="one" message="t:in"/><w:output message="t:none"/></w:operation>
           <w:operation name="over"><w:input name="two" message="t:none"/><w:output message="t:none"/></w:operation>"#,
        r#"<w:operation name="new"><s:operation soapAction="a"/><w:input><s:header message="t:head" part="h" use="literal"/><s:body use="literal"/></w:input><w:output><s:body use="literal"/></w:output><w:fault name="Bad"><s:fault name="Bad" use="literal"/></w:fault></w:operation>
           <w:operation name="many"><s:operation/><w:input><s:body use="literal"/></w:input><w:output><s:body use="literal"/></w:output></w:operation>
           <w:operation name="push"><s:operation/><w:input><s:body use="literal"/></w:input></w:operation>
           <w:operation name="over"><s:operation/><w:input name="one"><s:body use="literal"/></w:input><w:output><s:body use="literal"/></w:output></w:operation>
           <w:operation name="over"><s:operation/><w:input name="two"><s:body use="literal"/></w:input><w:output><s:body use="literal"/></w:output></w:operation>"#,
    );
    let (package, _) = run(&text, &Options::default());
    expect(
        &package,
        r#"struct Get { password: String "password" secret }
           type GetResponseElement = i32
           struct Oops {  }
           struct H {  }
           enum NewFault: Bad { Bad(Oops) "oops" }
           struct Many { a: Oops "oops", b: i32 "b" @0 }
           client OrdersClient
           new_operation(get: Get) -> getResponse: GetResponseElement fault NewFault header H
           many(bare: Many) -> bare: ()
           push(get: Get) -> none
           over(get: Get) -> bare: ()
           two(bare: ()) -> bare: ()"#,
    );
}

#[test]
fn rpc_style() {
    let text = wsdl(
        r#"<xs:complexType name="Thing"><xs:sequence><xs:element name="x" type="xs:int"/></xs:sequence></xs:complexType>"#,
        r#"<w:message name="in"><w:part name="thing" type="t:Thing"/><w:part name="n" type="xs:int"/></w:message>
           <w:message name="out"><w:part name="result" type="xs:string"/></w:message><w:message name="none"/>"#,
        r#"<w:operation name="add"><w:input message="t:in"/><w:output message="t:out"/></w:operation>
           <w:operation name="nothing"><w:input message="t:none"/><w:output message="t:none"/></w:operation>"#,
        r#"<w:operation name="add"><s:operation style="rpc"/><w:input><s:body use="literal" namespace="urn:b"/></w:input><w:output><s:body use="literal" namespace="urn:b"/></w:output></w:operation>
           <w:operation name="nothing"><s:operation style="rpc"/><w:input><s:body use="literal" namespace="urn:b"/></w:input><w:output><s:body use="literal" namespace="urn:b"/></w:output></w:operation>"#,
    );
    let literal = r#"struct Thing { x: i32 "x" }
           struct Add { thing: Thing "thing" @0, n: i32 "n" @0 }
           struct AddResponse { result: String "result" @0 }
           struct Nothing {  }
           struct NothingResponse {  }
           client OrdersClient
           add(rpc add: Add) -> rpc addResponse: AddResponse
           nothing(rpc nothing: Nothing) -> rpc nothingResponse: NothingResponse"#;
    expect(&run(&text, &Options::default()).0, literal);
    let encoding = r#"use="encoded" encodingStyle="http://schemas.xmlsoap.org/soap/encoding/""#;
    let (package, _) = run(
        &text.replace(r#"use="literal""#, encoding),
        &Options::default(),
    );
    let shown = show::package(&package);
    assert!(
        shown.contains(
            r#"struct Add { thing: Option<Thing> "thing" @0 nil, n: Option<i32> "n" @0 nil }"#
        ),
        "{shown}"
    );
    assert!(
        shown.contains(r#"struct AddResponse { result: Option<String> "result" @0 opt nil }"#),
        "{shown}"
    );
    assert!(
        shown.contains("add(rpc add: Add) -> rpc addResponse: AddResponse encoded"),
        "{shown}"
    );
}
