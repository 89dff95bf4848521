//! The code of the README and of the guide, compiled and where it can be run, as doctests.

macro_rules! pages {
    ($($Page:ident = $file:literal;)*) => { $(
        #[doc = include_str!(concat!("../../", $file))]
        pub struct $Page;
    )* };
}

pages! {
    Readme = "README.md";
    Guide = "docs/guide/README.md";
    Start = "docs/guide/start.md";
    Calling = "docs/guide/calling.md";
    Authentication = "docs/guide/authentication.md";
    Production = "docs/guide/production.md";
    Testing = "docs/guide/testing.md";
    Updating = "docs/guide/updating.md";
    Large = "docs/guide/large.md";
    Troubleshooting = "docs/guide/troubleshooting.md";
    ComingFrom = "docs/guide/coming-from.md";
}
