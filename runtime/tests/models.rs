//! Random content models, random valid and invalid documents: the matcher against the schema's own meaning.
//!
//! * Every valid document is read, strictly or not, without a note, and written back the same.
//! * Strict reading refuses every invalid one.
//! * Tolerant reading of an invalid one is an error, or keeps every known value and writes a valid document.

#[path = "common/random.rs"]
mod random;

use random::Random;
use wsdl_runtime::generated::*;
use wsdl_runtime::xml::Limits;
use wsdl_runtime::xml::dynamic::{Dynamic, Is, Schema};

names! { A "urn:a" }

#[derive(Debug)]
enum P {
    El(usize, u32, u32),
    Group(bool, Vec<P>, u32, u32), // choice?
}
fn occ(g: &mut Random) -> (u32, u32) {
    [(1, 1), (1, 1), (0, 1), (0, 9), (1, 9)][g.below(5) as usize]
}
/// A random particle: over fresh names, or over `pool` names (then `deterministic` must still be asked).
fn particle(g: &mut Random, names: &mut usize, pool: u64, depth: u32) -> P {
    let (lo, hi) = occ(g);
    if depth == 0 || g.below(2) == 0 {
        *names += 1;
        return P::El(
            if pool > 0 {
                g.below(pool) as usize
            } else {
                *names - 1
            },
            lo,
            hi,
        );
    }
    let n = 1 + g.below(3);
    P::Group(
        g.below(2) == 0,
        (0..n)
            .map(|_| particle(g, names, pool, depth - 1))
            .collect(),
        lo,
        hi,
    )
}
/// Unique particle attribution: (first, last) positions of `p`, and in `follow` what may come after each position.
fn glushkov(
    p: &P,
    names: &mut Vec<usize>,
    follow: &mut Vec<Vec<usize>>,
) -> (Vec<usize>, Vec<usize>) {
    let (P::El(_, _, hi) | P::Group(_, _, _, hi)) = p;
    let (first, last) = match p {
        P::El(n, ..) => {
            names.push(*n);
            follow.push(vec![]);
            (vec![names.len() - 1], vec![names.len() - 1])
        }
        P::Group(c, ps, ..) => {
            let (mut first, mut last, mut open) = (vec![], vec![], true);
            for p in ps {
                let (f, l) = glushkov(p, names, follow);
                if *c {
                    first.extend(f);
                    last.extend(l);
                    continue;
                }
                last.iter().for_each(|x: &usize| follow[*x].extend(&f));
                if open {
                    first.extend(f)
                }
                open &= nullable(p);
                if !nullable(p) {
                    last.clear()
                }
                last.extend(l);
            }
            (first, last)
        }
    };
    if *hi > 1 {
        last.iter().for_each(|x| follow[*x].extend(&first))
    }
    (first, last)
}
fn deterministic(p: &P) -> bool {
    let (mut names, mut follow) = (vec![], vec![]);
    let (first, _) = glushkov(p, &mut names, &mut follow);
    follow.iter().chain([&first]).all(|f| {
        f.iter()
            .all(|x| f.iter().all(|y| x == y || names[*x] != names[*y]))
    })
}
fn repeats(p: &P) -> bool {
    let (mut names, mut follow) = (vec![], vec![]);
    glushkov(p, &mut names, &mut follow);
    (1..names.len()).any(|i| names[..i].contains(&names[i]))
}
fn nullable(p: &P) -> bool {
    match p {
        P::El(_, lo, _) => *lo == 0,
        P::Group(c, ps, lo, _) => {
            *lo == 0
                || if *c {
                    ps.iter().any(nullable)
                } else {
                    ps.iter().all(nullable)
                }
        }
    }
}
fn instance(g: &mut Random, p: &P, out: &mut Vec<usize>) {
    let (P::El(_, lo, hi) | P::Group(_, _, lo, hi)) = p;
    for _ in 0..lo + g.below((*hi.min(&3) - lo + 1) as u64) as u32 {
        match p {
            P::El(n, ..) => out.push(*n),
            P::Group(true, ps, ..) => {
                let k = g.below(ps.len() as u64) as usize;
                instance(g, &ps[k], out)
            }
            P::Group(false, ps, ..) => ps.iter().for_each(|p| instance(g, p, out)),
        }
    }
}
/// The oracle: every end position reachable from `at` (sets, so no determinism is assumed).
fn ends(p: &P, s: &[usize], at: &[usize]) -> Vec<usize> {
    let (P::El(_, lo, hi) | P::Group(_, _, lo, hi)) = p;
    let once = |from: &[usize]| -> Vec<usize> {
        let mut v: Vec<usize> = match p {
            P::El(n, ..) => from
                .iter()
                .filter(|i| s.get(**i) == Some(n))
                .map(|i| i + 1)
                .collect(),
            P::Group(true, ps, ..) => ps.iter().flat_map(|p| ends(p, s, from)).collect(),
            P::Group(false, ps, ..) => ps.iter().fold(from.to_vec(), |f, p| ends(p, s, &f)),
        };
        v.sort();
        v.dedup();
        v
    };
    let (mut now, mut all) = (at.to_vec(), if *lo == 0 { at.to_vec() } else { vec![] });
    for k in 1..=*hi.min(&(s.len() as u32 + 1)) {
        now = once(&now);
        if k >= *lo {
            all.extend(&now)
        }
    }
    all.sort();
    all.dedup();
    all
}
fn flags(lo: u32, hi: u32, nullable: bool) -> u16 {
    (if lo == 0 || nullable { flag::opt } else { 0 }) | (if hi > 1 { flag::many } else { 0 })
}
/// Nine is without end.
fn bounds(lo: u32, hi: u32) -> More<'static> {
    match hi {
        9 => occurs(lo, u32::MAX),
        hi => occurs(lo, hi),
    }
}
/// Tables out of a particle, as the generator would make them: one per group; leaked, being a test.
fn build(
    p: &P,
    types: &mut Vec<Type<'static>>,
    items: &mut Vec<Vec<Is>>,
    words: &'static [String],
    ordered: bool,
) -> (Member<'static>, Is) {
    match p {
        P::El(n, lo, hi) => {
            let more = (*hi > 1).then(|| &*Box::leak(Box::new(bounds(*lo, *hi))));
            (
                Member::new(&words[*n], A, flags(*lo, *hi, false), more),
                Is::Text,
            )
        }
        P::Group(c, ps, lo, hi) => {
            let (ms, is): (Vec<_>, Vec<_>) = ps
                .iter()
                .map(|p| build(p, types, items, words, ordered))
                .unzip();
            let ms: &'static [Member<'static>] = ms.leak();
            let table = || {
                let kind = if *c { Kind::Choice } else { Kind::Seq };
                let table = Type::new("g", A, kind, ms);
                if ordered || !*c && *hi > 1 {
                    table.ordered()
                } else {
                    table
                }
            };
            types.push(table());
            items.push(is);
            let more = Box::leak(Box::new(More {
                group: Some(Box::leak(Box::new(table()))),
                ..bounds(*lo, *hi)
            }));
            (
                Member::new(
                    "g",
                    A,
                    flag::group | flags(*lo, *hi, nullable(p)),
                    Some(more),
                ),
                Is::Type(types.len() - 1),
            )
        }
    }
}
#[test]
fn random_models() {
    let (mut g, mut good, mut bad, mut kept, mut models) =
        (Random(88172645463325252), 0, 0, 0, [0, 0]);
    for round in 0..4_000 {
        let (mut n, pool) = (0, [0, 2, 3, 5][round % 4]);
        let p = P::Group(
            false,
            (0..1 + g.below(3))
                .map(|_| particle(&mut g, &mut n, pool, 3))
                .collect(),
            1,
            1,
        );
        if pool > 0 && !(repeats(&p) && deterministic(&p)) {
            continue;
        }
        models[(pool > 0) as usize] += 1;
        n = n.max(5);
        let mut known = vec![];
        glushkov(&p, &mut known, &mut vec![]);
        let w: &'static [String] = (0..n).map(|i| format!("e{i}")).collect::<Vec<_>>().leak();
        let (mut types, mut items) = (vec![], vec![]);
        build(&p, &mut types, &mut items, w, pool > 0);
        let schema: &'static Schema<'static> = Box::leak(Box::new(Schema {
            names: NAMES,
            types: types.leak(),
            items: items.leak(),
        }));
        let root = schema.types.len() - 1;
        for _ in 0..10 {
            let mut seq = vec![];
            instance(&mut g, &p, &mut seq);
            if g.below(2) == 0 && !seq.is_empty() {
                let k = g.below(seq.len() as u64) as usize;
                match g.below(3) {
                    0 => drop(seq.remove(k)),
                    1 => seq.insert(k, g.below(n as u64) as usize),
                    _ => seq.swap(0, k),
                }
            }
            let valid = ends(&p, &seq, &[0]).contains(&seq.len());
            let elements = seq.iter().enumerate();
            let body: String = elements
                .map(|(k, e)| format!("<{0}>{k}</{0}>", w[*e]))
                .collect();
            let xml = format!("<r xmlns='urn:a'>{body}</r>");
            let read = |strict| {
                let mut value = Dynamic::new(schema, root).unwrap();
                let notes = value.read(&xml, Limits::default(), strict);
                notes.map(|notes| (value, notes))
            };
            match (valid, read(true), read(false)) {
                (true, Ok((value, _)), Ok((tolerant, notes))) => {
                    assert_eq!(notes, [], "{p:?} {xml}");
                    for value in [value, tolerant] {
                        let out = value.write("urn:a", "r").unwrap();
                        assert_eq!(order(&out, w), order(&xml, w), "{p:?}");
                    }
                    good += 1;
                }
                (true, strict, _) => panic!("{:?}\n{p:?}\n{xml}", strict.err()),
                (false, Ok(_), _) => panic!("accepted: {p:?}\n{xml}"),
                (false, Err(_), Err(_)) => bad += 1,
                (false, Err(_), Ok((value, _))) => {
                    let out = value.write("urn:a", "r").unwrap();
                    let mut back = order(&out, w);
                    let names: Vec<usize> = back.iter().map(|b| b.0).collect();
                    assert!(
                        ends(&p, &names, &[0]).contains(&names.len()),
                        "{p:?}\n{xml}\n{out}"
                    );
                    back.sort_by_key(|b| b.1);
                    let kept_names: Vec<usize> = back.iter().map(|b| b.0).collect();
                    let asked: Vec<usize> =
                        seq.iter().copied().filter(|e| known.contains(e)).collect();
                    assert_eq!(kept_names, asked);
                    kept += 1;
                }
            }
        }
    }
    println!("{models:?} models, {good} valid, {bad} refused, {kept} re-ordered");
    assert!(good > 2_000 && bad > 300 && kept > 300);
}

