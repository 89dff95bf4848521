//! `cargo wsdl diff`: one change at a time, and what it breaks.

use serde_json::Value;

use crate::support::{Ran, Scratch, fixtures, root, wsdl, wsdl_in};

/// A contract: a request with `ask`, a response with `tell`, and both with a `Shared`.
fn contract(ask: &str, tell: &str, more: &str) -> String {
    format!(
        r#"<definitions name="S" targetNamespace="urn:s" xmlns="http://schemas.xmlsoap.org/wsdl/"
  xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:s="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:s">
<types><s:schema targetNamespace="urn:s" elementFormDefault="qualified">
  <s:element name="go"><s:complexType>{ask}</s:complexType></s:element>
  <s:element name="gone"><s:complexType>{tell}</s:complexType></s:element>
  {more}
</s:schema></types>
<message name="in"><part name="p" element="t:go"/></message>
<message name="out"><part name="p" element="t:gone"/></message>
<portType name="P"><operation name="go"><input message="t:in"/><output message="t:out"/></operation></portType>
<binding name="B" type="t:P"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
  <operation name="go"><soap:operation soapAction="urn:s/go"/><input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation>
</binding>
<service name="S"><port name="P" binding="t:B"><soap:address location="http://localhost/"/></port></service>
</definitions>"#
    )
}

fn document(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}:\n{}\n{}", ran.out, ran.err))
}

/// The changes between two contracts: kind, place, whether the wire breaks, whether the source does.
fn changes(scratch: &Scratch, old: &str, new: &str) -> Vec<(String, String, bool, bool)> {
    scratch.write("old.wsdl", old);
    scratch.write("new.wsdl", new);
    let ran = wsdl_in(
        scratch.path(),
        &["diff", "old.wsdl", "new.wsdl", "--format", "json"],
    );
    let document = document(&ran);
    assert_eq!(
        document["diagnostics"],
        Value::Array(Vec::new()),
        "{}",
        ran.out
    );
    let breaking = document["breaking"].as_bool().expect("a flag");
    assert_eq!(ran.code, i32::from(breaking), "{}", ran.out);
    let changes = document["changes"].as_array().expect("changes").iter();
    let change = |c: &Value| {
        let text = |key: &str| c[key].as_str().unwrap_or_default().to_owned();
        let local = text("name")
            .rsplit('}')
            .next()
            .unwrap_or_default()
            .to_owned();
        let member = c["member"]
            .as_str()
            .map_or_else(String::new, |m| format!("/{m}"));
        (
            text("kind"),
            format!("{local}{member}"),
            c["wire"].is_string(),
            c["source"].is_string(),
        )
    };
    changes.map(change).collect()
}

/// What a change breaks: the wire, callers' source.
fn effects(words: &str) -> (bool, bool) {
    match words {
        "wire" => (true, false),
        "source" => (false, true),
        "wire source" => (true, true),
        "nothing" => (false, false),
        other => panic!("`{other}` is no effect"),
    }
}

/// A row of the table: the kind of change, the member, the effects in a request and in a response, the content before and after.
fn row(paragraph: &'static str) -> [&'static str; 6] {
    let lines: Vec<&str> = paragraph.lines().collect();
    let [head, before, after] = lines.as_slice() else {
        panic!("three lines make a row, not these:\n{paragraph}");
    };
    let (what, effects) = head.split_once(": ").expect("what it breaks");
    let (kind, member) = what.split_once(' ').expect("a kind and a member");
    let (request, response) = effects.split_once(", ").expect("two effects");
    let content = |line: &'static str, mark| line.strip_prefix(mark).expect("content").trim();
    let member = if member == "." { "" } else { member };
    [
        kind,
        member,
        request,
        response,
        content(before, '-'),
        content(after, '+'),
    ]
}

#[test]
fn a_change_is_told_with_what_it_breaks() {
    let table = include_str!("diff-members.txt").trim_end();
    let rows: Vec<_> = table.split("\n\n").skip(1).map(row).collect();
    assert!(rows.len() > 20, "{} rows", rows.len());
    let scratch = Scratch::new("diff-rows");
    let sequence = |content: &str| format!("<s:sequence>{content}</s:sequence>");
    for [kind, member, request, response, before, after] in rows {
        for (is_request, broken) in [(true, effects(request)), (false, effects(response))] {
            let make = |content: &str| match is_request {
                true => contract(&sequence(content), "", ""),
                false => contract("", &sequence(content), ""),
            };
            let found = changes(&scratch, &make(before), &make(after));
            let owner = if is_request { "go" } else { "gone" };
            let place = if member.is_empty() {
                owner.to_owned()
            } else {
                format!("{owner}/{member}")
            };
            let wanted = (kind.to_owned(), place, broken.0, broken.1);
            assert!(
                found.contains(&wanted),
                "{before}\n{after}\nshould be {wanted:?}, is {found:?}"
            );
            let others: Vec<_> = found
                .iter()
                .filter(|f| **f != wanted && (f.0 != "rust-changed" || f.2))
                .collect();
            assert!(
                others.is_empty(),
                "{before}\n{after}\nshould be {wanted:?} alone, is {found:?}"
            );
        }
    }
}

