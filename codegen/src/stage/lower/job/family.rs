//! The operations of a job: which start one, which ask about it, and what is handed on from those to these.

use super::of_type;
use crate::model::package::{
    Client, FollowUp, JobMember, Member, Operation, Package, RustType, Struct,
};
use crate::names::pattern;
use crate::options::JobOperations;

/// The types of the runtime that a job may be known by.
const IDENTIFIERS: &[&str] = &["String", "i32", "i64", "u32", "u64", "i128"];

/// An operation and the struct that it takes.
pub(super) type Asked<'p> = (&'p Operation, &'p Struct);

/// The operations of a job.
pub(super) struct Family<'p> {
    /// Those that start one; there is one at least.
    pub(super) starts: Vec<Asked<'p>>,
    pub(super) complete: Asked<'p>,
    pub(super) status: Asked<'p>,
    pub(super) cancel: Asked<'p>,
}

impl<'p> Family<'p> {
    /// # Errors
    /// Why the declared operations are none.
    pub(super) fn new(
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
    pub(super) fn identifier(&self) -> Result<&'p Member, String> {
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
    pub(super) fn follow_up(
        &self,
        (operation, request): Asked<'p>,
        id: &Member,
    ) -> Result<FollowUp, String> {
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
    pub(super) fn keeps(&self) -> Vec<JobMember> {
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

impl JobMember {
    pub(super) fn of(member: &Member) -> Self {
        JobMember {
            name: member.name.clone(),
            ty: member.ty.clone(),
        }
    }
}

impl JobOperations {
    pub(super) fn others(&self) -> [&String; 3] {
        [&self.complete, &self.status, &self.cancel]
    }
}

/// The struct that an operation takes.
fn taken<'p>(package: &'p Package, operation: &Operation) -> Result<&'p Struct, String> {
    of_type(package, &operation.input.ty)
        .ok_or_else(|| format!("{} takes no message with members", operation.name))
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

fn is_optional(ty: &RustType) -> bool {
    matches!(
        ty,
        RustType::Option(_) | RustType::Vec(_) | RustType::Nillable(_)
    )
}
