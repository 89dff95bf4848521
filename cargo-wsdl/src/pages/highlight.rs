//! Messages with their parts told apart. The text stays what it was, character by character.

use super::html::Html;

/// An HTTP message: start line and headers, an empty line, XML.
pub(crate) fn http(html: &mut Html, message: &str) {
    let (head, body) = match message.find("\n\n") {
        Some(at) => message.split_at(at),
        None => (message, ""),
    };
    for (number, line) in head.split_inclusive('\n').enumerate() {
        match line.split_once(':') {
            Some((name, value)) if number > 0 => {
                html.leaf("span", &[("class", "h")], name);
                html.text(":");
                html.text(value);
            }
            _ => html.text(line),
        }
    }
    xml(html, body);
}

/// XML, or what was sent in its place.
pub(crate) fn xml(html: &mut Html, text: &str) {
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, kind) = piece(rest);
        let (now, later) = rest.split_at(piece);
        match kind {
            Kind::Tag => tag(html, now),
            Kind::Aside => html.leaf("span", &[("class", "c")], now),
            Kind::Text if now.trim().is_empty() => html.text(now),
            Kind::Text => html.leaf("b", &[], now),
        }
        rest = later;
    }
}

enum Kind {
    Tag,
    /// A comment, an instruction, a declaration.
    Aside,
    Text,
}

/// How long the piece at the beginning is, and what it is. The length is that of whole characters, and not zero.
fn piece(text: &str) -> (usize, Kind) {
    let until = |end: &str| text.find(end).map_or(text.len(), |at| at + end.len());
    if text.starts_with("<!--") {
        (until("-->"), Kind::Aside)
    } else if text.starts_with("<![CDATA[") {
        (until("]]>"), Kind::Text)
    } else if text.starts_with("<?") {
        (until("?>"), Kind::Aside)
    } else if text.starts_with('<') {
        let mut quote = None;
        let end = text.char_indices().find(|(_, c)| match (quote, *c) {
            (None, '>') => true,
            (None, '"' | '\'') => {
                quote = Some(*c);
                false
            }
            (Some(open), c) if open == c => {
                quote = None;
                false
            }
            _ => false,
        });
        (end.map_or(text.len(), |(at, _)| at + 1), Kind::Tag)
    } else {
        (text.find('<').unwrap_or(text.len()), Kind::Text)
    }
}

/// A tag: its name, and the values of attributes.
fn tag(html: &mut Html, tag: &str) {
    let after = tag.trim_start_matches(['<', '/']);
    let open = tag.len() - after.len();
    let name = after
        .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
        .unwrap_or(after.len());
    html.text(&tag[..open]);
    html.leaf("span", &[("class", "t")], &after[..name]);
    let mut rest = &after[name..];
    while let Some(at) = rest.find(['"', '\'']) {
        let quote = if rest[at..].starts_with('"') {
            '"'
        } else {
            '\''
        };
        let length = rest[at + 1..]
            .find(quote)
            .map_or(rest.len(), |l| at + l + 2);
        html.text(&rest[..at]);
        html.leaf("span", &[("class", "s")], &rest[at..length]);
        rest = &rest[length..];
    }
    html.text(rest);
}

#[cfg(test)]
mod tests {
    use super::{Html, http};

    /// The text of markup of ours.
    fn text(html: &Html) -> String {
        let mut out = String::new();
        let mut inside = false;
        for c in html.as_str().chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                c if !inside => out.push(c),
                _ => {}
            }
        }
        let entities = [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&quot;", "\""),
            ("&#39;", "'"),
        ];
        let text = entities
            .iter()
            .fold(out, |t, (from, to)| t.replace(from, to));
        text.replace("&amp;", "&")
    }

    #[test]
    fn the_text_stays_what_it_was() {
        let messages = [
            "POST / HTTP/1.1\nSOAPAction: \"a:b\"\n\n<?xml version=\"1.0\"?>\n<a b='>' c=\"'\">x &amp; y<d /></a>",
            "HTTP/1.1 200 OK",
            "HTTP/1.1 500\nA: b\n\n<!DOCTYPE html><p class=>it's <b",
            "x\n\n<a b=\"<![CDATA[ <!-- \u{fc}",
            "x\n\n</\n\n<<>><![CDATA[<a>]]><!-- <b> --><?p ?>\u{20ac}",
        ];
        for message in messages {
            let mut html = Html::new();
            http(&mut html, message);
            assert_eq!(text(&html), message);
        }
    }
}
