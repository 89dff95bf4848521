//! Calls every operation of the services of a stack, over both transports, in every version of SOAP that they speak.
//!
//! `call STACK URL` makes the calls, `replay STACK FOLDER..` reads recorded exchanges. Each call that went as it should is a
//! line, `CALLED service element version transport`; each thing that is not as it should be begins a line with `WRONG`. With
//! `INTEROP_WIRE` set, all messages are shown.

mod asmx_mono;
mod jaxws_ri;
mod node_soap;
mod perl_soaplite;
mod php_soap;
mod spyne;
mod username_token;
mod wcf_mono;
#[rustfmt::skip]
mod generated;
mod replay;
mod run;

use run::{Run, Version, Way};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let wrong = match args[..] {
        ["call", stack, base] => call(stack, base),
        ["replay", stack, ref folders @ ..] => folders
            .iter()
            .map(|folder| replay::all(stack, folder.as_ref()))
            .sum(),
        _ => panic!("call STACK URL, or replay STACK FOLDER.."),
    };
    std::process::exit(i32::from(wrong > 0));
}

/// Makes all calls of a stack; returns how many did not go as they should.
fn call(stack: &str, base: &str) -> u32 {
    let all: fn(&mut Run) = match stack {
        "asmx-mono" => asmx_mono::all,
        "wcf-mono" => wcf_mono::all,
        "php-soap" => php_soap::all,
        "jaxws-ri" => jaxws_ri::all,
        "spyne" => spyne::all,
        "node-soap" => node_soap::all,
        "perl-soaplite" => perl_soaplite::all,
        "username-token" => username_token::all,
        _ => panic!("{stack} is not known"),
    };
    let mut wrong = 0;
    for version in [Version::Soap11, Version::Soap12] {
        for way in [Way::Awaited, Way::Blocking] {
            let mut run = Run::new(base, version, way);
            all(&mut run);
            wrong += run.wrong;
        }
    }
    wrong
}
