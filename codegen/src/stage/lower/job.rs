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

/// An operation and the struct that it takes.
type Asked<'p> = (&'p Operation, &'p Struct);

/// The operations of a job.
struct Family<'p> {
    /// Those that start one; there is one at least.
    starts: Vec<Asked<'p>>,
    complete: Asked<'p>,
    status: Asked<'p>,
    cancel: Asked<'p>,
}

impl<'p> Family<'p> {
    /// # Errors
    /// Why the declared operations are none.
    fn new(
        package: &'p Package,
        client: &'p Client,
        declared: &JobOperations,
    ) -> Result<Self, String> {
        let find = |wanted: &String| {
            let found = client.operations.iter().find(|o| o.name == *wanted);
            let found = found.ok_or_else(|| format!("there is no operation `{wanted}`"))?;
            Ok::<_, String>((found, taken(package, found)?))
        };
        let is_start = |o: &&Operation| {
            let named = |w: &String| pattern::matches(w, &o.name);
            declared.start.iter().any(named) && !declared.others().contains(&&o.name)
        };
        let starts = client.operations.iter().filter(is_start);
        let starts = starts.map(|o| Ok::<_, String>((o, taken(package, o)?)));
        let family = Family {
            complete: find(&declared.complete)?,
            status: find(&declared.status)?,
            cancel: find(&declared.cancel)?,
            starts: starts.collect::<Result<_, _>>()?,
        };
        match family.starts.is_empty() {
            true => Err("no operation is left that starts it".to_owned()),
            false => Ok(family),
        }
    }

    fn followers(&self) -> [Asked<'p>; 3] {
        [self.complete, self.status, self.cancel]
    }

    /// Whether every start is given the member, so that it can be handed on.
    fn is_given(&self, member: &Member) -> bool {
        self.starts.iter().all(|(_, s)| has(s, member))
    }

    /// What errors call the start of the job.
    fn first(&self) -> (&str, &str) {
        let (operation, request) = self.starts.first().unwrap_or(&self.complete);
        (&operation.name, &request.name)
    }

    /// The member that names a job: what every question takes and no start is given.
    ///
    /// # Errors
    /// There is none, or more than one.
    fn identifier(&self) -> Result<&'p Member, String> {
        let asked = self.followers();
        let (_, question) = self.complete;
        let candidates: Vec<&Member> = question
            .members
            .iter()
            .filter(|m| asked.iter().all(|(_, s)| has(s, m)))
            .filter(|m| !self.starts.iter().any(|(_, s)| has(s, m)))
            .filter(|m| is_identifier(&m.ty))
            .collect();
        let names = || asked.map(|(_, s)| s.name.as_str()).join(", ");
        let (_, start) = self.first();
        match candidates.as_slice() {
            [id] => Ok(id),
            [] => Err(format!(
                "{} share no member that {start} has not: nothing names the job",
                names()
            )),
            _ => Err(format!(
                "{} share several members that {start} has not, so that none names the job",
                names()
            )),
        }
    }

    /// How a question is asked: the job's name and what its start was given are handed on.
    ///
    /// # Errors
    /// It takes what nobody gives.
    fn follow_up(&self, (operation, request): Asked<'p>, id: &Member) -> Result<FollowUp, String> {
        let mut members = Vec::new();
        let mut unset = Vec::new();
        for member in &request.members {
            if same(member, id) || self.is_given(member) {
                members.push(member.name.clone());
            } else if is_optional(&member.ty) {
                unset.push(member.name.clone());
            } else {
                let (start, _) = self.first();
                return Err(format!(
                    "{} takes `{}`, which {start} does not give",
                    operation.name, member.row.name
                ));
            }
        }
        Ok(FollowUp {
            method: operation.method.clone(),
            request: operation.input.ty.clone(),
            members,
            unset,
            response: operation.output.ty.clone(),
        })
    }

    /// What a job keeps of its start, for its questions.
    fn keeps(&self) -> Vec<JobMember> {
        let mut keeps: Vec<JobMember> = Vec::new();
        let members = self.followers().into_iter().flat_map(|(_, s)| &s.members);
        for member in members.filter(|m| self.is_given(m)) {
            if !keeps.iter().any(|k| k.name == member.name) {
                keeps.push(JobMember::of(member));
            }
        }
        keeps
    }
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
