//! `cargo wsdl call` with arrays of SOAP encoding.

use crate::support::{Server, soap, wsdl};

const GRIDS: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../tests/cases/wsdl/encoded-grids/input.wsdl"
);
const FILLED: &str = r#"<fillResponse xmlns="urn:case"><result xmlns="" xmlns:e="http://schemas.xmlsoap.org/soap/encoding/" xmlns:s="http://www.w3.org/2001/XMLSchema" e:arrayType="s:int[2,3]"><i>1</i><i>2</i><i>3</i><i e:position="[1,1]">5</i></result></fillResponse>"#;

#[test]
fn lists_within_lists_are_an_array_of_several_dimensions() {
    let server = Server::start(|_| soap("200 OK", FILLED));
    let url = server.url("/grids");
    let call = |args: &[&str]| {
        let first = ["call", GRIDS, "fill", "--endpoint", &url];
        let all: Vec<&str> = first.into_iter().chain(args.iter().copied()).collect();
        wsdl(&all)
    };
    let ran = call(&[
        "matrix:=[[1, null], [3, 4], [5, 6]]",
        "sheets[0][0][0]=7",
        "sheets[0][1]:=null",
        "cube.items[0][0][0]=a",
        "board[0][0].piece=king",
        "--format",
        "json",
    ])
    .exits(0);
    let shown: String = ran.out.split_whitespace().collect();
    assert_eq!(shown, r#"{"result":{"items":[[1,2,3],[null,5,null]]}}"#);
    let body = server
        .seen()
        .into_iter()
        .map(|r| r.body)
        .collect::<String>();
    for array in [
        r#"arrayType="xsd:int[3,2]"><item xsi:type="xsd:int">1</item><item xsi:nil="true"/><item xsi:type="xsd:int">3<"#,
        r#"arrayType="xsd:int[][1,2]"><item "#,
        r#"arrayType="xsd:string[1,1,1]"><item "#,
        r#":Square[1,1]"><item "#,
    ] {
        assert!(body.contains(array), "{array}\n{body}");
    }
    let shown = "result:\n  items:\n    -\n      - 1\n      - 2\n      - 3\n    -\n      - (nil)\n      - 5\n      - (nil)\n";
    assert_eq!(call(&["matrix:=[]"]).exits(0).out, shown);
}

#[test]
fn lists_that_are_no_array_are_not_sent() {
    let wrong = |value: &str| wsdl(&["call", GRIDS, "fill", value]).exits(1).err;
    assert_eq!(
        wrong("matrix:=[[1, 2], [3]]"),
        "error: nothing was sent: `matrix[1]`: 2 items are expected, as in the list before\n"
    );
    let flat = "error: nothing was sent: `matrix[0]`: a list is expected: the array has 2 dimensions, each a list within the one before\n";
    assert_eq!(wrong("matrix:=[1, 2]"), flat);
    assert!(
        wrong("matrix:=[[1, 2], [3, \"x\"]]").contains("`matrix.items[1][1]`: it is no xs:int")
    );
}

/// What is shown can be sent: prefixes in values are declared, too.
#[test]
fn types_are_shown_with_their_namespaces() {
    let ran = wsdl(&["call", GRIDS, "fill", "board[0][0].piece=king", "--dry-run"]).exits(0);
    let (_, envelope) = ran.out.split_once("\n\n").expect("a body");
    let root: wsdl_runtime::xml::Element = envelope.parse().expect("XML");
    let (mut open, mut names) = (vec![(&root, root.scope.clone())], 0);
    while let Some((element, scope)) = open.pop() {
        for value in element.attributes.iter().filter(|a| !a.value.contains('/')) {
            let Some((prefix, _)) = value.value.split_once(':') else {
                continue;
            };
            names += 1;
            let found = scope.iter().any(|(known, _)| known == prefix);
            assert!(found, "{prefix}\n{envelope}");
        }
        let inner = element.elements();
        open.extend(inner.map(|e| (e, [&scope[..], &e.scope[..]].concat())));
    }
    assert!(names >= 4, "{envelope}");
}
