//! `cargo wsdl fetch`: the only verb that downloads a contract, so that nothing else has to.

mod args;
mod crawl;
mod download;
mod names;
mod origin;
mod place;

use std::path::{Path, PathBuf};

use wsdl_codegen::names::table;
use wsdl_codegen::{Options, Outcome};

pub use args::Fetch;

use crate::console::Console;
use crate::contract;
use crate::failure::Failure;
use crate::interrupt;

use crawl::Fetched;
use download::{Downloader, shown};
use origin::{CATALOG, ORIGIN, Origin};
use place::Staged;

/// Runs the verb.
pub(crate) fn run(args: &Fetch, console: &mut Console<'_>) -> Result<(), Failure> {
    interrupt::handle();
    if let (Some(url), Some(into)) = (&args.url, &args.into) {
        let before = Origin::read(into)?;
        let job = Job {
            url: url.clone(),
            into: into.clone(),
            allow_host: args.allow_host.clone(),
            skip: args.skip.clone(),
            before,
        };
        let changed = job.run(args, console)?;
        return if args.check && changed {
            Err(Failure::No)
        } else {
            Ok(())
        };
    }
    let folders = origin::folders(Path::new("."));
    if folders.is_empty() {
        return Err(Failure::Because(format!(
            "there is no `{ORIGIN}` below this folder; `cargo wsdl fetch URL --into DIR` makes one"
        )));
    }
    let mut changed = false;
    for folder in folders {
        let Some(before) = Origin::read(&folder)? else {
            continue;
        };
        let both = |kept: &[String], given: &[String]| {
            let mut all = kept.to_vec();
            all.extend(given.iter().filter(|g| !kept.contains(g)).cloned());
            all
        };
        let job = Job {
            url: before.url.clone(),
            into: folder.strip_prefix(".").unwrap_or(&folder).to_path_buf(),
            allow_host: both(&before.allow_host, &args.allow_host),
            skip: both(&before.skip, &args.skip),
            before: Some(before),
        };
        changed |= job.run(args, console)?;
    }
    if args.check && changed {
        Err(Failure::No)
    } else {
        Ok(())
    }
}

/// A contract to fetch.
struct Job {
    url: String,
    into: PathBuf,
    allow_host: Vec<String>,
    skip: Vec<String>,
    /// What is there already.
    before: Option<Origin>,
}

impl Job {
    /// Fetches, shows and replaces; whether something changed.
    fn run(&self, args: &Fetch, console: &mut Console<'_>) -> Result<bool, Failure> {
        let downloader = Downloader::new(args, &self.url, &self.allow_host)?;
        let fetched = crawl::crawl(&downloader, &self.url, &self.skip, console)?;
        let origin = Origin::of(&fetched, &self.allow_host, &self.skip);
        let place = self.into.display();
        let whole = |file: &str, sum: &str| {
            std::fs::read(self.into.join(file)).is_ok_and(|bytes| origin::checksum(&bytes) == sum)
        };
        if let Some(before) = &self.before
            && before.documents == origin.documents
            && before.documents.iter().all(|(file, sum)| whole(file, sum))
        {
            console.status("Unchanged", format!("{place} from {}", shown(&self.url)));
            return Ok(false);
        }
        let staged = place::stage(
            &self.into,
            &self.files(&fetched, &origin),
            self.before.as_ref(),
        )?;
        if let Some(before) = &self.before {
            self.show(before, &origin, &staged, console)?;
        }
        if args.check {
            return Ok(true);
        }
        staged.commit(self.before.as_ref())?;
        let (count, bytes) = (
            fetched.documents.len(),
            fetched
                .documents
                .iter()
                .map(|d| d.bytes.len())
                .sum::<usize>(),
        );
        let plural = if count == 1 { "" } else { "s" };
        console.status(
            "Fetched",
            format!("{count} document{plural}, {bytes} bytes, into {place}"),
        );
        if self.before.is_none() {
            console.status("Entry", self.into.join(&origin.entry).display());
        }
        Ok(true)
    }

    fn files(&self, fetched: &Fetched, origin: &Origin) -> Vec<(String, Vec<u8>)> {
        let documents = fetched
            .documents
            .iter()
            .map(|d| (d.file.clone(), d.bytes.clone()));
        let ours = [
            (CATALOG.to_owned(), fetched.catalog().into_bytes()),
            (ORIGIN.to_owned(), origin.text(fetched).into_bytes()),
        ];
        documents.chain(ours).collect()
    }

    /// What changed in the contract; where one of the two is broken, which documents.
    fn show(
        &self,
        before: &Origin,
        after: &Origin,
        staged: &Staged,
        console: &mut Console<'_>,
    ) -> Result<(), Failure> {
        let old = wsdl_codegen::analyze(&self.into.join(&before.entry), &Options::default());
        let names = old.package.as_ref().map(|p| table::print(&p.names));
        let new = wsdl_codegen::analyze(
            &staged.folder.join(&after.entry),
            &Options {
                names,
                ..Options::default()
            },
        );
        console.status("Changed", self.into.display());
        let namespace = |outcome: &Outcome| {
            outcome
                .description
                .as_ref()
                .map(|d| d.target_namespace.to_string())
                .unwrap_or_default()
        };
        match contract::compare(&old, &new, None) {
            Some(changes) => console.text(&contract::text(&changes, &namespace(&old)))?,
            None => {
                let changed = after
                    .documents
                    .iter()
                    .filter(|d| !before.documents.contains(d))
                    .map(|(file, _)| file.as_str());
                let gone = before
                    .documents
                    .iter()
                    .filter(|(file, _)| !after.documents.iter().any(|(f, _)| f == file))
                    .map(|(file, _)| file.as_str());
                for file in changed.chain(gone) {
                    console.result(format!("  {file}\n"))?;
                }
                console.result("what cannot be read cannot be compared; `cargo wsdl list` says what is wrong\n")?;
            }
        }
        Ok(())
    }
}
