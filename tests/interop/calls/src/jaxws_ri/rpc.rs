//! `/rpc`: rpc/literal.

use crate::generated::jaxws_rpc::array::StringArray;
use crate::generated::jaxws_rpc::*;
use crate::run::Run;

pub fn all(run: &mut Run) {
    let client = run.client("jaxws_rpc", "/rpc", RpcClient::builder());
    run.equal(
        client.add(Add::new().a(i32::MAX).b(i32::MIN)),
        |r| r.r#return,
        -1,
    );
    // An item that is nil comes back empty: JAXB has no other way with an array of `String`.
    for (sent, back) in [
        (None, Some("")),
        (Some(""), Some("")),
        (Some(" b "), Some(" b ")),
    ] {
        let texts = |item: Option<&str>| {
            StringArray::from(vec![Some("a".to_owned()), item.map(str::to_owned)])
        };
        let call = client.echo_strings(EchoStringsRequest::new().value(texts(sent)));
        run.equal(call, |r| r.r#return, texts(back));
    }
    run.equal(
        client.echo_strings(EchoStringsRequest::new()),
        |r| r.r#return,
        StringArray::default(),
    );
    let dog = Dog::new().name("rex").barks(true).age(3);
    run.equal(
        client.echo_dog(EchoDog::new().value(dog.clone())),
        |r| r.r#return,
        dog,
    );
}
