//! `CommandWebService.asmx`: the shape of the first service.

use wsdl_runtime::FaultKind;

use crate::generated::asmx_command::*;
use crate::run::Run;

pub fn all(run: &mut Run) {
    let client = run.client(
        "asmx_command",
        "/CommandWebService.asmx",
        CommandWebServiceClient::builder(),
    );

    let login = client.login(Login::new().username("bob").password("secret12"));
    let length = |r: &LoginResponse| r.login_result.as_ref().map(String::len);
    let login = run.holds(login, |r| length(r) == Some(32));
    let token = login.and_then(|r| r.login_result).unwrap_or_default();
    run.fault(
        client.login(Login::new().username("bob").password("x")),
        |fault| {
            fault.kind() == FaultKind::Sender
                && fault.reason().contains("bad user name or password")
        },
    );

    let cancel = |job: &str| {
        CancelJob::new()
            .token(&token)
            .space_id("space")
            .job_token(job)
    };
    run.equal(
        client.cancel_job(cancel("job-1")),
        |r| r.cancel_job_result,
        true,
    );
    run.equal(
        client.cancel_job(cancel("finished")),
        |r| r.cancel_job_result,
        false,
    );
    run.fault(client.cancel_job(cancel("unknown")), |fault| {
        fault.kind() == FaultKind::Sender && fault.reason().contains("No such job")
    });
    run.fault(client.cancel_job(cancel("explode")), |fault| {
        fault.kind() == FaultKind::Receiver && fault.reason().contains("boom <&> \u{e9}")
    });
    run.fault(client.cancel_job(CancelJob::new().token("zzz")), |fault| {
        fault.kind() == FaultKind::Sender && fault.actor() == Some("/CommandWebService.asmx")
    });
    run.equal(
        client.cancel_job(cancel("slow-300")),
        |r| r.cancel_job_result,
        true,
    );
    run.late(client.cancel_job(cancel("slow-1500")));
    not_soap(run, &client);

    let complete = |job: &str| IsJobComplete::new().token(&token).job_token(job);
    run.equal(
        client.is_job_complete(complete("job-1")),
        |r| r.is_job_complete_result,
        true,
    );
    run.equal(
        client.is_job_complete(complete("no")),
        |r| r.is_job_complete_result,
        false,
    );

    let status = StatusResult::new()
        .loadid(-7)
        .r#type(1)
        .message("ok \u{2713} <&>")
        .status_code("Complete");
    run.equal(
        client.get_job_status(GetJobStatus::new().token(&token)),
        |r| r.get_job_status_result,
        Some(status),
    );
    let detailed = StatusResult::new()
        .processing_group("")
        .r#type(2)
        .loadid(3)
        .message("line1\nline2\tend ")
        .status_code("Running");
    let ask = |job: &str| GetDetailedJobStatus::new().token(&token).job_token(job);
    run.equal(
        client.get_detailed_job_status(ask("job")),
        |r| r.get_detailed_job_status_result,
        Some(detailed),
    );
    run.equal(
        client.get_detailed_job_status(ask("none")),
        |r| r.get_detailed_job_status_result,
        None,
    );

    let sales = UserSpace::new()
        .name("Sales & Co")
        .owner("a@b")
        .id("00000000-0000-0000-0000-000000000000");
    run.equal(
        client.list_spaces(ListSpaces::new().token(&token)),
        |r| r.list_spaces_result.map(Vec::from),
        Some(vec![Some(sales), None, Some(UserSpace::new())]),
    );

    query(run, &client, &token);

    let filter = Filter::new()
        .operator("=")
        .parameter_name("p")
        .selected_values(ArrayOfString1::from(vec![
            Some("a".to_owned()),
            Some("b".to_owned()),
        ]));
    let report = GetReportData::new()
        .token(&token)
        .report_filters(ArrayOfFilter::from(vec![Some(filter)]));
    run.equal(
        client.get_report_data(report),
        |r| r.get_report_data_result.map(Vec::from),
        Some(vec![Some("=:p=a|b".to_owned())]),
    );

    let upload = |data: &[u8]| {
        UploadData::new()
            .token(&token)
            .num_bytes(data.len() as i32)
            .data(data.to_vec())
    };
    run.equal(
        client.upload_data(upload(&[0, 1, 255])),
        |r| r.upload_data_result,
        3,
    );
    run.equal(client.upload_data(upload(&[])), |r| r.upload_data_result, 0);
    run.equal(
        client.upload_data(UploadData::new().token(&token)),
        |r| r.upload_data_result,
        -1,
    );

    source(run, &client, &token);

    run.equal(
        client.logout(Logout::new().token(&token)),
        |r| r,
        LogoutResponse::new(),
    );
    run.fault(client.logout(Logout::new().token(&token)), |f| {
        f.reason().contains("Invalid login token")
    });
}

/// What is no SOAP: a page that is not there (HTML), a media type that is not taken (an empty answer).
fn not_soap(run: &mut Run, client: &CommandWebServiceClient) {
    let nowhere = run.client(
        "asmx_command",
        "/NoSuchService.asmx",
        CommandWebServiceClient::builder(),
    );
    run.status(nowhere.cancel_job(CancelJob::new()), 404);
    let call = client.cancel_job(CancelJob::new());
    run.status(call.header("content-type", "application/xml"), 415);
}

fn query(run: &mut Run, client: &CommandWebServiceClient, token: &str) {
    let ask = |rows: &str| {
        ExecuteQueryInSpace::new()
            .token(token)
            .query(rows)
            .space_id("space")
    };
    let text = |s: &str| Some(s.to_owned());
    let row = |cells: Vec<Option<String>>| Some(ArrayOfString::from(cells));
    let expected = CommandQueryResult::new()
        .rows(ArrayOfArrayOfString::from(vec![
            row(vec![text("0"), text("row 0"), None]),
            row(vec![text("1"), text("row 1"), text("<1>")]),
        ]))
        .column_names(ArrayOfString::from(vec![
            text("id"),
            text("name"),
            text("extra"),
        ]))
        .display_names(ArrayOfString::from(Vec::<Option<String>>::new()))
        .data_types(ArrayOfInt::from(vec![Some(4), Some(12), None]))
        .num_rows_returned(2)
        .query_token("q1");
    run.equal(
        client.execute_query_in_space(ask("2")),
        |r| r.execute_query_in_space_result,
        Some(expected),
    );
    run.equal(
        client.execute_query_in_space(ask("50000")),
        |r| {
            r.execute_query_in_space_result
                .and_then(|q| q.rows)
                .map(|rows| rows.len())
        },
        Some(50_000),
    );
    run.fault(client.execute_query_in_space(ask("many")), |f| {
        f.kind() == FaultKind::Receiver
    });
}

fn source(run: &mut Run, client: &CommandWebServiceClient, token: &str) {
    let levels = ArrayOfString::from(vec![Some("l".to_owned())]);
    let column = Column {
        analyze_measure: Some(true),
        ..Column::new()
            .name("c")
            .width(7)
            .levels(ArrayOfArrayOfString::from(vec![Some(levels)]))
    };
    let mut table = StagingTable::new()
        .name("n")
        .disabled(true)
        .columns(ArrayOfColumn::from(vec![Some(column), None]));
    for modified in [None, Some("2024-02-29T12:34:56Z")] {
        table.last_modified_date = modified.and_then(|text| text.parse().ok());
        run.equal(
            client.set_source_details(SetSourceDetails::new().token(token).details(table.clone())),
            |r| r.set_source_details_result,
            Some(table.clone()),
        );
    }
}
