//! Where the documents are that others refer to.

use std::path::{Path, PathBuf};

use super::location::{self, Location};
use super::scan::{self, Kind, Reference};
use super::store::{self, Found, Store, StoreError};
use super::{Base, Loader, MAX_DEPTH, Why, span};
use crate::diagnostic::{Severity, code};
use crate::guard::{self, Limits};
use crate::model::documents::DocumentId;

impl Loader<'_> {
    /// Finds the document that a reference leads to and adds it.
    ///
    /// # Errors
    /// Why it leads nowhere.
    pub(super) fn locate(
        &mut self,
        from: DocumentId,
        reference: &Reference,
    ) -> Result<DocumentId, Why> {
        let base = self.bases.get(from.0 as usize).cloned().unwrap_or_default();
        let by_location = match &reference.location {
            Some((written, at)) => self.by_location(from, &base, written, at),
            None => Err(Why::NoLocation),
        };
        let (found, url, location) = match (by_location, &reference.namespace) {
            (Ok(found), _) => found,
            (Err(why), Some(namespace)) => match self.in_catalog(namespace) {
                Some(found) => (found?, None, namespace.clone()),
                None => self.beside(from, &base, reference).ok_or(why)?,
            },
            (Err(why), None) => self.beside(from, &base, reference).ok_or(why)?,
        };
        if base.depth >= MAX_DEPTH && !self.by_path.contains_key(&found) {
            let message = format!("imports follow each other more than {MAX_DEPTH} times");
            self.diagnostics.add(
                code::NESTING,
                Severity::Error,
                span(from, &reference.at),
                message,
            );
            return Ok(from);
        }
        let name = store::relative(&self.folder, &found);
        let base = Base {
            path: Some(found.clone()),
            url,
            depth: base.depth + 1,
        };
        self.add(&found, name.clone(), location, base)
            .map_err(|error| Why::File(name, error))
    }

    /// The file, the URL by which a catalog found it, and what it is known by.
    fn by_location(
        &mut self,
        from: DocumentId,
        base: &Base,
        written: &str,
        at: &std::ops::Range<usize>,
    ) -> Result<(PathBuf, Option<String>, String), Why> {
        let written = written.trim();
        if let Some(found) = self.in_catalog(written) {
            let url =
                matches!(location::classify(written), Location::Url(_)).then(|| written.to_owned());
            return Ok((found?, url, written.to_owned()));
        }
        if let (Some(url), Location::Relative(reference) | Location::Absolute(reference)) =
            (&base.url, location::classify(written))
        {
            let joined = location::join(url, reference);
            if let Some(found) = self.in_catalog(&joined) {
                return Ok((found?, Some(joined.clone()), joined));
            }
        }
        match location::classify(written) {
            Location::Relative("") => Err(Why::NoLocation),
            Location::Relative(relative) => {
                let folder = base
                    .path
                    .as_deref()
                    .and_then(Path::parent)
                    .unwrap_or(Path::new(""));
                let found = self.on_disk(folder, relative)?;
                if found.other_case {
                    self.report_case(from, at, &found.path);
                }
                let name = store::relative(&self.folder, &found.path);
                let url = base.url.as_ref().map(|url| location::join(url, relative));
                Ok((found.path, url, name))
            }
            Location::Url(url) => match &self.store {
                Store::Memory(_) => match self.store.find(Path::new(url)) {
                    Ok(found) => Ok((found.path, Some(url.to_owned()), url.to_owned())),
                    Err(_) => Err(Why::Remote),
                },
                Store::Disk => Err(Why::Remote),
            },
            Location::Absolute(_) => Err(Why::Absolute),
        }
    }

    /// A relative location, as written, then with `%XX` decoded, then with `\` for `/`.
    fn on_disk(&self, folder: &Path, relative: &str) -> Result<Found, Why> {
        let decoded = location::percent_decoded(relative);
        let slashes = relative.contains('\\').then(|| relative.replace('\\', "/"));
        for candidate in [Some(relative.to_owned()), decoded, slashes]
            .into_iter()
            .flatten()
        {
            match self.store.find(&folder.join(candidate)) {
                Err(StoreError::Missing) => {}
                Ok(found) => return Ok(found),
                Err(error) => return Err(Why::File(relative.to_owned(), error)),
            }
        }
        let looked_for = store::relative(&self.folder, &store::normalise(&folder.join(relative)));
        Err(Why::File(looked_for, StoreError::Missing))
    }

    /// The file that stands beside a document under the last name of a URL that it imports, when it has the namespace that is
    /// imported: people download all documents of a service into one folder and leave the locations as they are.
    fn beside(
        &mut self,
        from: DocumentId,
        base: &Base,
        reference: &Reference,
    ) -> Option<(PathBuf, Option<String>, String)> {
        let (written, at) = reference.location.as_ref()?;
        let Location::Url(url) = location::classify(written.trim()) else {
            return None;
        };
        let name = location::last_name(url)?;
        let own = base.path.as_deref()?;
        let found = self.store.find(&own.parent()?.join(&name)).ok()?;
        if found.path == own {
            return None;
        }
        let bytes = self.store.read(&found.path, Limits::DEFAULT.bytes).ok()?;
        let text = guard::decode(&bytes).ok()?.text;
        guard::check(&text, &Limits::DEFAULT).ok()?;
        let namespace = scan::target_namespace(&text)?;
        let wanted = reference.namespace.as_deref().unwrap_or("");
        if reference.kind != Kind::SchemaInclude && namespace != wanted {
            return None;
        }
        let name = store::relative(&self.folder, &found.path);
        self.report_beside(from, at, &name);
        Some((found.path, Some(url.to_owned()), name))
    }

    fn in_catalog(&self, name: &str) -> Option<Result<PathBuf, Why>> {
        let file = self.catalog.find(name)?;
        let found = Store::Disk.find(&file).map(|found| found.path);
        Some(found.map_err(|error| Why::Catalog(file.display().to_string(), error)))
    }
}
