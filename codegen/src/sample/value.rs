//! Texts for simple types: the placeholders of an ASP.NET service page, and values that fit the facets.

use super::facets::Simple;
use super::number;
use super::tree::Value;
use crate::model::name::QName;
use crate::model::xsd::effective::Shape;
use crate::model::xsd::{Builtin, Schema, TypeRef};

/// How deep lists of unions of lists are followed.
const MAX_DEPTH: usize = 16;
/// The longest string that is made to reach a `maxLength`, in characters.
const MAX_LENGTH: u64 = 1000;
/// The namespace of the types that .NET adds to those of XML Schema (`guid`, `char`).
const MICROSOFT_TYPES: &str = "http://microsoft.com/wsdl/types/";

/// What an ASP.NET service page writes for a value of the type: the type's name, or the words of an enumeration joined by ` or `.
pub(crate) fn placeholder(schema: &Schema, ty: TypeRef) -> Value {
    match placeholder_text(schema, ty, 0).as_str() {
        "QName" => Value::Name(
            QName::new("http://tempuri.org/SampleNamespace", "QName"),
            String::new(),
        ),
        text => Value::text(text),
    }
}

fn placeholder_text(schema: &Schema, ty: TypeRef, depth: usize) -> String {
    let id = match ty {
        TypeRef::Builtin(b) => return b.name().to_owned(),
        TypeRef::Defined(id) => id,
    };
    if let Some(name) = &schema.ty(id).name
        && &*name.namespace == MICROSOFT_TYPES
    {
        return name.local.to_string();
    }
    let simple = Simple::of(schema, ty);
    if !simple.enumeration().is_empty() {
        let words = simple.enumeration().iter().map(|e| e.value.as_str());
        return words.collect::<Vec<_>>().join(" or ");
    }
    match simple.shape {
        Shape::Atomic(builtin) => builtin.name().to_owned(),
        Shape::List(item) if depth < MAX_DEPTH => placeholder_text(schema, item, depth + 1),
        Shape::Union(members) if depth < MAX_DEPTH => {
            let mut words: Vec<String> = Vec::new();
            for member in members {
                let text = placeholder_text(schema, member, depth + 1);
                if !words.contains(&text) {
                    words.push(text);
                }
            }
            words.join(" or ")
        }
        _ => Builtin::AnySimpleType.name().to_owned(),
    }
}

/// At most `most` values that fit the type's facets, the most telling first, then the ends of what it allows. Never empty: where nothing was
/// found that fits, a value of the built-in type behind it is given.
pub(crate) fn values(schema: &Schema, ty: TypeRef, most: usize) -> Vec<Value> {
    let simple = Simple::of(schema, ty);
    if matches!(
        simple.shape,
        Shape::Atomic(Builtin::QName | Builtin::Notation)
    ) {
        return names(&simple);
    }
    let mut found = Vec::new();
    collect(schema, ty, most, 0, &mut found);
    if found.is_empty() {
        found.push(match simple.shape {
            Shape::Atomic(builtin) => typical(builtin).to_owned(),
            _ => "text".to_owned(),
        });
    }
    found.into_iter().map(Value::Text).collect()
}

/// The first of [`values`], without the work for the others.
pub(crate) fn first(schema: &Schema, ty: TypeRef) -> Value {
    values(schema, ty, 1).swap_remove(0)
}

/// Qualified names: those of the enumeration, or one of a namespace of our own.
fn names(simple: &Simple) -> Vec<Value> {
    let listed = simple.enumeration().iter().filter_map(|e| e.qname.clone());
    let mut names: Vec<QName> = listed.collect();
    if names.is_empty() {
        names.push(QName::new("urn:example:names", "name"));
    }
    names
        .into_iter()
        .map(|n| Value::Name(n, String::new()))
        .collect()
}

