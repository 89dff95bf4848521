//! Calls every operation of two services of the ASP.NET engine, over both transports and both versions of SOAP.
//!
//! Given the address of the server, or `replay` and folders of recorded exchanges. Each call is a line, `CALLED service
//! operation version transport`; each thing that is not as it should be is a line that begins with `WRONG`.

#[rustfmt::skip]
mod generated;
mod command;
mod interop;
mod replay;
mod run;

use run::{Run, Version, Way};

fn main() {
    let mut args = std::env::args().skip(1);
    let base = args.next().unwrap_or_default();
    let mut wrong = 0;
    if base == "replay" {
        wrong = args.map(|folder| replay::all(folder.as_ref())).sum();
        std::process::exit(i32::from(wrong > 0));
    }
    for version in [Version::Soap11, Version::Soap12] {
        for way in [Way::Awaited, Way::Blocking] {
            let mut run = Run::new(&base, version, way);
            command::all(&mut run);
            interop::all(&mut run);
            wrong += run.wrong;
        }
    }
    std::process::exit(i32::from(wrong > 0));
}
