//! rpc/encoded answers: the same graph as each stack spreads it over a body.

use crate::ask::{Is, Wrong, answer, registry};
use crate::service::reg::{Entries, Entry, Grid, GridItem, Strings};
use crate::service::{List, ListResponse, Turn, TurnResponse};

/// Two entries: the second's parent is the first.
fn entries() -> Entries {
    let tags = Strings {
        items: vec![Some("a".into()), Some(String::new())],
    };
    let root = Entry::new().name("root").size(1).tags(tags);
    let leaf = Entry::new().name("leaf").size(2).parent(root.clone());
    [Some(root), Some(leaf)].into_iter().collect()
}

fn listed() -> ListResponse {
    ListResponse::new().list_return(entries()).more(false)
}

/// An envelope of SOAP 1.1 as rpc/encoded stacks begin it.
fn envelope(body: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:r="urn:registry"><soapenv:Body soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">{body}</soapenv:Body></soapenv:Envelope>"#
    )
}

/// Stack, how many notes it gives, and what it puts into the body for [`listed`].
const STACKS: &[(&str, usize, &str)] = &[
    (
        "Axis 1.x: every object a multiRef, the array too, in the order of discovery",
        0,
        r##"<r:listResponse soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><listReturn href="#id0"/><more xsi:type="xsd:boolean">false</more></r:listResponse><multiRef id="id0" soapenc:root="0" soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" soapenc:arrayType="r:Entry[2]" xsi:type="soapenc:Array"><multiRef href="#id1"/><multiRef href="#id2"/></multiRef><multiRef id="id2" soapenc:root="0" xsi:type="ns3:Entry" xmlns:ns3="urn:registry"><name xsi:type="xsd:string">leaf</name><size href="#id4"/><parent href="#id1"/><tags xsi:type="soapenc:Array" xsi:nil="true"/><grid xsi:nil="true"/></multiRef><multiRef id="id4" soapenc:root="0" xsi:type="xsd:int">2</multiRef><multiRef id="id1" soapenc:root="0" xsi:type="ns4:Entry" xmlns:ns4="urn:registry"><name xsi:type="xsd:string">root</name><size href="#id3"/><parent xsi:nil="true"/><tags href="#id5"/><grid xsi:nil="true"/></multiRef><multiRef id="id3" xsi:type="xsd:int">1</multiRef><multiRef id="id5" soapenc:arrayType="xsd:string[2]" xsi:type="soapenc:Array"><item>a</item><item xsi:type="xsd:string"></item></multiRef>"##,
    ),
    (
        "Axis 1.x with the independent elements first",
        0,
        r##"<multiRef id="id1" soapenc:root="0" xsi:type="r:Entry"><name>root</name><size>1</size><parent xsi:nil="true"/><tags soapenc:arrayType="xsd:string[2]" xsi:type="soapenc:Array"><tags>a</tags><tags/></tags><grid xsi:nil="true"/></multiRef><r:listResponse><listReturn soapenc:arrayType="r:Entry[2]"><item href="#id1"/><item><name>leaf</name><size>2</size><parent href="#id1"/></item></listReturn><more>0</more></r:listResponse>"##,
    ),
    (
        ".NET rpc services: id1 for the array, the wrapper first, roots after it",
        0,
        r##"<r:listResponse><listReturn href="#id1" /><more xsi:type="xsd:boolean">false</more></r:listResponse><soapenc:Array id="id1" soapenc:arrayType="r:Entry[2]"><Item href="#id2" /><Item href="#id3" /></soapenc:Array><r:Entry id="id2" xsi:type="r:Entry"><name xsi:type="xsd:string">root</name><size xsi:type="xsd:int">1</size><tags href="#id4" /></r:Entry><r:Entry id="id3" xsi:type="r:Entry"><name xsi:type="xsd:string">leaf</name><size xsi:type="xsd:int">2</size><parent href="#id2" /></r:Entry><soapenc:Array id="id4" soapenc:arrayType="xsd:string[2]"><Item>a</Item><Item /></soapenc:Array>"##,
    ),
    (
        "gSOAP: ids where a value stands first, references to it after",
        0,
        r##"<r:listResponse><listReturn xsi:type="soapenc:Array" soapenc:arrayType="r:Entry[2]"><item id="_1" xsi:type="r:Entry"><name xsi:type="xsd:string">root</name><size>1</size><tags soapenc:arrayType="xsd:string[2]"><item>a</item><item></item></tags></item><item xsi:type="r:Entry"><name>leaf</name><size>2</size><parent href="#_1"/></item></listReturn><more>false</more></r:listResponse>"##,
    ),
    (
        "SOAP::Lite: items of their type's name, gensyms for parts, a size for the array",
        0,
        r##"<listResponse xmlns="urn:registry"><soapenc:Array soapenc:arrayType="r:Entry[2]" xsi:type="soapenc:Array"><Entry xmlns="" xsi:type="r:Entry" id="ref-1"><name xsi:type="xsd:string">root</name><size xsi:type="xsd:int">1</size><tags soapenc:arrayType="xsd:string[2]" xsi:type="soapenc:Array"><item xsi:type="xsd:string">a</item><item xsi:type="xsd:string"/></tags></Entry><item xmlns="" xsi:type="r:Entry"><name xsi:type="xsd:string">leaf</name><size xsi:type="xsd:int">2</size><parent href="#ref-1"/></item></soapenc:Array><s-gensym7 xmlns="" xsi:type="xsd:boolean">0</s-gensym7></listResponse>"##,
    ),
    (
        "PHP ext/soap: ns1, ref- ids, items with xsi:type, sizes right",
        0,
        r##"<r:listResponse><listReturn soapenc:arrayType="r:Entry[2]" xsi:type="r:Entries"><item id="ref1" xsi:type="r:Entry"><name xsi:type="xsd:string">root</name><size xsi:type="xsd:int">1</size><parent xsi:nil="true"/><tags soapenc:arrayType="xsd:string[2]" xsi:type="r:Strings"><item xsi:type="xsd:string">a</item><item xsi:type="xsd:string"></item></tags><grid xsi:nil="true"/></item><item xsi:type="r:Entry"><name xsi:type="xsd:string">leaf</name><size xsi:type="xsd:int">2</size><parent href="#ref1"/><tags xsi:nil="true"/><grid xsi:nil="true"/></item></listReturn><more xsi:type="xsd:boolean">false</more></r:listResponse>"##,
    ),
    (
        "NuSOAP: the parts named return and anything, a size of nothing",
        0,
        r##"<ns1:listResponse xmlns:ns1="urn:registry"><return xsi:type="soapenc:Array" soapenc:arrayType="r:Entry[]"><item xsi:type="r:Entry"><name xsi:type="xsd:string">root</name><size xsi:type="xsd:int">1</size><tags xsi:type="soapenc:Array" soapenc:arrayType="xsd:string[0]"><item xsi:type="xsd:string">a</item><item xsi:type="xsd:string"></item></tags></item><item xsi:type="r:Entry"><name xsi:type="xsd:string">leaf</name><size xsi:type="xsd:int">2</size><parent xsi:type="r:Entry"><name xsi:type="xsd:string">root</name><size xsi:type="xsd:int">1</size><tags xsi:type="soapenc:Array" soapenc:arrayType="xsd:string[]"><item>a</item><item/></tags></parent></item></return><more xsi:type="xsd:boolean">false</more></ns1:listResponse>"##,
    ),
    (
        "SOAPpy and ZSI: a wrapper of no namespace, positions, SOAP-ENC typed items",
        0,
        r##"<listResponse soapenc:root="1"><listReturn soapenc:arrayType="xsd:anyType[2]" xsi:type="soapenc:Array" soapenc:offset="[0]"><item soapenc:position="[0]" id="i1"><name xsi:type="soapenc:string">root</name><size xsi:type="soapenc:int">1</size><tags soapenc:arrayType="xsd:anyType[2]"><soapenc:string>a</soapenc:string><soapenc:string/></tags></item><item soapenc:position="[1]"><name xsi:type="soapenc:string">leaf</name><size xsi:type="soapenc:int">2</size><parent href="#i1"/></item></listReturn><more xsi:type="xsd:boolean">0</more></listResponse>"##,
    ),
    (
        "Ruby soap4r: xmlns:n1 on everything, ids that are object numbers",
        0,
        r##"<n1:listResponse xmlns:n1="urn:registry" soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><listReturn xmlns:n2="http://schemas.xmlsoap.org/soap/encoding/" n2:arrayType="n1:Entry[2]" xsi:type="n2:Array"><item href="#id6911480"></item><item xsi:type="n1:Entry"><name xsi:type="xsd:string">leaf</name><size xsi:type="xsd:int">2</size><parent href="#id6911480"></parent><tags xsi:nil="true"></tags></item></listReturn><more xsi:type="xsd:boolean">false</more></n1:listResponse><item id="id6911480" xmlns:n3="urn:registry" xsi:type="n3:Entry" soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><name xsi:type="xsd:string">root</name><size xsi:type="xsd:int">1</size><tags xmlns:n4="http://schemas.xmlsoap.org/soap/encoding/" n4:arrayType="xsd:string[2]" xsi:type="n4:Array"><item xsi:type="xsd:string">a</item><item></item></tags></item>"##,
    ),
    (
        "Delphi: NS1 and NS2, a class as a root named after its id",
        2,
        r##"<NS1:listResponse xmlns:NS1="urn:registry"><NS2:Entry id="1" xsi:type="NS2:Entry" xmlns:NS2="urn:registry"><name xsi:type="xsd:string">root</name><size xsi:type="xsd:int">1</size><tags xsi:type="soapenc:Array" soapenc:arrayType="xsd:string[2]"><item>a</item><item></item></tags></NS2:Entry><NS2:Entry id="2" xsi:type="NS2:Entry" xmlns:NS2="urn:registry"><name xsi:type="xsd:string">leaf</name><size xsi:type="xsd:int">2</size><parent href="#1"/></NS2:Entry><listReturn xsi:type="soapenc:Array" soapenc:arrayType="NS2:Entry[2]" xmlns:NS2="urn:registry"><item href="#1"/><item href="#2"/></listReturn><more xsi:type="xsd:boolean">false</more></NS1:listResponse>"##,
    ),
    (
        "Apache SOAP 2: the 1999 schemas' namespaces, xsi:null",
        0,
        r##"<r:listResponse xmlns:xsi="http://www.w3.org/1999/XMLSchema-instance" xmlns:xsd="http://www.w3.org/1999/XMLSchema"><return xsi:type="soapenc:Array" soapenc:arrayType="r:Entry[2]"><item xsi:type="r:Entry" id="x"><name xsi:type="xsd:string">root</name><size xsi:type="xsd:int">1</size><parent xsi:type="r:Entry" xsi:null="true"/><tags soapenc:arrayType="xsd:string[2]" xsi:type="soapenc:Array"><item xsi:type="xsd:string">a</item><item xsi:type="xsd:string"></item></tags><grid xsi:null="1"/></item><item xsi:type="r:Entry"><name>leaf</name><size>2</size><parent href="#x"/></item></return><more xsi:type="xsd:boolean">false</more></r:listResponse>"##,
    ),
    (
        "SAP and PeopleSoft: the graph written out, the parts qualified, text padded",
        0,
        "<r:listResponse>\n  <r:listReturn>\n    <r:item><r:name>root</r:name><r:size> 1 </r:size><r:tags><r:item>a</r:item><r:item/></r:tags></r:item>\n    <r:item><r:name>leaf</r:name><r:size>\n2\n</r:size><r:parent><r:name>root</r:name><r:size>1</r:size><r:tags><r:item>a</r:item><r:item></r:item></r:tags></r:parent></r:item>\n  </r:listReturn>\n  <r:more> false </r:more>\n</r:listResponse>",
    ),
    (
        "arrays of the SOAP 1.2 encoding in an answer of SOAP 1.1",
        0,
        r##"<r:listResponse xmlns:e="http://www.w3.org/2003/05/soap-encoding"><listReturn e:itemType="r:Entry" e:arraySize="*"><item e:id="n"><name>root</name><size>1</size><tags e:itemType="xsd:string" e:arraySize="2"><item>a</item><item/></tags></item><item><name>leaf</name><size>2</size><parent e:ref="n"/></item></listReturn><more>false</more></r:listResponse>"##,
    ),
];

