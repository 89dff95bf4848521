//! The way from an answer's root to its rows.

use super::split::Path;
use crate::call::State;
use crate::error::{Error, Step};
use crate::operation::{About, Content};
use crate::xml::{Kind, Slot, flag};

impl State {
    /// The call and the names from a document's root to a row; a path that leads nowhere is an error of the call.
    pub(super) fn with_path(self, path: &str, response: Slot<'_, 'static>) -> (State, Path) {
        let steps: Vec<&str> = path.split('/').filter(|step| !step.is_empty()).collect();
        let plan = match self {
            State::Ready(plan) => plan,
            other => return (other, Vec::new()),
        };
        let about: About = plan.about;
        let reason = match steps.as_slice() {
            [] => Some("the path to the rows is empty".to_owned()),
            _ if about.encoded => Some(
                "rows of an operation with the SOAP encoding are not streamed: they may refer to what comes later".to_owned(),
            ),
            steps if leads(response, steps) => None,
            _ => Some(format!("the path `{path}` leads to no member of the response")),
        };
        if let Some(reason) = reason {
            let error = Error::not_sent(Step::Request, "", reason);
            return (State::Unready(error), Vec::new());
        }
        let mut names: Path = vec![None];
        if about.http.is_none() {
            names.push(Some("Body".to_owned()));
            if about.output.0 != Content::Bare {
                names.push(None);
            }
        }
        names.extend(steps.iter().map(|step| Some((*step).to_owned())));
        (State::Ready(plan), names)
    }
}

/// Whether there may be an element below what is read into `slot`, named by these steps.
fn leads(slot: Slot<'_, 'static>, steps: &[&str]) -> bool {
    let Some((step, further)) = steps.split_first() else {
        return true;
    };
    let node = match slot {
        Slot::Node(node) => node,
        Slot::Many(many) => return leads(many.add(), steps),
        Slot::Tree(_) => return true,
        _ => return false,
    };
    let table = node.table();
    table.members.iter().enumerate().any(|(i, row)| {
        if row.flags & flag::attr != 0 {
            false
        } else if row.flags & (flag::any | flag::items) != 0 {
            true
        } else if row.flags & flag::group != 0 || table.kind == Kind::Poly {
            leads(node.slot(i), steps)
        } else {
            row.name == *step && (further.is_empty() || leads(node.slot(i), further))
        }
    })
}
