//! Chance that is the same in every run and on every machine.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]

/// A row of numbers (xorshift) out of a seed, which is not zero.
pub struct Random(pub u64);

impl Random {
    /// A number below `n`, which is not zero.
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }

    /// A place among `n`.
    pub fn index(&mut self, n: usize) -> usize {
        usize::try_from(self.below(n as u64)).unwrap_or(0)
    }
}
