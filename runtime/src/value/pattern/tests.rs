//! What patterns match, which are none, and what hostile ones cost.

use super::*;

#[track_caller]
fn check(pattern: &str, yes: &[&str], no: &[&str]) {
    for text in yes {
        assert_eq!(
            matches(pattern, text),
            Ok(true),
            "{pattern} against {text:?}"
        );
    }
    for text in no {
        assert_eq!(
            matches(pattern, text),
            Ok(false),
            "{pattern} against {text:?}"
        );
    }
}

#[test]
fn anchored_and_literal() {
    check("", &[""], &["a"]);
    check("a|bc", &["a", "bc"], &["ac", "abc", "xa", "a\n"]);
    check("^a$", &["^a$"], &["a"]);
    check(
        "a.c",
        &["abc", "a\tc", "aéc", "a\u{1F600}c"],
        &["a\nc", "a\rc", "ac"],
    );
    check(r"\.\\\?\*\+\(\)\{\}\[\]\|\-\^", &[r".\?*+(){}[]|-^"], &[""]);
    check(r"\n\r\t", &["\n\r\t"], &["nrt"]);
    check("a&b#c d~e", &["a&b#c d~e"], &["a&b"]);
    check(r"\/\$\:", &["/$:"], &[]);
    check("{[0-9]{2}}", &["{12}"], &["12", "{1}"]);
    check("(?i)a".trim_start_matches("(?i)"), &["a"], &["A"]);
}

#[test]
fn quantities() {
    check("a{3}", &["aaa"], &["aa", "aaaa"]);
    check("a{2,}", &["aa", "aaaaaa"], &["a"]);
    check("a{0}b", &["b"], &["ab"]);
    check(
        "(ab){1,2}c?d*e+",
        &["abe", "ababcddee"],
        &["e", "abababe", "ab"],
    );
    check(
        "[0-9]{5}(-[0-9]{4})?",
        &["12345", "12345-6789"],
        &["1234", "12345-", "12345-67890"],
    );
    check("((a|b)*(c))", &["c", "abac"], &["abab"]);
    check("(|a)b", &["b", "ab"], &["aab"]);
    for wrong in [
        "*", "+a", "a**", "a+?", "a{1}{2}", "(*)", "(?:a)", "a|*", "a{", "a{}", "a{,3}", "a{3,2}",
        "a{x}", "a{1", "a{1,2", "(", ")", "a)", "(a", "]", "a]",
    ] {
        assert!(matches(wrong, "").is_err(), "{wrong}");
    }
}

#[test]
fn classes() {
    check("[abc]", &["a", "c"], &["d", "", "ab", "-"]);
    check("[a-c]", &["a", "b", "c"], &["d", "-"]);
    check("[^a-c]", &["d", "é", "\n"], &["a", "b"]);
    check("[-a]", &["-", "a"], &["b"]);
    check("[a-]", &["-", "a"], &["b"]);
    check("[a\\-z]", &["-", "a", "z"], &["b"]);
    check("[+--]", &["+", ",", "-"], &["."]);
    check("[a-z-[aeiou]]+", &["xyz", "b"], &["a", "be"]);
    check("[^a-z-[0-9]]", &["A", " "], &["a", "5"]);
    check("[a-z-[m-p-[n]]]", &["a", "n", "z"], &["m", "o", "p"]);
    check(
        r"[\i-[:]][\c-[:]]*",
        &["a1", "_x-y.z", "\u{3b1}\u{b7}"],
        &["1a", ":a", "a:b", ""],
    );
    check(r"[\d\-.]", &["7", "-", ".", "\u{663}"], &["a", "\\"]);
    check(r"[^\s]+", &["abc"], &["a c", "\t"]);
    check(
        r"[.^$*+?(){}|&~#]",
        &[".", "^", "$", "*", "(", "}", "|", "&", "~", "#"],
        &["a"],
    );
    check(r"[&&]", &["&"], &["a"]);
    check(r"[~~a]", &["~", "a"], &["b"]);
    check(r"[\]\[]", &["[", "]"], &["\\"]);
    check("[^^]", &["a"], &["^"]);
    for wrong in [
        "[",
        "[]",
        "[^]",
        "[a",
        "[z-a]",
        "[a-\\d]",
        "[[a]]",
        "[a-z-[aeiou]x]",
        "[a-z-[]]",
        r"[\y]",
        "[a-",
    ] {
        assert!(matches(wrong, "").is_err(), "{wrong}");
    }
    assert!(matches(&format!("[a{}", "-[a".repeat(100)), "a").is_err());
}