fn collect(schema: &Schema, ty: TypeRef, most: usize, depth: usize, found: &mut Vec<String>) {
    if depth > MAX_DEPTH {
        return;
    }
    let simple = Simple::of(schema, ty);
    // Whether more are wanted.
    let mut add = |text: String| {
        if found.len() < most && !found.contains(&text) && simple.fits(schema, &text) {
            found.push(text);
        }
        found.len() < most
    };
    for word in simple.enumeration() {
        add(word.value.clone());
    }
    if !simple.enumeration().is_empty() {
        return;
    }
    for pattern in simple.patterns() {
        let longest = [
            simple.facets.length,
            simple.facets.min_length,
            simple.facets.max_length,
        ]
        .into_iter()
        .flatten()
        .max()
        .unwrap_or(0)
        .min(MAX_LENGTH);
        for text in pattern.examples(usize::try_from(longest).unwrap_or(0)) {
            if is_of_this_age(&simple.shape, &text) && !add(text) {
                return;
            }
        }
    }
    match &simple.shape {
        Shape::Atomic(builtin) => {
            for text in atomic(*builtin, &simple) {
                add(text);
            }
        }
        Shape::List(item) => {
            let mut items = Vec::new();
            collect(schema, *item, usize::MAX, depth + 1, &mut items);
            for length in lengths(&simple, &[2, 1, 0, 3]) {
                let cycle = items
                    .iter()
                    .filter(|i| !i.is_empty() && !i.contains(' '))
                    .cycle();
                let take = usize::try_from(length).unwrap_or(0);
                let text: Vec<&str> = cycle.take(take).map(String::as_str).collect();
                add(text.join(" "));
            }
        }
        Shape::Union(members) => {
            for member in members {
                let mut own = Vec::new();
                collect(schema, *member, usize::MAX, depth + 1, &mut own);
                for text in own {
                    add(text);
                }
            }
        }
    }
}

/// Whether a date or duration has no more digits in a row than nine: a pattern may allow any number of years, but readers do not.
fn is_of_this_age(shape: &Shape, text: &str) -> bool {
    let calendar = match shape {
        Shape::Atomic(b) => matches!(
            b,
            Builtin::Duration
                | Builtin::DateTime
                | Builtin::Date
                | Builtin::Time
                | Builtin::GYear
                | Builtin::GYearMonth
        ),
        _ => false,
    };
    let runs = text.split(|c: char| !c.is_ascii_digit());
    !calendar || runs.map(str::len).max().unwrap_or(0) <= 9
}

/// The lengths to try: what suits, then the ends of what the facets allow.
fn lengths(simple: &Simple, usual: &[u64]) -> Vec<u64> {
    let f = &simple.facets;
    let ends = [
        f.length,
        f.min_length,
        f.max_length.map(|m| m.min(MAX_LENGTH)),
    ];
    usual
        .iter()
        .copied()
        .chain(ends.into_iter().flatten().map(|l| l.min(MAX_LENGTH)))
        .collect()
}

fn atomic(builtin: Builtin, simple: &Simple) -> Vec<String> {
    let mut candidates = vec![typical(builtin).to_owned()];
    let mut more = |texts: &[&str]| candidates.extend(texts.iter().map(|t| (*t).to_owned()));
    match builtin {
        b if b.is_derived_from(Builtin::Decimal) => {
            more(&["1", "0", "-1", "10", "0.5", "123456789012345678", "007"]);
            // libxml2 refuses a sign before the unsigned.
            if !b.is_derived_from(Builtin::NonNegativeInteger) {
                more(&["+7", "-0"]);
            }
            let (min, max) = b.integer_range();
            candidates.extend([min, max].into_iter().flatten().map(str::to_owned));
        }
        Builtin::Float | Builtin::Double => more(&[
            "0", "-0", "1e10", "-1.5E-3", "INF", "-INF", "NaN", "+.5", "7.",
        ]),
        Builtin::Boolean => more(&["false", "1", "0"]),
        Builtin::DateTime => more(&[
            "2026-01-31T12:00:00",
            "2026-01-31T12:00:00.1234567+02:00",
            "2000-02-28T23:59:59-05:00",
            "2025-12-31T24:00:00Z",
            "-0044-03-15T00:00:00+14:00",
        ]),
        Builtin::Date => more(&["2026-01-31Z", "2000-02-28+14:00", "-0044-03-15-14:00"]),
        Builtin::Time => more(&["12:00:00Z", "23:59:59.999", "00:00:00-00:00"]),
        Builtin::Duration => more(&["PT0S", "-P1Y2M3DT4H5M6.7S", "P14M", "PT36H"]),
        Builtin::HexBinary | Builtin::Base64Binary => {
            for length in lengths(simple, &[6, 0, 1, 2, 3]) {
                candidates.push(bytes(builtin, length));
            }
            // Other spellings of what is there: small digits, white space.
            let first = bytes(builtin, 6);
            candidates.push(match builtin {
                Builtin::HexBinary => first.to_ascii_lowercase(),
                _ => format!("{} {}", &first[..4], &first[4..]),
            });
        }
        b if b.is_derived_from(Builtin::String) || matches!(b, Builtin::AnyUri) => {
            if matches!(b, Builtin::String) {
                more(&[" a  b ", "<&>\"'", "\u{e4}\u{20ac}\u{1f600}"]);
            }
            candidates.extend(lengths(simple, &[1, 0]).into_iter().map(text_of));
        }
        _ => {}
    }
    let f = &simple.facets;
    candidates.extend(
        [&f.min_inclusive, &f.max_inclusive]
            .into_iter()
            .flatten()
            .map(|b| b.trim().to_owned()),
    );
    candidates.extend(
        f.min_exclusive
            .iter()
            .filter_map(|b| number::step(b.trim(), 1)),
    );
    candidates.extend(
        f.max_exclusive
            .iter()
            .filter_map(|b| number::step(b.trim(), -1)),
    );
    candidates
}

