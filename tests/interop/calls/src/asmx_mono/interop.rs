//! `InteropService.asmx`: the type system, headers, faults, one-way, session, large and slow answers.

use wsdl_runtime::FaultKind;
use wsdl_runtime::value::{DateTime, Decimal};
use wsdl_runtime::xml::Element;

use crate::generated::asmx_interop::*;
use crate::run::{Run, parse};

pub fn all(run: &mut Run) {
    let client = run.client(
        "asmx_interop",
        "/InteropService.asmx",
        InteropServiceClient::builder(),
    );
    simple(run, &client);
    arrays(run, &client);
    structures(run, &client);
    any(run, &client);
    calls(run, &client);
    faults(run, &client);
    large_and_slow(run, &client);
}

fn simple(run: &mut Run, client: &InteropServiceClient) {
    // Mono answers with a bare carriage return, which every XML reader takes for a line feed.
    let whole = ["", " a  b ", "\t\n&<>\"'", "\u{1F600} \u{e9}", "]]>"].map(|text| (text, text));
    for (text, back) in whole.into_iter().chain([("a\rb\r\nc", "a\nb\nc")]) {
        let call = client.echo_string(EchoString::new().value(text));
        run.equal(call, |r| r.echo_string_result, Some(back.to_owned()));
    }
    run.equal(
        client.echo_string(EchoString::new()),
        |r| r.echo_string_result,
        None,
    );
    for n in [0, i32::MIN, i32::MAX] {
        run.equal(
            client.echo_int(EchoInt::new().value(n)),
            |r| r.echo_int_result,
            n,
        );
    }
    for b in [true, false] {
        run.equal(
            client.echo_bool(EchoBool::new().value(b)),
            |r| r.echo_bool_result,
            b,
        );
    }
    for text in [
        "79228162514264337593543950335",
        "-0.0000000000000000000000000001",
        "1.10",
        "0",
    ] {
        let value: Decimal = parse(text);
        let call = client.echo_decimal(EchoDecimal::new().value(value));
        run.equal(call, |r| r.echo_decimal_result.to_string(), text.to_owned());
    }
    for n in [0.1, -1.5e-300, f64::INFINITY, f64::NEG_INFINITY, f64::MAX] {
        run.equal(
            client.echo_double(EchoDouble::new().value(n)),
            |r| r.echo_double_result,
            n,
        );
    }
    let call = client.echo_double(EchoDouble::new().value(f64::NAN));
    run.equal(call, |r| r.echo_double_result.is_nan(), true);
    for text in [
        "2024-02-29T12:34:56.1234567Z",
        "2024-02-29T12:34:56",
        "0001-01-01T00:00:00",
    ] {
        let value: DateTime = parse(text);
        let call = client.echo_date_time(EchoDateTime::new(value.clone()));
        run.equal(call, |r| r.echo_date_time_result, value);
    }
    for n in [None, Some(5)] {
        run.equal(
            client.echo_nullable(EchoNullable::new().value(n)),
            |r| r.echo_nullable_result,
            n,
        );
    }
    let guid = "6f9619ff-8b86-d011-b42d-00cf4fc964ff";
    run.equal(
        client.echo_guid(EchoGuid::new().value(guid)),
        |r| r.echo_guid_result,
        guid.to_owned(),
    );
    for bytes in [vec![], vec![0, 1, 2, 255]] {
        let call = client.echo_bytes(EchoBytes::new().value(bytes.clone()));
        run.equal(
            call,
            |r| r.echo_bytes_result.map(|b| b.to_vec()),
            Some(bytes),
        );
    }
    for color in [Color::Red, Color::Green, Color::LightBlue] {
        let call = client.echo_color(EchoColor::new(color.clone()));
        run.equal(call, |r| r.echo_color_result, color);
    }
    run.fault(
        client.echo_color(EchoColor::new(Color::Unknown("Pink".to_owned()))),
        |_| true,
    );
    for value in [
        vec![AccessItem::Read, AccessItem::Admin],
        vec![AccessItem::None],
    ] {
        let value = Access::from(value);
        let call = client.echo_access(EchoAccess::new().value(value.clone()));
        run.equal(call, |r| r.echo_access_result, value);
    }
    everything(run, client);
}

fn everything(run: &mut Run, client: &InteropServiceClient) {
    let value = Everything {
        bool: true,
        i8: i8::MIN,
        u8: u8::MAX,
        i16: i16::MIN,
        u16: u16::MAX,
        i32: i32::MIN,
        u32: u32::MAX,
        i64: i64::MIN,
        u64: u64::MAX,
        f32: 1.5,
        f64: -2.5e-10,
        dec: parse("1.10"),
        str: Some("s".to_owned()),
        chr: 65,
        when: parse("2024-01-02T03:04:05Z"),
        id: "6f9619ff-8b86-d011-b42d-00cf4fc964ff".to_owned(),
        blob: Some(vec![1, 2].into()),
        color: Color::Green,
        access: Access::from([AccessItem::Read, AccessItem::Write]),
        q_name: None,
        maybe_int: None,
        maybe_when: None,
        maybe_bool: Some(false),
        day: parse("2024-02-29"),
        clock: parse("12:34:56Z"),
        span: Some(parse("P1DT2H")),
        hex: Some(vec![10, 255].into()),
        big: Some(123_456_789_012_345_678_901_234_567_890),
        uri: Some("http://a/b c".to_owned()),
        nil_str: None,
    };
    let call = client.echo_everything(EchoEverything::new().value(value.clone()));
    run.equal(call, |r| r.echo_everything_result, Some(value));
    run.equal(
        client.echo_everything(EchoEverything::new()),
        |r| r.echo_everything_result,
        None,
    );
}

