//! Large results row by row: the same rows as when read whole, however the answer is cut; what goes wrong is told.
#![cfg(feature = "reqwest")]

mod common;

use std::io::Write as _;
use std::sync::Arc;

use bytes::Bytes;
use common::block_on;
use wsdl_runtime::transport::{BoxFuture, Failure, Outgoing, Pieces, Transport, TransportError};
use wsdl_runtime::{Call, Client, ClientBuilder, Error, Response};

#[derive(Clone, PartialEq, Default)]
struct Query {
    token: String,
}

#[derive(Clone, PartialEq, Default)]
struct Answer {
    before: Option<String>,
    rows: Option<RowList>,
    after: Option<i32>,
}

#[derive(Clone, PartialEq, Default)]
struct RowList {
    row: Vec<Option<Row>>,
}

#[derive(Clone, PartialEq, Default)]
struct Row {
    id: i32,
    text: Option<String>,
    kind: Option<String>,
}

#[derive(Clone, PartialEq, Default)]
struct Needy {
    row: Vec<Row>,
    after: Option<i32>,
}

mod wire {
    use super::*;
    use wsdl_runtime::generated::*;

    names! { T "urn:rows" }
    wire! { Query = T "query" seq { token "token" secret } }
    wire! { Answer = T "answer" seq { before "before" opt, rows "rows" opt, after "after" opt } }
    wire! { RowList = T "" seq { row "row" opt many nil } }
    wire! { Row = T "" seq { id "id", text "text" opt, kind "kind" @0 attr opt } }
    wire! { Needy = T "needy" seq { row "row" many, after "after" opt } }
    service! { SERVICE = "Rows", "Rows", Soap11("Rows", "http://127.0.0.1:9/") }
    operation! { QUERY: Query => Answer = "query", element(T, "query"), element(T, "answer") }
    operation! { NEED: Query => Needy = "need", element(T, "query"), element(T, "needy") }
    operation! { ENCODED: Query => Needy = "need", rpc(T, "query"), rpc(T, "needy"), encoded() }
}

struct RowsClient(Client);

impl From<Client> for RowsClient {
    fn from(client: Client) -> Self {
        RowsClient(client)
    }
}

/// Answers with a body in pieces, and then with its end or a lost connection.
#[derive(Clone)]
struct InPieces {
    status: u16,
    headers: Vec<(&'static str, &'static str)>,
    body: Arc<[u8]>,
    size: usize,
    lost: bool,
}

struct Left(InPieces, usize);

impl Left {
    fn piece(&mut self) -> Result<Option<Bytes>, TransportError> {
        let rest = &self.0.body[self.1..];
        let piece = &rest[..rest.len().min(self.0.size)];
        self.1 += piece.len();
        match (piece.is_empty(), self.0.lost) {
            (true, true) => Err(Failure::Lost.into()),
            (true, false) => Ok(None),
            _ => Ok(Some(Bytes::copy_from_slice(piece))),
        }
    }
}

impl InPieces {
    fn head<P>(&self, body: P) -> http::Response<P> {
        let mut response = http::Response::builder().status(self.status);
        for (name, value) in &self.headers {
            response = response.header(*name, *value);
        }
        response.body(body).unwrap()
    }
}

impl Transport for InPieces {
    fn send(
        &self,
        _: Outgoing,
    ) -> BoxFuture<'static, Result<http::Response<Box<dyn Pieces>>, TransportError>> {
        let response = self.head(Box::new(Left(self.clone(), 0)) as Box<dyn Pieces>);
        Box::pin(std::future::ready(Ok(response)))
    }
}

impl Pieces for Left {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        let piece = self.piece();
        Box::pin(std::future::ready(piece))
    }
}

#[cfg(feature = "blocking")]
mod blocking {
    use super::*;
    use wsdl_runtime::transport::{BlockingPieces, BlockingTransport};

    impl BlockingTransport for InPieces {
        fn send(
            &self,
            _: Outgoing,
        ) -> Result<http::Response<Box<dyn BlockingPieces>>, TransportError> {
            Ok(self.head(Box::new(Left(self.clone(), 0)) as Box<dyn BlockingPieces>))
        }
    }

    impl BlockingPieces for Left {
        fn next(&mut self) -> Result<Option<Bytes>, TransportError> {
            self.piece()
        }
    }
}

fn answer(body: impl AsRef<[u8]>, size: usize) -> InPieces {
    InPieces {
        status: 200,
        headers: vec![("Content-Type", "text/xml")],
        body: body.as_ref().into(),
        size,
        lost: false,
    }
}

