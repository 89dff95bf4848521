//! `xs:any` and `xs:anyAttribute` (part 1, section 3.10).

use std::sync::Arc;

use super::super::reader::Reader;
use super::super::tag::Tag;
use crate::diagnostic::code;
use crate::model::xsd::{NamespaceConstraint, ProcessContents, Wildcard};

/// Reads a wildcard.
pub(super) fn read<'d>(reader: &mut Reader<'d>, tag: Tag<'d>) -> Wildcard {
    for attribute in ["notNamespace", "notQName"] {
        if tag.attribute(attribute).is_some() {
            let message = format!("`{attribute}` is of XML Schema 1.1");
            reader.error(code::XSD11, tag.value_span(attribute), message);
        }
    }
    let target = reader.target_namespace(tag);
    let namespaces = match tag.attribute("namespace").unwrap_or("##any") {
        "##any" => NamespaceConstraint::Any,
        "##other" => NamespaceConstraint::Other(target),
        // `##any` among names, or a word that there is not.
        list if list.split_ascii_whitespace().any(|word| {
            word.starts_with("##") && !matches!(word, "##targetNamespace" | "##local")
        }) =>
        {
            let message = format!(
                "`{list}` is neither `##any` nor `##other` nor a list of namespaces; `##any` was taken"
            );
            reader.warn(code::BAD_VALUE, tag.value_span("namespace"), message);
            NamespaceConstraint::Any
        }
        list => {
            let mut names: Vec<Arc<str>> = Vec::new();
            for word in list.split_ascii_whitespace() {
                let name = match word {
                    "##targetNamespace" => target.clone(),
                    "##local" => Arc::from(""),
                    uri => reader.intern(uri),
                };
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            NamespaceConstraint::List(names)
        }
    };
    let process = match tag.attribute("processContents").unwrap_or("strict") {
        "strict" => ProcessContents::Strict,
        "lax" => ProcessContents::Lax,
        "skip" => ProcessContents::Skip,
        other => {
            let message = format!("`{other}` is not `strict`, `lax` or `skip`; `lax` was taken");
            reader.warn(code::BAD_VALUE, tag.value_span("processContents"), message);
            ProcessContents::Lax
        }
    };
    Wildcard {
        namespaces,
        process,
    }
}

/// Whether a name of the namespace is taken.
pub(super) fn admits(any: &NamespaceConstraint, namespace: &str) -> bool {
    match any {
        NamespaceConstraint::Any => true,
        NamespaceConstraint::Other(not) => !namespace.is_empty() && namespace != &**not,
        NamespaceConstraint::List(list) => list.iter().any(|n| **n == *namespace),
    }
}

/// Whether all that the first takes is taken by the second (section 3.10.6, wildcard subset).
pub(super) fn is_within(a: &NamespaceConstraint, b: &NamespaceConstraint) -> bool {
    use NamespaceConstraint::{Any, List, Other};
    match (a, b) {
        (_, Any) => true,
        (Any, _) | (Other(_), List(_)) => false,
        (Other(a), Other(b)) => a == b || b.is_empty(),
        (List(list), any) => list.iter().all(|n| admits(any, n)),
    }
}

/// What either takes (section 3.10.6, attribute wildcard union). What no wildcard can say becomes "any".
pub(super) fn union(a: &NamespaceConstraint, b: &NamespaceConstraint) -> NamespaceConstraint {
    use NamespaceConstraint::{Any, List, Other};
    match (a, b) {
        (Any, _) | (_, Any) => Any,
        (List(a), List(b)) => {
            let more = b.iter().filter(|n| !a.contains(n));
            List(a.iter().chain(more).cloned().collect())
        }
        (Other(a), Other(b)) if a == b => Other(a.clone()),
        // Both are "any but": only "no namespace" is in neither.
        (Other(_), Other(_)) => Other(Arc::from("")),
        (Other(not), List(list)) | (List(list), Other(not)) => {
            let (has_not, has_none) = (
                list.iter().any(|n| n == not),
                list.iter().any(|n| n.is_empty()),
            );
            match (has_not, has_none) {
                (true, true) => Any,
                (true, false) => Other(Arc::from("")),
                (false, true) if not.is_empty() => Any,
                // "Any but `not`, and no namespace too" has no notation: the wider is safe.
                (false, true) => Any,
                (false, false) => Other(not.clone()),
            }
        }
    }
}

/// What both take (section 3.10.6, attribute wildcard intersection).
pub(super) fn intersection(
    a: &NamespaceConstraint,
    b: &NamespaceConstraint,
) -> NamespaceConstraint {
    use NamespaceConstraint::{Any, List, Other};
    match (a, b) {
        (Any, other) | (other, Any) => other.clone(),
        (List(a), List(b)) => List(a.iter().filter(|n| b.contains(n)).cloned().collect()),
        (Other(not), List(list)) | (List(list), Other(not)) => List(
            list.iter()
                .filter(|n| *n != not && !n.is_empty())
                .cloned()
                .collect(),
        ),
        (Other(a), Other(b)) if a == b || b.is_empty() => Other(a.clone()),
        (Other(a), Other(b)) if a.is_empty() => Other(b.clone()),
        // "Any but these two" has no notation: the first is wider by one namespace.
        (Other(a), Other(_)) => Other(a.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn algebra() {
        use NamespaceConstraint::{Any, List, Other};
        let name = |s: &str| -> Arc<str> { Arc::from(s) };
        let list = |names: &[&str]| List(names.iter().map(|n| name(n)).collect());
        let other = |n: &str| Other(name(n));
        assert_eq!(union(&list(&["a"]), &list(&["b", "a"])), list(&["a", "b"]));
        assert_eq!(union(&other("a"), &list(&["a"])), other(""));
        assert_eq!(union(&other("a"), &list(&["a", ""])), Any);
        assert_eq!(union(&other("a"), &list(&["b"])), other("a"));
        assert_eq!(union(&other("a"), &other("b")), other(""));
        assert_eq!(
            intersection(&other("a"), &list(&["a", "b", ""])),
            list(&["b"])
        );
        assert_eq!(intersection(&Any, &other("a")), other("a"));
        assert_eq!(intersection(&other(""), &other("a")), other("a"));
        assert_eq!(intersection(&list(&["a"]), &list(&["b"])), list(&[]));
    }
}
