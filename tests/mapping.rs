//! `docs/mapping.md` shows what the cases hold: every snippet of it stands in the input or in the expected output of the case that it
//! names, line by line, documentation and indentation aside.

use std::fs;

use tests::{case, root};

#[test]
fn every_snippet_is_of_its_case() {
    let page = fs::read_to_string(root().join("docs/mapping.md")).expect("the page is there");
    let cases = case::all();
    let (mut snippets, mut problems) = (0, Vec::new());
    let mut named = None;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(name) = line
            .strip_prefix("Case `")
            .and_then(|l| l.strip_suffix("`:"))
        {
            named = cases.iter().find(|c| c.name == name);
            if named.is_none() && std::env::var_os("CASE").is_none() {
                problems.push(format!("there is no case `{name}`"));
            }
        }
        let Some(language @ ("xml" | "rust")) = line.strip_prefix("```") else {
            continue;
        };
        let snippet: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
        let Some(case) = named else { continue };
        snippets += 1;
        let folder = match language {
            "xml" => case.folder.clone(),
            _ => case.folder.join("expected"),
        };
        let files = fs::read_dir(&folder).into_iter().flatten().flatten();
        let found = files.filter(|f| f.path().is_file()).any(|file| {
            let text = fs::read_to_string(file.path()).unwrap_or_default();
            snippet_of(&snippet, &text)
        });
        if !found {
            problems.push(format!("{}: {}", case.name, snippet.join("\n")));
        }
    }
    assert!(
        problems.is_empty(),
        "not in their cases:\n{}",
        problems.join("\n")
    );
    assert!(
        snippets > 60 || std::env::var_os("CASE").is_some(),
        "{snippets} snippets"
    );
}

/// Whether the lines of a snippet stand in a text, one definition after another.
fn snippet_of(snippet: &[&str], text: &str) -> bool {
    let plain = |l: &str| l.trim().trim_end_matches('{').trim_end().to_owned();
    let lines: Vec<String> = text
        .lines()
        .filter(|l| !l.trim_start().starts_with("///"))
        .map(plain)
        .collect();
    // A definition begins at the margin of the snippet, and ends before the next that does.
    let mut definitions: Vec<Vec<String>> = Vec::new();
    for line in snippet {
        let opens = !line.starts_with([' ', '}', '<', ')'])
            || (line.starts_with('<') && !line.starts_with("</"));
        match definitions.last_mut() {
            Some(last) if !opens => last.push(plain(line)),
            _ => definitions.push(vec![plain(line)]),
        }
    }
    !definitions.is_empty()
        && definitions
            .iter()
            .all(|d| lines.windows(d.len()).any(|w| w == d.as_slice()))
}
