//! What each operation costs in code: the lines and types that would go with it, and those that it shares.
//!
//! Lines are those of the printed files. A type belongs to every operation that reaches it, so that the costs "in all" of two operations
//! overlap; what an operation costs "alone" is reached by no other.

use std::collections::BTreeMap;
use std::fmt;

use crate::graph::Graph;
use crate::guard;
use crate::model::source::Of;
use crate::pipeline::Outcome;

/// What a part of the code amounts to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount {
    /// Lines, comments and tables among them.
    pub lines: usize,
    /// Types.
    pub types: usize,
}

/// What an operation costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationCost {
    /// The client that it is a method of.
    pub client: String,
    /// Its name on the wire.
    pub name: String,
    /// What would go if it were left out.
    pub alone: Amount,
    /// With what it shares with others.
    pub all: Amount,
}

/// What a service costs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// The document.
    pub source: String,
    /// The operations, those that cost most alone first.
    pub operations: Vec<OperationCost>,
    /// What several operations share.
    pub shared: Amount,
    /// Types that no operation reaches: elements and types that are read and written on their own.
    pub unreached: Amount,
    /// Everything.
    pub total: Amount,
}

/// The cost of what was generated; nothing when nothing was.
pub fn cost(outcome: &Outcome) -> Cost {
    let Some(package) = &outcome.package else {
        return Cost::default();
    };
    let mut lines: BTreeMap<&Of, usize> = BTreeMap::new();
    for (of, count) in outcome.files.iter().flat_map(|f| &f.lines) {
        *lines.entry(of).or_default() += count;
    }
    let lines = |of: &Of| lines.get(of).copied().unwrap_or_default();
    let graph = Graph::of(package);
    let amount = |types: &mut dyn Iterator<Item = usize>| {
        types.fold(Amount::default(), |sum, index| Amount {
            lines: sum.lines + lines(&Of::Type(graph.paths[index].clone())),
            types: sum.types + 1,
        })
    };
    let clients = package.clients.iter();
    let operations = clients.flat_map(|c| c.operations.iter().map(move |o| (c, o)));
    let reached: Vec<_> = operations
        .map(|(c, o)| (c, o, graph.reached(o.types())))
        .collect();
    let mut users = vec![0_usize; graph.paths.len()];
    for index in reached.iter().flat_map(|(_, _, types)| types) {
        users[*index] += 1;
    }
    let mut found: Vec<OperationCost> = Vec::with_capacity(reached.len());
    for (client, operation, types) in &reached {
        let own = lines(&Of::Operation(operation.constant.clone()));
        let mut all = amount(&mut types.iter().copied());
        let mut alone = amount(&mut types.iter().copied().filter(|i| users[*i] == 1));
        all.lines += own;
        alone.lines += own;
        found.push(OperationCost {
            client: client.name.clone(),
            name: operation.name.clone(),
            alone,
            all,
        });
    }
    // those that cost the same stay in the order of the description
    found.sort_by_key(|o| std::cmp::Reverse((o.alone, o.all)));
    let of_users = |wanted: fn(usize) -> bool| {
        amount(&mut (0..graph.paths.len()).filter(|i| wanted(users[*i])))
    };
    Cost {
        source: package.source.clone(),
        operations: found,
        shared: of_users(|users| users > 1),
        unreached: of_users(|users| users == 0),
        total: Amount {
            lines: code_lines(outcome),
            types: graph.paths.len(),
        },
    }
}

/// The lines of all files that are Rust.
fn code_lines(outcome: &Outcome) -> usize {
    let files = outcome.files.iter();
    let code = files.filter(|f| f.path.ends_with(".rs"));
    code.map(|f| f.text.lines().count()).sum()
}

/// A table for people: an operation a line.
impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "# What each operation costs in code. Alone: what would go if it were left out; in all: with what it shares with others."
        )?;
        writeln!(f, "#\n#       alone         in all")?;
        writeln!(f, "# lines types    lines types  operation")?;
        let clients: std::collections::BTreeSet<&str> =
            self.operations.iter().map(|o| o.client.as_str()).collect();
        for found in &self.operations {
            let Amount { lines, types } = found.alone;
            write!(
                f,
                "{lines:>7} {types:>5} {:>8} {:>5}  ",
                found.all.lines, found.all.types
            )?;
            if clients.len() > 1 {
                write!(f, "{}: ", found.client)?;
            }
            writeln!(f, "{}", guard::visible(&found.name, false))?;
        }
        let own: usize = self.operations.iter().map(|o| o.alone.lines).sum();
        let types: usize = self.operations.iter().map(|o| o.alone.types).sum();
        let rest = self
            .total
            .lines
            .saturating_sub(own + self.shared.lines + self.unreached.lines);
        let operations = match self.operations.len() {
            1 => "1 operation, alone".to_owned(),
            count => format!("{count} operations, each alone"),
        };
        writeln!(f, "#")?;
        writeln!(f, "{own:>7} {types:>5}                 {operations}")?;
        let Amount { lines, types } = self.shared;
        writeln!(
            f,
            "{lines:>7} {types:>5}                 types that several share"
        )?;
        let Amount { lines, types } = self.unreached;
        writeln!(
            f,
            "{lines:>7} {types:>5}                 types of the schemas that none reaches"
        )?;
        writeln!(
            f,
            "{rest:>7}     -                 clients, headers, imports"
        )?;
        let Amount { lines, types } = self.total;
        writeln!(f, "{lines:>7} {types:>5}                 everything")
    }
}
