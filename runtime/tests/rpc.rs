//! rpc messages as services of all kinds send them and want them: SOAP's own encoding, parts of other names; and messages that
//! are a simple value.

#![cfg(feature = "blocking")]

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use wsdl_runtime::generated::*;
use wsdl_runtime::transport::Memory;

#[derive(Clone, PartialEq, Default)]
struct Pair {
    left: Option<Node>,
    right: Option<Node>,
    tags: Option<Tags>,
    count: i32,
}

#[derive(Clone, PartialEq, Default)]
struct Node {
    name: Option<String>,
}

#[derive(Clone, PartialEq, Default)]
struct Tags {
    items: Vec<Option<String>>,
}

#[derive(Clone, PartialEq, Default)]
struct Swap {
    value: Option<Pair>,
}

#[derive(Clone, PartialEq, Default)]
struct SwapResponse {
    r#return: Option<Pair>,
    more: Option<i32>,
}

#[derive(Clone, PartialEq, Default)]
struct Seats {
    items: Grid<Option<i32>, 2>,
}

#[derive(Clone, PartialEq, Default)]
struct Fill {
    seats: Option<Seats>,
}

#[derive(Clone, PartialEq, Default)]
struct Count {
    result: i32,
    more: Option<i32>,
}

mod wire {
    use super::*;
    use wsdl_runtime::generated::XSD;

