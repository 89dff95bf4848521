//! The fuzz targets' bodies, on any compiler: every seed, and a bounded number of mutations of them, the same ones each time.
//!
//! `FUZZ_ROUNDS` sets how many mutations there are of each target.

#[allow(unreachable_pub, reason = "a test has no public interface")]
#[path = "../fuzz/src/lib.rs"]
mod fuzz;

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use tests::random::Random;
use tests::{files_below, root};

/// Mutations of each target in a plain run of the tests.
const ROUNDS: usize = 200;

/// What is put in.
const PIECES: &[&str] = &[
    "<",
    ">",
    "/>",
    "</",
    "&",
    ";",
    "&#0;",
    "\"",
    "'",
    "=",
    ":",
    "xmlns=''",
    "xmlns:p='u'",
    "<!--",
    "-->",
    "]]>",
    "<![CDATA[",
    "<?",
    "\n",
    "\r\n",
    " ",
    "\t",
    "--",
    "0",
    "-1",
    "9999999999999999999999",
    "1e309",
    "NaN",
    "\u{0}",
    "\u{feff}",
    "\u{6771}",
    "\u{1f600}",
    "xsi:nil='true'",
    "xsi:type='p:T'",
    "maxOccurs='unbounded'",
    "base='t:Item'",
    "ref='t:answer'",
    "{",
    "}",
    "[",
    "]",
    ".",
    "[0]",
    ":=",
    "\\",
    "(",
    ")*",
    "\\p{L}",
    "boundary=",
    "T24:00:00",
    "Z",
];

/// Changes a seed in a few places; `other` lends a part.
fn mutate(random: &mut Random, seed: &[u8], other: &[u8]) -> Vec<u8> {
    let mut data = seed.to_vec();
    for _ in 0..1 + random.below(4) {
        let at = random.below(data.len() + 1);
        let end = (at + random.below(24)).min(data.len());
        match random.below(6) {
            0 => drop(data.drain(at..end)),
            1 => {
                let piece = random.of(PIECES);
                data.splice(at..at, piece.bytes());
            }
            2 => {
                let copy = data[at..end].to_vec();
                let to = random.below(data.len() + 1);
                data.splice(to..to, copy);
            }
            3 => {
                let piece = random.of(PIECES);
                data.splice(at..end, piece.bytes());
            }
            4 => {
                let from = random.below(other.len() + 1);
                let to = (from + random.below(64)).min(other.len());
                data.splice(at..end, other[from..to].iter().copied());
            }
            _ => {
                if let Some(byte) = data.get_mut(at) {
                    *byte ^= 1 << random.below(8);
                }
            }
        }
    }
    data
}

/// Runs a target on one input; what it was is said when it fails.
fn run(name: &str, body: fn(&[u8]) -> bool, data: &[u8]) -> bool {
    let ran = catch_unwind(AssertUnwindSafe(|| body(data)));
    ran.unwrap_or_else(|_| {
        panic!(
            "the target {name} fails on {:?}",
            String::from_utf8_lossy(data)
        )
    })
}

fn target(name: &str) {
    let found = fuzz::TARGETS.iter().find(|(n, _)| *n == name);
    let (_, body) = *found.unwrap_or_else(|| panic!("there is no target {name}"));
    let folder = root().join("fuzz").join("seeds").join(name);
    let seeds = files_below(&folder);
    let seeds = seeds.into_iter().filter_map(|n| {
        let seed = fs::read(folder.join(&n)).ok()?;
        Some((n, seed))
    });
    let seeds: Vec<(String, Vec<u8>)> = seeds.collect();
    // From what is refused at once nothing gets behind the first check.
    for (file, seed) in &seeds {
        let refused = file.starts_with("refused");
        assert_eq!(run(name, body, seed), !refused, "{name}/{file}");
    }
    let seeds: Vec<Vec<u8>> = seeds.into_iter().map(|(_, seed)| seed).collect();
    assert!(seeds.len() > 1, "{name} has no seeds");
    let rounds = std::env::var("FUZZ_ROUNDS")
        .ok()
        .and_then(|n| n.parse().ok());
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for round in 0..rounds.unwrap_or(ROUNDS) {
        let other = &seeds[random.below(seeds.len())];
        let data = mutate(&mut random, &seeds[round % seeds.len()], other);
        run(name, body, &data);
    }
}

#[test]
fn arguments() {
    target("arguments");
}

#[test]
fn envelope() {
    target("envelope");
}

#[test]
fn generate() {
    target("generate");
}

#[test]
fn mime() {
    target("mime");
}

#[test]
fn typed() {
    target("typed");
}

#[test]
fn values() {
    target("values");
}

#[test]
fn xml() {
    target("xml");
}

/// Every target is a program of libFuzzer's too, is described, and is tested here.
#[test]
fn targets_are_complete() {
    let names: BTreeSet<&str> = fuzz::TARGETS.iter().map(|(name, _)| *name).collect();
    let folder = root().join("fuzz");
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_default();
    let programs = files_below(&folder.join("fuzz_targets"));
    let programs: BTreeSet<&str> = programs
        .iter()
        .filter_map(|n| n.strip_suffix(".rs"))
        .collect();
    assert_eq!(programs, names);
    let (manifest, page) = (read("Cargo.toml"), read("README.md"));
    let here = fs::read_to_string(root().join("tests/fuzz.rs")).unwrap_or_default();
    for name in names {
        assert!(
            manifest.contains(&format!(
                "name = \"{name}\"\npath = \"fuzz_targets/{name}.rs\""
            )),
            "{name}"
        );
        assert!(
            read(&format!("fuzz_targets/{name}.rs")).contains(&format!("wsdl_fuzz::{name}(data)")),
            "{name}"
        );
        assert!(page.contains(&format!("| `{name}` |")), "{name}");
        assert!(here.contains(&format!("target(\"{name}\");")), "{name}");
    }
}
