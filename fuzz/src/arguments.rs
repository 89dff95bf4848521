//! Arguments of `cargo wsdl call`: a request is made of them, or a sentence says why not. Nothing is sent.

use std::ffi::OsString;

/// The service that is not called.
const WSDL: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../cargo-wsdl/tests/command/fixtures/orders.wsdl"
);

/// A line per argument: `PATH=VALUE`, `PATH:=JSON`.
pub fn arguments(data: &[u8]) -> bool {
    let text = String::from_utf8_lossy(data).replace('\0', "");
    // A flag is clap's to read; files, variables and questions are not what is looked for.
    let taken = |line: &&str| {
        let value = line.split_once('=').map_or("", |(_, value)| value);
        let outside = ["file:", "env:", "prompt:", "@"]
            .iter()
            .any(|p| value.starts_with(p));
        !line.is_empty() && !line.starts_with(['-', '@']) && !outside
    };
    let given = text.lines().filter(taken).map(OsString::from);
    let args = ["cargo-wsdl", "call", WSDL, "placeOrder", "--dry-run", "--"];
    let args = args.into_iter().map(OsString::from).chain(given);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let code = cargo_wsdl::run(args, &mut out, &mut err);
    let said = String::from_utf8_lossy(&err);
    match code {
        cargo_wsdl::DONE => assert!(!out.is_empty(), "nothing was shown\n{said}"),
        _ => assert!(!said.is_empty(), "nothing was said, with the code {code}"),
    }
    assert!(!said.contains('\u{1b}'), "{said:?}");
    code == cargo_wsdl::DONE
}