    names! { T "urn:pairs" }
    wire! { Pair = T "Pair" seq {
        left "left" @0 nil, right "right" @0 nil, tags "tags" @0 nil, count "count" @0
    } }
    wire! { Node = T "Node" seq { name "name" @0 nil } }
    wire! { Tags = T "ArrayOfString" seq { items "string" @XSD opt many nil items } }
    wire! { Seats = T "Seats" seq { items "int" @XSD opt many nil items = dimensions(2) } }
    wire! { Fill = T "fill" seq { seats "seats" @0 opt nil } }
    wire! { Count = T "countResponse" seq { result "result" @0, more "more" @0 opt } }
    wire! { Swap = T "swap" seq { value "value" @0 nil } }
    wire! { SwapResponse = T "swapResponse" seq { r#return "return" @0 opt nil, more "more" @0 opt } }
}

mod operations {
    use super::wire::T;
    use super::*;

    service! { SERVICE = "Pairs", "PairsPort", Soap11("Pairs", "http://localhost/"), Soap12("Pairs12", "http://localhost/") }
    operation! { SWAP: Swap => SwapResponse = "swap", rpc(T, "swap"), rpc(T, "swapResponse"), encoded() }
    operation! { FILL: Fill => Fill = "fill", rpc(T, "fill"), rpc(T, "fill"), encoded() }
    operation! { COUNT: Fill => Count = "count", rpc(T, "count"), rpc(T, "countResponse"), encoded() }
    operation! { COUNT_LITERAL: Fill => Count = "count", rpc(T, "count"), rpc(T, "countResponse") }
    operation! { UPPER: String => String = "upper", element(T, "upper"), element(T, "upperResponse") }
    operation! { LOWER: Option<String> => Option<i32> = "lower", element(T, "lower"), element(T, "lowerResponse") }
}

/// Calls an operation of a service that answers with this in the body; also gives the body that was sent.
fn call<I: Item, O: Item>(
    version: SoapVersion,
    operation: &Operation<I, O>,
    request: &I,
    answer: &str,
) -> (String, Result<O, wsdl_runtime::Error>) {
    let ns = version.namespace();
    let answer = format!("<s:Envelope xmlns:s='{ns}'><s:Body>{answer}</s:Body></s:Envelope>");
    let sent = Arc::new(Mutex::new(String::new()));
    let seen = Arc::clone(&sent);
    let memory = Memory::new(move |request| {
        *seen.lock().unwrap() = String::from_utf8(request.body().to_vec()).unwrap();
        Ok(http::Response::new(Bytes::from(answer.clone())))
    });
    let builder: ClientBuilder<Client> = ClientBuilder::new(&operations::SERVICE);
    let client = builder
        .version(version)
        .blocking_transport(memory)
        .build()
        .unwrap();
    let result = client.call(operation, request).blocking();
    let sent = sent.lock().unwrap();
    let body = sent
        .split_once("Body>")
        .and_then(|(_, rest)| rest.split_once("</soap"));
    (body.unwrap().0.to_owned(), result)
}

fn pair() -> Pair {
    let node = |name: &str| {
        Some(Node {
            name: Some(name.into()),
        })
    };
    let tags = Tags {
        items: vec![Some("a".into()), None],
    };
    Pair {
        left: node("l"),
        right: node("r"),
        tags: Some(tags),
        count: 2,
    }
}

const SCHEMA: &str = "xmlns:x='http://www.w3.org/2001/XMLSchema-instance'";
const ENC11: &str = "http://schemas.xmlsoap.org/soap/encoding/";
const ENC12: &str = "http://www.w3.org/2003/05/soap-encoding";

#[test]
fn encoded_values_say_what_they_are() {
    let request = Swap {
        value: Some(pair()),
    };
    let (sent, _) = call(SoapVersion::Soap11, &operations::SWAP, &request, "");
    assert_eq!(
        sent,
        format!(
            r#"<n4:swap soap:encodingStyle="{ENC11}" xmlns:n4="urn:pairs"><value xsi:type="n4:Pair">"#
        ) + r#"<left xsi:type="n4:Node"><name xsi:type="xsd:string">l</name></left>"#
            + r#"<right xsi:type="n4:Node"><name xsi:type="xsd:string">r</name></right>"#
            + &format!(
                r#"<tags xmlns:soapenc="{ENC11}" xsi:type="soapenc:Array" soapenc:arrayType="xsd:string[2]">"#
            )
            + r#"<item xsi:type="xsd:string">a</item><item xsi:nil="true"/></tags>"#
            + r#"<count xsi:type="xsd:int">2</count></value></n4:swap>"#
    );
    let (sent, _) = call(SoapVersion::Soap12, &operations::SWAP, &request, "");
    let array = format!(
        r#"<tags xmlns:soapenc="{ENC12}" soapenc:itemType="xsd:string" soapenc:arraySize="2">"#
    );
    assert!(sent.contains(&array), "{sent}");
}

#[test]
fn arrays_of_several_dimensions_keep_their_sizes() {
    let items = Grid::from([[1, 2, 3], [4, 5, 6]]).map(Some);
    let request = Fill {
        seats: Some(Seats { items }),
    };
    let items: String = (1..=6).map(|n| format!("<i>{n}</i>")).collect();
    for (version, attributes, sent_as) in [
        (
            SoapVersion::Soap11,
            format!("xmlns:e='{ENC11}' e:arrayType='e:int[2,3]'"),
            r#"soapenc:arrayType="xsd:int[2,3]""#,
        ),
        (
            SoapVersion::Soap12,
            format!("xmlns:e='{ENC12}' e:arraySize='2 3'"),
            r#"soapenc:itemType="xsd:int" soapenc:arraySize="2 3""#,
        ),
    ] {
        let answer =
            format!("<p:fill xmlns:p='urn:pairs'><seats {attributes}>{items}</seats></p:fill>");
        let (sent, answered) = call(version, &operations::FILL, &request, &answer);
        assert!(sent.contains(sent_as), "{sent}");
        assert!(answered.unwrap() == request);
    }
}

#[test]
fn parts_of_other_names_are_taken() {
    let inner = "<left><name>l</name></left><right><name>r</name></right><tags><i>a</i><i x:nil='1'/></tags><count>2</count>";
    let qualified = "<left xmlns='urn:pairs'><name>l</name></left>";
    for answer in [
        // As described; qualified, which the parts of a message are not; with a name that was made up.
        format!(
            "<p:swapResponse xmlns:p='urn:pairs' {SCHEMA}><return>{inner}</return><more>7</more></p:swapResponse>"
        ),
        format!(
            "<swapResponse xmlns='urn:pairs' {SCHEMA}><return>{inner}</return><more>7</more></swapResponse>"
        ),
        format!(
            "<p:swapResponse xmlns:p='urn:pairs' {SCHEMA}><s-gensym3>{inner}</s-gensym3><s-gensym5>7</s-gensym5></p:swapResponse>"
        ),
        // `rpc:result` names the return value and is none.
        format!(
            "<p:swapResponse xmlns:p='urn:pairs' {SCHEMA}><r:result xmlns:r='http://www.w3.org/2003/05/soap-rpc'>return</r:result>\
             <return>{inner}</return><more>7</more></p:swapResponse>"
        ),
        // What is unknown takes no place from what is known.
        format!(
            "<p:swapResponse xmlns:p='urn:pairs' {SCHEMA}><return>{inner}</return><more>7</more><new/></p:swapResponse>"
        ),
        format!(
            "<p:swapResponse xmlns:p='urn:pairs' {SCHEMA}><new/><return>{inner}</return><more>7</more></p:swapResponse>"
        ),
        format!(
            "<p:swapResponse xmlns:p='urn:pairs' {SCHEMA}><return>{qualified}<right><name>r</name></right><tags><i>a</i><i x:nil='1'/></tags>\
             <count>2</count></return><more>7</more></p:swapResponse>"
        ),
    ] {
        let (_, result) = call(
            SoapVersion::Soap11,
            &operations::SWAP,
            &Swap::default(),
            &answer,
        );
        let expected = SwapResponse {
            r#return: Some(pair()),
            more: Some(7),
        };
        assert_eq!(result.expect(&answer), expected, "{answer}");
    }
}

/// SOAP 1.2 part 2, section 4.2.1: the part may have the very name.
#[test]
fn what_names_the_result_is_no_part() {
    let result = "<r:result xmlns:r='http://www.w3.org/2003/05/soap-rpc'>result</r:result>";
    for parts in [
        format!("{result}<result>5</result><more>7</more>"),
        format!("<result>5</result>{result}<more>7</more>"),
    ] {
        let answer = format!("<p:countResponse xmlns:p='urn:pairs'>{parts}</p:countResponse>");
        for operation in [&operations::COUNT, &operations::COUNT_LITERAL] {
            let (_, answered) = call(SoapVersion::Soap12, operation, &Fill::default(), &answer);
            let expected = Count {
                result: 5,
                more: Some(7),
            };
            assert!(answered.expect(&answer) == expected, "{answer}");
        }
    }
}

#[test]
fn references_of_soap_12_may_be_fragments() {
    for reference in ["n", "#n"] {
        let answer = format!(
            "<p:swapResponse xmlns:p='urn:pairs' xmlns:e='{ENC12}' {SCHEMA}><return><left e:id='n'><name>one</name></left>\
             <right e:ref='{reference}'/><tags x:nil='true'/><count>1</count></return></p:swapResponse>"
        );
        let (_, result) = call(
            SoapVersion::Soap12,
            &operations::SWAP,
            &Swap::default(),
            &answer,
        );
        let value = result.expect(reference).r#return.unwrap_or_default();
        assert_eq!(value.left, value.right);
    }
}

#[test]
fn what_should_be_nil_may_be_missing() {
    let answer =
        "<p:swapResponse xmlns:p='urn:pairs'><return><count>1</count></return></p:swapResponse>";
    let (_, result) = call(
        SoapVersion::Soap11,
        &operations::SWAP,
        &Swap::default(),
        answer,
    );
    let expected = Pair {
        count: 1,
        ..Pair::default()
    };
    assert_eq!(result.unwrap().r#return, Some(expected));
    // A number cannot be nil.
    let answer = "<p:swapResponse xmlns:p='urn:pairs'><return><left/></return></p:swapResponse>";
    let (_, result) = call(
        SoapVersion::Soap11,
        &operations::SWAP,
        &Swap::default(),
        answer,
    );
    assert!(result.unwrap_err().to_string().contains("count"));
}

#[test]
fn a_message_may_be_a_simple_value() {
    let answer = "<upperResponse xmlns='urn:pairs'>A</upperResponse>";
    let (sent, result) = call(
        SoapVersion::Soap11,
        &operations::UPPER,
        &"a".to_owned(),
        answer,
    );
    assert_eq!(sent, r#"<upper xmlns="urn:pairs">a</upper>"#);
    assert_eq!(result.unwrap(), "A");
    let elsewhere = "<upperResponse xmlns='urn:other'>A</upperResponse>";
    let (_, result) = call(
        SoapVersion::Soap11,
        &operations::UPPER,
        &"a".to_owned(),
        elsewhere,
    );
    let error = result.unwrap_err().to_string();
    assert!(
        error.contains("urn:other") && error.contains("urn:pairs"),
        "{error}"
    );

    let answer = format!("<lowerResponse xmlns='urn:pairs' {SCHEMA} x:nil='true'/>");
    let (sent, result) = call(SoapVersion::Soap12, &operations::LOWER, &None, &answer);
    assert_eq!(sent, r#"<lower xmlns="urn:pairs" xsi:nil="true"/>"#);
    assert_eq!(result.unwrap(), None);
}
