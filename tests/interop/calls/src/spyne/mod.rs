//! spyne: every request is validated against the schema, so it judges how requests are written.

use crate::run::Run;

mod soap11 {
    use crate::generated::spyne11::spyne::*;
    use crate::generated::spyne11::*;
    type Client = Soap11Client;
    type Texts = crate::generated::spyne11::StringArray;
    type Tricks = crate::generated::spyne11::spyne::StringArray;
    const SERVICE: (&str, &str) = ("spyne11", "/soap11");
    include!("command.rs");
}

mod soap12 {
    use crate::generated::spyne12::spyne::*;
    use crate::generated::spyne12::*;
    type Client = Soap12Client;
    type Texts = crate::generated::spyne12::StringArray;
    type Tricks = crate::generated::spyne12::spyne::StringArray;
    const SERVICE: (&str, &str) = ("spyne12", "/soap12");
    include!("command.rs");
}

pub fn all(run: &mut Run) {
    match run.is_12() {
        false => soap11::all(run),
        true => soap12::all(run),
    }
}
