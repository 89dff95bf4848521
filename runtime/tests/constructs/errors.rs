//! Paths, offsets, secrets.

use super::common::*;
use super::recursion::Tree;
use super::sequences::Job;

#[test]
fn errors() {
    let xml = r("<kid><name>a</name><cash>no</cash></kid>");
    let e = read::<Tree>(&xml).unwrap_err();
    assert_eq!(
        (e.path.as_str(), e.offset),
        ("/r/kid/cash", xml.find("no<"))
    );
    let e = strict::<Job>(&r("stray<token>t</token>")).unwrap_err();
    assert_eq!(e.kind, ErrorKind::Text);
    let j = Job {
        token: s("hunter2"),
        tries: None,
        tags: vec![s("x")],
        codes: vec![1, 2],
        done: true,
    };
    assert_eq!(
        format!("{j:?}"),
        r#"Job { token: ***, tries: None, tags: ["x"], codes: [1, 2], done: true }"#
    );
}
