//! Statements in rustfmt's layout: a chain of calls that is too long for one line has a line for each call.

use std::path::Path;
use std::process::{Command, Stdio};

/// Columns of a chain of calls that rustfmt leaves on one line.
const CHAIN: usize = 60;

/// `head`, the expression, `tail`, as lines without indentation.
pub(super) fn statement(head: &str, expression: &str, tail: &str) -> String {
    let calls = calls(expression);
    let separator = match expression.len() > CHAIN && calls.len() > 1 {
        true => "\n    ",
        false => "",
    };
    format!("{head}{}{tail}\n", calls.join(separator))
}

/// The lines, each indented by so many steps.
pub(super) fn indented(lines: &str, steps: usize) -> String {
    let indent = "    ".repeat(steps);
    let lines = lines.lines().map(|line| match line {
        "" => "\n".to_owned(),
        line => format!("{indent}{line}\n"),
    });
    lines.collect()
}

/// What a chain begins with, and its calls, each with the dot before it.
fn calls(expression: &str) -> Vec<&str> {
    let mut calls = Vec::new();
    let (mut from, mut depth, mut in_text, mut escaped) = (0, 0usize, false, false);
    let mut before = ' ';
    for (at, c) in expression.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if in_text => escaped = true,
            '"' => in_text = !in_text,
            _ if in_text => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            // A number has one, too.
            '.' if depth == 0 && !before.is_ascii_digit() => {
                calls.push(&expression[from..at]);
                from = at;
            }
            _ => {}
        }
        before = c;
    }
    calls.push(&expression[from..]);
    calls
}

/// Has rustfmt look over a file, as `cargo new` does; where there is none on this machine, the file stays as it is.
pub(crate) fn rustfmt(file: &Path) {
    let mut command = Command::new("rustfmt");
    command
        .args(["--quiet", "--edition", super::EDITION])
        .arg(file);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    // A layout is not worth a failure.
    let _ = command.status();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_break_where_they_are_long() {
        let long =
            "Order::new(\"a.b)\").first(Inner::new().one(1.5)).second([\"\\\").c()\"]).third(1.5)";
        assert_eq!(
            calls(long),
            [
                "Order::new(\"a.b)\")",
                ".first(Inner::new().one(1.5))",
                ".second([\"\\\").c()\"])",
                ".third(1.5)"
            ]
        );
        assert_eq!(statement("let order = ", long, ";").lines().count(), 4);
        assert_eq!(
            statement("let x = ", "Order::new().first(1)", ";"),
            "let x = Order::new().first(1);\n"
        );
        assert_eq!(calls("1.5"), ["1.5"]);
    }
}
