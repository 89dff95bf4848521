//! JAX-WS RI: chunked answers, unqualified children, attachments, WS-Addressing; `/strict` validates what it is sent.

mod addressed;
mod mtom;
mod rpc;
mod types;

use crate::run::Run;

mod command {
    use crate::generated::jaxws_command::*;
    const SERVICE: (&str, &str) = ("jaxws_command", "/command");
    include!("command.rs");
}

mod command12 {
    use crate::generated::jaxws_command12::*;
    const SERVICE: (&str, &str) = ("jaxws_command12", "/command12");
    include!("command.rs");
}

mod strict {
    use crate::generated::jaxws_strict::*;
    const SERVICE: (&str, &str) = ("jaxws_strict", "/strict");
    include!("command.rs");
}

pub fn all(run: &mut Run) {
    if run.is_12() {
        return command12::all(run);
    }
    command::all(run);
    strict::all(run);
    types::all(run);
    mtom::all(run);
    addressed::all(run);
    rpc::all(run);
}