#[test]
fn nothing_changed_is_nothing_said() {
    let orders = fixtures().join("orders.wsdl");
    let orders = orders.to_str().expect("a path");
    let ran = wsdl(&["diff", orders, orders]).exits(0);
    assert_eq!(ran.out, "the contracts are the same\n");
    assert_eq!(ran.err, "");
}

#[test]
fn a_named_type_breaks_where_it_is_used() {
    let scratch = Scratch::new("diff-shared");
    let used = |min: u8| {
        let ty = format!(
            r#"<s:complexType name="Shared"><s:sequence><s:element name="x" type="s:int" minOccurs="{min}"/></s:sequence></s:complexType>"#
        );
        let member = r#"<s:sequence><s:element name="m" type="t:Shared"/></s:sequence>"#;
        (
            contract(member, "", &ty),
            contract("", member, &ty),
            contract("", "", &ty),
        )
    };
    let (optional, required) = (used(0), used(1));
    let change = |wire| {
        vec![(
            "occurrence-changed".to_owned(),
            "Shared/x".to_owned(),
            wire,
            true,
        )]
    };
    assert_eq!(
        changes(&scratch, &optional.0, &required.0)[..1],
        change(true),
        "requests have to hold it"
    );
    assert_eq!(
        changes(&scratch, &optional.1, &required.1)[..1],
        change(false),
        "responses may"
    );
    assert_eq!(
        changes(&scratch, &optional.2, &required.2)[..1],
        change(false),
        "no message holds one"
    );
}

