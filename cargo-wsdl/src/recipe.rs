//! Recipes: the tables `[package.metadata.wsdl]` of a crate's manifest.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use wsdl_codegen::{JobOperations, Options};

use crate::nearest;

/// The keys of a recipe.
pub(crate) const KEYS: &[&str] = &[
    "wsdl",
    "out",
    "operations",
    "ports",
    "catalog",
    "modules",
    "rename",
    "substitute",
    "derive",
    "secrets",
    "strict",
    "stand_in",
    "jobs",
];

/// What to generate from, where to, and how. Paths stand as they are found from the current folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Recipe {
    /// The document.
    pub(crate) wsdl: PathBuf,
    /// The place of the output.
    pub(crate) out: PathBuf,
    /// The settings.
    pub(crate) options: Options,
}

/// Reads the recipes of a crate: one table or several. `folder` is the crate's.
///
/// # Errors
/// What is wrong with the manifest, a sentence that names the key.
pub(crate) fn read(metadata: &Value, folder: &Path) -> Result<Vec<Recipe>, String> {
    match metadata {
        Value::Object(table) => Ok(vec![recipe(table, folder)?]),
        Value::Array(tables) => tables
            .iter()
            .map(|table| match table {
                Value::Object(table) => recipe(table, folder),
                _ => Err("a recipe must be a table".to_owned()),
            })
            .collect(),
        _ => Err("a recipe must be a table".to_owned()),
    }
}

fn recipe(table: &Map<String, Value>, folder: &Path) -> Result<Recipe, String> {
    for key in table.keys() {
        if !KEYS.contains(&key.as_str()) {
            let hint = nearest::hint(key, KEYS.iter().copied());
            let hint = if hint.is_empty() {
                format!("; the keys are {}", KEYS.join(", "))
            } else {
                hint
            };
            return Err(format!("unknown key `{key}`{hint}"));
        }
    }
    let reader = Reader { table };
    let place = |key: &str| match reader.text(key)? {
        Some(path) if !path.is_empty() => Ok(folder.join(path)),
        _ => Err(format!("the key `{key}` is missing")),
    };
    let catalog = reader.texts("catalog")?;
    Ok(Recipe {
        wsdl: place("wsdl")?,
        out: place("out")?,
        options: Options {
            operations: reader.texts("operations")?,
            ports: reader.texts("ports")?,
            catalog: catalog.iter().map(|c| folder.join(c)).collect(),
            modules: reader.pairs("modules")?,
            rename: reader.pairs("rename")?,
            substitute: reader.pairs("substitute")?,
            derive: reader.texts("derive")?,
            secrets: reader.texts("secrets")?,
            strict: reader.flag("strict")?,
            stand_in: reader.flag("stand_in")?,
            jobs: reader.jobs()?,
            ..Options::default()
        },
    })
}

/// The operations of a job.
fn job_operations(table: &Map<String, Value>) -> Result<JobOperations, String> {
    const KEYS: [&str; 4] = ["start", "complete", "status", "cancel"];
    if let Some(key) = table.keys().find(|key| !KEYS.contains(&key.as_str())) {
        let hint = nearest::hint(key, KEYS);
        return Err(format!("unknown key `{key}`{hint}"));
    }
    let reader = Reader { table };
    let one = |key: &str| match reader.text(key)? {
        Some(operation) => Ok(operation.to_owned()),
        None => Err(format!("the key `{key}` is missing")),
    };
    Ok(JobOperations {
        start: reader.texts("start")?,
        complete: one("complete")?,
        status: one("status")?,
        cancel: one("cancel")?,
    })
}

struct Reader<'t> {
    table: &'t Map<String, Value>,
}

impl<'t> Reader<'t> {
    fn text(&self, key: &str) -> Result<Option<&'t str>, String> {
        match self.table.get(key) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(format!("`{key}` must be a string")),
        }
    }

    /// A list of strings; one string alone counts as a list of one.
    fn texts(&self, key: &str) -> Result<Vec<String>, String> {
        let wrong = || format!("`{key}` must be an array of strings");
        match self.table.get(key) {
            None => Ok(Vec::new()),
            Some(Value::String(text)) => Ok(vec![text.clone()]),
            Some(Value::Array(items)) => items
                .iter()
                .map(|i| i.as_str().map(str::to_owned).ok_or_else(wrong))
                .collect(),
            Some(_) => Err(wrong()),
        }
    }

    fn pairs(&self, key: &str) -> Result<BTreeMap<String, String>, String> {
        let wrong = || format!("`{key}` must be a table of strings");
        match self.table.get(key) {
            None => Ok(BTreeMap::new()),
            Some(Value::Object(table)) => table
                .iter()
                .map(|(k, v)| Ok((k.clone(), v.as_str().ok_or_else(wrong)?.to_owned())))
                .collect(),
            Some(_) => Err(wrong()),
        }
    }

    /// `jobs.Name = { start = [..], complete = "..", status = "..", cancel = ".." }`
    fn jobs(&self) -> Result<BTreeMap<String, JobOperations>, String> {
        let jobs = match self.table.get("jobs") {
            None => return Ok(BTreeMap::new()),
            Some(Value::Object(jobs)) => jobs,
            Some(_) => return Err("`jobs` must be a table of tables".to_owned()),
        };
        jobs.iter()
            .map(|(name, job)| {
                let Value::Object(table) = job else {
                    return Err(format!("`jobs.{name}` must be a table"));
                };
                let within = |problem| format!("`jobs.{name}`: {problem}");
                let job = job_operations(table).map_err(within)?;
                Ok((name.clone(), job))
            })
            .collect()
    }

    fn flag(&self, key: &str) -> Result<bool, String> {
        match self.table.get(key) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(_) => Err(format!("`{key}` must be true or false")),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::json;

    use super::read;

    #[test]
    fn a_recipe_holds_every_setting() {
        let recipes = read(
            &json!({
                "wsdl": "wsdl/a.wsdl", "out": "src/generated", "operations": ["a", "b*"], "ports": ["p"],
                "catalog": ["c.tsv"], "modules": {"urn:x": "x"}, "rename": {"{urn:x}T": "Tee"},
                "substitute": {"{urn:x}U": "u::U"}, "derive": ["Eq"], "secrets": ["pin"], "strict": true,
            }),
            Path::new("crate"),
        )
        .expect("a recipe");
        let recipe = &recipes[0];
        assert_eq!(recipe.wsdl, Path::new("crate/wsdl/a.wsdl"));
        assert_eq!(recipe.out, Path::new("crate/src/generated"));
        assert_eq!(recipe.options.operations, ["a", "b*"]);
        assert_eq!(recipe.options.catalog, [Path::new("crate/c.tsv")]);
        assert_eq!(recipe.options.modules["urn:x"], "x");
        assert!(recipe.options.strict);
    }

    #[test]
    fn what_is_wrong_is_said() {
        let wrong = |value| read(&value, Path::new("")).expect_err("an error");
        assert_eq!(
            wrong(json!({"wsdl": "a", "out": "b", "operation": []})),
            "unknown key `operation`; did you mean `operations`?"
        );
        assert_eq!(wrong(json!({"out": "b"})), "the key `wsdl` is missing");
        assert_eq!(
            wrong(json!({"wsdl": "a", "out": "b", "ports": 1})),
            "`ports` must be an array of strings"
        );
        assert_eq!(
            wrong(json!({"wsdl": "a", "out": "b", "strict": "yes"})),
            "`strict` must be true or false"
        );
        assert_eq!(wrong(json!(["x"])), "a recipe must be a table");
    }
}
