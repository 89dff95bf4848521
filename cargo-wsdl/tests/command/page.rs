//! What a person sees of a page.

/// The text of a page: tags cut off, references resolved.
pub(crate) fn text(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => inside = false,
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
        .fold(out, |text, (from, to)| text.replace(from, to));
    text.replace("&amp;", "&")
}

/// Where the links of a page lead, those within the page apart.
pub(crate) fn links(html: &str) -> Vec<String> {
    let links = html.split("href=\"").skip(1);
    links
        .filter_map(|rest| rest.split('"').next())
        .filter(|link| !link.starts_with('#') && !link.starts_with("data:"))
        .map(str::to_owned)
        .collect()
}