#[test]
fn the_same_graph_comes_from_every_stack() {
    let mut wrong = Wrong::default();
    for (stack, notes, body) in STACKS {
        let server = answer(envelope(body));
        let list = List::new().prefix("").limit(10);
        wrong.check(
            stack,
            || registry().list(&list).endpoint(&server.url()),
            &Is::Value(listed(), *notes),
        );
    }
    wrong.none();
}

/// Of an entry nothing is there but its name, though the schema requires a size, and the answer says nothing of `more`.
const NULLS: &[(&str, &str)] = &[
    (
        "PHP ext/soap: nil for every null, in structures and parts",
        r##"<r:listResponse><listReturn soapenc:arrayType="r:Entry[1]" xsi:type="r:Entries"><item xsi:type="r:Entry"><name xsi:type="xsd:string">root</name><size xsi:nil="true"/><parent xsi:nil="true"/><tags xsi:nil="true"/><grid xsi:nil="true"/></item></listReturn><more xsi:nil="true"/></r:listResponse>"##,
    ),
    (
        "SOAP::Lite: nil for undef, made-up names for parts and items",
        r##"<listResponse xmlns="urn:registry"><soapenc:Array soapenc:arrayType="xsd:anyType[1]" xsi:type="soapenc:Array"><c-gensym5 xmlns="" xsi:type="r:Entry"><name xsi:type="xsd:string">root</name><size xsi:nil="true"/><parent xsi:nil="true"/></c-gensym5></soapenc:Array><s-gensym7 xmlns="" xsi:nil="true"/></listResponse>"##,
    ),
    (
        "NuSOAP: nil with a type",
        r##"<ns1:listResponse xmlns:ns1="urn:registry"><return xsi:type="soapenc:Array" soapenc:arrayType="r:Entry[1]"><item xsi:type="r:Entry"><name xsi:type="xsd:string">root</name><size xsi:nil="true" xsi:type="xsd:int"/><parent xsi:nil="true" xsi:type="r:Entry"/><tags xsi:nil="true" xsi:type="soapenc:Array"/></item></return><more xsi:nil="true" xsi:type="xsd:boolean"/></ns1:listResponse>"##,
    ),
    (
        "Axis 1.x: nil within multiRefs, and a reference to one that is nil",
        r##"<r:listResponse><listReturn href="#id0"/></r:listResponse><multiRef id="id0" soapenc:root="0" soapenc:arrayType="r:Entry[1]" xsi:type="soapenc:Array"><multiRef href="#id1"/></multiRef><multiRef id="id1" soapenc:root="0" xsi:type="ns2:Entry" xmlns:ns2="urn:registry"><name xsi:type="xsd:string">root</name><size href="#id2"/><parent xsi:type="ns2:Entry" xsi:nil="true"/></multiRef><multiRef id="id2" soapenc:root="0" xsi:type="xsd:int" xsi:nil="true"/>"##,
    ),
    (
        ".NET: null is left out, types in q1",
        r##"<q1:listResponse xmlns:q1="urn:registry"><listReturn href="#id1" /></q1:listResponse><soapenc:Array id="id1" xmlns:q2="urn:registry" soapenc:arrayType="q2:Entry[1]"><Item href="#id2" /></soapenc:Array><q3:Entry id="id2" xsi:type="q3:Entry" xmlns:q3="urn:registry"><name xsi:type="xsd:string">root</name></q3:Entry>"##,
    ),
    (
        "gSOAP: ids, null left out or nil, members qualified",
        r##"<r:listResponse><listReturn xsi:type="soapenc:Array" soapenc:arrayType="r:Entry[1]"><item id="_1" xsi:type="r:Entry"><r:name xsi:type="xsd:string">root</r:name><r:size xsi:nil="true"/></item></listReturn></r:listResponse>"##,
    ),
    (
        "SOAP 1.2 encoding: references by enc:ref",
        r##"<r:listResponse xmlns:enc="http://www.w3.org/2003/05/soap-encoding"><listReturn enc:itemType="r:Entry" enc:arraySize="1"><item enc:ref="e1"/></listReturn></r:listResponse><r:Entry enc:id="e1" xmlns:enc="http://www.w3.org/2003/05/soap-encoding"><name>root</name><size xsi:nil="true"/></r:Entry>"##,
    ),
];

