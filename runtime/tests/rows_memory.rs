//! Rows by the million in constant memory. Alone in its program, since what the program holds is measured.
#![cfg(all(feature = "blocking", target_os = "linux"))]

use bytes::Bytes;
use wsdl_runtime::transport::{BlockingPieces, BlockingTransport, Outgoing, TransportError};
use wsdl_runtime::{Client, ClientBuilder};

#[derive(Clone, PartialEq, Default)]
struct Answer {
    row: Vec<Row>,
    total: i64,
}

#[derive(Clone, PartialEq, Default)]
struct Row {
    id: i64,
    text: String,
}

mod wire {
    use super::*;
    use wsdl_runtime::generated::*;

    names! { T "urn:rows" }
    wire! { Answer = T "answer" seq { row "row" opt many, total "total" } }
    wire! { Row = T "" seq { id "id", text "text" } }
    service! { SERVICE = "Rows", "Rows", Soap11("Rows", "http://127.0.0.1:9/") }
    operation! { ALL: () => Answer = "all", bare(), element(T, "answer") }
}

struct RowsClient(Client);

impl From<Client> for RowsClient {
    fn from(client: Client) -> Self {
        RowsClient(client)
    }
}

/// Makes rows while they are read.
struct Endless {
    rows: i64,
}

struct Making {
    next: i64,
    rows: i64,
    bytes: u64,
}

impl BlockingTransport for Endless {
    fn send(&self, _: Outgoing) -> Result<http::Response<Box<dyn BlockingPieces>>, TransportError> {
        let (next, rows, bytes) = (-1, self.rows, 0);
        let body: Box<dyn BlockingPieces> = Box::new(Making { next, rows, bytes });
        Ok(http::Response::new(body))
    }
}

impl BlockingPieces for Making {
    fn next(&mut self) -> Result<Option<Bytes>, TransportError> {
        let ns = wsdl_runtime::SoapVersion::Soap11.namespace();
        let mut text = String::new();
        if self.next < 0 {
            text = format!("<s:Envelope xmlns:s='{ns}'><s:Body><answer xmlns='urn:rows'>\n");
            self.next = 0;
        }
        while self.next < self.rows && text.len() < 16_000 {
            let filler = "0123456789".repeat(15);
            text.push_str(&format!(
                "  <row>\n    <id>{}</id><text>{filler}</text>\n  </row>\n",
                self.next
            ));
            self.next += 1;
        }
        if text.is_empty() && self.next == self.rows {
            text = format!(
                "<total>{}</total></answer></s:Body></s:Envelope>",
                self.rows
            );
            self.next += 1;
        }
        self.bytes += text.len() as u64;
        Ok((!text.is_empty()).then(|| Bytes::from(text)))
    }
}

/// What the program holds now, and the most that it ever held, in KiB.
fn memory() -> (u64, u64) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let of = |name: &str| -> u64 {
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    };
    (of("VmRSS:"), of("VmHWM:"))
}

#[test]
fn memory_does_not_grow_with_the_rows() {
    // 100 MB; a tenth of it where the compiler was not asked for speed.
    let rows = if cfg!(debug_assertions) {
        50_000
    } else {
        510_000
    };
    let builder: ClientBuilder<RowsClient> = ClientBuilder::new(&wire::SERVICE);
    let client = builder
        .blocking_transport(Endless { rows })
        .build()
        .unwrap()
        .0;
    let (before, _) = memory();
    let mut stream = client.call(&wire::ALL, &()).rows::<Row>("row").blocking();
    let (mut count, mut bytes) = (0, 0);
    for row in stream.by_ref() {
        let row = row.unwrap();
        assert_eq!(row.id, count);
        count += 1;
        bytes += row.text.len() + 40;
    }
    let rest = stream.finish().unwrap().value;
    assert_eq!((count, rest.total, rest.row.len()), (rows, rows, 0));
    let (_, most) = memory();
    let grown = most.saturating_sub(before);
    println!(
        "{count} rows, about {} MB, {grown} KiB more memory",
        bytes / 1_000_000
    );
    assert!(grown < 10_000, "{grown} KiB");
}
