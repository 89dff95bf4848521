//! `cargo wsdl explain CODE`.

use anstyle::Style;
use wsdl_codegen::diagnostic::catalogue;

use crate::cli::Explain;
use crate::console::Console;
use crate::failure::Failure;
use crate::nearest;

const HEAD: Style = Style::new().bold();
/// Columns of a line.
const WIDTH: usize = 80;

/// Runs the verb.
pub(crate) fn run(args: &Explain, console: &mut Console<'_>) -> Result<(), Failure> {
    let Some(code) = &args.code else {
        for entry in catalogue::ENTRIES {
            console.result(format!("{}  {}\n", entry.code, entry.title))?;
        }
        return Ok(());
    };
    match catalogue::explain(code) {
        Some(entry) => {
            let (code, title) = (entry.code, entry.title);
            let text = filled(entry.explanation);
            console.result(format!("{HEAD}{code}: {title}{HEAD:#}\n\n{text}"))?;
            Ok(())
        }
        None => {
            let hint = nearest::hint(code, catalogue::ENTRIES.iter().map(|e| e.code));
            let hint = match hint.is_empty() {
                true => "; `cargo wsdl explain` lists all".to_owned(),
                false => hint,
            };
            Err(Failure::Because(format!(
                "there is no diagnostic `{code}`{hint}"
            )))
        }
    }
}

/// The text as one paragraph, filled to lines.
fn filled(text: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        match column {
            0 => column = length,
            _ if column + 1 + length > WIDTH => {
                out.push('\n');
                column = length;
            }
            _ => {
                out.push(' ');
                column += 1 + length;
            }
        }
        out.push_str(word);
    }
    out.push('\n');
    out
}
