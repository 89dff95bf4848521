//! Items: tokens through prettyplease, then into rustfmt's layout. The two differ in how wide a line may be and in where a type
//! that is too long goes; for the shapes that are emitted that is all.

use proc_macro2::TokenStream;

/// The lines of an item.
pub(super) fn lines(tokens: &TokenStream, width: usize) -> Vec<String> {
    let Ok(file) = syn::parse2::<syn::File>(tokens.clone()) else {
        // A name that is no Rust, in an option that was let through: the compiler says where.
        return vec![tokens.to_string()];
    };
    let text = prettyplease::unparse(&file);
    reflow(&text.lines().collect::<Vec<_>>(), width)
}

/// Adds one more function to the lines of an `impl` block, a blank line before it. It comes as a block of its own.
pub(super) fn add_function(function: &TokenStream, width: usize, out: &mut Vec<String>) {
    let lines = lines(function, width);
    let [first, body @ .., _] = lines.as_slice() else {
        return;
    };
    out.push(if out.is_empty() {
        first.clone()
    } else {
        String::new()
    });
    out.extend_from_slice(body);
}

/// Ends an `impl` block, when it has a function.
pub(super) fn close(out: &mut Vec<String>) {
    if !out.is_empty() {
        out.push("}".to_owned());
    }
}

/// Joins what fits, breaks what does not.
fn reflow(lines: &[&str], width: usize) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = lines;
    while let [line, ..] = rest {
        let taken = group(rest);
        let (group, others) = rest.split_at(taken);
        rest = others;
        let joined = if taken > 1 {
            join(group)
        } else {
            (*line).to_owned()
        };
        if joined.chars().count() <= width || joined.trim_start().starts_with("//") {
            out.push(joined);
        } else if let Some((head, tail)) =
            split(&joined).filter(|(_, tail)| taken == 1 || tail.chars().count() <= width)
        {
            out.push(head);
            out.push(tail);
        } else {
            out.extend(group.iter().map(|line| (*line).to_owned()));
        }
    }
    out
}

/// How many lines the first one takes with what it opens: up to the line that closes its bracket at the same indentation.
fn group(lines: &[&str]) -> usize {
    let [first, rest @ ..] = lines else {
        return 0;
    };
    let opens = first.ends_with(['(', '<']) || first.ends_with('=');
    if !opens || first.trim_start().starts_with("//") {
        return 1;
    }
    let indent = indent(first);
    let closes = |line: &&str| self::indent(line) <= indent;
    if first.ends_with('=') {
        return 1 + rest
            .iter()
            .position(|line| line.ends_with(';'))
            .map_or(0, |i| i + 1);
    }
    rest.iter().position(closes).map_or(1, |i| i + 2)
}

/// The lines as one, without the commas that only a broken list has.
fn join(lines: &[&str]) -> String {
    let mut out = String::new();
    for line in lines {
        let text = line.trim_start();
        if out.is_empty() {
            out.push_str(line);
        } else if out.ends_with(['(', '<']) {
            out.push_str(text);
        } else if text.starts_with([')', '>']) {
            if out.ends_with(',') {
                out.pop();
            }
            out.push_str(text);
        } else {
            out.push(' ');
            out.push_str(text);
        }
    }
    out
}

/// A field, an alias or a local that is too long: what it is goes to the next line, and so does the brace of a definition.
fn split(line: &str) -> Option<(String, String)> {
    let text = line.trim_start();
    let margin = indent(line);
    if let Some(head) = line.strip_suffix(" {")
        && (text.starts_with("pub struct ") || text.starts_with("pub enum "))
    {
        return Some((head.to_owned(), format!("{:margin$}{{", "")));
    }
    let mark = if text.starts_with("pub type ") || text.starts_with("let ") {
        " = "
    } else if text.starts_with("pub ") && text.ends_with(',') {
        ": "
    } else {
        return None;
    };
    let at = line.find(mark)? + mark.len();
    let (head, tail) = line.split_at(at);
    let margin = margin + 4;
    Some((head.trim_end().to_owned(), format!("{:margin$}{tail}", "")))
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}
