//! A job, and the trait of a stand-in: rows for the runtime's macros.

use super::scope::Scope;
use super::table::literal;
use super::table_scope::TableScope;
use crate::model::package::{Client, FollowUp, Job, JobMember};
use crate::model::source::Rows;

/// `port_type! { ShopStandIn for ShopClient = SERVICE { order "Order" ORDER: Order => OrderResponse [headers] } }`
pub(super) fn stand_in(scope: &TableScope<'_>, client: &Client) -> Option<Rows> {
    let name = client.stand_in.as_ref()?;
    scope.helper("port_type");
    let cell = |o: &crate::model::package::Operation| {
        let (input, output) = (
            scope.types.text(&o.input.ty),
            scope.types.text(&o.output.ty),
        );
        let wire = literal(&o.name);
        let headers = if o.headers.is_empty() {
            ""
        } else {
            " [headers]"
        };
        let (method, constant) = (&o.method, &o.constant);
        format!("{method} {wire} {constant}: {input} => {output}{headers}")
    };
    Some(Rows {
        open: format!(
            "port_type! {{ {name} for {} = {} {{",
            client.name, client.constant
        ),
        cells: client.operations.iter().map(cell).collect(),
        close: "} }".to_owned(),
    })
}

/// `long_job! { LoadJob of ShopClient = id(job: String), keeps(token: String), complete(is_done: IsDone { token, job } => IsDoneResponse { done }), .. }`
pub(super) fn job(scope: &TableScope<'_>, client: &Client, job: &Job) -> Rows {
    scope.helper("long_job");
    let types = &scope.types;
    let typed = |m: &JobMember| format!("{}: {}", m.name, types.text(&m.ty));
    let keeps: Vec<String> = job.keeps.iter().map(typed).collect();
    let mut cells = vec![
        format!("id({})", typed(&job.id)),
        format!("keeps({})", keeps.join(", ")),
        format!(
            "complete({} {{ {} }})",
            follow_up(types, &job.complete),
            job.done
        ),
        format!("status({})", follow_up(types, &job.status)),
        format!("cancel({})", follow_up(types, &job.cancel)),
    ];
    cells.extend(job.starts.iter().map(|start| {
        format!(
            "start({} {} {}: {} => {} {{ {} }})",
            start.function,
            literal(&start.operation),
            start.method,
            types.text(&start.request),
            types.text(&start.response),
            start.answer
        )
    }));
    Rows {
        open: format!("long_job! {{ {} of {} =", job.name, client.name),
        cells,
        close: "}".to_owned(),
    }
}

/// `is_done: IsDone { token, job } => IsDoneResponse`
fn follow_up(types: &Scope<'_>, follow: &FollowUp) -> String {
    let (request, response) = (types.text(&follow.request), types.text(&follow.response));
    let mut members = follow.members.join(", ");
    if !follow.unset.is_empty() {
        members.push_str("; ");
        members.push_str(&follow.unset.join(", "));
    }
    format!("{}: {request} {{ {members} }} => {response}", follow.method)
}
