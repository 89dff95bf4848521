//! Jobs: which operations belong together, and what each passes on to the next.

mod family;

use self::family::{Asked, Family};
use super::naming::Given;
use super::settings::Unmatched;
use crate::diagnostic::{Diagnostics, Setting, Severity, code};
use crate::model::package::{
    Client, Item, Job, JobMember, JobStart, Member, Operation, Package, RustType, Struct,
};
use crate::names::pattern;
use crate::names::scope::Scope;
use crate::options::{JobOperations, Options};

/// Functions of a job that are not the start of one.
const FUNCTIONS: &[&str] = &[
    "resume",
    "id",
    "is_complete",
    "status",
    "cancel",
    "wait",
    "clone",
    "fmt",
];

/// The jobs that the settings declare. A declaration that does not fit the operations is an error that says why.
pub(super) fn jobs(
    package: &Package,
    options: &Options,
    given: &mut Given,
    scope: &mut Scope,
    out: &mut Diagnostics,
) -> Vec<Job> {
    let mut jobs = Vec::new();
    for (name, declared) in &options.jobs {
        let Some(place) = client(package, name, declared, out) else {
            continue;
        };
        let made = package
            .clients
            .get(place)
            .ok_or_else(String::new)
            .and_then(|client| job(package, client, name, declared));
        match made {
            Ok(mut job) => {
                job.client = place;
                let candidates = [name.clone(), format!("{name}Job")];
                job.name = given.last("job", name, &candidates, scope);
                jobs.push(job);
            }
            Err(reason) => {
                let message = format!("the job `{name}` cannot be made: {reason}");
                let found = out.add(code::JOB, Severity::Error, None, message);
                found.setting(Setting::entry("jobs", name)).help(
                    "a job's operations hand on members of the same name and type; `cargo wsdl list` shows what each takes and returns",
                );
            }
        }
    }
    jobs
}

/// The client that has all operations of a declaration.
fn client(
    package: &Package,
    name: &str,
    declared: &JobOperations,
    out: &mut Diagnostics,
) -> Option<usize> {
    let all = || package.clients.iter().flat_map(|c| &c.operations);
    let wanted = || declared.start.iter().chain(declared.others());
    if declared.start.is_empty() {
        let message = format!("the job `{name}` names no operation that starts it");
        out.add(code::JOB, Severity::Error, None, message)
            .setting(Setting::entry("jobs", name));
        return None;
    }
    let mut known = true;
    for wanted in wanted() {
        let fits = |o: &Operation| pattern::matches(wanted, &o.name);
        if !all().any(fits) {
            known = false;
            let names = all().map(|o| o.name.as_str());
            Unmatched {
                code: code::JOB,
                setting: Setting::entry("jobs", name).within(wanted),
                words: &format!("the job `{name}` needs an operation that is not there,"),
                wanted,
                recipe: None,
            }
            .report(names, out);
        }
    }
    if !known {
        return None;
    }
    let has = |client: &Client, wanted: &str| {
        let fits = |o: &Operation| pattern::matches(wanted, &o.name);
        client.operations.iter().any(fits)
    };
    let place = package
        .clients
        .iter()
        .position(|client| wanted().all(|w| has(client, w)));
    if place.is_none() {
        let message = format!("the operations of the job `{name}` are of different port types");
        out.add(code::JOB, Severity::Error, None, message)
            .setting(Setting::entry("jobs", name));
    }
    place
}

/// The job that a client's operations make.
///
/// # Errors
/// Why they make none.
fn job(
    package: &Package,
    client: &Client,
    name: &str,
    declared: &JobOperations,
) -> Result<Job, String> {
    let family = Family::new(package, client, declared)?;
    let id = family.identifier()?;
    let mut names = Scope::default();
    for function in FUNCTIONS {
        names.take(function);
    }
    let start = |(operation, _): &Asked<'_>| {
        let method = &operation.method;
        let bare = method.strip_prefix("r#").unwrap_or(method);
        Ok(JobStart {
            operation: operation.name.clone(),
            function: names.claim(&[method.clone(), format!("{bare}_job")]),
            method: method.clone(),
            request: operation.input.ty.clone(),
            response: operation.output.ty.clone(),
            answer: answer(package, operation, |ty| *ty == id.ty, "the name of the job")?,
        })
    };
    Ok(Job {
        name: name.to_owned(),
        client: 0,
        id: JobMember::of(id),
        keeps: family.keeps(),
        complete: family.follow_up(family.complete, id)?,
        status: family.follow_up(family.status, id)?,
        cancel: family.follow_up(family.cancel, id)?,
        done: answer(package, family.complete.0, is_flag, "one boolean")?,
        starts: family
            .starts
            .iter()
            .map(start)
            .collect::<Result<_, String>>()?,
    })
}

/// The only member of an operation's answer that fits.
///
/// # Errors
/// There is none, or more than one: `what` says of what.
fn answer(
    package: &Package,
    operation: &Operation,
    fits: impl Fn(&RustType) -> bool,
    what: &str,
) -> Result<String, String> {
    let members = returned(package, operation)?.members.iter();
    let fitting: Vec<&Member> = members.filter(|m| fits(&m.ty)).collect();
    match fitting.as_slice() {
        [member] => Ok(member.name.clone()),
        _ => Err(format!(
            "{} does not return {what} and no other",
            operation.name
        )),
    }
}

/// The struct that an operation returns.
fn returned<'p>(package: &'p Package, operation: &Operation) -> Result<&'p Struct, String> {
    of_type(package, &operation.output.ty)
        .ok_or_else(|| format!("{} returns no message with members", operation.name))
}

fn of_type<'p>(package: &'p Package, ty: &RustType) -> Option<&'p Struct> {
    let RustType::Named(path) = ty else {
        return None;
    };
    let module = package.modules.get(path.module)?;
    module.items.iter().find_map(|item| match item {
        Item::Struct(item) if item.name == path.name => Some(item),
        _ => None,
    })
}

fn is_flag(ty: &RustType) -> bool {
    match ty {
        RustType::Runtime(name) => *name == "bool",
        RustType::Option(inner) => is_flag(inner),
        _ => false,
    }
}