/// Choices that repeat so many times, of elements that repeat so many times, and of choices of single ones that do.
#[test]
fn random_counts() {
    let (mut g, mut good, mut bad) = (Random(0x2545_F491_4F6C_DD1D), 0, 0);
    let words: &'static [String] = (0..8).map(|i| format!("e{i}")).collect::<Vec<_>>().leak();
    for _ in 0..1_500 {
        let mut names = 0;
        let counted = |g: &mut Random, least: u32| {
            let lo = least + g.below(4) as u32;
            (lo, lo + g.below(3) as u32)
        };
        let mut element = |lo, hi| {
            names += 1;
            P::El(names - 1, lo, hi)
        };
        let mut branches = vec![];
        for _ in 0..1 + g.below(3) {
            let (lo, hi) = counted(&mut g, 1);
            branches.push(match g.below(3) {
                0 => P::Group(true, vec![element(1, 1), element(1, 1)], lo, hi),
                _ => element(lo, hi),
            });
        }
        let (lo, hi) = counted(&mut g, 0);
        let p = P::Group(false, vec![P::Group(true, branches, lo, hi.max(1))], 1, 1);
        let (mut types, mut items) = (vec![], vec![]);
        build(&p, &mut types, &mut items, words, false);
        let schema: &'static Schema<'static> = Box::leak(Box::new(Schema {
            names: NAMES,
            types: types.leak(),
            items: items.leak(),
        }));
        for _ in 0..12 {
            let mut seq = vec![];
            for _ in 0..1 + g.below(4) {
                let name = g.below(names as u64) as usize;
                seq.extend(vec![name; 1 + g.below(12) as usize]);
            }
            let valid = ends(&p, &seq, &[0]).contains(&seq.len());
            let elements = seq.iter().enumerate();
            let body: String = elements
                .map(|(k, e)| format!("<{0}>{k}</{0}>", words[*e]))
                .collect();
            let xml = format!("<r xmlns='urn:a'>{body}</r>");
            let mut value = Dynamic::new(schema, schema.types.len() - 1).unwrap();
            let read = value.read(&xml, Limits::default(), true);
            assert_eq!(read.is_ok(), valid, "{read:?}\n{p:?}\n{xml}");
            match valid {
                true => {
                    let out = value.write("urn:a", "r").unwrap();
                    assert_eq!(order(&out, words), order(&xml, words), "{p:?}");
                    good += 1;
                }
                false => bad += 1,
            }
        }
    }
    println!("{good} valid, {bad} refused");
    assert!(good > 1_000 && bad > 1_000);
}

/// The children of the root by another parser: which word, and what number in it.
fn order(xml: &str, words: &[String]) -> Vec<(usize, usize)> {
    let document = roxmltree::Document::parse(xml).unwrap();
    let child = |c: roxmltree::Node<'_, '_>| {
        let name = c.tag_name().name();
        let word = words.iter().position(|word| word == name).unwrap();
        (word, c.text().unwrap().parse().unwrap())
    };
    document.root_element().children().map(child).collect()
}
