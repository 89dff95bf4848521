//! Arrays of several dimensions.

use super::item::Item;
use super::slot::{Many, NilSlot, Slot, View};
use super::table::Type;
use std::fmt;
use std::ops::{Index, IndexMut, Range};

/// An array of `N` dimensions, such as the SOAP encoding has (SOAP 1.1 section 5.4.2): items row by row, the last index running fastest.
///
/// There are always as many items as the sizes make places, so that every grid can be sent.
///
/// ```
/// use wsdl_runtime::xml::Grid;
///
/// let mut seats = Grid::from([["a1", "a2", "a3"], ["b1", "b2", "b3"]]);
/// assert_eq!(seats.sizes(), [2, 3]);
/// seats[[1, 0]] = "taken";
/// assert_eq!(seats.get([1, 0]), Some(&"taken"));
/// assert_eq!(seats.rows().nth(1), Some(&["taken", "b2", "b3"][..]));
///
/// let same = Grid::new([2, 3], seats.iter().copied().collect())?;
/// assert_eq!(seats, same);
/// assert!(Grid::new([2, 3], vec![0; 5]).is_err());
/// # Ok::<(), wsdl_runtime::xml::SizesError>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grid<T, const N: usize> {
    sizes: [usize; N],
    items: Vec<T>,
}

/// Items that are not as many as the sizes of a [`Grid`] make places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SizesError {
    places: usize,
    items: usize,
}

impl SizesError {
    pub(super) fn new(places: usize, items: usize) -> Self {
        SizesError { places, items }
    }
}

impl fmt::Display for SizesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let SizesError { places, items } = self;
        write!(f, "{items} items for {places} places")
    }
}

impl std::error::Error for SizesError {}

impl<T, const N: usize> Grid<T, N> {
    /// A grid of these sizes; its items are given row by row.
    ///
    /// # Errors
    /// When there are more or fewer items than places.
    pub fn new(sizes: [usize; N], items: Vec<T>) -> Result<Self, SizesError> {
        match places(&sizes) {
            places if places == items.len() => Ok(Grid { sizes, items }),
            places => Err(SizesError {
                places,
                items: items.len(),
            }),
        }
    }

    /// The size of each dimension.
    pub fn sizes(&self) -> [usize; N] {
        self.sizes
    }

    /// How many items there are in all.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is no item.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The item at a place; `None` outside of the sizes.
    pub fn get(&self, at: [usize; N]) -> Option<&T> {
        self.items.get(self.place(at)?)
    }

    /// The item at a place, to be changed; `None` outside of the sizes.
    pub fn get_mut(&mut self, at: [usize; N]) -> Option<&mut T> {
        let place = self.place(at)?;
        self.items.get_mut(place)
    }

    fn place(&self, at: [usize; N]) -> Option<usize> {
        let mut all = at.into_iter().zip(self.sizes);
        all.try_fold(0, |place: usize, (at, size)| {
            let at = Some(at).filter(|at| *at < size)?;
            place.checked_mul(size)?.checked_add(at)
        })
    }

    /// All items, row by row.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// All items, row by row, to be changed.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.items.iter_mut()
    }

    /// The rows along the last dimension. Of a grid without items there are none.
    pub fn rows(&self) -> std::slice::ChunksExact<'_, T> {
        let row = self.sizes.last().copied().unwrap_or(1);
        self.items.chunks_exact(row.max(1))
    }

    /// All items, row by row, without their sizes.
    pub fn into_items(self) -> Vec<T> {
        self.items
    }

    /// A grid of the same sizes with other items.
    pub fn map<U>(self, other: impl FnMut(T) -> U) -> Grid<U, N> {
        Grid {
            sizes: self.sizes,
            items: self.items.into_iter().map(other).collect(),
        }
    }
}

/// How many items these sizes are for.
pub(super) fn places(sizes: &[usize]) -> usize {
    // What saturates may yet be multiplied by zero.
    sizes.iter().copied().fold(1, usize::saturating_mul)
}

impl<T, const N: usize> Default for Grid<T, N> {
    /// A grid without items, whose sizes are all zero.
    fn default() -> Self {
        Grid {
            sizes: [0; N],
            items: Vec::new(),
        }
    }
}

impl<T, const N: usize> Index<[usize; N]> for Grid<T, N> {
    type Output = T;
    /// The item at a place.
    ///
    /// # Panics
    /// Outside of the sizes, as a slice does; [`get`](Grid::get) does not.
    fn index(&self, at: [usize; N]) -> &T {
        self.get(at).unwrap_or_else(|| outside(at, self.sizes))
    }
}

impl<T, const N: usize> IndexMut<[usize; N]> for Grid<T, N> {
    fn index_mut(&mut self, at: [usize; N]) -> &mut T {
        let sizes = self.sizes;
        self.get_mut(at).unwrap_or_else(|| outside(at, sizes))
    }
}

#[cold]
#[track_caller]
#[allow(clippy::panic, reason = "what indexing does")]
fn outside<const N: usize>(at: [usize; N], sizes: [usize; N]) -> ! {
    panic!("{at:?} is outside of a grid of {sizes:?}")
}

impl<T, const R: usize, const C: usize> From<[[T; C]; R]> for Grid<T, 2> {
    fn from(rows: [[T; C]; R]) -> Self {
        Grid {
            sizes: [R, C],
            items: rows.into_iter().flatten().collect(),
        }
    }
}

