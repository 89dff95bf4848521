//! Arrays of several dimensions, which a person gives and sees as lists within lists.

use serde_json::Value as Json;

use super::input::Input;
use super::member::at;

/// The sizes that lists within lists have, and what is in them, row by row, each with its path.
pub(super) struct Lists<'i> {
    pub(super) sizes: Vec<usize>,
    pub(super) items: Vec<(String, &'i Input)>,
}

impl<'i> Lists<'i> {
    /// Takes lists apart, so many within one another.
    ///
    /// # Errors
    /// A sentence that begins with the path of what is no list, or not as long as those beside it.
    pub(super) fn of(input: &'i Input, dimensions: usize, path: &str) -> Result<Self, String> {
        let (mut sizes, mut open) = (Vec::new(), vec![(path.to_owned(), input)]);
        for _ in 0..dimensions {
            let (mut size, mut inner) = (None, Vec::new());
            for (path, input) in open {
                let Input::List(items) = input else {
                    return Err(format!(
                        "{}a list is expected: the array has {dimensions} dimensions, each a list within the one before",
                        at(&path)
                    ));
                };
                let wanted = *size.get_or_insert(items.len());
                if items.len() != wanted {
                    return Err(format!(
                        "{}{wanted} items are expected, as in the list before",
                        at(&path)
                    ));
                }
                let items = items.iter().enumerate();
                inner.extend(items.map(|(i, item)| (format!("{path}[{i}]"), item)));
            }
            sizes.push(size.unwrap_or(0));
            open = inner;
        }
        Ok(Self { sizes, items: open })
    }
}

/// Values row by row as lists within lists.
pub(super) fn nested(sizes: &[usize], values: Vec<Json>) -> Json {
    // From the innermost lists outwards; those without items cannot be told.
    let inner = sizes.iter().skip(1).rev();
    let lists = inner.fold(values, |values, size| {
        let rows = values.chunks((*size).max(1));
        rows.map(|row| Json::Array(row.to_vec())).collect()
    });
    Json::Array(lists)
}

/// The place of item `i` as a path has it: `[0][1]`.
pub(super) fn index(sizes: &[usize], i: usize) -> String {
    let (mut steps, mut rest) = (Vec::new(), i);
    for size in sizes.iter().skip(1).rev() {
        let size = (*size).max(1);
        steps.push(rest % size);
        rest /= size;
    }
    steps.push(rest);
    let steps = steps.iter().rev().map(|step| format!("[{step}]"));
    steps.collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Input, Lists, index, nested};

    #[test]
    fn lists_are_taken_apart_and_put_together() {
        let rows = json!([["a", "b", "c"], ["d", "e", "f"]]);
        let input = Input::from(rows.clone());
        let lists = Lists::of(&input, 2, "m").expect("lists");
        assert_eq!(
            (lists.sizes.as_slice(), lists.items.len()),
            ([2, 3].as_slice(), 6)
        );
        for (i, (path, _)) in lists.items.iter().enumerate() {
            assert_eq!(*path, format!("m{}", index(&[2, 3], i)));
        }
        let flat = ["a", "b", "c", "d", "e", "f"].map(|s| json!(s));
        assert_eq!(nested(&[2, 3], flat.to_vec()), rows);
        assert_eq!(nested(&[usize::MAX, 0], Vec::new()), json!([]));
    }

    #[test]
    fn what_is_no_grid_is_said() {
        let wrong = |value| Lists::of(&Input::from(value), 2, "m").err();
        let odd = wrong(json!([["a", "b"], ["c"]]));
        assert_eq!(
            odd.as_deref(),
            Some("`m[1]`: 2 items are expected, as in the list before")
        );
        let flat = wrong(json!(["a", "b"]));
        assert_eq!(
            flat.as_deref(),
            Some(
                "`m[0]`: a list is expected: the array has 2 dimensions, each a list within the one before"
            )
        );
        assert!(wrong(json!([])).is_none());
    }
}