#[test]
fn operations_and_bindings() {
    let scratch = Scratch::new("diff-operations");
    let plain = contract("", "", "");
    let one = |old: &str, new: &str| {
        let found = changes(&scratch, old, new);
        assert_eq!(found.len(), 1, "{found:?}");
        found.into_iter().next().expect("a change")
    };
    let row =
        |kind: &str, place: &str, wire, source| (kind.to_owned(), place.to_owned(), wire, source);
    assert_eq!(
        one(&plain, &plain.replace("urn:s/go", "urn:s/other")),
        row("action-changed", "go", true, false)
    );
    assert_eq!(
        one(
            &plain,
            &plain.replace("http://localhost/", "http://example.org/")
        ),
        row("address-changed", "P", false, false)
    );
    let documented = plain.replace(
        r#"<operation name="go"><input message"#,
        r#"<operation name="go"><documentation>Goes.</documentation><input message"#,
    );
    assert_eq!(
        one(&plain, &documented),
        row("documentation-changed", "go", false, false)
    );
    let one_way = plain
        .replace(r#"<output message="t:out"/>"#, "")
        .replace(r#"<output><soap:body use="literal"/></output>"#, "");
    assert_eq!(
        one(&plain, &one_way),
        row("exchange-changed", "go", true, true)
    );
    let moved = plain.replace("urn:s", "urn:s2");
    let found = changes(&scratch, &plain, &moved);
    assert_eq!(found, [row("namespace-changed", "urn:s", true, false)]);
}

#[test]
fn what_is_allowed_does_not_count() {
    let ran = wsdl(&[
        "diff",
        "orders.wsdl",
        "orders-next.wsdl",
        "--allow",
        "wire",
        "--allow",
        "source",
    ])
    .exits(0);
    assert!(
        ran.out.contains("Breaking, but allowed") && !ran.out.contains("Breaking on the wire"),
        "{}",
        ran.out
    );
    let ran = wsdl(&[
        "diff",
        "orders.wsdl",
        "orders-next.wsdl",
        "--allow",
        "operation-removed=p*",
        "--format",
        "json",
    ])
    .exits(1);
    let document = document(&ran);
    let allowed = document["changes"]
        .as_array()
        .expect("changes")
        .iter()
        .filter(|c| c["allowed"] == true);
    let names: Vec<_> = allowed
        .map(|c| c["name"].as_str().unwrap_or_default())
        .collect();
    assert_eq!(names, ["ping"]);
    wsdl(&[
        "diff",
        "orders.wsdl",
        "orders.wsdl",
        "--allow",
        "operation-remove",
    ])
    .exits(2)
    .says(&["`operation-remove` is no kind of change; did you mean `operation-removed`?"]);
}

#[test]
fn operations_can_be_chosen() {
    let ran = wsdl(&[
        "diff",
        "orders.wsdl",
        "orders-next.wsdl",
        "--operation",
        "count",
    ])
    .exits(1);
    assert!(
        !ran.out.contains("placeOrder") && ran.out.contains("OrdersPost"),
        "{}",
        ran.out
    );
    wsdl(&[
        "diff",
        "orders.wsdl",
        "orders-next.wsdl",
        "--operation",
        "cuont",
    ])
    .exits(1)
    .says(&["no operation `cuont` in either contract; did you mean `count`?"]);
}

#[test]
fn a_broken_contract_cannot_be_compared() {
    wsdl(&["diff", "orders.wsdl", "missing.wsdl"])
        .exits(1)
        .says(&["missing.wsdl", "cannot be compared"]);
    let ran = wsdl(&["diff", "orders.wsdl", "missing.wsdl", "--format", "json"]).exits(1);
    assert_eq!(
        document(&ran)["diagnostics"].as_array().map(Vec::len),
        Some(1)
    );
}

/// The two published copies of the first service: eight operations and a type are new, one is documented otherwise, the address is another.
#[test]
fn the_two_published_copies_of_the_first_service() {
    let corpus = root().join("../shared/corpus/asmx");
    let old = corpus.join("birst-command-web-service-older/CommandWebservice.wsdl");
    let new = corpus.join("birst-command-web-service/CommandWebService.wsdl");
    if !old.exists() || !new.exists() {
        eprintln!("SKIPPED: there is no corpus beside the repository");
        return;
    }
    let (old, new) = (old.to_str().expect("a path"), new.to_str().expect("a path"));
    let ran = wsdl(&["diff", old, new, "--format", "json"]).exits(0);
    let document = document(&ran);
    let changes = document["changes"].as_array().expect("changes");
    let of = |kind: &str| -> Vec<&str> {
        let mut names: Vec<&str> = changes
            .iter()
            .filter(|c| c["kind"] == kind)
            .map(|c| c["name"].as_str().unwrap_or_default())
            .collect();
        names.sort_unstable();
        names
    };
    let added = [
        "GetSpaceProperties",
        "SetSpaceProperties",
        "generateBirstConnectToken",
        "getAllHierarchies",
        "importPackage",
        "isWdcAvailable",
        "listAllSpaces",
        "registerBirstConnectAgent",
    ];
    assert_eq!(of("operation-added"), added);
    assert_eq!(of("type-added"), ["{http://www.birst.com/}SpaceProperties"]);
    assert_eq!(of("documentation-changed"), ["extractSalesforceData"]);
    assert_eq!(
        of("address-changed"),
        ["CommandWebServiceSoap", "CommandWebServiceSoap12"]
    );
    assert_eq!(changes.len(), 12, "{}", ran.out);
    assert!(
        changes
            .iter()
            .all(|c| c["wire"].is_null() && c["source"].is_null()),
        "{}",
        ran.out
    );
    let rust = changes
        .iter()
        .find(|c| c["name"] == "importPackage")
        .map(|c| c["rust"].to_string())
        .unwrap_or_default();
    assert_eq!(
        rust,
        r#"["method `CommandWebServiceClient::import_package` added","struct `ImportPackage` added","struct `ImportPackageResponse` added"]"#
    );
    // The other way round each of them is gone.
    let back = wsdl(&["diff", new, old, "--format", "json"]).exits(1);
    let back = self::document(&back);
    assert_eq!(back["summary"]["wire"], 8);
    assert_eq!(back["summary"]["source"], 9);
}

/// Whether an array of SOAP encoding has one dimension more is no matter of its items.
#[test]
fn dimensions_of_arrays() {
    let scratch = Scratch::new("diff-dimensions");
    let case = root().join("tests/cases/wsdl/encoded-grids/input.wsdl");
    let old = std::fs::read_to_string(case).expect("the case");
    let new = old.replace(r#""xs:int[,]""#, r#""xs:int[]""#);
    assert_eq!(changes(&scratch, &old, &old), []);
    let found = changes(&scratch, &old, &new);
    let of = |kind: &str| found.iter().find(|c| c.0 == kind);
    assert!(of("type-changed").is_some_and(|c| c.2), "{found:?}");
    assert!(found.iter().any(|c| c.3), "{found:?}");
}
