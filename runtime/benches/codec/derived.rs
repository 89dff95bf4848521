//! The same messages by serde derives over quick-xml: what a programmer would write who has no generator. Dates, decimals and
//! enumerations stay strings, so that it has less to do.

use serde::{Deserialize, Serialize};

#[derive(Deserialize, Serialize)]
pub(crate) struct Envelope {
    #[serde(rename = "Body")]
    pub(crate) body: Answers,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Answers {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) execute_query_response: Option<ExecuteQueryResponse>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) execute_query_grid_response: Option<ExecuteQueryGridResponse>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cancel_job_response: Option<CancelJobResponse>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ExecuteQueryResponse {
    pub(crate) execute_query_result: Option<QueryResult>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ExecuteQueryGridResponse {
    pub(crate) execute_query_grid_result: Option<GridResult>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CancelJobResponse {
    pub(crate) cancel_job_result: Option<Cancelled>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Cancelled {
    pub(crate) status_code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) accepted: bool,
    pub(crate) steps: i32,
    pub(crate) details: Option<Strings>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct QueryResult {
    pub(crate) error_code: Option<i32>,
    pub(crate) query_token: Option<String>,
    pub(crate) num_rows_returned: i32,
    pub(crate) has_more_rows: bool,
    pub(crate) column_names: Option<Strings>,
    pub(crate) rows: Option<Rows>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct GridResult {
    pub(crate) error_code: Option<i32>,
    pub(crate) num_rows_returned: i32,
    pub(crate) rows: Option<Grid>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Rows {
    #[serde(rename = "Row", default)]
    pub(crate) row: Vec<Row>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Row {
    pub(crate) id: i32,
    pub(crate) label: Option<String>,
    pub(crate) amount: String,
    pub(crate) recorded_at: String,
    pub(crate) closed_at: Option<String>,
    pub(crate) active: bool,
    pub(crate) state: String,
    pub(crate) note: Option<String>,
    pub(crate) tags: Option<Strings>,
    pub(crate) points: Option<Points>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Points {
    #[serde(rename = "Point", default)]
    pub(crate) point: Vec<Point>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Point {
    pub(crate) x: i32,
    pub(crate) y: f64,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Strings {
    #[serde(default)]
    pub(crate) string: Vec<Option<String>>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Grid {
    #[serde(rename = "ArrayOfString", default)]
    pub(crate) rows: Vec<Strings>,
}
