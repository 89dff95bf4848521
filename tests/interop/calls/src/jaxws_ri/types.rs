//! `/types`: what JAXB makes of Java, with unqualified children.

use wsdl_runtime::FaultKind;
use wsdl_runtime::generated::{Attributes, Nillable, QName};
use wsdl_runtime::xml::{Attribute, Element};

use crate::generated::jaxws_types::*;
use crate::run::{Run, parse};

pub fn all(run: &mut Run) {
    let client = run.client("jaxws_types", "/types", TypesClient::builder());
    run.equal(client.rows(Rows::new().arg0(0)), |r| r.r#return, vec![]);
    let ends = |r: RowsResponse| (r.r#return.len(), r.r#return.last().cloned());
    run.equal(
        client.rows(Rows::new().arg0(20_000)),
        ends,
        (20_000, Some("row 19999".to_owned())),
    );

    let results = |r: DivideResponse| (r.quotient, r.remainder);
    run.equal(
        client.divide(Divide::new().arg0(17).arg1(5)),
        results,
        (Some(3), Some(2)),
    );
    run.fault(client.divide(Divide::new().arg0(1)), |f| {
        f.kind() == FaultKind::Receiver && f.reason() == "/ by zero"
    });

    let dog = AnyAnimal::Dog(Dog::new().name("rex").barks(true).age(3));
    let cat = AnyAnimal::Cat(Cat::new().name(" \u{e9} & ").toys(vec![
        Some("ball".to_owned()),
        None,
        Some(String::new()),
    ]));
    for animal in [&dog, &cat] {
        let call = client.echo_animal(EchoAnimal::new().arg0(animal.clone()));
        run.equal(call, |r| r.r#return, Some(animal.clone()));
    }
    run.equal(client.echo_animal(EchoAnimal::new()), |r| r.r#return, None);
    let animals = vec![dog.clone(), cat, dog];
    let call = client.echo_animals(EchoAnimals::new().arg0(animals.clone()));
    run.equal(call, |r| r.r#return, animals);
    let texts = vec![String::new(), " x ".to_owned(), "a\tb\nc".to_owned()];
    let call = client.echo_strings(EchoStrings::new().arg0(texts.clone()));
    run.equal(call, |r| r.r#return, texts);
    run.equal(
        client.echo_strings(EchoStrings::new()),
        |r| r.r#return,
        vec![],
    );

    const NS: &str = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmlns:xsd='http://www.w3.org/2001/XMLSchema'";
    let number: Element = parse(&format!("<arg0 {NS} xsi:type='xsd:int'>4</arg0>"));
    let call = client.echo_object(EchoObject::new().arg0(number));
    run.equal(call, |r| r.r#return.map(|e| e.text()), Some("4".to_owned()));
    everything(run, &client);

    // A header that goes in and comes out, typed.
    let session = operations::SESSION_HEADER.with(Some("s1".to_owned()));
    let call = client.hello(Hello::new().name("bob")).soap_header(session);
    run.response(call.with_metadata(), |response| {
        let back = response.soap_header(&operations::SESSION_HEADER);
        response.value.r#return.as_deref() == Some("hello bob")
            && back.ok().flatten().flatten().as_deref() == Some("s1-back")
    });
    run.equal(client.fire(Fire::new().arg0("x")), |()| (), ());
}

fn everything(run: &mut Run, client: &TypesClient) {
    let extra = Attribute {
        namespace: "urn:o".to_owned(),
        prefix: "o".to_owned(),
        local: "extra".to_owned(),
        value: "e".to_owned(),
    };
    let value = Everything {
        bool: true,
        i8: i8::MIN,
        i16: i16::MAX,
        i32: i32::MIN,
        i64: i64::MAX,
        f32: -1.5,
        f64: f64::INFINITY,
        big: Some(123_456_789_012_345_678_901_234_567_890),
        dec: Some(parse("-0.10")),
        str: Some(" a & <b> \u{1F600}".to_owned()),
        blob: Some(vec![0, 255].into()),
        maybe: Nillable::Nil,
        when: Some("2024-02-29T12:34:56.789+05:30".into()),
        day: Some(parse("2024-02-29")),
        month: Some(parse("2024-02")),
        span: Some(parse("P1DT2H")),
        qname: Some(QName::new("urn:z", "n")),
        uri: Some("http://a/b".to_owned()),
        id: Some("6f9619ff-8b86-d011-b42d-00cf4fc964ff".to_owned()),
        color: Some(Color::LightBlue),
        list: Some([1, -2, 3].into()),
        tags: Some(EverythingTags::from(vec!["t".to_owned(), String::new()])),
        many: vec![Some(1.0), Some(2.5)],
        choice: vec![
            EverythingChoice::AsText("t".to_owned()),
            EverythingChoice::AsInt(7),
            EverythingChoice::AsDog(Dog::new().name("rex").barks(true)),
            EverythingChoice::AsText(String::new()),
        ],
        any: vec![parse("<x xmlns='urn:x'>any</x>")],
        version: 3,
        attributes: Attributes(vec![extra]),
    };
    let call = client.echo_everything(EchoEverything::new().arg0(value.clone()));
    let answer = run
        .holds(call, |r| r.r#return.is_some())
        .and_then(|r| r.r#return)
        .unwrap_or_default();
    // Prefixes and what is in scope are the server's; the rest is compared whole.
    let texts = |value: &Everything| value.any.iter().map(Element::text).collect::<Vec<_>>();
    let extra = |value: &Everything| {
        let all = value.attributes.0.iter();
        all.map(|a| (a.namespace.clone(), a.local.clone(), a.value.clone()))
            .collect::<Vec<_>>()
    };
    run.check(
        (texts(&answer), extra(&answer)),
        (texts(&value), extra(&value)),
    );
    let aside = |value| Everything {
        any: vec![],
        attributes: Attributes::default(),
        ..value
    };
    run.check(aside(answer), aside(value));
}
