//! `cargo wsdl explain CODE`.

use wsdl_codegen::diagnostic::catalogue;

use crate::cli::Explain;
use crate::console::Console;
use crate::failure::Failure;
use crate::nearest;

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
            console.result(format!(
                "{}: {}\n\n{}",
                entry.code, entry.title, entry.explanation
            ))?;
            Ok(())
        }
        None => {
            let hint = nearest::hint(code, catalogue::ENTRIES.iter().map(|e| e.code));
            Err(Failure::Because(format!(
                "there is no diagnostic `{code}`{hint}; `cargo wsdl explain` lists all"
            )))
        }
    }
}
