//! `EncodedService.asmx`: rpc/encoded, its values behind references.

use wsdl_runtime::FaultKind;

use crate::generated::asmx_encoded::*;
use crate::run::Run;

pub fn all(run: &mut Run) {
    let client = run.client(
        "asmx_encoded",
        "/EncodedService.asmx",
        EncodedServiceClient::builder(),
    );
    for text in [Some(""), Some(" a & b "), None] {
        let text = text.map(str::to_owned);
        let call = client.echo_string(EchoString {
            value: text.clone(),
        });
        run.equal(call, |r| r.echo_string_result, text);
    }
    let texts = ArrayOfString::from(vec![Some("a".to_owned()), None, Some(String::new())]);
    let call = client.echo_strings(EchoStrings::new().value(texts.clone()));
    run.equal(call, |r| r.echo_strings_result, Some(texts.clone()));
    let numbers = ArrayOfInt::from(vec![Some(1), Some(-2), Some(40)]);
    run.equal(
        client.sum(Sum::new().values(numbers.clone())),
        |r| r.sum_result,
        Some(39),
    );

    let node = Node::new().name("n").next(Node::new().name("next"));
    let pair = Pair::new()
        .left(node.clone())
        .right(node)
        .tags(texts)
        .counts(numbers);
    let call = client.echo_pair(EchoPair::new().value(pair.clone()));
    run.equal(call, |r| r.echo_pair_result, Some(pair.clone()));
    // Two equal nodes are two nodes: a value has no identity in Rust.
    run.equal(
        client.is_shared(IsShared::new().value(pair)),
        |r| r.is_shared_result,
        Some(false),
    );

    let one = Node::new().name("one");
    let shared = Pair::new()
        .left(one.clone())
        .right(one)
        .tags(ArrayOfString::from(vec![Some("a".to_owned()), None]))
        .counts(ArrayOfInt::from(vec![Some(1), Some(2)]));
    run.equal(
        client.make_shared(MakeShared::new()),
        |r| r.make_shared_result,
        Some(shared.clone()),
    );
    let pairs = ArrayOfPair::from(vec![Some(shared.clone()), None, Some(shared)]);
    run.equal(
        client.make_pairs(MakePairs::new()),
        |r| r.make_pairs_result,
        Some(pairs),
    );
    run.fault(client.fail(Fail::new()), |f| {
        f.kind() == FaultKind::Sender && f.reason().contains("rpc fault")
    });
}
