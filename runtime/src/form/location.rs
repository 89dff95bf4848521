//! Where an operation that is called without an envelope stands, below its port (WSDL 1.1 sections 4.4 and 4.7).

use crate::percent::address;

/// The location of an operation that is bound to HTTP GET or POST: what follows its port's path. It may have places, names in
/// parentheses, where a request has values (`http:urlReplacement`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// What stands before the first place, and after each, as it is in an address.
    literals: Vec<String>,
    /// The names of the places between those.
    names: Vec<String>,
}

impl Location {
    /// A location without places: in it, parentheses are parentheses.
    pub fn fixed(location: &str) -> Self {
        Location {
            literals: vec![address(location)],
            names: Vec::new(),
        }
    }

    /// A location with places. What opens one and does not close it stands for itself.
    pub fn with_places(location: &str) -> Self {
        let (mut literals, mut names) = (Vec::new(), Vec::new());
        let mut rest = location;
        while let Some((before, after)) = rest.split_once('(')
            && let Some((name, after)) = after.split_once(')')
        {
            literals.push(address(before));
            names.push(name.to_owned());
            rest = after;
        }
        literals.push(address(rest));
        Location { literals, names }
    }

    /// The location with a text in each place.
    pub(crate) fn filled(&self, text: impl Fn(&str) -> String) -> String {
        let mut out = String::new();
        for (number, literal) in self.literals.iter().enumerate() {
            out.push_str(literal);
            if let Some(name) = self.names.get(number) {
                out.push_str(&text(name));
            }
        }
        out
    }

    /// The name of each place with its value, as it stands in the path of a request (percent-encoded); `None` when the path is not
    /// this location below the path of its port. No value goes over a slash.
    pub fn values<'p>(&self, port: &str, path: &'p str) -> Option<Vec<(&str, &'p str)>> {
        let first = self.literals.first()?;
        self.read(path.strip_prefix(above(port, first))?)
    }

    /// The same for a path that ends with the location, whatever its port's is. The location begins with a step of the path.
    #[cfg(any(feature = "server", test))]
    pub(crate) fn values_at_end<'p>(&self, path: &'p str) -> Option<Vec<(&str, &'p str)>> {
        let starts = path.char_indices().map(|(start, _)| start);
        starts.chain([path.len()]).find_map(|start| {
            let (before, end) = path.split_at_checked(start)?;
            let is_step = end.is_empty() || end.starts_with('/') || before.ends_with('/');
            is_step.then(|| self.read(end))?
        })
    }

    fn read<'p>(&self, path: &'p str) -> Option<Vec<(&str, &'p str)>> {
        let (first, literals) = self.literals.split_first()?;
        let mut rest = path.strip_prefix(first.as_str())?;
        let mut values = Vec::new();
        for (number, (name, literal)) in self.names.iter().zip(literals).enumerate() {
            let (value, after) = match number + 1 == literals.len() {
                true => (rest.strip_suffix(literal.as_str())?, ""),
                false => rest.split_once(literal.as_str())?,
            };
            if value.contains('/') {
                return None;
            }
            values.push((name.as_str(), value));
            rest = after;
        }
        rest.is_empty().then_some(values)
    }
}

/// The path of a port as a location follows it: between the two there is one slash, though both have it.
pub(crate) fn above<'p>(port: &'p str, location: &str) -> &'p str {
    match location.starts_with('/') {
        true => port.strip_suffix('/').unwrap_or(port),
        false => port,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(values: Option<Vec<(&str, &str)>>) -> Option<String> {
        let pairs = values?
            .into_iter()
            .map(|(name, value)| format!("{name}={value}"));
        Some(pairs.collect::<Vec<_>>().join("&"))
    }

    #[test]
    fn fixed_locations_end_paths() {
        let ends = |location, path| Location::fixed(location).values_at_end(path).is_some();
        assert!(ends("/start", "/case.asmx/start"));
        assert!(ends("start", "/start"));
        assert!(ends("", "/case.asmx"));
        assert!(ends("/st\u{e9}(art)", "/st%C3%A9(art)"));
        assert!(!ends("start", "/restart"));
        assert!(!ends("/start", "/start/more"));
    }

    #[test]
    fn places_hold_values() {
        let found = |location, path| shown(Location::with_places(location).values_at_end(path));
        let jobs = "/jobs/(job)/status";
        assert_eq!(
            found(jobs, "/x.asmx/jobs/a%2Fb/status"),
            Some("job=a%2Fb".into())
        );
        assert_eq!(found(jobs, "/jobs//status"), Some("job=".into()));
        assert_eq!(found(jobs, "/jobs/a/b/status"), None);
        assert_eq!(found(jobs, "/jobs/a/status/more"), None);
        assert_eq!(found("o(a)p(b)q", "/x/o1p2q"), Some("a=1&b=2".into()));
        assert_eq!(found("/o(a)/(b)", "/o1/2"), Some("a=1&b=2".into()));
        assert_eq!(
            found("/\u{e9}(a)/(open", "/%C3%A97/(open"),
            Some("a=7".into())
        );
        assert_eq!(found("(a)", "/1"), Some("a=1".into()));
    }

    #[test]
    fn locations_stand_below_their_ports() {
        let found =
            |port, location, path| shown(Location::with_places(location).values(port, path));
        assert_eq!(found("/x", "/o(a)", "/x/o1"), Some("a=1".into()));
        assert_eq!(found("/x/", "/o(a)", "/x/o1"), Some("a=1".into()));
        assert_eq!(found("/x/", "o(a)", "/x/o1"), Some("a=1".into()));
        assert_eq!(found("/x", "/plain", "/x/plain"), Some(String::new()));
        assert_eq!(found("/x", "/plain", "/x/plainer"), None);
        assert_eq!(found("/x", "/plain", "/y/plain"), None);
    }

    #[test]
    fn places_are_filled() {
        let location = Location::with_places("/o(c)/(a b)(none)/(end");
        let filled = location.filled(|name| match name {
            "c" => "1".to_owned(),
            "a b" => "%20".to_owned(),
            _ => String::new(),
        });
        assert_eq!(filled, "/o1/%20/(end");
    }
}