fn client(
    transport: InPieces,
    set: impl Fn(ClientBuilder<RowsClient>) -> ClientBuilder<RowsClient>,
) -> Client {
    let builder = set(ClientBuilder::new(&wire::SERVICE)).transport(transport.clone());
    #[cfg(feature = "blocking")]
    let builder = builder.blocking_transport(transport);
    builder.build().unwrap().0
}

fn query() -> Query {
    Query {
        token: "s3cret".into(),
    }
}

const PATH: &str = "rows/row";

/// What came of a call: the rows, then the rest or an error.
type Came<O, T> = (Vec<T>, Result<Response<O>, Error>);

async fn awaited<O, T>(call: Call<O>, path: &str) -> Came<O, T>
where
    O: wsdl_runtime::xml::Item,
    T: wsdl_runtime::xml::Item,
{
    let mut rows = call.rows::<T>(path);
    let mut came = Vec::new();
    loop {
        match rows.next().await {
            Ok(Some(row)) => came.push(row),
            Ok(None) => return (came, rows.finish().await),
            Err(error) => {
                assert!(rows.next().await.unwrap().is_none(), "rows after an error");
                return (came, Err(error));
            }
        }
    }
}

/// Takes the rows in both ways, and holds that they are the same.
fn take(transport: &InPieces) -> Came<Answer, Option<Row>> {
    let call = || client(transport.clone(), |b| b).call(&wire::QUERY, &query());
    let came = block_on(awaited::<Answer, Option<Row>>(call(), PATH));
    #[cfg(feature = "blocking")]
    {
        let mut rows = call().rows::<Option<Row>>(PATH).blocking();
        let (mut blocking, mut failed) = (Vec::new(), false);
        for row in rows.by_ref() {
            match row {
                Ok(row) => blocking.push(row),
                Err(_) => failed = true,
            }
        }
        assert!(blocking == came.0, "blocking rows differ");
        assert_eq!(failed, came.1.is_err());
        assert_eq!(rows.finish().is_err(), failed);
    }
    came
}

fn document(prolog: &str) -> String {
    let ns = wsdl_runtime::SoapVersion::Soap11.namespace();
    let mut text = format!(
        "{prolog}<s:Envelope xmlns:s='{ns}' xmlns:r='urn:rows' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>\n\
         <s:Header><h:Trace xmlns:h='urn:h'>7</h:Trace></s:Header><s:Body><r:answer><r:before> é &lt; </r:before>\n<r:rows>"
    );
    for id in 0..60 {
        text.push_str(&match id % 6 {
            0 => format!("\n  <r:row kind='a>b'><r:id>{id}</r:id></r:row>"),
            1 => format!("<row xmlns='urn:rows'><id>{id}</id><text>é€😀 &amp; <![CDATA[</row>]]></text></row>"),
            2 => "<r:row xsi:nil='true'/><!-- <r:row> -->".to_owned(),
            3 => format!("<r:row><r:id>{id}</r:id><r:more><r:row/></r:more><r:text>x</r:text></r:row><?pi <r:row>?>"),
            4 => format!("<q:row xmlns:q='urn:rows' kind=\"'\"><q:text>{}</q:text><q:id>{id}</q:id></q:row>", "y".repeat(id * 9)),
            _ => format!("<r:row\n><r:id\n>{id}</r:id\n></r:row\n>"),
        });
    }
    text.push_str("\n</r:rows><r:after>42</r:after></r:answer></s:Body></s:Envelope>\n");
    text
}

#[test]
fn rows_are_those_of_the_whole_however_the_answer_is_cut() {
    let text = document("<?xml version='1.0' encoding='utf-8'?>");
    let whole = client(answer(&text, usize::MAX), |b| b).call(&wire::QUERY, &query());
    let whole = block_on(whole.with_metadata()).unwrap();
    let expected = whole.value.rows.unwrap().row;
    assert_eq!(expected.len(), 60);
    for size in [1, 2, 3, 5, 7, 16, 61, 100, 1_000, 4_096, usize::MAX] {
        let (rows, rest) = take(&answer(&text, size));
        assert!(rows == expected, "pieces of {size}");
        let rest = rest.unwrap();
        assert_eq!(rest.value.before.as_deref(), Some(" é < "));
        assert_eq!(rest.value.after, Some(42));
        assert!(rest.value.rows == Some(RowList::default()));
        assert_eq!(rest.soap_headers[0].local, "Trace");
        // What was passed over is noted, at the places of the whole document.
        let places = |notes: &[wsdl_runtime::xml::Note]| -> Vec<(usize, String)> {
            notes
                .iter()
                .map(|note| (note.offset, note.name.clone()))
                .collect()
        };
        assert_eq!(
            places(&rest.notes),
            places(&whole.notes),
            "pieces of {size}"
        );
    }
}

