//! WCF: data contracts, dictionaries, a declared fault, actions that must match to the letter, headers that must be understood.

use wsdl_runtime::FaultKind;
use wsdl_runtime::generated::Nillable;
use wsdl_runtime::value::{DateTime, Decimal, Duration};
use wsdl_runtime::xml::Element;

use crate::generated::wcf::CommandWebServiceClient;
use crate::generated::wcf::arrays::*;
use crate::generated::wcf::birst::*;
use crate::generated::wcf::data::{Animal, AnyAnimal, ArrayOfAnimal, Dog, Level};
use crate::generated::wcf::interop::Everything;
use crate::generated::wcf::system::DateTimeOffset;
use crate::run::{Run, parse};

pub fn all(run: &mut Run) {
    let path = if run.is_12() { "/soap12" } else { "/soap11" };
    let client = run.client("wcf", path, CommandWebServiceClient::builder());
    cancel(run, &client);

    let plain = AnyAnimal::Animal(Animal::new().name("x").age(3).level(Level::VeryHigh));
    let tricks = ArrayOfstring::from(vec![Some("sit".to_owned()), None, Some(String::new())]);
    let dog = AnyAnimal::Dog(
        Dog::new()
            .name("rex")
            .age(Nillable::Nil)
            .level(Level::Low)
            .tricks(tricks.clone()),
    );
    for animal in [plain, dog] {
        let call = client.echo_animal(EchoAnimal::new().value(animal.clone()));
        run.equal(call, |r| r.echo_animal_result, Some(animal));
    }
    // A null is an element that is nil; its type lets it be one only through the element's occurrence.
    run.equal(
        client.echo_animal(EchoAnimal::new()),
        |r| r.echo_animal_result,
        None,
    );
    everything(run, &client);

    let call = client.echo_strings(EchoStrings::new().value(tricks.clone()));
    run.equal(call, |r| r.echo_strings_result, Some(tricks));

    let dog = Dog::new().name("d1").age(1).level(Level::Low);
    let dog = dog.tricks(ArrayOfstring::from(vec![Some("sit".to_owned()), None]));
    let first = Animal::new()
        .name("a0")
        .age(Nillable::Nil)
        .level(Level::Low);
    let expected = ArrayOfAnimal::from(vec![
        Some(AnyAnimal::Animal(first)),
        Some(AnyAnimal::Dog(dog)),
    ]);
    run.equal(
        client.animals(Animals::new().n(2)),
        |r| r.animals_result,
        Some(expected),
    );
    let call = client.animals(Animals::new().n(0));
    run.equal(call, |r| r.animals_result, Some(ArrayOfAnimal::default()));

    let ends = |r: RowsResponse| {
        r.rows_result
            .map(|rows| (rows.len(), rows.last().cloned().flatten()))
    };
    run.equal(
        client.rows(Rows::new().n(20_000)),
        ends,
        Some((20_000, Some("row 19999".to_owned()))),
    );
    let pair = |key: &str, value| {
        ArrayOfKeyValueOfstringintKeyValueOfstringint::new()
            .key(key)
            .value(value)
    };
    let expected = ArrayOfKeyValueOfstringint::from(vec![pair("one", 1), pair("two", 2)]);
    run.equal(client.map(Map::new()), |r| r.map_result, Some(expected));
    run.equal(client.fire(Fire::new().what("x")), |()| (), ());
}

fn cancel(run: &mut Run, client: &CommandWebServiceClient) {
    let cancel =
        |token: &str, job: &str| CancelJob::new().token(token).space_id("s").job_token(job);
    let result = |r: CancelJobResponse| r.cancel_job_result;
    run.equal(
        client.cancel_job(cancel("string", "job")),
        result,
        Some(true),
    );
    run.equal(
        client.cancel_job(cancel("string", "finished")),
        result,
        Some(false),
    );
    run.equal(
        client.cancel_job(cancel("string", "slow-300")),
        result,
        Some(true),
    );
    let nil = CancelJob {
        space_id: Nillable::Nil,
        job_token: Nillable::Absent,
        ..cancel("string", "")
    };
    run.equal(client.cancel_job(nil), result, Some(true));
    run.late(client.cancel_job(cancel("string", "slow-1500")));
    // Its WSDL does not say so, but the contract declares a fault: it is in the detail. The header that says what fault it is
    // must be understood: it is shown, and no reason to refuse the answer.
    run.fault(client.cancel_job(cancel("string", "unknown")), |fault| {
        let detail: Vec<_> = fault
            .details()
            .flat_map(Element::elements)
            .map(Element::text)
            .collect();
        fault.kind() == FaultKind::Sender
            && fault.reason() == "No such job"
            && detail == ["42", "not <there>"]
            && fault
                .soap_headers()
                .iter()
                .any(|block| block.local == "Action")
    });
    // What its own code throws otherwise it does not tell.
    for call in [cancel("other", ""), cancel("string", "explode")] {
        run.fault(client.cancel_job(call), |fault| {
            fault.code().name() == "InternalServiceFault"
        });
    }
    // Another action is another operation, and there is none.
    let call = client
        .cancel_job(cancel("string", ""))
        .soap_action("urn:other");
    run.fault(call, |fault| {
        let mut codes = fault.subcodes().iter().chain([fault.code()]);
        codes.any(|code| code.name() == "ActionNotSupported")
    });
}

fn everything(run: &mut Run, client: &CommandWebServiceClient) {
    let nested = ArrayOfArrayOfstring::from(vec![
        Some(ArrayOfstring::from(vec![Some("a".to_owned()), None])),
        None,
        Some(ArrayOfstring::default()),
    ]);
    let pair = ArrayOfKeyValueOfstringintKeyValueOfstringint::new()
        .key("k")
        .value(-1);
    let value = Everything::new()
        .b(true)
        .blob(vec![0, 255])
        .c(0xe9)
        .d(f64::MIN_POSITIVE)
        .dec(parse::<Decimal>("79228162514264337593543950335"))
        .i64(i64::MIN)
        .id("6f9619ff-8b86-d011-b42d-00cf4fc964ff")
        .ints(ArrayOfint::from(vec![i32::MIN, 0, i32::MAX]))
        .map(ArrayOfKeyValueOfstringint::from(vec![pair]))
        .maybe(Nillable::Nil)
        .nested(nested)
        .offset(DateTimeOffset::new(parse::<DateTime>("2024-02-29T07:04:56Z")).offset_minutes(330))
        .optional("o")
        .s(" s & <t> ")
        .span(parse::<Duration>("P1DT2H"))
        .u8(u8::MAX)
        .uri("http://a/b?c=d&e")
        .when(parse::<DateTime>("2024-02-29T12:34:56.1234567Z"));
    let call = client.echo_everything(EchoEverything::new().value(value.clone()));
    run.equal(call, |r| r.echo_everything_result, Some(value));
}