fn text_of(length: u64) -> String {
    "text"
        .chars()
        .cycle()
        .take(usize::try_from(length).unwrap_or(0))
        .collect()
}

/// Bytes 0, 1, 2, .. in the type's encoding.
fn bytes(builtin: Builtin, length: u64) -> String {
    let bytes: Vec<u8> = (0..length).map(|i| (i % 251) as u8).collect();
    if builtin == Builtin::HexBinary {
        return bytes.iter().map(|b| format!("{b:02X}")).collect();
    }
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let word =
            chunk.iter().fold(0u32, |w, b| w << 8 | u32::from(*b)) << (8 * (3 - chunk.len()));
        for symbol in 0..4 {
            if symbol <= chunk.len() {
                let index = (word >> (18 - 6 * symbol)) & 63;
                out.push(char::from(ALPHABET[index as usize]));
            } else {
                out.push('=');
            }
        }
    }
    out
}

/// A value that a reader takes at once for one of the type.
fn typical(builtin: Builtin) -> &'static str {
    match builtin {
        Builtin::Boolean => "true",
        Builtin::Decimal => "12.50",
        Builtin::Float | Builtin::Double => "1.5",
        Builtin::Duration => "P1DT2H",
        Builtin::DateTime => "2026-01-31T12:00:00Z",
        Builtin::Time => "12:00:00",
        Builtin::Date => "2026-01-31",
        Builtin::GYearMonth => "2026-01",
        Builtin::GYear => "2026",
        Builtin::GMonthDay => "--01-31",
        Builtin::GDay => "---31",
        Builtin::GMonth => "--01",
        Builtin::HexBinary => "0FB7",
        Builtin::Base64Binary => "c2FtcGxl",
        Builtin::AnyUri => "http://example.org/",
        Builtin::Language => "en",
        Builtin::NonPositiveInteger | Builtin::NegativeInteger => "-1",
        b if b.is_derived_from(Builtin::Decimal) => "1",
        Builtin::Id | Builtin::IdRef => "id1",
        Builtin::Name | Builtin::NcName | Builtin::NmToken => "name",
        _ => "text",
    }
}

#[cfg(test)]
mod tests {
    use super::{placeholder, values};
    use crate::model::documents::{DocumentId, Span};
    use crate::model::name::QName;
    use crate::model::xsd::{
        Builtin, DerivationSet, Enumeration, Facets, Owner, Schema, SimpleType, Type, TypeId,
        TypeKind, TypeRef, Variety,
    };
    use crate::sample::facets::Simple;
    use crate::sample::tree::Value;

    /// A schema with one simple type.
    fn schema(variety: Variety) -> (Schema, TypeRef) {
        let mut schema = Schema::default();
        schema.types.push(Type {
            name: Some(QName::new("urn:x", "T")),
            namespace: "urn:x".into(),
            owner: Owner::Global,
            expected_content_types: None,
            kind: TypeKind::Simple(SimpleType {
                variety,
                final_: DerivationSet::default(),
                final_list: false,
                final_union: false,
            }),
            documentation: None,
            span: Span {
                document: DocumentId(0),
                start: 0,
                end: 0,
            },
        });
        (schema, TypeRef::Defined(TypeId(0)))
    }