#[test]
fn escapes() {
    check(r"\d+", &["0123456789", "\u{661}"], &["", "a", "½"]);
    check(r"\D\S\s", &["ab ", "a\u{a0}\n"], &["1b ", "a  "]);
    check(r"\w+", &["aZ0é", "+<$", "日本"], &["_", "a b", "-", "."]);
    check(r"\W", &["-", " ", "_", "\u{200d}"], &["a", "$"]);
    check(
        r"\i\c*",
        &["a", ":x", "_1", "日本"],
        &["1", "-a", "a b", ""],
    );
    check(r"\I\C", &["1 ", "- "], &["a ", "1-"]);
    check(r"\p{L}\p{Lu}\p{Nd}", &["aB1"], &["ab1", "1B1"]);
    check(r"\P{L}+", &["123 "], &["a"]);
    check(r"[\p{Lu}\P{L}]+", &["AB1"], &["a"]);
    check(r"\p{IsBasicLatin}+", &["az~\n"], &["é", ""]);
    check(r"\P{IsBasicLatin}", &["é"], &["a"]);
    check(
        r"\p{IsLatin-1Supplement}\p{IsLatinExtended-A}",
        &["éő"],
        &["aő"],
    );
    check(r"[\p{IsGreek}\p{IsCyrillic}]+", &["αж"], &["a"]);
    check(
        r"\p{IsPrivateUse}",
        &["\u{E000}", "\u{F0000}", "\u{10FFFD}"],
        &["a"],
    );
    check(r"\p{IsCombiningMarksforSymbols}", &["\u{20D0}"], &["a"]);
    check(r"\p{Cs}|\p{IsHighSurrogates}", &[], &["a", "\u{FFFD}"]);
    check(r"\P{Cs}", &["a", "\u{10FFFF}"], &[""]);
    check(
        r"\p{Cn}|\p{Co}|\p{Zs}",
        &["\u{378}", "\u{E000}", " "],
        &["a"],
    );
    for wrong in [
        r"\",
        r"\b",
        r"\A",
        r"\1",
        r"\x41",
        r"\u0041",
        r"\p",
        r"\pL",
        r"\p{L",
        r"\p{}",
        r"\p{Xx}",
        r"\p{Letter}",
        r"\p{Greek}",
        r"\p{IsNowhere}",
        r"\é",
        r"\Q",
    ] {
        assert!(matches(wrong, "").is_err(), "{wrong}");
    }
}

#[test]
fn hostile() {
    let many = "a".repeat(50_000);
    for pattern in ["(a+)+b", "(a|a)*b", "(a*)*b", "(a|aa)+b", "(.*a){12}b"] {
        assert_eq!(matches(pattern, &many), Ok(false));
    }
    for pattern in [
        "((a{1000}){1000}){1000}",
        "(\\w{1000}){1000}",
        &"(".repeat(100_000),
        &"(a".repeat(10_000),
        "a{99999999999999999999}",
    ] {
        assert!(matches(pattern, "a").is_err());
    }
    assert!(
        matches(
            &format!("{}a{}", "(".repeat(10_000), ")".repeat(10_000)),
            "a"
        )
        .is_err()
    );
    assert_eq!(matches(r"[\w\s]{0,255}", "a b"), Ok(true));
    // More different patterns than are kept.
    for n in 0..3000 {
        assert_eq!(matches(&format!("a{n}"), &format!("a{n}")), Ok(true));
    }
}
