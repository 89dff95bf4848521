//! `cargo wsdl generate [--check]`.

use std::path::PathBuf;
use std::time::Instant;

use serde_json::json;
use wsdl_codegen::cost::{self, Amount};
use wsdl_codegen::stage::write::{self, Difference};
use wsdl_codegen::{Options, Outcome};

use crate::cli::Generate;
use crate::console::Console;
use crate::diff;
use crate::failure::Failure;
use crate::interrupt;
use crate::recipe::Origin;
use crate::workspace;

/// One output to make.
struct Job {
    wsdl: PathBuf,
    out: PathBuf,
    options: Options,
    /// Where the settings are written, when that is in a recipe.
    origin: Option<Origin>,
}

/// Runs the verb: compiles everything first, and writes only when nothing was wrong.
pub(crate) fn run(args: &Generate, console: &mut Console<'_>) -> Result<(), Failure> {
    interrupt::handle();
    let mut made = Vec::new();
    let mut broken = false;
    for job in jobs(args, console)? {
        let begin = Instant::now();
        let outcome = compile(&job);
        console.diagnostics(&outcome)?;
        broken |= outcome.diagnostics.has_errors();
        made.push((job, outcome, begin.elapsed()));
    }
    if broken {
        return Err(Failure::No);
    }
    let mut stale = false;
    for (job, outcome, time) in made {
        let layout = write::layout_of(&job.out);
        let changed = match args.check {
            true => write::compare(&outcome.files, &job.out, layout),
            false => {
                let finishing = interrupt::finishing();
                let changed = write::write(&outcome.files, &job.out, layout);
                if changed.as_ref().is_ok_and(|c| !c.is_empty()) {
                    finishing.done("what was written is whole");
                }
                changed
            }
        };
        let changed = changed.map_err(|error| Failure::Because(error.to_string()))?;
        if args.check {
            stale |= !changed.is_empty();
            show(&job, &changed, console)?;
        } else {
            report(&job, &outcome, &changed, time, console)?;
        }
        if args.report {
            costs(&job, &outcome, console)?;
        }
    }
    if stale {
        return Err(Failure::Because(
            "what is checked in is stale; `cargo wsdl generate` brings it up to date".to_owned(),
        ));
    }
    Ok(())
}

fn jobs(args: &Generate, console: &mut Console<'_>) -> Result<Vec<Job>, Failure> {
    let options = args.settings.options()?;
    if let (Some(wsdl), Some(out)) = (&args.service, &args.out) {
        return Ok(vec![Job {
            wsdl: wsdl.clone(),
            out: out.clone(),
            options,
            origin: None,
        }]);
    }
    if options != Options::default() {
        return Err(Failure::Usage(
            "settings of a crate belong into its recipe; as flags they need SERVICE.wsdl and --out"
                .to_owned(),
        ));
    }
    let crates = workspace::crates(args.manifest_path.as_deref(), &args.package, console)?;
    let recipes = crates.into_iter().flat_map(|c| c.recipes);
    Ok(recipes
        .map(|recipe| Job {
            wsdl: recipe.wsdl,
            out: recipe.out,
            options: recipe.options,
            origin: Some(recipe.origin),
        })
        .collect())
}

/// Compiles a job; names that the table beside an earlier output holds are kept.
fn compile(job: &Job) -> Outcome {
    let mut options = job.options.clone();
    options.names = std::fs::read_to_string(job.out.join(NAMES)).ok();
    let mut outcome = wsdl_codegen::compile(&job.wsdl, &options, write::layout_of(&job.out));
    if let Some(origin) = &job.origin {
        origin.locate(&mut outcome);
    }
    outcome
}

/// The name table beside checked-in code.
pub(crate) const NAMES: &str = "names.tsv";

/// Prints what is stale.
fn show(job: &Job, changed: &[Difference], console: &mut Console<'_>) -> Result<(), Failure> {
    if console.is_json() {
        let paths: Vec<String> = changed
            .iter()
            .map(|d| d.path.display().to_string())
            .collect();
        let line = json!({
            "reason": "checked", "wsdl": job.wsdl.display().to_string(), "out": job.out.display().to_string(), "stale": paths,
        });
        return Ok(console.result(format!("{line}\n"))?);
    }
    for difference in changed {
        console.result(diff::unified(difference))?;
    }
    if changed.is_empty() {
        console.status("Fresh", job.out.display());
    }
    Ok(())
}

/// Says what was written.
fn report(
    job: &Job,
    outcome: &Outcome,
    changed: &[Difference],
    time: std::time::Duration,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let (wsdl, out) = (job.wsdl.display(), job.out.display());
    if console.is_json() {
        let paths: Vec<String> = changed
            .iter()
            .map(|d| d.path.display().to_string())
            .collect();
        let line = json!({
            "reason": "generated", "wsdl": wsdl.to_string(), "out": out.to_string(), "written": paths,
        });
        return Ok(console.result(format!("{line}\n"))?);
    }
    let operations: usize = outcome
        .package
        .iter()
        .flat_map(|p| &p.clients)
        .map(|c| c.operations.len())
        .sum();
    let lines: usize = outcome.files.iter().map(|f| f.text.lines().count()).sum();
    let plural = if operations == 1 { "" } else { "s" };
    let verb = if changed.is_empty() {
        "Unchanged"
    } else {
        "Generated"
    };
    console.status(
        verb,
        format!(
            "{out} from {wsdl}: {operations} operation{plural}, {lines} lines in {} ms",
            time.as_millis()
        ),
    );
    Ok(())
}

/// Prints what each operation costs.
fn costs(job: &Job, outcome: &Outcome, console: &mut Console<'_>) -> Result<(), Failure> {
    let cost = cost::cost(outcome);
    if !console.is_json() {
        return Ok(console.text(&cost.to_string())?);
    }
    let amount = |a: Amount| json!({"lines": a.lines, "types": a.types});
    let operations = cost.operations.iter().map(|o| {
        json!({"client": o.client, "name": o.name, "alone": amount(o.alone), "all": amount(o.all)})
    });
    let line = json!({
        "reason": "cost", "wsdl": job.wsdl.display().to_string(), "out": job.out.display().to_string(),
        "operations": operations.collect::<Vec<_>>(), "shared": amount(cost.shared),
        "unreached": amount(cost.unreached), "total": amount(cost.total),
    });
    Ok(console.result(format!("{line}\n"))?)
}