    fn restricted(base: Builtin, facets: Facets) -> Vec<String> {
        let (schema, ty) = schema(Variety::Restriction {
            base: TypeRef::Builtin(base),
            facets: Box::new(facets),
        });
        let found = values(&schema, ty, usize::MAX);
        let simple = Simple::of(&schema, ty);
        found
            .into_iter()
            .map(|value| match value {
                Value::Text(text) => {
                    assert!(simple.fits(&schema, &text), "{text}");
                    text
                }
                Value::Name(..) => panic!("a name"),
            })
            .collect()
    }

    #[test]
    fn every_builtin_type_has_values_of_its_own() {
        for builtin in Builtin::ALL.iter().filter(|b| **b != Builtin::AnyType) {
            let ty = TypeRef::Builtin(*builtin);
            let simple = Simple::of(&Schema::default(), ty);
            for value in values(&Schema::default(), ty, usize::MAX) {
                if let Value::Text(text) = value {
                    assert!(
                        simple.fits(&Schema::default(), &text),
                        "{builtin:?}: {text}"
                    );
                }
            }
        }
    }

    #[test]
    fn facets_are_kept_and_their_ends_tried() {
        let range = Facets {
            min_inclusive: Some("10".to_owned()),
            max_exclusive: Some("20".to_owned()),
            ..Facets::default()
        };
        assert_eq!(restricted(Builtin::Int, range), ["10", "19"]);
        let length = Facets {
            min_length: Some(3),
            max_length: Some(6),
            ..Facets::default()
        };
        let found = restricted(Builtin::String, length);
        assert!(
            found.contains(&"tex".to_owned()) && found.contains(&"textte".to_owned()),
            "{found:?}"
        );
        let pattern = Facets {
            patterns: vec!["[A-Z]{2}[0-9]+".to_owned()],
            max_length: Some(5),
            ..Facets::default()
        };
        let found = restricted(Builtin::String, pattern);
        assert!(found.contains(&"AA111".to_owned()), "{found:?}");
        let bytes = Facets {
            length: Some(4),
            ..Facets::default()
        };
        assert_eq!(restricted(Builtin::Base64Binary, bytes), ["AAECAw=="]);
        let digits = Facets {
            total_digits: Some(3),
            fraction_digits: Some(1),
            ..Facets::default()
        };
        let found = restricted(Builtin::Decimal, digits);
        assert!(
            found.contains(&"0.5".to_owned()) && found.contains(&"-1".to_owned()),
            "{found:?}"
        );
    }

    #[test]
    fn words_are_joined_and_tried_each() {
        let word = |value: &str| Enumeration {
            value: value.to_owned(),
            qname: None,
            documentation: None,
        };
        let facets = Facets {
            enumeration: vec![word("Red"), word("Dark Blue")],
            ..Facets::default()
        };
        assert_eq!(
            restricted(Builtin::String, facets.clone()),
            ["Red", "Dark Blue"]
        );
        let (schema, ty) = schema(Variety::Restriction {
            base: TypeRef::Builtin(Builtin::String),
            facets: Box::new(facets),
        });
        assert_eq!(placeholder(&schema, ty), Value::text("Red or Dark Blue"));
    }

    #[test]
    fn lists_and_unions() {
        let (schema_, list) = schema(Variety::List {
            item: TypeRef::Builtin(Builtin::Int),
        });
        assert_eq!(
            values(&schema_, list, usize::MAX).first(),
            Some(&Value::text("1 0"))
        );
        assert_eq!(placeholder(&schema_, list), Value::text("int"));
        let (schema_, union) = schema(Variety::Union {
            members: vec![
                TypeRef::Builtin(Builtin::Int),
                TypeRef::Builtin(Builtin::Boolean),
            ],
        });
        assert_eq!(placeholder(&schema_, union), Value::text("int or boolean"));
        assert!(values(&schema_, union, usize::MAX).contains(&Value::text("true")));
    }
}
