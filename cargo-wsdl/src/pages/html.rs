//! Markup that cannot go wrong: what comes from a document is escaped, and every element is closed.

use wsdl_codegen::stage::write::MARK;

/// Attributes: names of ours, values of anyone.
pub(crate) type Attributes<'a> = &'a [(&'static str, &'a str)];

/// HTML being written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Html(String);

impl Html {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Text, escaped.
    pub(crate) fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                c => self.0.push(c),
            }
        }
    }

    /// A name, which may break before a capital letter.
    pub(crate) fn name(&mut self, name: &str) {
        let mut small = false;
        for c in name.chars() {
            if small && c.is_uppercase() {
                self.void("wbr", &[]);
            }
            small = c.is_lowercase();
            self.text(c.encode_utf8(&mut [0; 4]));
        }
    }

    /// An element around what `content` writes.
    pub(crate) fn node(
        &mut self,
        tag: &'static str,
        attributes: Attributes<'_>,
        content: impl FnOnce(&mut Self),
    ) {
        self.open(tag, attributes);
        content(self);
        self.0.push_str("</");
        self.0.push_str(tag);
        self.0.push('>');
        if !INLINE.contains(&tag) {
            self.0.push('\n');
        }
    }

    /// An element that holds text.
    pub(crate) fn leaf(&mut self, tag: &'static str, attributes: Attributes<'_>, text: &str) {
        self.node(tag, attributes, |h| h.text(text));
    }

    /// An element that never has content: `input`, `meta`, `br`.
    pub(crate) fn void(&mut self, tag: &'static str, attributes: Attributes<'_>) {
        self.open(tag, attributes);
    }

    /// A link.
    pub(crate) fn link(&mut self, href: &str, text: &str) {
        self.leaf("a", &[("href", href)], text);
    }

    fn open(&mut self, tag: &'static str, attributes: Attributes<'_>) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.text(value);
            self.0.push('"');
        }
        self.0.push('>');
    }

    /// The document: the type, the mark by which the next run knows it again, then all that was written.
    pub(crate) fn into_document(self) -> String {
        format!("<!doctype html><!-- {MARK} -->\n{}", self.0)
    }

    #[cfg(test)]
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Elements that stand in a line; no line feed follows them, which would be a space.
const INLINE: &[&str] = &[
    "a", "b", "bdi", "code", "i", "option", "span", "textarea", "wbr",
];

#[cfg(test)]
mod tests {
    use super::Html;

    #[test]
    fn what_comes_from_outside_stays_text() {
        let mut html = Html::new();
        html.leaf(
            "p",
            &[("title", "\"><script>")],
            "</p><script>alert('1 & 2')",
        );
        assert_eq!(
            html.as_str(),
            "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;/p&gt;&lt;script&gt;alert(&#39;1 &amp; 2&#39;)</p>\n"
        );
    }
}
