//! The `cargo-wsdl` binary, which cargo runs for `cargo wsdl`.

use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let code = cargo_wsdl::run(std::env::args_os(), &mut out, &mut io::stderr());
    ExitCode::from(code)
}
