//! The types of a package and which of them name which.

use std::collections::BTreeMap;

use crate::model::package::{Package, Path};

/// Which types name which.
pub(crate) struct Graph<'p> {
    pub(crate) paths: Vec<Path>,
    index: BTreeMap<(usize, &'p str), usize>,
    names: Vec<Vec<usize>>,
}

impl<'p> Graph<'p> {
    pub(crate) fn of(package: &'p Package) -> Self {
        let modules = package.modules.iter().enumerate();
        let items = || {
            modules
                .clone()
                .flat_map(|(m, module)| module.items.iter().map(move |i| (m, i)))
        };
        let index = items()
            .enumerate()
            .map(|(at, (module, item))| ((module, item.name()), at));
        let mut graph = Self {
            paths: Vec::new(),
            index: index.collect(),
            names: Vec::new(),
        };
        for (module, item) in items() {
            let name = item.name().to_owned();
            graph.paths.push(Path { module, name });
            graph
                .names
                .push(item.names().filter_map(|p| graph.at(p)).collect());
        }
        graph
    }

    /// The number of a type.
    pub(crate) fn at(&self, path: &Path) -> Option<usize> {
        self.index.get(&(path.module, path.name.as_str())).copied()
    }

    /// The types that are reached from some, each once.
    pub(crate) fn reached<'t>(&self, from: impl Iterator<Item = &'t Path>) -> Vec<usize> {
        let mut seen = vec![false; self.paths.len()];
        let mut open: Vec<usize> = from.filter_map(|p| self.at(p)).collect();
        let mut found = Vec::new();
        while let Some(next) = open.pop() {
            if !std::mem::replace(&mut seen[next], true) {
                found.push(next);
                open.extend(&self.names[next]);
            }
        }
        found
    }
}
