//! The messages: made by the measuring stick's own script where that is there, so that figures can be held beside those of other
//! clients; otherwise made here in the same shape.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const ROWS: usize = 30_000;

/// What a message holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Rows of numbers, dates, enumerations, lists.
    Typed,
    /// Rows of strings.
    Grid,
}

impl Shape {
    fn name(self) -> &'static str {
        match self {
            Shape::Typed => "typed",
            Shape::Grid => "grid",
        }
    }
}

/// A reply of 30,000 rows, and where it is from.
pub(crate) fn reply(shape: Shape) -> (String, &'static str) {
    match by_script(shape) {
        Some(text) => (text, "make_response.py"),
        None => (made(shape), "made by the benchmark"),
    }
}

fn by_script(shape: Shape) -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?;
    let script = root.parent()?.join("shared/bench/make_response.py");
    if !script.exists() {
        return None;
    }
    let folder: PathBuf = root.join("target/bench");
    fs::create_dir_all(&folder).ok()?;
    let file = folder.join(format!("{}.xml", shape.name()));
    let mut python = Command::new("python3");
    python.arg(script).arg(ROWS.to_string()).arg(&file);
    python.args(["--shape", shape.name()]);
    let made = python.status().is_ok_and(|status| status.success());
    made.then(|| fs::read_to_string(file).ok()).flatten()
}

const WORDS: &[&str] = &[
    "north",
    "south",
    "east",
    "west",
    "ledger",
    "invoice",
    "order",
    "ship",
    "hold",
    "route",
    "R&amp;D",
    "&lt;none&gt;",
    "\"net\"",
    "café",
    "Müller",
    "東京",
];

/// Numbers that are the same in each run.
struct Sequence(u64);

impl Sequence {
    fn below(&mut self, n: u64) -> u64 {
        let next = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = next.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    fn word(&mut self) -> &'static str {
        WORDS[self.below(WORDS.len() as u64) as usize]
    }

    fn day(&mut self) -> String {
        let (year, month, day) = (10 + self.below(15), 1 + self.below(12), 1 + self.below(28));
        format!("20{year:02}-{month:02}-{day:02}")
    }
}

fn made(shape: Shape) -> String {
    let operation = match shape {
        Shape::Typed => "executeQuery",
        Shape::Grid => "executeQueryGrid",
    };
    let mut out = format!(
        "{HEAD}<{operation}Response xmlns=\"http://example.com/rowquery/\"><{operation}Result>\
         <errorCode>0</errorCode><numRowsReturned>{ROWS}</numRowsReturned>"
    );
    if shape == Shape::Typed {
        out.push_str("<hasMoreRows>false</hasMoreRows>");
    }
    out.push_str("<rows>");
    let mut sequence = Sequence(12_345);
    for id in 0..ROWS {
        // Writing to a string does not fail.
        let _ = match shape {
            Shape::Typed => typed(&mut out, id, &mut sequence),
            Shape::Grid => grid(&mut out, id, &mut sequence),
        };
    }
    let _ = write!(
        out,
        "</rows></{operation}Result></{operation}Response>{TAIL}"
    );
    out
}

fn typed(out: &mut String, id: usize, some: &mut Sequence) -> std::fmt::Result {
    let zone = ["", "Z", "-05:00", ".1234567+01:00"][some.below(4) as usize];
    let when = format!(
        "{}T{:02}:30:{:02}{zone}",
        some.day(),
        some.below(24),
        some.below(60)
    );
    let closed = match some.below(2) {
        0 => String::from("<closedAt xsi:nil=\"true\" />"),
        _ => format!("<closedAt>{when}</closedAt>"),
    };
    let state = ["Open", "Held", "Closed"][some.below(3) as usize];
    write!(
        out,
        "<Row><id>{id}</id><label>{} {}</label><amount>{}.{:04}</amount><recordedAt>{when}</recordedAt>{closed}\
         <active>{}</active><state>{state}</state>",
        some.word(),
        some.below(10_000),
        some.below(2_000_000),
        some.below(10_000),
        some.below(2) == 0,
    )?;
    if some.below(3) == 0 {
        write!(
            out,
            "<note>{} {} {}</note>",
            some.word(),
            some.word(),
            some.word()
        )?;
    }
    out.push_str("<tags>");
    for _ in 0..some.below(4) {
        write!(out, "<string>{}</string>", some.word())?;
    }
    out.push_str("</tags><points>");
    for _ in 0..some.below(3) {
        let y = some.below(100_000) as f64 / 64.0;
        write!(out, "<Point><x>{}</x><y>{y}</y></Point>", some.below(1_000))?;
    }
    out.push_str("</points></Row>");
    Ok(())
}

fn grid(out: &mut String, id: usize, some: &mut Sequence) -> std::fmt::Result {
    write!(
        out,
        "<ArrayOfString><string>{id}</string><string>{}</string><string>{}.{:02}</string><string>{}</string>",
        some.word(),
        some.below(100_000),
        some.below(100),
        some.day(),
    )?;
    match some.below(4) {
        0 => out.push_str("<string xsi:nil=\"true\" />"),
        _ => write!(out, "<string>{}</string>", some.word())?,
    }
    out.push_str("</ArrayOfString>");
    Ok(())
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\
    <soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\" \
    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"><soap:Body>";
const TAIL: &str = "</soap:Body></soap:Envelope>";

/// A reply to cancelJob of about a kilobyte.
pub(crate) fn cancel_reply() -> String {
    format!(
        "{HEAD}<cancelJobResponse xmlns=\"http://example.com/rowquery/\"><cancelJobResult>\
         <statusCode>Canceled</statusCode><message>The job was asked to end at its next step; \
         what it has loaded stays where it is, and what it has not begun is given up. Processing group \
         &quot;Sales &amp; Orders&quot; had three steps to go when the request was taken.</message>\
         <accepted>true</accepted><steps>3</steps><details><string>extract: complete, 104312 rows from 7 sources</string>\
         <string>load: running, 61 of 93 tables</string><string>index: not begun</string><string xsi:nil=\"true\" />\
         </details></cancelJobResult></cancelJobResponse>{TAIL}"
    )
}
