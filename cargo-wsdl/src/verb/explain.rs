//! `cargo wsdl explain CODE`.

use anstyle::Style;
use wsdl_codegen::diagnostic::catalogue;

use crate::cli::Explain;
use crate::console::Console;
use crate::failure::Failure;
use crate::{lines, nearest};

const HEAD: Style = Style::new().bold();
/// The most columns of a line.
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
            let words = entry.explanation.split_whitespace();
            let text = lines::filled(words, (0, 0), lines::width().min(WIDTH));
            console.result(format!("{HEAD}{code}: {title}{HEAD:#}\n\n{text}\n"))?;
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
