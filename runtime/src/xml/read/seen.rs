//! Which members were there.

/// A set of members' places; no allocation up to 64.
#[derive(Default)]
pub(super) struct Seen {
    first: u64,
    more: Vec<u64>,
}

impl Seen {
    #[inline]
    pub(super) fn set(&mut self, i: usize) {
        if i < 64 {
            self.first |= 1 << i;
            return;
        }
        let word = i / 64 - 1;
        if self.more.len() <= word {
            self.more.resize(word + 1, 0);
        }
        self.more[word] |= 1 << (i % 64);
    }

    /// Whether all of these are there, a bit each, out of the first 64.
    #[inline]
    pub(super) fn has_all(&self, these: u64) -> bool {
        these & !self.first == 0
    }

    #[inline]
    pub(super) fn has(&self, i: usize) -> bool {
        if i < 64 {
            self.first >> i & 1 == 1
        } else {
            let word = self.more.get(i / 64 - 1);
            word.is_some_and(|word| word >> (i % 64) & 1 == 1)
        }
    }
}
