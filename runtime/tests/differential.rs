//! The cursor and roxmltree over documents with random mistakes: both refuse, or both see the same tree.

#[path = "common/random.rs"]
mod random;
#[path = "common/trees.rs"]
mod trees;

use random::Random;
use trees::Agreement;

/// What is cut, doubled, moved or put in.
const PIECES: [&str; 44] = [
    "<",
    ">",
    "/",
    "&",
    ";",
    "'",
    "\"",
    "=",
    " ",
    "\n",
    "\r",
    "\t",
    "a",
    "p:",
    ":",
    "xmlns",
    "xmlns:p='u'",
    "xmlns=''",
    "x='1'",
    "p:x='1'",
    "<b>",
    "</b>",
    "<b/>",
    "</a>",
    "<!--",
    "-->",
    "--",
    "<![CDATA[",
    "]]>",
    "<?pi",
    "?>",
    "&amp;",
    "&#10;",
    "&#x41;",
    "&#0;",
    "]]",
    "!",
    "\u{e9}",
    "\u{6771}",
    "1",
    "-",
    "xml",
    "\u{1}",
    "[",
];

const SEEDS: [&str; 6] = [
    "<a xmlns='u' xmlns:p='v'><b x='1' p:x='2'>text &amp; more</b><p:c/><!-- c --><?pi d?><![CDATA[<e>]]></a>",
    "<?xml version='1.0' encoding='utf-8'?>\n<p:a xmlns:p='u'>\r\n<b xmlns='w' y=\"&lt;\t&#10;\"><c xmlns=''/></b></p:a>\n",
    "<a><b><c><d>1</d></c></b><b>2</b></a>",
    "<a \u{e9}='\u{6771}'>\u{e9}<\u{e9}l/></a>",
    "<a x='1' y='2' z='3'>]] &gt;<b>]]&gt;</b></a>",
    "<s:E xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><m xmlns='urn:m' xml:lang='en'/></s:Body></s:E>",
];

fn mutate(random: &mut Random, seed: &str) -> String {
    let mut text: Vec<char> = seed.chars().collect();
    for _ in 0..1 + random.index(3) {
        let at = random.index(text.len() + 1);
        let end = (at + random.index(6)).min(text.len());
        match random.index(4) {
            0 => drop(text.drain(at..end)),
            1 => {
                let piece = PIECES[random.index(PIECES.len())];
                text.splice(at..at, piece.chars());
            }
            2 => {
                let copy = text[at..end].to_vec();
                let to = random.index(text.len() + 1);
                text.splice(to..to, copy);
            }
            _ => {
                let piece = PIECES[random.index(PIECES.len())];
                text.splice(at..end, piece.chars());
            }
        }
    }
    text.into_iter().collect()
}

#[test]
fn agrees_with_roxmltree() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let (mut read, mut refused, mut stricter) = (0, 0, 0);
    for round in 0..60_000 {
        let document = mutate(&mut random, SEEDS[round % SEEDS.len()]);
        match trees::compare(&document) {
            Ok(Agreement::Read) => read += 1,
            Ok(Agreement::Refused) => refused += 1,
            Ok(Agreement::Stricter) => stricter += 1,
            Ok(Agreement::Unknown) => {}
            Err(difference) => panic!("{difference}"),
        }
    }
    println!("{read} read, {refused} refused, {stricter} by us alone");
    assert!(
        read > 1_000 && refused > 10_000 && stricter < 1_000,
        "{read} {refused} {stricter}"
    );
}
