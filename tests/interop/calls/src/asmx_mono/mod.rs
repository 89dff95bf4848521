//! ASP.NET's `.asmx` engine: forgives what it is sent and is exact in what it answers, so it judges how answers are read.

mod bare;
mod command;
mod encoded;
mod http;
mod interop;
mod rpc_literal;

use crate::run::Run;

pub fn all(run: &mut Run) {
    command::all(run);
    interop::all(run);
    encoded::all(run);
    rpc_literal::all(run);
    bare::all(run);
    http::all(run);
}
