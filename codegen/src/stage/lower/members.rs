//! Names of members, variants, methods and constants: each in a scope of its own.

use super::client::ClientDraft;
use super::draft::{Body, Draft, ItemId, Member, Role};
use super::naming::Given;
use crate::names::case;
use crate::names::scope::Scope;
use crate::names::value;

/// Methods of a client that are not operations, and trait methods that an operation of that name would hide.
const CLIENT_METHODS: &[&str] = &[
    "new", "builder", "stand_in", "clone", "borrow", "into", "from", "default", "fmt",
];

/// Names the members and variants of every item, and collects the variants of words and unions.
pub(super) fn name(draft: &mut Draft, given: &mut Given) -> Vec<Vec<String>> {
    let ids: Vec<ItemId> = draft.ids().collect();
    let mut variants = vec![Vec::new(); ids.len()];
    for id in ids {
        let item = draft.get_mut(id);
        let (kind, path) = (item.label.kind, item.label.path.clone());
        match &mut item.body {
            Body::Struct { members, .. } => rows(members, kind, &path, false, given),
            Body::Choice { variants, .. } => rows(variants, kind, &path, true, given),
            Body::Words { words } => {
                let mut scope = Scope::default();
                scope.take("Unknown");
                variants[id.index()] =
                    value::variant_names(words.iter().map(|(w, _)| w.as_str()), &mut scope);
            }
            Body::Union { members } => {
                let mut scope = Scope::default();
                let names = members
                    .iter()
                    .map(|(hint, _)| scope.claim(&[case::type_name(hint)]));
                variants[id.index()] = names.collect();
            }
            Body::Alias { .. } | Body::Pending => {}
        }
    }
    variants
}

fn rows(members: &mut [Member], kind: &str, path: &str, variants: bool, given: &mut Given) {
    let plains: Vec<String> = members
        .iter()
        .map(|m| match variants {
            true => case::type_name(&m.hint),
            false => case::member_name(&m.hint),
        })
        .collect();
    let table_kind = if variants { "variant" } else { "member" };
    let step = |m: &Member| match m.role {
        Role::Attribute => format!("@{}", m.wire),
        Role::Element if !m.wire.is_empty() => m.wire.to_string(),
        _ => format!("#{}", m.hint),
    };
    let mut scope = Scope::default();
    let mut steps: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    let mut keys = Vec::with_capacity(members.len());
    for member in members.iter_mut() {
        let step = step(member);
        let nth = steps.entry(step.clone()).or_insert(0);
        *nth += 1;
        let key = match *nth {
            1 => format!("{path}/{step}"),
            n => format!("{path}/{step}#{n}"),
        };
        let user = given
            .renamed(table_kind, &key)
            .or_else(|| given.renamed(table_kind, &format!("{path}/{}", member.wire)))
            .map(|n| {
                if variants {
                    case::type_name(&n)
                } else {
                    case::member_name(&n)
                }
            });
        let earlier = given
            .earlier(&format!("{table_kind} {kind}"), &key)
            .cloned();
        if let Some(name) = user.or(earlier)
            && scope.take(&name)
        {
            member.ident = name;
        }
        keys.push(key);
    }
    // elements in order, those first whose name needs no change; then what yields to them
    let mut order: Vec<usize> = (0..members.len())
        .filter(|i| members[*i].ident.is_empty())
        .collect();
    order.sort_by_key(|i| {
        let m = &members[*i];
        (m.role, plains[*i] != m.hint)
    });
    for index in order {
        let member = &members[index];
        let name = plains[index].clone();
        let suffix = match (member.role, variants) {
            (Role::Attribute, false) => "_attribute",
            (Role::Text, false) => "_text",
            (Role::Group, false) => "_group",
            (Role::Any | Role::AnyAttribute, false) => "_wildcard",
            (Role::Group, true) => "Group",
            (Role::Any | Role::Other, true) => "Element",
            (Role::Text, true) => "Text",
            _ => "",
        };
        let bare = name.strip_prefix("r#").unwrap_or(&name);
        let said = case::with_suffix(bare, suffix);
        let said = if variants { said } else { case::raw(said) };
        let candidates = [name.clone(), said];
        let ident = scope.claim(&candidates);
        members[index].ident = ident;
    }
    for ((member, key), plain) in members.iter().zip(&keys).zip(&plains) {
        // the names that follow from the wire name alone need no line
        if member.role != Role::Element || member.ident != *plain {
            given.keep(&format!("{table_kind} {kind}"), key, &member.ident);
        }
    }
}

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
