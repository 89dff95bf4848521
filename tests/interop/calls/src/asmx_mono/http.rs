//! `/get/CommandWebService.asmx`: the same service without envelopes, by HTTP GET and by HTTP POST.

use wsdl_runtime::Error;

use crate::generated::asmx_http::abstract_types::StringArray;
use crate::generated::asmx_http::*;
use crate::run::Run;

const PATH: &str = "/get/CommandWebService.asmx";

/// What escaping is for: names and values of a form, in a query as in a body.
const ODD: [&str; 5] = [
    "a b+c&d=e;f",
    "100%41?#/\\",
    "\u{e9}\u{2713}\u{1F600}",
    "tab\tline\nend ",
    "{}[]|^`~*'()!$,:@",
];

macro_rules! calls {
    ($run:ident, $Client:ident, $Login:ident, $Logout:ident, $Cancel:ident, $Complete:ident, $Status:ident, $Detailed:ident, $Spaces:ident, $Query:ident, $Upload:ident) => {{
        let run = $run;
        let client = run.http("asmx_http", PATH, $Client::builder());
        let login = |user: &str, password: &str| {
            client.login($Login::new().username(user).password(password))
        };
        let token = run.holds(login("bob & s\u{f6}n", "secret12"), |token| {
            token.as_ref().is_some_and(|token| token.len() == 32)
        });
        let token = token.flatten().unwrap_or_default();
        // An error is a page with a status: nothing in this binding says what a fault is.
        run.status(login("bob", "wrong"), 500);
        run.status(login("", "secret12"), 500);

        let cancel = |job: &str| $Cancel::new().token(&token).space_id("").job_token(job);
        let complete = |job: &str| $Complete::new().token(&token).job_token(job);
        run.equal(client.cancel_job(cancel("string")), |done| done, true);
        run.equal(client.cancel_job(cancel("finished")), |done| done, false);
        run.status(client.cancel_job(cancel("unknown")), 500);
        run.late(client.cancel_job(cancel("slow-1500")));
        // The service knows a job again by its very name.
        for (i, odd) in ODD.into_iter().enumerate() {
            let job = format!("{} {} {i} {odd}", stringify!($Client), run.way);
            run.equal(client.is_job_complete(complete(&job)), |done| done, false);
            run.equal(client.cancel_job(cancel(&job)), |done| done, true);
            run.equal(client.is_job_complete(complete(&job)), |done| done, true);
        }
        // ASP.NET takes markup for an attack, here as in a page's form.
        run.status(client.is_job_complete(complete("<x>")), 500);
        run.equal(client.is_job_complete(complete("")), |done| done, false);

        let status = client.get_job_status($Status::new().token(&token));
        run.equal(
            status,
            |status| status.and_then(|status| status.message),
            Some("ok \u{2713} <&>".to_owned()),
        );
        let detailed = |job: &str| {
            client.get_detailed_job_status($Detailed::new().token(&token).job_token(job))
        };
        run.equal(
            detailed("x"),
            |status| status.map(|status| (status.r#type, status.loadid)),
            Some((2, 3)),
        );
        run.equal(detailed("none"), |status| status, None);
        run.equal(
            client.list_spaces($Spaces::new().token(&token)),
            |spaces| spaces.map(|spaces| spaces.len()),
            Some(3),
        );
        let query = |rows: &str| {
            client.execute_query_in_space($Query::new().token(&token).query(rows))
        };
        for (text, rows) in [("0", 0), ("2", 2), ("+500", 500)] {
            run.equal(
                query(text),
                |result| result.map(|result| result.num_rows_returned),
                Some(rows),
            );
        }
        run.status(query("many"), 500);

        let upload = |data: &[&str]| {
            let items = data.iter().map(|byte| Some((*byte).to_owned()));
            client.upload_data(
                $Upload::new()
                    .token(&token)
                    .num_bytes("-2147483648")
                    .data(items.collect::<StringArray>()),
            )
        };
        // An array is its name again and again; without items it is not there, which ASP.NET cannot read: that is an error, where
        // a name without a value would be an array of one empty item.
        for data in [&["7"][..], &["0", "255", "0"]] {
            run.equal(upload(data), |length| length, data.len() as i32);
        }
        run.status(upload(&[]), 500);
        run.status(upload(&["256"]), 500);

        run.equal(client.logout($Logout::new().token(&token)), |()| (), ());
        run.error(
            client.logout($Logout::new().token(&token)),
            |error| matches!(error, Error::HttpStatus(http) if http.excerpt.contains("Invalid login token")),
        );
    }};
}

pub fn all(run: &mut Run) {
    if run.is_12() {
        // There are no versions of it.
        return;
    }
    by_get(run);
    by_post(run);
}

fn by_get(run: &mut Run) {
    calls!(
        run,
        CommandWebServiceHttpGetClient,
        LoginHttpGet,
        LogoutHttpGet,
        CancelJobHttpGet,
        IsJobCompleteHttpGet,
        GetJobStatusHttpGet,
        GetDetailedJobStatusHttpGet,
        ListSpacesHttpGet,
        ExecuteQueryInSpaceHttpGet,
        UploadDataHttpGet
    );
}

fn by_post(run: &mut Run) {
    calls!(
        run,
        CommandWebServiceHttpPostClient,
        LoginHttpPost,
        LogoutHttpPost,
        CancelJobHttpPost,
        IsJobCompleteHttpPost,
        GetJobStatusHttpPost,
        GetDetailedJobStatusHttpPost,
        ListSpacesHttpPost,
        ExecuteQueryInSpaceHttpPost,
        UploadDataHttpPost
    );
}
