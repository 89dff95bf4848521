//! Writing by hand: what a programmer would write for these messages alone who wants nothing but speed. The bytes are those
//! that the runtime writes.

use std::fmt::{Display, Write as _};

use crate::rows::{ArrayOfString, GridResult, QueryResult, Row, RowState};

const HEAD: &str = concat!(
    r#"<?xml version="1.0" encoding="utf-8"?><soap:Envelope"#,
    r#" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema""#,
    r#" xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>"#,
);
const TAIL: &str = "</soap:Body></soap:Envelope>";

/// The envelope of an executeQuery reply.
pub(crate) fn typed(result: &QueryResult) -> String {
    let mut out = String::with_capacity(1024);
    out.push_str(HEAD);
    out.push_str(
        "<executeQueryResponse xmlns=\"http://example.com/rowquery/\"><executeQueryResult>",
    );
    if let Some(message) = &result.error_message {
        text(&mut out, "<errorMessage>", message, "</errorMessage>");
    }
    if let Some(code) = result.error_code {
        int(&mut out, "<errorCode>", code, "</errorCode>");
    }
    if let Some(token) = &result.query_token {
        text(&mut out, "<queryToken>", token, "</queryToken>");
    }
    int(
        &mut out,
        "<numRowsReturned>",
        result.num_rows_returned,
        "</numRowsReturned>",
    );
    flag(
        &mut out,
        "<hasMoreRows>",
        result.has_more_rows,
        "</hasMoreRows>",
    );
    if let Some(names) = &result.column_names {
        strings(&mut out, "<columnNames", names, "</columnNames>");
    }
    match &result.rows {
        Some(rows) if rows.row.is_empty() => out.push_str("<rows/>"),
        Some(rows) => {
            out.push_str("<rows>");
            for item in &rows.row {
                match item {
                    Some(item) => row(&mut out, item),
                    None => out.push_str("<Row xsi:nil=\"true\"/>"),
                }
            }
            out.push_str("</rows>");
        }
        None => {}
    }
    out.push_str("</executeQueryResult></executeQueryResponse>");
    out.push_str(TAIL);
    out
}

/// The envelope of an executeQueryGrid reply.
pub(crate) fn grid(result: &GridResult) -> String {
    let mut out = String::with_capacity(1024);
    out.push_str(HEAD);
    out.push_str(
        "<executeQueryGridResponse xmlns=\"http://example.com/rowquery/\"><executeQueryGridResult>",
    );
    if let Some(message) = &result.error_message {
        text(&mut out, "<errorMessage>", message, "</errorMessage>");
    }
    if let Some(code) = result.error_code {
        int(&mut out, "<errorCode>", code, "</errorCode>");
    }
    int(
        &mut out,
        "<numRowsReturned>",
        result.num_rows_returned,
        "</numRowsReturned>",
    );
    match &result.rows {
        Some(rows) if rows.array_of_string.is_empty() => out.push_str("<rows/>"),
        Some(rows) => {
            out.push_str("<rows>");
            for item in &rows.array_of_string {
                match item {
                    Some(item) => strings(&mut out, "<ArrayOfString", item, "</ArrayOfString>"),
                    None => out.push_str("<ArrayOfString xsi:nil=\"true\"/>"),
                }
            }
            out.push_str("</rows>");
        }
        None => {}
    }
    out.push_str("</executeQueryGridResult></executeQueryGridResponse>");
    out.push_str(TAIL);
    out
}

fn row(out: &mut String, row: &Row) {
    out.push_str("<Row>");
    int(out, "<id>", row.id, "</id>");
    if let Some(label) = &row.label {
        text(out, "<label>", label, "</label>");
    }
    shown(out, "<amount>", &row.amount, "</amount>");
    shown(out, "<recordedAt>", &row.recorded_at, "</recordedAt>");
    match &row.closed_at {
        Some(when) => shown(out, "<closedAt>", when, "</closedAt>"),
        None => out.push_str("<closedAt xsi:nil=\"true\"/>"),
    }
    flag(out, "<active>", row.active, "</active>");
    let state = match &row.state {
        RowState::Open => "Open",
        RowState::Held => "Held",
        RowState::Closed => "Closed",
        RowState::Unknown(other) => other,
    };
    text(out, "<state>", state, "</state>");
    if let Some(note) = &row.note {
        text(out, "<note>", note, "</note>");
    }
    if let Some(tags) = &row.tags {
        strings(out, "<tags", tags, "</tags>");
    }
    match &row.points {
        Some(points) if points.point.is_empty() => out.push_str("<points/>"),
        Some(points) => {
            out.push_str("<points>");
            for point in &points.point {
                match point {
                    Some(point) => {
                        out.push_str("<Point>");
                        int(out, "<x>", point.x, "</x>");
                        shown(out, "<y>", &point.y, "</y>");
                        out.push_str("</Point>");
                    }
                    None => out.push_str("<Point xsi:nil=\"true\"/>"),
                }
            }
            out.push_str("</points>");
        }
        None => {}
    }
    out.push_str("</Row>");
}

/// `open` lacks its `>`.
fn strings(out: &mut String, open: &str, array: &ArrayOfString, close: &str) {
    out.push_str(open);
    if array.string.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    for string in &array.string {
        match string.as_deref() {
            Some("") => out.push_str("<string/>"),
            Some(string) => text(out, "<string>", string, "</string>"),
            None => out.push_str("<string xsi:nil=\"true\"/>"),
        }
    }
    out.push_str(close);
}

fn int(out: &mut String, open: &str, value: i32, close: &str) {
    out.push_str(open);
    out.push_str(itoa::Buffer::new().format(value));
    out.push_str(close);
}

fn flag(out: &mut String, open: &str, value: bool, close: &str) {
    out.push_str(open);
    out.push_str(if value { "true" } else { "false" });
    out.push_str(close);
}

fn shown(out: &mut String, open: &str, value: &impl Display, close: &str) {
    out.push_str(open);
    // Writing to a string does not fail.
    let _ = write!(out, "{value}");
    out.push_str(close);
}

fn text(out: &mut String, open: &str, value: &str, close: &str) {
    out.push_str(open);
    escape(out, value);
    out.push_str(close);
}

static SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    special[b'<' as usize] = true;
    special[b'>' as usize] = true;
    special[b'&' as usize] = true;
    special[b'\r' as usize] = true;
    special
};

fn escape(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if SPECIAL[usize::from(byte)] {
            out.push_str(&text[from..at]);
            out.push_str(match byte {
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'&' => "&amp;",
                _ => "&#xD;",
            });
            from = at + 1;
        }
    }
    out.push_str(&text[from..]);
}