#[test]
fn whatever_has_no_value_is_none() {
    let mut wrong = Wrong::default();
    let expected: Entries = [Some(Entry::new().name("root"))].into_iter().collect();
    for (stack, body) in NULLS {
        let server = answer(envelope(body));
        let list = List::new().prefix("").limit(10);
        wrong.check(
            stack,
            || registry().list(&list).endpoint(&server.url()),
            &Is::Value(ListResponse::new().list_return(expected.clone()), 0),
        );
    }
    wrong.none();
}

/// Arrays of arrays, and how each stack lays them out.
const GRIDS: &[(&str, &str)] = &[
    (
        "Axis 1.x: the inner arrays as multiRefs",
        r##"<r:turnResponse><turned href="#id0"/></r:turnResponse><multiRef id="id0" soapenc:root="0" soapenc:arrayType="xsd:int[][3]" xsi:type="soapenc:Array"><multiRef href="#id1"/><multiRef xsi:nil="true"/><multiRef href="#id2"/></multiRef><multiRef id="id2" soapenc:root="0" soapenc:arrayType="xsd:int[0]" xsi:type="soapenc:Array"/><multiRef id="id1" soapenc:arrayType="xsd:int[3]" xsi:type="soapenc:Array"><item href="#id3"/><item xsi:nil="true"/><item>2</item></multiRef><multiRef id="id3" xsi:type="xsd:int">1</multiRef>"##,
    ),
    (
        ".NET: arrays as roots of their own",
        r##"<r:turnResponse><turned href="#id1"/></r:turnResponse><soapenc:Array id="id1" soapenc:arrayType="xsd:int[][3]"><Item href="#id2"/><Item xsi:nil="true"/><Item href="#id3"/></soapenc:Array><soapenc:Array id="id2" soapenc:arrayType="xsd:int[3]"><Item>1</Item><Item xsi:nil="true"/><Item>2</Item></soapenc:Array><soapenc:Array id="id3" soapenc:arrayType="xsd:int[0]"/>"##,
    ),
    (
        "PHP and SOAP::Lite: written out, the sizes of the inner ones unknown",
        r##"<r:turnResponse><turned soapenc:arrayType="soapenc:Array[3]" xsi:type="soapenc:Array"><item soapenc:arrayType="xsd:int[]" xsi:type="soapenc:Array"><item xsi:type="xsd:int">1</item><item xsi:nil="true"/><item xsi:type="xsd:int">2</item></item><item xsi:nil="true"/><item soapenc:arrayType="xsd:ur-type[0]" xsi:type="soapenc:Array"></item></turned></r:turnResponse>"##,
    ),
    (
        "sparse: offsets and positions",
        r##"<r:turnResponse><turned soapenc:arrayType="xsd:int[][3]"><item soapenc:arrayType="xsd:int[3]"><item soapenc:position="[0]">1</item><item soapenc:position="[2]">2</item></item><item soapenc:position="[2]" soapenc:arrayType="xsd:int[0]"/></turned></r:turnResponse>"##,
    ),
];

