//! The closing table: what was called, by version of SOAP and by transport.

use std::collections::BTreeSet;
use std::fmt;

use crate::stack::Stack;

const TRANSPORTS: [&str; 2] = ["reqwest", "ureq"];

/// Rows of the table.
#[derive(Default)]
pub(crate) struct Table {
    rows: Vec<Row>,
}

enum Row {
    Called {
        stack: &'static str,
        service: &'static str,
        version: &'static str,
        operations: usize,
        /// Calls that passed, by transport.
        calls: [usize; 2],
    },
    Skipped(&'static str),
}

impl Table {
    /// Adds what the program said of its calls, lines of `CALLED service element version transport`; returns what it did not call.
    pub(crate) fn add(&mut self, stack: &Stack, said: &str) -> Vec<String> {
        let calls: Vec<Vec<&str>> = said
            .lines()
            .filter_map(|line| line.strip_prefix("CALLED "))
            .map(|line| line.split(' ').collect())
            .collect();
        let mut missed = Vec::new();
        for service in stack.services {
            for &version in service.versions {
                let mut counts = [0; 2];
                for (transport, count) in TRANSPORTS.iter().zip(&mut counts) {
                    let is = |call: &&Vec<&str>| matches!(call[..], [s, _, v, t] if s == service.module && v == version && t == *transport);
                    *count = calls.iter().filter(is).count();
                    let called: BTreeSet<&str> =
                        calls.iter().filter(is).map(|call| call[1]).collect();
                    let not: Vec<_> = service
                        .operations
                        .iter()
                        .filter(|o| !called.contains(**o))
                        .collect();
                    if !not.is_empty() {
                        let service = service.module;
                        missed.push(format!(
                            "{service}, {version}, {transport}: not called: {not:?}"
                        ));
                    }
                }
                self.rows.push(Row::Called {
                    stack: stack.name,
                    service: service.module,
                    version,
                    operations: service.operations.len(),
                    calls: counts,
                });
            }
        }
        missed
    }

    /// Adds that a stack could not be had.
    pub(crate) fn skipped(&mut self, stack: &Stack) {
        self.rows.push(Row::Skipped(stack.name));
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, second] = TRANSPORTS;
        let head = ["stack", "service", "by", "operations", first, second];
        let [a, b, c, d, e, g] = head;
        writeln!(f, "\n{a:<15}{b:<18}{c:<6}{d:>10}{e:>10}{g:>8}")?;
        let mut total = [0; 2];
        for row in &self.rows {
            match row {
                Row::Skipped(stack) => writeln!(f, "{stack:<15}not tested")?,
                Row::Called {
                    stack,
                    service,
                    version,
                    operations,
                    calls,
                } => {
                    let [first, second] = calls;
                    writeln!(
                        f,
                        "{stack:<15}{service:<18}{version:<6}{operations:>10}{first:>10}{second:>8}"
                    )?;
                    total = [total[0] + first, total[1] + second];
                }
            }
        }
        let [first, second] = total;
        writeln!(f, "{:<49}{first:>10}{second:>8}", "calls passed")
    }
}
