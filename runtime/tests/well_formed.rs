//! Well-formedness, rule by rule: what the suites do not hold, and limits on documents that are meant to hurt.

use std::time::Duration;
use wsdl_runtime::xml::{ErrorKind, Limits, Parser};

/// What `work` gives, and the processor time that it took: how long it waits for a busy machine says nothing of it.
#[cfg(unix)]
fn spent<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    use rustix::time::{ClockId, clock_gettime};
    let now = || {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        Duration::new(
            time.tv_sec.unsigned_abs(),
            time.tv_nsec.unsigned_abs() as u32,
        )
    };
    let start = now();
    let done = work();
    (done, now().saturating_sub(start))
}

/// The same by the time that passed, where no other is to be had.
#[cfg(not(unix))]
fn spent<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = std::time::Instant::now();
    let done = work();
    (done, start.elapsed())
}

fn kind(document: &str) -> Option<ErrorKind> {
    Parser::new().tree(document).err().map(|error| error.kind)
}

#[track_caller]
fn refused(documents: &[&str]) {
    for document in documents {
        let kind = kind(document);
        assert!(
            matches!(kind, Some(ErrorKind::NotWellFormed(_))),
            "{document:?}: {kind:?}"
        );
    }
}

#[track_caller]
fn accepted(documents: &[&str]) {
    for document in documents {
        assert_eq!(kind(document), None, "{document:?}");
    }
}

#[test]
fn attributes() {
    refused(&[
        "<a x='1' x='2'/>",
        "<a xmlns:p='u' xmlns:q='u' p:x='1' q:x='2'/>",
        "<a xmlns:p='u' xmlns:p='v'/>",
        "<a xmlns='u' xmlns='v'/>",
        "<a p:x='1'/>",
        "<a x='1'y='2'/>",
        "<a x='<'/>",
        "<a x=1/>",
        "<a x/>",
        "<a x='1/>",
        "<a x=\"1'/>",
        "<a 1x='1'/>",
        "<a x:='1'/>",
        "<a :x='1'/>",
        "<a x:y:z='1'/>",
        "<a x='&'/>",
        "<a x='&nbsp;'/>",
        "<a x='&#0;'/>",
        "<a/x='1'>",
        "<a x='1' / >",
        "<a a='1' b='1' c='1' d='1' e='1' f='1' g='1' h='1' i='1' c='2'/>",
    ]);
    accepted(&[
        "<a x='1' y='2'\n\tz = \"'3'\" />",
        "<a xmlns='u' xmlns:p='u' x='1' p:x='2'/>",
        "<a x='&amp;&lt;&gt;&quot;&apos;&#65;&#x10FFFF;'/>",
        "<a x='>]]>'/>",
        "<a xml:lang='en' xml:space='preserve'/>",
        "<a \u{e9}='1' _x.-\u{b7}='2'/>",
        "<a a='1' b='1' c='1' d='1' e='1' f='1' g='1' h='1' i='1' xmlns:x='u' x:a='2'/>",
    ]);
}

#[test]
fn namespaces() {
    refused(&[
        "<p:a/>",
        "<a><p:b xmlns:p='u'/><p:c/></a>",
        "<a xmlns:p=''/>",
        "<a xmlns:xmlns='u'/>",
        "<a xmlns:xml='u'/>",
        "<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>",
        "<a xmlns='http://www.w3.org/XML/1998/namespace'/>",
        "<a xmlns:p='http://www.w3.org/2000/xmlns/'/>",
        "<xmlns:a/>",
        "<:a/>",
        "<a:/>",
        "<a:b:c xmlns:a='u'/>",
        "<p:1 xmlns:p='u'/>",
    ]);
    accepted(&[
        "<p:a xmlns:p='u'/>",
        "<a xmlns='u'><b xmlns=''><c xmlns='v'/></b></a>",
        "<a xmlns:xml='http://www.w3.org/XML/1998/namespace'/>",
        "<a xmlns:p='u'><p:b xmlns:p='v'/><p:c/></a>",
        "<p:a xmlns:p='u&amp;&#x20;v'/>",
    ]);
}