#[test]
fn compressed_and_in_other_encodings() {
    let expected = take(&answer(document(""), usize::MAX)).0;
    let utf16: Vec<u8> = document("\u{feff}<?xml version='1.0' encoding='utf-16'?>")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(document("").as_bytes()).unwrap();
    let zipped = InPieces {
        headers: vec![("Content-Encoding", "gzip")],
        ..answer(gzip.finish().unwrap(), 50)
    };
    for transport in [
        answer(&utf16, 33),
        answer(&utf16, 9_999_999),
        zipped.clone(),
    ] {
        let (rows, rest) = take(&transport);
        rest.unwrap();
        assert!(rows == expected);
    }
    let broken: Vec<u8> = zipped
        .body
        .iter()
        .enumerate()
        .map(|(i, b)| if i == 300 { !b } else { *b })
        .collect();
    let (_, rest) = take(&InPieces {
        body: broken.into(),
        ..zipped
    });
    assert!(
        matches!(rest, Err(Error::NotWellFormed(_))),
        "{:?}",
        rest.err()
    );
}

#[test]
fn rows_in_a_package_are_read_with_it() {
    let body = format!(
        "--b\r\nContent-Type: application/xop+xml\r\nContent-ID: <r>\r\n\r\n{}\r\n--b--\r\n",
        document("")
    );
    let transport = InPieces {
        headers: vec![(
            "Content-Type",
            "multipart/related; boundary=b; start=\"<r>\"; type=\"application/xop+xml\"",
        )],
        ..answer(body, 100)
    };
    let (rows, rest) = take(&transport);
    rest.unwrap();
    assert!(rows == take(&answer(document(""), 100)).0);
}

#[test]
fn what_goes_wrong_is_told_after_the_rows_before_it() {
    let text = document("");
    let at = text.find("<r:id>30<").unwrap();
    let cut = &text.as_bytes()[..at + 4];
    let (rows, rest) = take(&answer(cut, 100));
    assert_eq!(rows.len(), 30);
    match rest {
        Err(Error::NotWellFormed(e)) => assert!(e.offset >= at as u64, "{}", e.offset),
        other => panic!("cut: {:?}", other.err()),
    }
    let lost = InPieces {
        lost: true,
        ..answer(cut, 100)
    };
    let (rows, rest) = take(&lost);
    assert_eq!(rows.len(), 30);
    assert!(matches!(rest, Err(Error::Lost(_))), "{:?}", rest.err());
    // A value that is none, at its place in the whole document.
    let (rows, rest) = take(&answer(text.replace("<r:id>30<", "<r:id>no<"), 100));
    assert_eq!(rows.len(), 30);
    match rest {
        Err(Error::NotAsDescribed(e)) => {
            assert_eq!(e.path, "row/id");
            assert_eq!(e.offset, Some(at as u64 + 6));
        }
        other => panic!("value: {:?}", other.err()),
    }
    // What comes after the rows is looked at, too.
    let after = text.find("<r:after>").unwrap();
    let (rows, rest) = take(&answer(text.replace("<r:after>42", "<r:after>no"), 100));
    assert_eq!(rows.len(), 60);
    match rest {
        Err(Error::NotAsDescribed(e)) => assert_eq!(e.offset, Some(after as u64 + 9)),
        other => panic!("after: {:?}", other.err()),
    }
    let (rows, rest) = take(&answer(text.replace("</r:answer>", "</r:other>"), 100));
    assert_eq!(rows.len(), 60);
    assert!(
        matches!(rest, Err(Error::NotWellFormed(_))),
        "{:?}",
        rest.err()
    );
}

#[test]
fn faults_and_pages_are_told() {
    let ns = wsdl_runtime::SoapVersion::Soap11.namespace();
    let fault = format!(
        "<s:Envelope xmlns:s='{ns}'><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>no rows</faultstring></s:Fault></s:Body></s:Envelope>"
    );
    for status in [200, 500] {
        let (rows, rest) = take(&InPieces {
            status,
            ..answer(&fault, 10)
        });
        assert!(rows.is_empty());
        assert_eq!(rest.unwrap_err().fault().unwrap().reason(), "no rows");
    }
    let (_, rest) = take(&InPieces {
        status: 503,
        ..answer("<html><p>gone<br></html>", 10)
    });
    assert!(
        matches!(rest, Err(Error::HttpStatus(_))),
        "{:?}",
        rest.err()
    );
    let (_, rest) = take(&answer("", 10));
    assert!(
        matches!(rest, Err(Error::HttpStatus(_))),
        "{:?}",
        rest.err()
    );
}

