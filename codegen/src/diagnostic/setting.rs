//! Which setting a finding is about. Where it is written is known to whoever read the settings: a recipe has places, flags have none.

/// A setting, or one of its entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its key in a recipe.
    pub key: &'static str,
    /// The way to the entry: keys of tables and items of arrays, the outer ones first. Empty when the setting as a whole is meant.
    pub entry: Vec<String>,
}

impl Setting {
    /// A setting as a whole.
    pub fn whole(key: &'static str) -> Self {
        let entry = Vec::new();
        Self { key, entry }
    }

    /// An item of an array, or the key of a table.
    pub fn entry(key: &'static str, entry: impl Into<String>) -> Self {
        Self::whole(key).within(entry)
    }

    /// What stands within it.
    #[must_use]
    pub fn within(mut self, entry: impl Into<String>) -> Self {
        self.entry.push(entry.into());
        self
    }
}