#[test]
fn text() {
    refused(&[
        "<a>]]></a>",
        "<a>x]]&gt;]]></a>",
        "<a>&</a>",
        "<a>& </a>",
        "<a>&#1;</a>",
        "<a>&#xFFFE;</a>",
        "<a>&#xD800;</a>",
        "<a>&nbsp;</a>",
        "<a>&amp</a>",
        "<a>\u{1}</a>",
        "<a>\0</a>",
        "<a>\u{FFFF}</a>",
        "<a>\u{FFFE}</a>",
        "<a x='\u{1f}'/>",
        "<a><!-- \u{8} --></a>",
        "<a><b>&bad;</b></a>",
    ]);
    accepted(&[
        "<a>]] ></a>",
        "<a>]]&gt;</a>",
        "<a><![CDATA[ <&]] > ]]></a>",
        "<a>\u{7f}\u{85}\u{FFFD}\u{10FFFF}&#x9;</a>",
        "<a>\u{FEFF}</a>",
        "<a>></a>",
    ]);
    let tree = Parser::new()
        .tree("<a>1\r\n2\r3<![CDATA[\r\n<]]>&#xD;</a>")
        .unwrap();
    assert_eq!(tree.text(), "1\n2\n3\n<\r");
}

#[test]
fn structure() {
    refused(&[
        "",
        " ",
        "text",
        "<a/><b/>",
        "<a/>text",
        "text<a/>",
        "<a/>&#32;",
        "<a/><![CDATA[]]>",
        "<![CDATA[]]><a/>",
        "<a>",
        "<a><b></a></b>",
        "<a></b>",
        "<a></a",
        "<a></a x='1'>",
        "<a></ a>",
        "< a/>",
        "</a>",
        "<a",
        "<a ",
        "<",
        "<a></a></a>",
        "<a><b</a>",
        "<1/>",
        "<-a/>",
        "<a\u{d7}/>",
        "<a b",
        "<a>\u{e9}",
    ]);
    accepted(&[
        "<a/>",
        "\n<a\n/>\n",
        "<a></a >",
        "\u{FEFF}<a/>",
        "<\u{e9}l\u{e9}ment/>",
        "<!--x--><?p?><a/><!--y--><?q z?>\n",
    ]);
    refused(&["\u{FEFF}\u{FEFF}<a/>", "<a/>\u{FEFF}"]);
}

#[test]
fn markup() {
    refused(&[
        "<a><!-- -- --></a>",
        "<a><!-- ---></a>",
        "<a><!--></a>",
        "<a><!--->x</a>",
        "<a><!-- x</a>",
        "<a><!- x --></a>",
        "<a><![CDATA[x</a>",
        "<a><![cdata[x]]></a>",
        "<a><?xml version='1.0'?></a>",
        "<a><?XmL x?></a>",
        "<a><??></a>",
        "<a><? x?></a>",
        "<a><?x</a>",
        "<a><?p:q x?></a>",
        "<a><?1?></a>",
        "<a><!ELEMENT a ANY></a>",
    ]);
    accepted(&[
        "<a><!----><!-- - --><?x?><?x y?z??><?xml-stylesheet a='b'?></a>",
        "<a><!--<!DOCTYPE a>--></a>",
    ]);
    for document in [
        "<!DOCTYPE a><a/>",
        "<a/><!DOCTYPE a>",
        "<a><!DOCTYPE a></a>",
        "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
    ] {
        assert_eq!(kind(document), Some(ErrorKind::Dtd), "{document}");
    }
}

