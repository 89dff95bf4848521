//! Names of methods, of the constants of operations and of the statics of services.

use super::client::ClientDraft;
use super::naming::Given;
use crate::names::case;
use crate::names::scope::Scope;

/// Methods of a client that are not operations, and trait methods that an operation of that name would hide.
const CLIENT_METHODS: &[&str] = &[
    "new", "builder", "stand_in", "clone", "borrow", "into", "from", "default", "fmt",
];

/// Method and constant of each operation of each client.
pub(super) fn operations(
    clients: &[ClientDraft],
    stems: &[String],
    given: &mut Given,
) -> Vec<Vec<(String, String)>> {
    let mut all: Vec<Vec<String>> = Vec::with_capacity(clients.len());
    for client in clients {
        let mut methods = Scope::default();
        CLIENT_METHODS.iter().for_each(|m| {
            methods.take(m);
        });
        let path = |hint: &str| {
            format!(
                "{{{}}}{}/{hint}",
                client.port_type_name.namespace, client.port_type_name.local
            )
        };
        let mut names: Vec<Option<String>> = Vec::with_capacity(client.operations.len());
        for operation in &client.operations {
            let path = path(&operation.hint);
            let user = given
                .renamed("operation", &path)
                .or_else(|| given.renamed("operation", &operation.hint));
            let user = user.map(|n| case::method_name(&n));
            let name = user.or_else(|| given.earlier("operation", &path).cloned());
            names.push(name.filter(|n| methods.take(n)));
        }
        let mut named = Vec::with_capacity(names.len());
        for (operation, name) in client.operations.iter().zip(names) {
            let method = name.unwrap_or_else(|| {
                let plain = case::method_name(&operation.hint);
                let bare = plain.strip_prefix("r#").unwrap_or(&plain).to_owned();
                methods.claim(&[plain, case::with_suffix(&bare, "_operation")])
            });
            given.keep("operation", &path(&operation.hint), &method);
            named.push(method);
        }
        all.push(named);
    }
    let constants = constants(clients, stems, &all, given);
    let pairs = all.into_iter().zip(constants);
    pairs
        .map(|(methods, constants)| methods.into_iter().zip(constants).collect())
        .collect()
}

/// The constant of each operation: its method's name in capitals. All clients' constants stand together, so one that comes too late
/// names its client; those that an earlier run knew come first.
fn constants(
    clients: &[ClientDraft],
    stems: &[String],
    methods: &[Vec<String>],
    given: &mut Given,
) -> Vec<Vec<String>> {
    struct Wanted {
        path: String,
        plain: String,
        stem: String,
        found: Option<String>,
    }
    let mut scope = Scope::default();
    for header in given.all_earlier("header") {
        scope.take(header);
    }
    let mut wanted: Vec<Wanted> = Vec::new();
    for (index, ((client, stem), methods)) in clients.iter().zip(stems).zip(methods).enumerate() {
        let stem = stem.strip_suffix("Client").unwrap_or(stem);
        let before = clients.iter().take(index);
        let number = match before.filter(|c| c.port_type == client.port_type).count() {
            0 => String::new(),
            n => format!("#{}", n + 1),
        };
        for (operation, method) in client.operations.iter().zip(methods) {
            let name = &client.port_type_name;
            let path = format!("{{{}}}{}/{}", name.namespace, name.local, operation.hint);
            let plain = case::upper(method.strip_prefix("r#").unwrap_or(method));
            let known = given.earlier("operation", &path).is_some();
            let path = path + &number;
            let earlier = given.earlier("constant", &path).cloned();
            let earlier = earlier.or_else(|| known.then(|| plain.clone()));
            wanted.push(Wanted {
                path,
                plain,
                stem: case::constant_name(stem),
                found: earlier.filter(|name| scope.take(name)),
            });
        }
    }
    let mut named = wanted.into_iter().map(|w| {
        let prefixed = format!("{}_{}", w.stem, w.plain);
        let candidates = [w.plain.clone(), prefixed];
        let constant = w.found.unwrap_or_else(|| scope.claim(&candidates));
        if constant != w.plain {
            given.keep("constant", &w.path, &constant);
        }
        constant
    });
    methods
        .iter()
        .map(|methods| named.by_ref().take(methods.len()).collect())
        .collect()
}

/// The static of each client's service: `SERVICE`, or the client's name in capitals where there are several. Nothing outside of the
/// generated code can name it, so it makes way for what can be named: the constants of operations.
pub(super) fn services(
    clients: &[ClientDraft],
    names: &[String],
    scope: &mut Scope,
) -> Vec<String> {
    let is_chosen = |client: &ClientDraft| client.chosen().next().is_some();
    let alone = clients.iter().filter(|c| is_chosen(c)).count() == 1;
    let named = clients.iter().zip(names).map(|(client, name)| {
        let mut candidates = vec![case::constant_name(name)];
        match (is_chosen(client), alone) {
            (false, _) => return String::new(),
            (true, true) => candidates.insert(0, "SERVICE".to_owned()),
            (true, false) => {}
        }
        scope.claim(&candidates)
    });
    named.collect()
}