fn arrays(run: &mut Run, client: &InteropServiceClient) {
    let texts = ArrayOfString::from(vec![
        Some("a".to_owned()),
        None,
        Some(String::new()),
        Some(" x ".to_owned()),
    ]);
    for value in [
        texts.clone(),
        ArrayOfString::from(Vec::<Option<String>>::new()),
    ] {
        let call = client.echo_strings(EchoStrings::new().value(value.clone()));
        run.equal(call, |r| r.echo_strings_result, Some(value));
    }
    run.equal(
        client.echo_strings(EchoStrings::new()),
        |r| r.echo_strings_result,
        None,
    );
    let nested =
        ArrayOfArrayOfString::from(vec![Some(texts), None, Some(ArrayOfString::default())]);
    let call = client.echo_nested(EchoNested::new().value(nested.clone()));
    run.equal(call, |r| r.echo_nested_result, Some(nested));
    let numbers = ArrayOfInt::from(vec![Some(1), None, Some(-1)]);
    let call = client.echo_nullables(EchoNullables::new().value(numbers.clone()));
    run.equal(call, |r| r.echo_nullables_result, Some(numbers));
    let colors = ArrayOfColor::from(vec![Color::LightBlue, Color::Red]);
    let call = client.echo_colors(EchoColors::new().value(colors.clone()));
    run.equal(call, |r| r.echo_colors_result, Some(colors));
}

fn structures(run: &mut Run, client: &InteropServiceClient) {
    let circle = AnyShape::Circle(Circle::new().label("c").radius(1.5));
    let square = AnyShape::Square(Square::new().label("s").side(2.0).unit("cm"));
    let plain = AnyShape::Shape(Shape::new().label("p"));
    for shape in [&circle, &square, &plain] {
        let call = client.echo_shape(EchoShape::new().value(shape.clone()));
        run.equal(call, |r| r.echo_shape_result, Some(shape.clone()));
    }
    let shapes = ArrayOfShape::from(vec![Some(square), None, Some(plain), Some(circle.clone())]);
    let call = client.echo_shapes(EchoShapes::new().value(shapes.clone()));
    run.equal(call, |r| r.echo_shapes_result, Some(shapes));

    let tree = Tree::new()
        .name("x")
        .tree(vec![Tree::new().name("y"), Tree::new()]);
    let call = client.echo_tree(EchoTree::new().value(tree.clone()));
    run.equal(call, |r| r.echo_tree_result, Some(tree.clone()));

    let mixed = Mixed::new()
        .version(3)
        .lang("en")
        .item(["a", ""])
        .numbers(ArrayOfInt1::from(vec![1, 2]))
        .choice(vec![
            MixedChoice::AsText("t".to_owned()),
            MixedChoice::AsInt(7),
            MixedChoice::AsShape(Box::new(circle)),
            MixedChoice::AsInt(8),
        ])
        .child(tree);
    let call = client.echo_mixed(EchoMixed::new().value(mixed.clone()));
    run.equal(call, |r| r.echo_mixed_result, Some(mixed));

    let texty = Texty::new().value("hello").kind("k");
    let call = client.echo_texty(EchoTexty::new().value(texty.clone()));
    run.equal(call, |r| r.echo_texty_result, Some(texty));

    for optional in [
        Optional::new(),
        Optional::new().count(0),
        Optional {
            name: Some("other".to_owned()),
            ..Optional::new()
        },
    ] {
        let call = client.echo_optional(EchoOptional::new().value(optional.clone()));
        run.equal(call, |r| r.echo_optional_result, Some(optional));
    }
}