#[test]
fn a_schema_that_demands_a_row_is_content() {
    let ns = wsdl_runtime::SoapVersion::Soap12.namespace();
    let text = format!(
        "<s:Envelope xmlns:s='{ns}'><s:Body><needy xmlns='urn:rows'><row><id>1</id></row><row><id>2</id></row><after>3</after></needy></s:Body></s:Envelope>"
    );
    let call = client(answer(&text, 9), |b| b).call(&wire::NEED, &query());
    let (rows, rest) = block_on(awaited::<Needy, Row>(call, "row"));
    assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [1, 2]);
    let rest = rest.unwrap().value;
    assert_eq!((rest.row.len(), rest.after), (1, Some(3)));
    let none = text.replace("<row><id>1</id></row><row><id>2</id></row>", "");
    let call = client(answer(none, 9), |b| b).call(&wire::NEED, &query());
    let (_, rest) = block_on(awaited::<Needy, Row>(call, "row"));
    assert!(matches!(rest, Err(Error::NotAsDescribed(_))));
}

#[test]
fn paths_that_lead_nowhere_are_told_before_anything_is_sent() {
    for path in [
        "",
        "/",
        "row",
        "rows/rows",
        "rows/row/id/x",
        "before/x",
        "answer/rows/row",
        "rows/row/kind",
    ] {
        let call = client(answer("", 1), |b| b).call(&wire::QUERY, &query());
        let (_, rest) = block_on(awaited::<Answer, Row>(call, path));
        assert!(
            matches!(rest, Err(Error::NotSent(_))),
            "{path}: {:?}",
            rest.err()
        );
    }
    let call = client(answer("", 1), |b| b).call(&wire::ENCODED, &query());
    let (_, rest) = block_on(awaited::<Needy, Row>(call, "row"));
    assert!(matches!(rest, Err(Error::NotSent(_))));
}

#[test]
fn limits_hold_for_a_row_and_for_the_rest() {
    let small = |text: String, size: usize| {
        let set = |builder: ClientBuilder<RowsClient>| builder.max_response_size(2_000);
        let call = client(answer(text, size), set).call(&wire::QUERY, &query());
        block_on(awaited::<Answer, Option<Row>>(call, PATH))
    };
    // The whole is over the limit, no row is.
    assert!(document("").len() > 4_000);
    let (rows, rest) = small(document(""), 100);
    assert!(rest.is_ok(), "{:?}", rest.err());
    assert_eq!(rows.len(), 60);
    let big = document("").replace(
        "<r:id>30<",
        &format!("<r:text>{}</r:text><r:id>30<", "x".repeat(2_100)),
    );
    let (rows, rest) = small(big, 100);
    assert_eq!(rows.len(), 30);
    match rest {
        Err(Error::OverLimit(e)) => {
            assert_eq!((e.limit, e.allowed), ("response_size", Some(2_000)))
        }
        other => panic!("{:?}", other.err()),
    }
    let rest = document("").replace(
        "<r:after>",
        &format!("<r:more>{}</r:more><r:after>", "x".repeat(2_100)),
    );
    let (_, rest) = small(rest, 100);
    assert!(matches!(rest, Err(Error::OverLimit(_))), "{:?}", rest.err());
    let deep = format!("<a>{}", "<a>".repeat(500));
    let (_, rest) = small(deep, 100);
    match rest {
        Err(Error::OverLimit(e)) => assert_eq!((e.limit, e.offset), ("depth", Some(300))),
        other => panic!("{:?}", other.err()),
    }
}

#[test]
fn strict_reading_is_strict_with_rows() {
    let set = |builder: ClientBuilder<RowsClient>| builder.strict(true);
    let call = client(answer(document(""), 100), set).call(&wire::QUERY, &query());
    let (rows, rest) = block_on(awaited::<Answer, Option<Row>>(call, PATH));
    assert_eq!(rows.len(), 3);
    assert!(
        matches!(rest, Err(Error::NotAsDescribed(_))),
        "{:?}",
        rest.err()
    );
}
