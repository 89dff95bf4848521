//! Sequences, and the same name twice in one.

use super::common::*;

types! {
    pub struct Job { pub token: String, pub tries: Option<i32>, pub tags: Vec<String>, pub codes: Vec<i32>, pub done: bool }
    pub struct Aba { pub a: String, pub b: String, pub a2: String }
}
wire! { Job = A "Job" seq { token "token" secret, tries "tries" opt = default("7"), tags "tag" opt many, codes "code" many = occurs(2, 3), done "done" } }
wire! { Aba = A "Aba" seq ordered { a "a", b "b", a2 "a" } }
#[test]
fn sequences() {
    let v = Job {
        token: s("t"),
        tries: None,
        tags: vec![s("x"), s("")],
        codes: vec![1, 2],
        done: true,
    };
    round(
        &r("<token>t</token><tag>x</tag><tag/><code>1</code><code>2</code><done>true</done>"),
        v.clone(),
    );
    // out of order: tolerated and noted, an error when strict; unknown: the same
    let odd = r(
        "<done>1</done><new><token/></new><code>1</code><tag>x</tag><code>2</code><token>t</token><tag></tag>",
    );
    let (got, notes) = noted::<Job>(&odd).unwrap();
    assert_eq!(got, v);
    let unknown: Vec<_> = notes
        .iter()
        .filter(|n| n.kind == ErrorKind::Unknown)
        .collect();
    assert!(
        matches!(unknown[..], [note] if note.name == "new" && note.offset == odd.find("<new").unwrap())
    );
    assert!(matches!(
        strict::<Job>(&odd).unwrap_err().kind,
        ErrorKind::Unknown
    ));
    assert_eq!(
        read::<Job>(&r(
            "<token>t</token><tries/><code>1</code><code>2</code><done>0</done>"
        ))
        .unwrap()
        .tries,
        Some(7)
    ); // an empty element has its default as value
    assert_eq!(
        read::<Job>(&r("<token>t</token><code>1</code><code>2</code>"))
            .unwrap_err()
            .kind,
        ErrorKind::Missing(s("done"))
    );
    assert_eq!(
        read::<Job>(&r("<token>t</token><code>1</code><done>1</done>"))
            .unwrap_err()
            .kind,
        ErrorKind::Count(1)
    );
    assert_eq!(
        read::<Job>(&r("<token>t</token><token>u</token>"))
            .unwrap_err()
            .kind,
        ErrorKind::Twice
    );
    assert!(write(&Job { codes: vec![], ..v }).is_err());
}
#[test]
fn same_name_twice() {
    round(
        &r("<a>1</a><b>2</b><a>3</a>"),
        Aba {
            a: s("1"),
            b: s("2"),
            a2: s("3"),
        },
    );
    for bad in [
        "<b>2</b><a>1</a><a>3</a>",
        "<a>1</a><a>3</a><b>2</b>",
        "<a>1</a><b>2</b><a>3</a><a>4</a>",
    ] {
        assert_eq!(read::<Aba>(&r(bad)).unwrap_err().kind, ErrorKind::Misplaced);
    }
    assert_eq!(
        read::<Aba>(&r("<a>1</a><zz/><b>2</b>")).unwrap_err().kind,
        ErrorKind::Missing(s("a"))
    );
}
