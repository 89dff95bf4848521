//! The types of a service that returns rows, as the generator writes them; and the envelope, so that whole messages are read.

use wsdl_runtime::generated::{DateTime, Decimal, SOAP, default, names, service, wire, words};
use wsdl_runtime::{Body, Operation};

#[derive(Clone, PartialEq, Default)]
pub(crate) struct Envelope {
    pub(crate) body: Answers,
}

/// What a body may hold here.
#[derive(Clone, PartialEq, Default)]
pub(crate) struct Answers {
    pub(crate) typed: Option<ExecuteQueryResponse>,
    pub(crate) grid: Option<ExecuteQueryGridResponse>,
    pub(crate) cancel: Option<CancelJobResponse>,
}

#[derive(Clone, PartialEq, Default)]
pub(crate) struct ExecuteQueryResponse {
    pub(crate) execute_query_result: Option<QueryResult>,
}

#[derive(Clone, PartialEq, Default)]
pub(crate) struct ExecuteQueryGridResponse {
    pub(crate) execute_query_grid_result: Option<GridResult>,
}

#[derive(Clone, PartialEq, Default)]
pub(crate) struct CancelJobResponse {
    pub(crate) cancel_job_result: Option<Cancelled>,
}

/// What a service with more to say than `true` answers.
#[derive(Clone, PartialEq, Default)]
pub(crate) struct Cancelled {
    pub(crate) status_code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) accepted: bool,
    pub(crate) steps: i32,
    pub(crate) details: Option<ArrayOfString>,
}

#[derive(Clone, PartialEq, Default)]
pub(crate) struct CancelJob {
    pub(crate) token: Option<String>,
    pub(crate) space_id: Option<String>,
    pub(crate) job_token: Option<String>,
    pub(crate) options: Option<ArrayOfPair>,
}

#[derive(Clone, PartialEq, Default)]
pub(crate) struct ArrayOfPair {
    pub(crate) pair: Vec<Option<Pair>>,
}

#[derive(Clone, PartialEq, Default)]
pub(crate) struct Pair {
    pub(crate) key: Option<String>,
    pub(crate) value: Option<String>,
}

#[derive(Clone, PartialEq, Default)]
pub(crate) struct QueryResult {
    pub(crate) error_message: Option<String>,
    pub(crate) error_code: Option<i32>,
    pub(crate) query_token: Option<String>,
    pub(crate) num_rows_returned: i32,
    pub(crate) has_more_rows: bool,
    pub(crate) column_names: Option<ArrayOfString>,
    pub(crate) rows: Option<ArrayOfRow>,
}

#[derive(Clone, PartialEq, Default)]
pub(crate) struct GridResult {
    pub(crate) error_message: Option<String>,
    pub(crate) error_code: Option<i32>,
    pub(crate) num_rows_returned: i32,
    pub(crate) rows: Option<ArrayOfArrayOfString>,
}

#[derive(Clone, PartialEq, Default)]
pub(crate) struct ArrayOfRow {
    pub(crate) row: Vec<Option<Row>>,
}

#[derive(Clone, PartialEq)]
pub(crate) struct Row {
    pub(crate) id: i32,
    pub(crate) label: Option<String>,
    pub(crate) amount: Decimal,
    pub(crate) recorded_at: DateTime,
    pub(crate) closed_at: Option<DateTime>,
    pub(crate) active: bool,
    pub(crate) state: RowState,
    pub(crate) note: Option<String>,
    pub(crate) tags: Option<ArrayOfString>,
    pub(crate) points: Option<ArrayOfPoint>,
}

#[derive(Clone, PartialEq)]
pub(crate) enum RowState {
    Open,
    Held,
    Closed,
    Unknown(String),
}

#[derive(Clone, PartialEq, Default)]
pub(crate) struct ArrayOfPoint {
    pub(crate) point: Vec<Option<Point>>,
}

#[derive(Clone, PartialEq, Default)]
pub(crate) struct Point {
    pub(crate) x: i32,
    pub(crate) y: f64,
}

#[derive(Clone, PartialEq, Default)]
pub(crate) struct ArrayOfString {
    pub(crate) string: Vec<Option<String>>,
}