#[test]
fn declaration() {
    refused(&[
        " <?xml version='1.0'?><a/>",
        "<!-- --><?xml version='1.0'?><a/>",
        "<?xml version='1.0'?><?xml version='1.0'?><a/>",
        "<a/><?xml version='1.0'?>",
        "<?xml?><a/>",
        "<?xml encoding='utf-8'?><a/>",
        "<?xml version='9.0'?><a/>",
        "<?xml version='1.'?><a/>",
        "<?xml version=1.0?><a/>",
        "<?xml version='1.0'encoding='utf-8'?><a/>",
        "<?xml version='1.0' standalone='yes' encoding='utf-8'?><a/>",
        "<?xml version='1.0' standalone='maybe'?><a/>",
        "<?xml version='1.0' encoding=''?><a/>",
        "<?xml version='1.0' encoding='8'?><a/>",
        "<?xml version='1.0' x='y'?><a/>",
        "<?XML version='1.0'?><a/>",
        "<?xml version='1.0'><a/>",
    ]);
    accepted(&[
        "<?xml version='1.0'?><a/>",
        "<?xml version = \"1.0\" encoding = 'utf-8' standalone='no' ?>\n<a/>",
        "<?xml version='1.1'?><a/>",
    ]);
}

#[test]
fn truncated_at_every_byte() {
    let whole = "<?xml version='1.0'?><p:a xmlns:p='u' x='&lt;\u{e9}'>t&amp;<b/><![CDATA[c]]><!--d--><?e f?>\u{6771}</p:a>";
    accepted(&[whole]);
    for end in 0..whole.len() {
        if let Some(part) = whole.get(..end) {
            refused(&[part]);
        }
    }
}

#[test]
fn limits() {
    let limit = |document: String, name: &str| {
        let (kind, spent) = spent(|| kind(&document));
        assert!(
            matches!(kind, Some(ErrorKind::Limit { name: found, .. }) if found == name),
            "{name}: {kind:?}"
        );
        assert!(spent < Duration::from_secs(5), "{name}");
    };
    let many = |item: &dyn Fn(usize) -> String| (0..100_000).map(item).collect::<String>();
    limit("<a>".repeat(1_000_000), "depth");
    limit(
        format!("<a {}/>", many(&|i| format!("a{i}='' "))),
        "attributes",
    );
    limit(
        format!("<a x='{}'/>", "x".repeat(10_000_000)),
        "attribute_value",
    );
    limit(format!("<{}/>", "x".repeat(10_000_000)), "name");
    limit(format!("<{}/>", "\u{e9}".repeat(1_000_000)), "name");
    limit(format!("<a {}='1'/>", "x".repeat((8 << 10) + 1)), "name");
    limit(
        format!("<a {}/>", many(&|i| format!("xmlns:p{i}='u{i}' "))),
        "namespaces",
    );
    let nested: String = (0..90)
        .map(|i| format!("<a xmlns:p{i}='u' xmlns:q{i}='u'>"))
        .collect();
    limit(nested, "namespaces");
    let few = Limits::default();
    let mut few_elements = few;
    few_elements.elements = 10;
    let error = Parser::new()
        .limits(few_elements)
        .tree(&format!("<a>{}</a>", "<b/>".repeat(10)))
        .unwrap_err();
    assert_eq!(
        error.kind,
        ErrorKind::Limit {
            name: "elements",
            allowed: 10
        }
    );
    assert!(
        Parser::new()
            .limits(few_elements)
            .tree(&format!("<a>{}</a>", "<b/>".repeat(9)))
            .is_ok()
    );
}

/// Time grows with length, not with its square: what made other parsers slow.
#[test]
fn linear() {
    let collide = (0..190).map(|i| format!("a{i}='' ")).collect::<String>();
    let declare = (0..100)
        .map(|i| format!("xmlns:p{i}='u{i}' "))
        .collect::<String>();
    for document in [
        format!("<r>{}</r>", format!("<a {collide}/>").repeat(2_000)),
        format!("<r>{}</r>", format!("<a {declare}/>").repeat(2_000)),
        format!(
            "<r>{}</r>",
            (0..100_000)
                .map(|i| format!("<a xmlns='u{i}'/>"))
                .collect::<String>()
        ),
        format!("<r>{}</r>", "&amp;".repeat(500_000)),
        format!("<r>{}]]&gt;</r>", "]".repeat(500_000)),
        format!("<r>{}</r>", "<![CDATA[x]]>".repeat(100_000)),
        format!("<r>{}</r>", "<!-- -->".repeat(100_000)),
    ] {
        let ((), spent) = spent(|| accepted(&[&document]));
        assert!(spent < Duration::from_secs(10), "{}", &document[..50]);
    }
}