fn grid() -> Grid {
    let row = |cells: &[Option<i32>]| -> GridItem { cells.iter().copied().collect() };
    [Some(row(&[Some(1), None, Some(2)])), None, Some(row(&[]))]
        .into_iter()
        .collect()
}

#[test]
fn arrays_of_arrays_come_from_every_stack_and_go_to_it() {
    let mut wrong = Wrong::default();
    for (stack, body) in GRIDS {
        let server = answer(envelope(body));
        let call = || {
            registry()
                .turn(Turn::new().grid(grid()))
                .endpoint(&server.url())
        };
        wrong.check(
            stack,
            call,
            &Is::Value(TurnResponse::new().turned(grid()), 0),
        );
        let sent = server.seen().pop().map(|seen| seen.body().to_owned());
        let array = |of: &str| format!(r#"xsi:type="soapenc:Array" soapenc:arrayType="{of}""#);
        let expected = format!(
            r#"{}><item {}><item xsi:type="xsd:int">1</item><item xsi:nil="true"/><item xsi:type="xsd:int">2</item></item><item xsi:nil="true"/><item {}/></grid>"#,
            array("xsd:int[][3]"),
            array("xsd:int[3]"),
            array("xsd:int[0]")
        );
        let sent = sent.unwrap_or_default().replace(
            r#" xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/""#,
            "",
        );
        if !sent.contains(&expected) {
            wrong.add(stack, format!("was sent {sent}"));
        }
    }
    wrong.none();
}