fn any(run: &mut Run, client: &InteropServiceClient) {
    let tree: Element = parse("<a xmlns='urn:a'><b/>text</a>");
    let call = client.echo_any(EchoAny::new().value(EchoAnyValue::new(tree.clone())));
    // What is in scope around it is not the same when it comes back; the rest is.
    let content = |e: &Element| (e.namespace.clone(), e.local.clone(), e.children.clone());
    run.equal(
        call,
        |r| r.echo_any_result.map(|v| content(&v.any)),
        Some(content(&tree)),
    );

    let object = |xml: &str| -> Element { parse(xml) };
    const NS: &str = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmlns:xsd='http://www.w3.org/2001/XMLSchema'";
    let number = object(&format!("<value {NS} xsi:type='xsd:int'>4</value>"));
    let call = client.echo_object(EchoObject::new().value(number));
    run.equal(
        call,
        |r| r.echo_object_result.map(|e| e.text()),
        Some("4".to_owned()),
    );
    let items = vec![
        object(&format!("<anyType {NS} xsi:type='xsd:string'>a</anyType>")),
        object(&format!(
            "<anyType {NS} xsi:type='xsd:boolean'>true</anyType>"
        )),
    ];
    let call = client.echo_objects(EchoObjects::new().value(ArrayOfAnyType::from(items)));
    let texts = |r: EchoObjectsResponse| -> Vec<String> {
        r.echo_objects_result
            .into_iter()
            .flatten()
            .map(|e| e.text())
            .collect()
    };
    run.equal(call, texts, vec!["a".to_owned(), "true".to_owned()]);

    let call = client.get_data_set(GetDataSet::new().rows(2));
    let has = |r: GetDataSetResponse| {
        let shown = format!("{r:?}");
        (shown.contains("diffgram"), shown.contains("n1"))
    };
    run.equal(call, has, (true, true));
}

fn calls(run: &mut Run, client: &InteropServiceClient) {
    run.equal(client.empty(Empty::new()), |r| r, EmptyResponse::new());
    let call = client.out_and_ref(OutAndRef::new().a(1).b(2));
    run.equal(
        call,
        |r| (r.out_and_ref_result, r.b, r.c),
        (true, 3, Some("sum".to_owned())),
    );
    run.equal(client.add(AddTwo::new().a(1).b(2)), |r| r.add_two_result, 3);
    run.equal(
        client.add_three(AddThree::new().a(1).b(2).c(3)),
        |r| r.add_three_result,
        6,
    );

    let who = |r: WhoAmIResponse| r.who_am_i_result;
    run.equal(
        client.who_am_i(WhoAmI::new()),
        who,
        Some("anonymous".to_owned()),
    );
    // The headers that the WSDL describes, typed: one that goes in, one that goes in and comes back.
    let auth = AuthHeader::new().user("u").password("p");
    let trace = headers::TraceHeader::new().id("t");
    let call = client
        .who_am_i(WhoAmI::new())
        .soap_header(operations::AUTH_HEADER.with(auth))
        .soap_header(operations::TRACE_HEADER.with(trace));
    run.response(call.with_metadata(), |response| {
        let back = response.soap_header(&operations::TRACE_HEADER);
        let id = back.ok().flatten().and_then(|trace| trace.id);
        response.value.who_am_i_result.as_deref() == Some("u/p") && id.as_deref() == Some("t-back")
    });

    // Answered at once and with nothing. (Mono never gets round to the work itself, so there is nothing more to see.)
    run.equal(client.fire(Fire::new().what("x")), |()| (), ());
    run.equal(client.fired(Fired::new()), |r| r.fired_result, 0);

    // The session is a cookie: kept by a client and its clones, not by another client.
    run.equal(client.count(Count::new()), |r| r.count_result, 1);
    run.equal(client.clone().count(Count::new()), |r| r.count_result, 2);
    let other = run.client(
        "asmx_interop",
        "/InteropService.asmx",
        InteropServiceClient::builder(),
    );
    run.equal(other.count(Count::new()), |r| r.count_result, 1);
}

fn faults(run: &mut Run, client: &InteropServiceClient) {
    let fail = |kind: &str| client.fail(Fail::new().kind(kind));
    run.fault(fail("client"), |f| {
        f.kind() == FaultKind::Sender && f.reason().contains("Bad input")
    });
    run.fault(fail("server"), |f| {
        f.kind() == FaultKind::Receiver && f.reason().contains("Server broke")
    });
    run.fault(fail("detail"), |f| {
        let detail = f.details().any(|d| d.text() == "detail text");
        detail && f.actor() == Some("http://actor.example.org/")
    });
    let soap12 = run.is_12();
    run.fault(fail("custom"), |f| {
        soap12 || f.code().name() == "Custom.Code"
    });
    run.fault(fail("subcode"), |f| {
        !soap12 || f.subcodes().iter().any(|c| c.name() == "BadCode")
    });
    run.fault(fail("header"), |f| {
        f.reason().contains("Header fault") && f.details().next().is_none()
    });
    run.fault(fail("nested"), |f| f.reason().contains("inner"));
    run.fault(fail("plain"), |f| f.kind() == FaultKind::Receiver);
}

fn large_and_slow(run: &mut Run, client: &InteropServiceClient) {
    let call = client.rows(Rows::new().n(100_000).width(20));
    let ends = |r: RowsResponse| {
        r.rows_result
            .map(|rows| (rows.len(), rows.last().cloned().flatten()))
    };
    run.equal(
        call,
        ends,
        Some((100_000, Some("00000000000000099999".to_owned()))),
    );
    let call = client.blob(Blob::new().n(5_000_000));
    run.equal(
        call,
        |r| r.blob_result.map(|b| (b.len(), b.last().copied())),
        Some((5_000_000, Some(63))),
    );
    run.equal(client.sleep(Sleep::new().ms(100)), |r| r.sleep_result, 100);
    run.late(client.sleep(Sleep::new().ms(3_000)));
}
