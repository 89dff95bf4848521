//! `/rpc-literal`: rpc/literal with a declared fault.

use wsdl_runtime::FaultKind;

use crate::generated::php_literal::data::Node;
use crate::generated::php_literal::*;
use crate::run::Run;

pub fn all(run: &mut Run) {
    let client = run.client("php_literal", "/rpc-literal", RpcLiteralClient::builder());
    for text in ["", " a & b \u{e9}"] {
        run.equal(
            client.echo_string(EchoString::new().value(text)),
            |r| r.r#return,
            text.to_owned(),
        );
    }
    let node = Node::new().id(3).name("n").weight(1.5).tag(["a", "b"]);
    let call = client.echo_node(EchoNode::new().value(node.clone()));
    run.equal(call, |r| r.r#return, node);
    let results = |r: DivideResponse| (r.quotient, r.remainder);
    run.equal(
        client.divide(Divide::new().a(i32::MAX).b(2)),
        results,
        (1_073_741_823, 1),
    );
    run.fault(client.divide(Divide::new().a(7).b(0)), |f| {
        f.reason() == "division by zero"
    });
    run.fault(client.fail(Fail::new()), |fault| {
        let FailFault::Problem(problem) = fault
            .declared()
            .unwrap_or(FailFault::Problem(String::new()));
        fault.kind() == FaultKind::Receiver && problem == "declared detail"
    });
}
