//! `RpcLiteralService.asmx`: rpc/literal.

use crate::generated::asmx_rpc_literal::*;
use crate::run::Run;

pub fn all(run: &mut Run) {
    let client = run.client(
        "asmx_rpc_literal",
        "/RpcLiteralService.asmx",
        RpcLiteralServiceClient::builder(),
    );
    for text in ["", " a & b ", "\u{1F600}"] {
        run.equal(
            client.echo_string(EchoString::new().value(text)),
            |r| r.echo_string_result,
            text.to_owned(),
        );
    }
    let texts = ArrayOfString::from(vec![Some("a".to_owned()), None, Some(String::new())]);
    let call = client.echo_strings(EchoStrings::new().value(texts.clone()));
    run.equal(call, |r| r.echo_strings_result, texts.clone());
    run.equal(
        client.add(Add::new().a(i32::MAX).b(i32::MIN)),
        |r| r.add_result,
        -1,
    );
    let node = Node::new().name("n").next(Node::new().name("next"));
    let pair = Pair::new().left(node).tags(texts).counts([1, -2]);
    let call = client.echo_pair(EchoPair::new().value(pair.clone()));
    run.equal(call, |r| r.echo_pair_result, pair);
}
