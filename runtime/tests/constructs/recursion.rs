//! Types that hold themselves, members without a natural default, more than 64 members.

use super::choices::Pay;
use super::common::*;

types! {
    pub struct Tree { pub name: String, pub pay: Pay, pub kids: Vec<Tree>, pub next: Option<Box<Tree>> }
}
wire! { Tree = A "Tree" seq { name "name", pay "" group = of::<Pay>(), kids "kid" opt many, next "next" opt } }
#[test]
fn recursion() {
    let leaf = |n: &str| Tree {
        name: s(n),
        pay: Pay::Cash(0),
        kids: vec![],
        next: None,
    };
    let v = Tree {
        kids: vec![leaf("b"), leaf("c")],
        next: Some(Box::new(leaf("d"))),
        ..leaf("a")
    };
    let l = |n: &str| format!("<name>{n}</name><cash>0</cash>");
    round(
        &r(&format!(
            "{}<kid>{}</kid><kid>{}</kid><next>{}</next>",
            l("a"),
            l("b"),
            l("c"),
            l("d")
        )),
        v,
    );
    let deep = format!(
        "{}{}{}",
        "<next>".repeat(150),
        l("x"),
        "</next>".repeat(150)
    );
    assert_eq!(
        read::<Tree>(&r(&deep)).unwrap_err().kind,
        ErrorKind::Limit {
            name: "depth",
            allowed: 100
        }
    );
    // blank() gave a Pay, yet its absence is an error
    assert_eq!(
        read::<Tree>(&r("<name>a</name>")).unwrap_err().kind,
        ErrorKind::Missing(s(""))
    );
}
macro_rules! wide { ($($f:ident $n:literal),*) => {
    #[derive(Clone, Default, PartialEq)] pub struct Big { $(pub $f: i32),* }
    wire! { Big = A "Big" seq { $($f $n),* } }
} }
wide!(m00 "f00", m01 "f01", m02 "f02", m03 "f03", m04 "f04", m05 "f05", m06 "f06", m07 "f07", m08 "f08", m09 "f09", m10 "f10", m11 "f11", m12 "f12", m13 "f13", m14 "f14", m15 "f15", m16 "f16", m17 "f17", m18 "f18", m19 "f19", m20 "f20", m21 "f21", m22 "f22", m23 "f23", m24 "f24", m25 "f25", m26 "f26", m27 "f27", m28 "f28", m29 "f29", m30 "f30", m31 "f31", m32 "f32", m33 "f33", m34 "f34", m35 "f35", m36 "f36", m37 "f37", m38 "f38", m39 "f39", m40 "f40", m41 "f41", m42 "f42", m43 "f43", m44 "f44", m45 "f45", m46 "f46", m47 "f47", m48 "f48", m49 "f49", m50 "f50", m51 "f51", m52 "f52", m53 "f53", m54 "f54", m55 "f55", m56 "f56", m57 "f57", m58 "f58", m59 "f59", m60 "f60", m61 "f61", m62 "f62", m63 "f63", m64 "f64", m65 "f65", m66 "f66", m67 "f67", m68 "f68", m69 "f69");
#[test]
fn more_than_64_members() {
    let all: String = (0..70).map(|i| format!("<f{i:02}>{i}</f{i:02}>")).collect();
    assert_eq!(read::<Big>(&r(&all)).unwrap().m69, 69);
    for k in [5, 63, 64, 69] {
        let cut = all.replace(&format!("<f{k:02}>{k}</f{k:02}>"), "");
        assert_eq!(
            read::<Big>(&r(&cut)).unwrap_err().kind,
            ErrorKind::Missing(format!("f{k:02}"))
        );
    }
}
