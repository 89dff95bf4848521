//! `/rpc-encoded`: rpc/encoded, answered in the encoding of SOAP 1.2 where it is asked in that.

use wsdl_runtime::FaultKind;
use wsdl_runtime::xml::Element;

use crate::generated::php_encoded::*;
use crate::run::{Run, parse};

pub fn all(run: &mut Run) {
    let client = run.client("php_encoded", "/rpc-encoded", RpcEncodedClient::builder());
    for text in [Some(""), Some(" a & b \u{e9}"), None] {
        let text = text.map(str::to_owned);
        let call = client.echo_string(EchoString {
            value: text.clone(),
        });
        run.equal(call, |r| r.r#return, text);
    }
    let texts = ArrayOfstring::from(vec![Some("a".to_owned()), None, Some(String::new())]);
    let call = client.echo_strings(EchoStrings::new().value(texts.clone()));
    run.equal(call, |r| r.r#return, Some(texts.clone()));
    let call = client.echo_strings(EchoStrings::new().value(ArrayOfstring::default()));
    run.equal(call, |r| r.r#return, Some(ArrayOfstring::default()));
    let numbers = ArrayOfint::from(vec![Some(1), Some(-2), Some(40)]);
    run.equal(
        client.sum(Sum::new().values(numbers)),
        |r| r.r#return,
        Some(39),
    );

    let node = || Node::new().name("n").weight(1.5);
    let leaf = Leaf::new()
        .group(NodeGroup::new().name("l").weight(-0.5))
        .color("red");
    let pair = Pair::new()
        .tags(texts)
        .left(AnyNode::Node(node()))
        .right(AnyNode::Leaf(leaf));
    let call = client.echo_pair(EchoPair::new().value(pair.clone()));
    run.equal(call, |r| r.r#return, Some(pair));
    let nothing = Pair::new().left(AnyNode::Node(node()));
    let call = client.echo_pair(EchoPair::new().value(nothing.clone()));
    run.equal(call, |r| r.r#return, Some(nothing));

    let one = || AnyNode::Node(Node::new().name("one").weight(1.5));
    let tags = ArrayOfstring::from(vec![Some("a".to_owned()), None, Some(String::new())]);
    let shared = Pair::new().tags(tags).left(one()).right(one());
    run.equal(
        client.make_shared(MakeShared::new()),
        |r| r.r#return,
        Some(shared),
    );
    let leaf = Leaf::new()
        .group(NodeGroup::new().name("n1").weight(0.5))
        .color("green");
    let first = AnyNode::Node(Node::new().name("n0").weight(0.0));
    let nodes = ArrayOfNode::from(vec![Some(first), Some(AnyNode::Leaf(leaf))]);
    run.equal(
        client.make_nodes(MakeNodes::new().n(2)),
        |r| r.r#return,
        Some(nodes),
    );
    run.equal(
        client.make_nodes(MakeNodes::new().n(0)),
        |r| r.r#return,
        Some(ArrayOfNode::default()),
    );

    let results = |r: DivideResponse| (r.quotient, r.remainder);
    run.equal(
        client.divide(Divide::new().a(7).b(2)),
        results,
        (Some(3), Some(1)),
    );
    run.fault(client.divide(Divide::new().a(7).b(0)), |f| {
        f.kind() == FaultKind::Sender && f.reason() == "division by zero"
    });

    const NS: &str = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmlns:xsd='http://www.w3.org/2001/XMLSchema'";
    let number: Element = parse(&format!("<value {NS} xsi:type='xsd:int'>4</value>"));
    run.equal(
        client.echo_any(EchoAny::new(number)),
        |r| r.r#return.map(|value| value.text()),
        Some("4".to_owned()),
    );
    run.fault(client.fail(Fail::new()), |f| {
        f.kind() == FaultKind::Receiver && f.reason() == "encoded fault"
    });
}