impl<T, const P: usize, const R: usize, const C: usize> From<[[[T; C]; R]; P]> for Grid<T, 3> {
    fn from(planes: [[[T; C]; R]; P]) -> Self {
        Grid {
            sizes: [P, R, C],
            items: planes.into_iter().flatten().flatten().collect(),
        }
    }
}

impl<T> TryFrom<Vec<Vec<T>>> for Grid<T, 2> {
    type Error = SizesError;
    /// A grid of rows that are all as long as the first.
    fn try_from(rows: Vec<Vec<T>>) -> Result<Self, SizesError> {
        let length = rows.first().map_or(0, Vec::len);
        let sizes = [rows.len(), length];
        if let Some(odd) = rows.iter().find(|row| row.len() != length) {
            return Err(SizesError {
                places: length,
                items: odd.len(),
            });
        }
        Grid::new(sizes, rows.into_iter().flatten().collect())
    }
}

impl<T, const N: usize> IntoIterator for Grid<T, N> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;
    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a, T, const N: usize> IntoIterator for &'a Grid<T, N> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<'a, T, const N: usize> IntoIterator for &'a mut Grid<T, N> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.items.iter_mut()
    }
}

impl<T: fmt::Debug, const N: usize> fmt::Debug for Grid<T, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let item = |i: usize, f: &mut fmt::Formatter<'_>| fmt::Debug::fmt(&self.items[i], f);
        Nested::new(&self.sizes, &item, self.len()).fmt(f)
    }
}

/// Shows items as lists within lists.
pub(super) struct Nested<'a> {
    sizes: &'a [usize],
    item: &'a dyn Fn(usize, &mut fmt::Formatter<'_>) -> fmt::Result,
    of: Range<usize>,
}

impl<'a> Nested<'a> {
    pub(super) fn new(
        sizes: &'a [usize],
        item: &'a dyn Fn(usize, &mut fmt::Formatter<'_>) -> fmt::Result,
        items: usize,
    ) -> Self {
        let of = 0..items;
        Nested { sizes, item, of }
    }
}

impl fmt::Debug for Nested<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((size, sizes)) = self.sizes.split_first() else {
            return (self.item)(self.of.start, f);
        };
        // Lists without items are not shown: sizes may say of these that there are any number.
        let each = self.of.len().checked_div(*size).unwrap_or_default();
        let starts = self.of.clone().step_by(each.max(1));
        let parts = starts.map(|start| Nested {
            sizes,
            item: self.item,
            of: start..start + each,
        });
        f.debug_list().entries(parts).finish()
    }
}

impl<T: Item, const N: usize> Item for Grid<T, N> {
    const TABLE: &'static Type<'static> = T::TABLE;
    fn blank() -> Self {
        Grid::default()
    }
    fn as_slot(&mut self) -> Slot<'_, 'static> {
        Slot::Many(self)
    }
    fn as_view(&self) -> View<'_, 'static> {
        View::Many(self)
    }
}

/// While a grid is read it has no sizes; what reads it gives them in the end.
impl<T: Item, const N: usize> Many<'static> for Grid<T, N> {
    fn add(&mut self) -> Slot<'_, 'static> {
        self.items.add()
    }
    fn add_nil(&mut self) -> NilSlot<'_, 'static> {
        self.items.add_nil()
    }
    fn len(&self) -> usize {
        self.items.len()
    }
    fn at(&self, i: usize) -> View<'_, 'static> {
        self.items.at(i)
    }
    fn tree(&self) -> bool {
        self.items.tree()
    }
    fn table(&self) -> Option<&'static Type<'static>> {
        self.items.table()
    }
    fn sizes(&self) -> Option<&[usize]> {
        Some(&self.sizes)
    }
    fn set_sizes(&mut self, sizes: &[usize]) -> bool {
        let sizes = <[usize; N]>::try_from(sizes).ok();
        let sizes = sizes.filter(|sizes| places(sizes) == self.items.len());
        sizes.map(|sizes| self.sizes = sizes).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::Grid;

    #[test]
    fn places_are_counted_row_by_row() {
        let cube = Grid::from([[[1, 2], [3, 4], [5, 6]], [[7, 8], [9, 10], [11, 12]]]);
        assert_eq!((cube.sizes(), cube.len()), ([2, 3, 2], 12));
        assert_eq!((cube[[1, 0, 1]], cube.get([1, 3, 0])), (8, None));
        assert_eq!(
            format!("{cube:?}"),
            "[[[1, 2], [3, 4], [5, 6]], [[7, 8], [9, 10], [11, 12]]]"
        );
        assert_eq!(cube.rows().count(), 6);
        assert_eq!(cube.map(|n| n * 2).into_items().last(), Some(&24));
    }

    #[test]
    fn sizes_fit_the_items() {
        let rows = Grid::try_from(vec![vec![1, 2], vec![3, 4]]).unwrap();
        assert_eq!(rows, Grid::from([[1, 2], [3, 4]]));
        let odd = Grid::try_from(vec![vec![1, 2], vec![3]]).unwrap_err();
        assert_eq!(odd.to_string(), "1 items for 2 places");
        assert!(Grid::new([usize::MAX, 2], vec![1]).is_err());
        assert!(Grid::<u8, 2>::new([3, 0], Vec::new()).is_ok());
    }

    #[test]
    fn many_rows_of_nothing_take_no_time() {
        let empty = Grid::<u8, 2>::new([usize::MAX, 0], Vec::new()).unwrap();
        assert_eq!(
            (format!("{empty:?}"), empty.rows().count()),
            ("[]".into(), 0)
        );
        assert_eq!(empty.get([1, 0]), None);
    }
}
