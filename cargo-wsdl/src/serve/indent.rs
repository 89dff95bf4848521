//! Messages laid out for reading.

/// A line per element for XML that came in one line; anything else as it is. Text is never touched: an element with text stays in its line.
pub(super) fn indent(text: &str) -> String {
    let body = text.trim();
    if !body.starts_with('<') || body.starts_with("<!") || body.contains('\n') {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut depth = 0usize;
    let mut rest = body;
    // Whether what was written last leaves a line of its own to what comes.
    let mut fresh = true;
    while !rest.is_empty() {
        let tag = rest.starts_with('<');
        let length = match tag {
            true => tag_length(rest),
            false => rest.find('<').unwrap_or(rest.len()),
        };
        let (piece, later) = rest.split_at(length);
        let closes = piece.starts_with("</");
        if closes {
            depth = depth.saturating_sub(1);
        }
        if tag && fresh && !out.is_empty() {
            out.push('\n');
            out.extend(std::iter::repeat_n("  ", depth.min(40)));
        }
        out.push_str(piece);
        let opens = tag && !closes && !piece.ends_with("/>") && !piece.starts_with("<?");
        depth += usize::from(opens);
        // An element that is empty stays in its line.
        fresh = tag && !(opens && later.starts_with("</"));
        rest = later;
    }
    out
}

/// The length of the tag at the beginning; quotes may hold `>`.
fn tag_length(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::indent;

    #[test]
    fn an_element_a_line() {
        assert_eq!(
            indent("<?xml version=\"1.0\"?><a x=\">\"><b>1</b><c/><d></d></a>"),
            "<?xml version=\"1.0\"?>\n<a x=\">\">\n  <b>1</b>\n  <c/>\n  <d></d>\n</a>"
        );
        for same in [
            "",
            "no XML",
            "<a>\n<b/></a>",
            "<!doctype html><p>x",
            "<a",
            "<a b='",
        ] {
            assert_eq!(indent(same), same);
        }
    }
}
