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

/// A member in its place that holds text alone is read without being opened: what is wrong with it is told all the same.
#[test]
fn leaves_in_their_places() {
    let job = |token: &str, rest: &str| {
        r(&format!(
            "{token}<code>1</code><code>2</code>{rest}<done>1</done>"
        ))
    };
    let token = |token: &str| Ok((s(token), vec![]));
    for (document, expected) in [
        (job("<token>t</token>", ""), token("t")),
        (job("\n <token>t</token\t>\n", " "), token("t")),
        (job("<token></token>", ""), token("")),
        (job("<token>a&gt;b\r\nc</token>", ""), token("a>b\nc")),
        (job("<token>a<!--b-->c</token>", ""), token("ac")),
        (job("<token><![CDATA[]]]]>></token>", ""), token("]]>")),
        (
            job("<token>t</token>stray", ""),
            Ok((s("t"), vec![ErrorKind::Text])),
        ),
        (
            job("<token>t</token>", "<token>u</token>"),
            Err(ErrorKind::Twice),
        ),
        (job("<token>t<x/></token>", ""), Err(ErrorKind::Element)),
        (
            job("<token>a]]>b</token>", ""),
            Err(ErrorKind::NotWellFormed("`]]>` in text")),
        ),
        (
            job("<token>t</tokem>", ""),
            Err(ErrorKind::NotWellFormed("an end tag that does not match")),
        ),
        (
            job("<token>t</token2>", ""),
            Err(ErrorKind::NotWellFormed("an end tag that does not match")),
        ),
        (
            job("<token>t</b:token>", ""),
            Err(ErrorKind::NotWellFormed("an end tag that does not match")),
        ),
    ] {
        let got = noted::<Job>(&document).map(|(job, notes)| {
            let kinds = notes.into_iter().map(|note| note.kind);
            (job.token, kinds.collect::<Vec<_>>())
        });
        assert_eq!(got.map_err(|error| error.kind), expected, "{document}");
    }
    // Cut short anywhere it is no document.
    let whole = job("<token>t</token>", "");
    for end in 0..whole.len() {
        let error = read::<Job>(&whole[..end]).unwrap_err();
        assert!(
            matches!(error.kind, ErrorKind::NotWellFormed(_)),
            "{end}: {error}"
        );
    }
    // They count like all others.
    let read = |set: fn(&mut Limits)| {
        let mut limits = Limits::default();
        set(&mut limits);
        let read = Parser::new().limits(limits).read::<Job>("{urn:a}r", &whole);
        read.map_err(|error| error.kind)
    };
    assert!(read(|limits| (limits.elements, limits.depth) = (5, 2)).is_ok());
    let (name, allowed) = ("elements", 4);
    assert_eq!(
        read(|limits| limits.elements = 4),
        Err(ErrorKind::Limit { name, allowed })
    );
    let (name, allowed) = ("depth", 1);
    assert_eq!(
        read(|limits| limits.depth = 1),
        Err(ErrorKind::Limit { name, allowed })
    );
}
