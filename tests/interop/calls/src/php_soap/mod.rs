//! PHP's ext/soap: takes anything, answers in the version of the envelope, encodes with types on everything.

mod encoded;
mod literal;

use crate::run::Run;

/// `/CommandWebService.asmx`, document/literal.
mod command {
    use crate::generated::php_command::*;

    /// What PHP makes of a list of a record and nothing: an element that is nil.
    const SECOND_SPACE: Option<UserSpace> = None;
    const MODULE: &str = "php_command";
    const DATES: bool = true;
    /// A cell that is null, as the service has it in every third row.
    fn cell(row: usize) -> Option<String> {
        (row % 3 != 0).then(|| format!("<{row}>"))
    }

    include!("../command_web_service.rs");
}

pub fn all(run: &mut Run) {
    command::all(run);
    command::ends_in_nothing(run, "explode");
    encoded::all(run);
    literal::all(run);
}
