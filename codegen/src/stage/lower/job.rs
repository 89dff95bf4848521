//! Jobs: which operations belong together, and what each passes on to the next.

use super::naming::Given;
use super::settings::Unmatched;
use crate::diagnostic::{Diagnostics, Setting, Severity, code};
use crate::model::package::{
    Client, FollowUp, Item, Job, JobMember, JobStart, Member, Operation, Package, RustType, Struct,
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

/// The types of the runtime that a job may be known by.
const IDENTIFIERS: &[&str] = &["String", "i32", "i64", "u32", "u64", "i128"];

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

fn job(
    package: &Package,
    client: &Client,
    name: &str,
    declared: &JobOperations,
) -> Result<Job, String> {
    let find = |wanted: &String| {
        let found = client.operations.iter().find(|o| o.name == *wanted);
        found.ok_or_else(|| format!("there is no operation `{wanted}`"))
    };
    let followers = [
        find(&declared.complete)?,
        find(&declared.status)?,
        find(&declared.cancel)?,
    ];
    let is_start = |o: &&Operation| {
        let named = |w: &String| pattern::matches(w, &o.name);
        declared.start.iter().any(named) && !followers.iter().any(|f| f.name == o.name)
    };
    let starts: Vec<&Operation> = client.operations.iter().filter(is_start).collect();
    let Some(first) = starts.first() else {
        return Err("no operation is left that starts it".to_owned());
    };
    let given: Vec<&Struct> = starts
        .iter()
        .map(|o| taken(package, o))
        .collect::<Result<_, _>>()?;
    let asked: Vec<&Struct> = followers
        .iter()
        .map(|o| taken(package, o))
        .collect::<Result<_, _>>()?;

    // What every question takes and no start is given: the job's own name among them.
    let candidates: Vec<&Member> = asked[0]
        .members
        .iter()
        .filter(|m| asked.iter().all(|s| has(s, m)))
        .filter(|m| !given.iter().any(|s| has(s, m)))
        .filter(|m| is_identifier(&m.ty))
        .collect();
    let [id] = candidates.as_slice() else {
        let names: Vec<&str> = asked.iter().map(|s| s.name.as_str()).collect();
        return Err(match candidates.len() {
            0 => format!(
                "{} share no member that {} has not: nothing names the job",
                names.join(", "),
                given[0].name
            ),
            _ => format!(
                "{} share several members that {} has not, so that none names the job",
                names.join(", "),
                given[0].name
            ),
        });
    };

    let mut keeps: Vec<JobMember> = Vec::new();
    let mut follow = |operation: &Operation, request: &Struct| {
        let mut members = Vec::new();
        let mut unset = Vec::new();
        for member in &request.members {
            let kept = given.iter().all(|s| has(s, member));
            if same(member, id) || kept {
                members.push(member.name.clone());
            } else if is_optional(&member.ty) {
                unset.push(member.name.clone());
            } else {
                return Err(format!(
                    "{} takes `{}`, which {} does not give",
                    operation.name, member.row.name, first.name
                ));
            }
            if kept && !keeps.iter().any(|k| k.name == member.name) {
                keeps.push(JobMember::of(member));
            }
        }
        Ok(FollowUp {
            method: operation.method.clone(),
            request: operation.input.ty.clone(),
            members,
            unset,
            response: operation.output.ty.clone(),
        })
    };
    let complete = follow(followers[0], asked[0])?;
    let status = follow(followers[1], asked[1])?;
    let cancel = follow(followers[2], asked[2])?;
    let answer = |o: &Operation, fits: &dyn Fn(&RustType) -> bool, what: &str| {
        let of_type = returned(package, o)?.members.iter().filter(|m| fits(&m.ty));
        match of_type.collect::<Vec<_>>().as_slice() {
            [member] => Ok(member.name.clone()),
            _ => Err(format!("{} does not return {what} and no other", o.name)),
        }
    };
    let done = answer(followers[0], &is_flag, "one boolean")?;
    let mut names = Scope::default();
    FUNCTIONS.iter().for_each(|f| {
        names.take(f);
    });
    let mut made = Vec::new();
    for start in &starts {
        let bare = start.method.strip_prefix("r#").unwrap_or(&start.method);
        made.push(JobStart {
            operation: start.name.clone(),
            function: names.claim(&[start.method.clone(), format!("{bare}_job")]),
            method: start.method.clone(),
            request: start.input.ty.clone(),
            response: start.output.ty.clone(),
            answer: answer(start, &|ty| *ty == id.ty, "the name of the job")?,
        });
    }
    Ok(Job {
        name: name.to_owned(),
        client: 0,
        id: JobMember::of(id),
        keeps,
        complete,
        done,
        status,
        cancel,
        starts: made,
    })
}

impl JobMember {
    fn of(member: &Member) -> Self {
        JobMember {
            name: member.name.clone(),
            ty: member.ty.clone(),
        }
    }
}

impl JobOperations {
    fn others(&self) -> [&String; 3] {
        [&self.complete, &self.status, &self.cancel]
    }
}

/// The struct that an operation takes.
fn taken<'p>(package: &'p Package, operation: &Operation) -> Result<&'p Struct, String> {
    of_type(package, &operation.input.ty)
        .ok_or_else(|| format!("{} takes no message with members", operation.name))
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

fn has(request: &Struct, member: &Member) -> bool {
    request.members.iter().any(|m| same(m, member))
}

fn same(a: &Member, b: &Member) -> bool {
    a.name == b.name && a.row.name == b.row.name && a.ty == b.ty
}

fn is_identifier(ty: &RustType) -> bool {
    match ty {
        RustType::Runtime(name) => IDENTIFIERS.contains(name),
        RustType::Option(inner) => is_identifier(inner),
        _ => false,
    }
}

fn is_flag(ty: &RustType) -> bool {
    match ty {
        RustType::Runtime(name) => *name == "bool",
        RustType::Option(inner) => is_flag(inner),
        _ => false,
    }
}

fn is_optional(ty: &RustType) -> bool {
    matches!(
        ty,
        RustType::Option(_) | RustType::Vec(_) | RustType::Nillable(_)
    )
}
