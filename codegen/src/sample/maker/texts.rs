//! The texts of simple types: made once for each type, and told apart where a key asks for it.

use std::collections::{BTreeMap, BTreeSet};

use super::super::facets::Simple;
use super::super::tree::Value;
use super::super::value;
use crate::model::xsd::{Builtin, Schema, TypeRef, ValueConstraint};

/// The texts of one type that a document can tell apart.
const POOL: usize = 300;
/// Variants of one text that are tried for it.
const TRIES: usize = 600;

/// The texts of all types, and what one document holds of them.
pub(super) struct Texts {
    /// How many are tried of one type.
    most: usize,
    known: BTreeMap<TypeRef, Vec<Value>>,
    /// How many IDs the document has.
    ids: u32,
    /// Whether `key` or `unique` is in force: then no two values of a type are the same, as long as the type has others.
    apart: bool,
    used: BTreeSet<(TypeRef, String)>,
    /// By type: different texts, made when first needed.
    pools: BTreeMap<TypeRef, Vec<String>>,
    /// By type: how many of its pool the document has seen.
    drawn: BTreeMap<TypeRef, usize>,
}

impl Texts {
    /// At most so many of each type.
    pub(super) fn new(most: u32) -> Self {
        Self {
            most: usize::try_from(most).unwrap_or(usize::MAX).max(1),
            known: BTreeMap::new(),
            ids: 0,
            apart: false,
            used: BTreeSet::new(),
            pools: BTreeMap::new(),
            drawn: BTreeMap::new(),
        }
    }

    /// Begins a document.
    pub(super) fn begin(&mut self) {
        self.ids = 0;
        self.apart = false;
        self.used.clear();
        self.drawn.clear();
    }

    /// From here on values differ.
    pub(super) fn tell_apart(&mut self) {
        self.apart = true;
    }

    /// How many texts of the type there are to try.
    pub(super) fn count(&mut self, schema: &Schema, ty: TypeRef) -> u32 {
        u32::try_from(self.of(schema, ty).len()).unwrap_or(u32::MAX)
    }

    fn of(&mut self, schema: &Schema, ty: TypeRef) -> &[Value] {
        let most = self.most;
        self.known
            .entry(ty)
            .or_insert_with(|| value::values(schema, ty, most))
    }

    /// The text of that number; the first is the default, where there is one.
    pub(super) fn make(
        &mut self,
        schema: &Schema,
        ty: TypeRef,
        fixed: Option<&ValueConstraint>,
        number: usize,
    ) -> Value {
        let primitive = schema.primitive(ty);
        match fixed {
            // The prefix of a name means something in the schema only.
            _ if matches!(primitive, Builtin::QName | Builtin::Notation) => {}
            Some(ValueConstraint::Fixed(text)) => return Value::text(text.clone()),
            Some(ValueConstraint::Default(text)) if number == 0 && !self.apart => {
                return Value::text(text.clone());
            }
            _ => {}
        }
        if primitive == Builtin::Id {
            self.ids += 1;
            return Value::text(format!("id{}", self.ids));
        }
        let values = self.of(schema, ty);
        let value = values[number.min(values.len() - 1)].clone();
        match value {
            Value::Text(text) if self.apart => Value::Text(self.another(schema, ty, text)),
            value => value,
        }
    }

    /// The text, or one like it that the document does not hold yet.
    fn another(&mut self, schema: &Schema, ty: TypeRef, text: String) -> String {
        if self.used.insert((ty, text.clone())) {
            return text;
        }
        if !self.pools.contains_key(&ty) {
            let pool = self.pool(schema, ty);
            self.pools.insert(ty, pool);
        }
        let pool = self.pools.get(&ty).map_or(&[][..], Vec::as_slice);
        let drawn = self.drawn.entry(ty).or_default();
        while let Some(next) = pool.get(*drawn) {
            *drawn += 1;
            if self.used.insert((ty, next.clone())) {
                return next.clone();
            }
        }
        text
    }

    /// Different texts of the type: those that are tried anyway, then variants of them.
    fn pool(&mut self, schema: &Schema, ty: TypeRef) -> Vec<String> {
        let text = |v: &Value| match v {
            Value::Text(text) => Some(text.clone()),
            Value::Name(..) => None,
        };
        let mut pool: Vec<String> = self.of(schema, ty).iter().filter_map(text).collect();
        let simple = Simple::of(schema, ty);
        if !simple.enumeration().is_empty() {
            return pool;
        }
        let mut known: BTreeSet<String> = pool.iter().cloned().collect();
        // What is longer has more variants.
        let mut models = pool.clone();
        models.sort_by_key(|t| std::cmp::Reverse(t.len()));
        for model in models {
            for variant in variants(&model).take(TRIES) {
                if pool.len() >= POOL {
                    return pool;
                }
                if simple.fits(schema, &variant) && known.insert(variant.clone()) {
                    pool.push(variant);
                }
            }
        }
        pool
    }
}

/// Texts with other letters and digits at the end, nearest first: one changed, then two.
fn variants(text: &str) -> impl Iterator<Item = String> {
    let letters: Vec<char> = text.chars().collect();
    let places: Vec<usize> = (0..letters.len())
        .rev()
        .filter(|i| letters[*i].is_ascii_alphanumeric())
        .collect();
    let kin = |c: char| match c {
        '0'..='9' => '0'..='9',
        'A'..='Z' => 'A'..='Z',
        _ => 'a'..='z',
    };
    let with = |letters: &[char], place: usize, c: char| {
        let mut other = letters.to_vec();
        other[place] = c;
        other
    };
    let mut found = Vec::new();
    for (n, &place) in places.iter().enumerate() {
        for c in kin(letters[place]).filter(|c| *c != letters[place]) {
            let one = with(&letters, place, c);
            for &second in places.iter().take(n) {
                found.extend(kin(letters[second]).map(|c| with(&one, second, c)));
            }
            found.push(one);
        }
        if found.len() > TRIES {
            break;
        }
    }
    found.into_iter().map(|t| t.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn under_a_key_no_text_comes_twice_while_the_type_has_others() {
        let schema = Schema::default();
        let mut texts = Texts::new(12);
        let mut make = |ty| {
            let value = texts.make(&schema, TypeRef::Builtin(ty), None, 0);
            texts.tell_apart();
            value
        };
        make(Builtin::Int);
        let many: BTreeSet<String> = (0..200)
            .filter_map(|_| match make(Builtin::Int) {
                Value::Text(text) => Some(text),
                Value::Name(..) => None,
            })
            .collect();
        assert_eq!(many.len(), 200);
        assert!(many.iter().all(|t| t.parse::<i32>().is_ok()), "{many:?}");
        let few: Vec<Value> = (0..9).map(|_| make(Builtin::Boolean)).collect();
        assert!(few.contains(&Value::text("true")) && few.contains(&Value::text("0")));
    }
}