#[derive(Clone, PartialEq, Default)]
pub(crate) struct ArrayOfArrayOfString {
    pub(crate) array_of_string: Vec<Option<ArrayOfString>>,
}

names! { T "http://example.com/rowquery/" }
wire! { Envelope = SOAP "" seq { body "Body" } }
wire! { Answers = T "" seq {
    typed "executeQueryResponse" opt, grid "executeQueryGridResponse" opt, cancel "cancelJobResponse" opt
} }
wire! { ExecuteQueryResponse = T "" seq { execute_query_result "executeQueryResult" opt } }
wire! { ExecuteQueryGridResponse = T "" seq {
    execute_query_grid_result "executeQueryGridResult" opt
} }
wire! { CancelJobResponse = T "" seq { cancel_job_result "cancelJobResult" opt } }
wire! { Cancelled = T "Cancelled" seq {
    status_code "statusCode" opt, message "message" opt, accepted "accepted", steps "steps",
    details "details" opt
} }
wire! { CancelJob = T "" seq {
    token "token" opt secret, space_id "spaceID" opt, job_token "jobToken" opt secret,
    options "options" opt
} }
wire! { ArrayOfPair = T "ArrayOfPair" seq { pair "Pair" opt many nil } }
wire! { Pair = T "Pair" seq { key "Key" opt, value "Value" opt } }
wire! { QueryResult = T "QueryResult" seq {
    error_message "errorMessage" opt, error_code "errorCode" opt = default("0"),
    query_token "queryToken" opt secret, num_rows_returned "numRowsReturned",
    has_more_rows "hasMoreRows", column_names "columnNames" opt, rows "rows" opt
} }
wire! { GridResult = T "GridResult" seq {
    error_message "errorMessage" opt, error_code "errorCode" opt = default("0"),
    num_rows_returned "numRowsReturned", rows "rows" opt
} }
wire! { ArrayOfRow = T "ArrayOfRow" seq { row "Row" opt many nil } }
wire! { Row = T "Row" seq {
    id "id", label "label" opt, amount "amount", recorded_at "recordedAt",
    closed_at "closedAt" nil, active "active", state "state", note "note" opt,
    tags "tags" opt, points "points" opt
} }
words! { RowState { Open "Open", Held "Held", Closed "Closed" } }
wire! { ArrayOfPoint = T "ArrayOfPoint" seq { point "Point" opt many nil } }
wire! { Point = T "Point" seq { x "x", y "y" } }
wire! { ArrayOfString = T "ArrayOfString" seq { string "string" opt many nil } }
wire! { ArrayOfArrayOfString = T "ArrayOfArrayOfString" seq {
    array_of_string "ArrayOfString" opt many nil
} }

/// The root of the messages, as [`from_str`](wsdl_runtime::xml::from_str) takes it.
pub(crate) const ENVELOPE: &str = "{http://schemas.xmlsoap.org/soap/envelope/}Envelope";

service! { SERVICE = "RowQuery", "RowQuerySoap", Soap11("RowQuerySoap", "http://localhost:8080/RowQuery.asmx") }

/// Sends what the service would answer, so that writing large messages can be measured.
pub(crate) const TYPED: Operation<ExecuteQueryResponse, ExecuteQueryResponse> = Operation::new(
    "executeQuery",
    Body::element("http://example.com/rowquery/", "executeQueryResponse"),
    Body::element("http://example.com/rowquery/", "executeQueryResponse"),
);
/// The same for rows of strings.
pub(crate) const GRID: Operation<ExecuteQueryGridResponse, ExecuteQueryGridResponse> =
    Operation::new(
        "executeQueryGrid",
        Body::element("http://example.com/rowquery/", "executeQueryGridResponse"),
        Body::element("http://example.com/rowquery/", "executeQueryGridResponse"),
    );
pub(crate) const CANCEL: Operation<CancelJob, CancelJobResponse> = Operation::new(
    "cancelJob",
    Body::element("http://example.com/rowquery/", "cancelJob"),
    Body::element("http://example.com/rowquery/", "cancelJobResponse"),
)
.action("http://example.com/rowquery/cancelJob");
