//! Locations as documents write them: relative paths, URLs, percent-encoding (RFC 3986).

/// What a `schemaLocation` or `location` is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Location<'l> {
    /// With a scheme: `http://..`, `urn:..`.
    Url(&'l str),
    /// `file:`, an absolute path, a drive letter, a network share.
    Absolute(&'l str),
    /// Relative to the document that names it.
    Relative(&'l str),
}

/// Classifies a location; white space around it and a fragment are not part of it.
pub(super) fn classify(location: &str) -> Location<'_> {
    let location = location.trim();
    let location = location
        .split_once('#')
        .map_or(location, |(before, _)| before);
    match scheme(location) {
        // `C:\schemas\x.xsd`
        Some(scheme) if scheme.len() == 1 || scheme.eq_ignore_ascii_case("file") => {
            Location::Absolute(location)
        }
        Some(_) => Location::Url(location),
        None if location.starts_with(['/', '\\']) => Location::Absolute(location),
        None => Location::Relative(location),
    }
}

fn scheme(location: &str) -> Option<&str> {
    let (scheme, _) = location.split_once(':')?;
    let valid = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
    let starts = scheme
        .bytes()
        .next()
        .is_some_and(|b| b.is_ascii_alphabetic());
    (starts && scheme.bytes().all(valid)).then_some(scheme)
}

/// Resolves a relative reference against an absolute URL (RFC 3986, section 5.2, as far as locations need it).
pub(super) fn join(base: &str, reference: &str) -> String {
    let after_scheme = base.find("://").map_or(0, |i| i + 3);
    let root = base[after_scheme..]
        .find('/')
        .map_or(base.len(), |i| after_scheme + i);
    let path_end = base.find(['?', '#']).unwrap_or(base.len()).max(root);
    if let Some(rest) = reference.strip_prefix("//") {
        return format!("{}//{rest}", &base[..after_scheme.saturating_sub(2)]);
    }
    if reference.starts_with('/') {
        return format!("{}{reference}", &base[..root]);
    }
    if reference.starts_with('?') {
        return format!("{}{reference}", &base[..path_end]);
    }
    let (path, query) = match reference.find('?') {
        Some(i) => reference.split_at(i),
        None => (reference, ""),
    };
    let mut parts: Vec<&str> = base[root..path_end].split('/').skip(1).collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("{}/{}{query}", &base[..root], parts.join("/"))
}

/// The last name in the path of a URL, when it can be the name of a file.
pub(super) fn last_name(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let path = rest.split(['?', '#']).next()?;
    let (_, name) = path.rsplit_once('/')?;
    let name = percent_decoded(name).unwrap_or_else(|| name.to_owned());
    let plain = !matches!(name.as_str(), "" | "." | "..") && !name.contains(['/', '\\']);
    plain.then_some(name)
}

/// The text with `%XX` decoded; `None` when nothing changes or the result is not UTF-8 or holds a NUL.
pub fn percent_decoded(text: &str) -> Option<String> {
    if !text.contains('%') {
        return None;
    }
    let bytes = text.as_bytes();
    let digit = |b: Option<&u8>| b.and_then(|&b| (b as char).to_digit(16));
    let (mut out, mut i) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(&byte) = bytes.get(i) {
        match (byte, digit(bytes.get(i + 1)), digit(bytes.get(i + 2))) {
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).ok()?);
                i += 3;
            }
            _ => {
                out.push(byte);
                i += 1;
            }
        }
    }
    String::from_utf8(out).ok().filter(|s| !s.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        assert_eq!(classify(" x.xsd#frag "), Location::Relative("x.xsd"));
        assert_eq!(
            classify("../a/b.xsd?xsd=1"),
            Location::Relative("../a/b.xsd?xsd=1")
        );
        assert_eq!(classify("http://a/b"), Location::Url("http://a/b"));
        assert_eq!(classify("urn:a"), Location::Url("urn:a"));
        for absolute in [
            "file:///etc/passwd",
            "FILE:x",
            "/etc/passwd",
            "\\\\host\\share",
            "C:\\x.xsd",
            "c:/x.xsd",
        ] {
            assert_eq!(classify(absolute), Location::Absolute(absolute));
        }
    }

    #[test]
    fn joining() {
        let base = "http://h:80/a/b.svc?wsdl";
        assert_eq!(join(base, "c.xsd"), "http://h:80/a/c.xsd");
        assert_eq!(join(base, "../c.xsd?x=1"), "http://h:80/c.xsd?x=1");
        assert_eq!(join(base, "/c.xsd"), "http://h:80/c.xsd");
        assert_eq!(join(base, "?xsd=1"), "http://h:80/a/b.svc?xsd=1");
        assert_eq!(join(base, "//g/c"), "http://g/c");
        assert_eq!(join("http://h", "c"), "http://h/c");
        assert_eq!(join("http://h/a", "../../../c"), "http://h/c");
    }

    #[test]
    fn last_names() {
        let name = |url| last_name(url);
        assert_eq!(name("http://h/a/b.xsd?x=/y").as_deref(), Some("b.xsd"));
        assert_eq!(name("https://h/a%20b.xsd").as_deref(), Some("a b.xsd"));
        assert_eq!(name("http://h"), None);
        assert_eq!(name("http://h/.."), None);
        assert_eq!(name("http://h/%2e%2e"), None);
        assert_eq!(name("http://h/a%2fb"), None);
        assert_eq!(name("urn:x"), None);
    }

    #[test]
    fn decoding() {
        assert_eq!(
            percent_decoded("a%20b%C3%A9.xsd").as_deref(),
            Some("a bé.xsd")
        );
        assert_eq!(percent_decoded("a%2"), Some("a%2".to_owned()));
        assert_eq!(percent_decoded("a"), None);
        assert_eq!(percent_decoded("%00"), None);
        assert_eq!(percent_decoded("%FF"), None);
    }
}
