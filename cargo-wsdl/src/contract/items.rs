//! The generated code, the old beside the new: items, members, methods.

use std::collections::BTreeMap;

use wsdl_codegen::listing::rust_type;
use wsdl_codegen::model::package::{
    Choice, Client, Item, Layout, Member, Operation, Package, Path, Struct, Union, Words,
};

use super::rust::{Key, RustChange, path_of};

/// All changes, by item, then in the order of its members.
pub(super) fn compare(old: &Package, new: &Package) -> Vec<RustChange> {
    let mut comparer = Comparer {
        old,
        new,
        found: Vec::new(),
        item: String::new(),
    };
    comparer.items();
    comparer.clients();
    comparer.found
}

struct Comparer<'a> {
    old: &'a Package,
    new: &'a Package,
    found: Vec<RustChange>,
    /// The path of the item in hand.
    item: String,
}

const GONE: &str = "code that names it does not compile";

impl Comparer<'_> {
    fn add(&mut self, member: Option<&str>, what: String, breaks: Option<&'static str>) {
        let key = Key {
            item: self.item.clone(),
            member: member.map(str::to_owned),
        };
        self.found.push(RustChange {
            key,
            what,
            breaks,
            whole: false,
        });
    }

    fn whole(&mut self, what: String, breaks: Option<&'static str>) {
        self.add(None, what, breaks);
        if let Some(last) = self.found.last_mut() {
            last.whole = true;
        }
    }

    fn items(&mut self) {
        let (old, new) = (items(self.old), items(self.new));
        for (path, item) in &old {
            self.item.clone_from(path);
            match new.get(path) {
                None => self.whole(format!("{} `{path}` removed", word(item)), Some(GONE)),
                Some(other) => self.item(item, other),
            }
        }
        for (path, item) in new.iter().filter(|(path, _)| !old.contains_key(*path)) {
            self.item.clone_from(path);
            self.whole(format!("{} `{path}` added", word(item)), None);
        }
    }

    fn item(&mut self, old: &Item, new: &Item) {
        match (old, new) {
            (Item::Struct(a), Item::Struct(b)) => self.structs(a, b),
            (Item::Choice(a), Item::Choice(b)) => self.choices(a, b),
            (Item::Words(a), Item::Words(b)) => self.words(a, b),
            (Item::Union(a), Item::Union(b)) => self.unions(a, b),
            (Item::Alias(a), Item::Alias(b)) => {
                let (a, b) = (rust_type(self.old, &a.ty), rust_type(self.new, &b.ty));
                if a != b {
                    self.add(
                        None,
                        format!("type `{}` is `{b}`, was `{a}`", self.item),
                        Some("it is another type"),
                    );
                }
            }
            (a, b) => {
                let what = format!("`{}` is {}, was {}", self.item, article(b), article(a));
                self.add(None, what, Some("it is another kind of type"));
            }
        }
    }

    fn structs(&mut self, old: &Struct, new: &Struct) {
        let item = self.item.clone();
        for member in &old.members {
            match new.members.iter().find(|m| m.name == member.name) {
                None => self.add(
                    Some(&member.name),
                    format!("`{item}::{}` removed", member.name),
                    Some(GONE),
                ),
                Some(other) => self.member(member, other),
            }
        }
        for member in new
            .members
            .iter()
            .filter(|m| !old.members.iter().any(|o| o.name == m.name))
        {
            let ty = rust_type(self.new, &member.ty);
            let what = format!("`{item}::{}: {ty}` added", member.name);
            self.add(
                Some(&member.name),
                what,
                Some("a literal of the struct has to name it"),
            );
        }
        let arguments = |s: &Struct| -> Option<Vec<String>> {
            let names = s.new.as_ref()?.iter().filter_map(|i| s.members.get(*i));
            Some(names.map(|m| m.name.clone()).collect())
        };
        let (before, after) = (arguments(old), arguments(new));
        if before != after && before.is_some() {
            let after = after.map_or_else(
                || "no `new` any more".to_owned(),
                |a| format!("`new({})`", a.join(", ")),
            );
            let what = format!(
                "`{item}` has {after}, had `new({})`",
                before.unwrap_or_default().join(", ")
            );
            self.add(None, what, Some("calls of `new` do not compile"));
        }
        if old.derives.default && !new.derives.default {
            self.add(
                None,
                format!("`{item}` has no `Default` any more"),
                Some("code that uses its `Default` does not compile"),
            );
        }
        self.derives(&old.derives.more, &new.derives.more);
        if old.array && !new.array {
            let why = "code that converts it from or to a `Vec` does not compile";
            self.add(
                None,
                format!("`{item}` no longer converts from and to `Vec`"),
                Some(why),
            );
        }
        for base in &old.bases {
            let path = path_of(self.old, &base.path);
            if !new.bases.iter().any(|b| path_of(self.new, &b.path) == path) {
                let what = format!("`{item}` no longer converts to `{path}`");
                self.add(
                    None,
                    what,
                    Some("code that converts it to its base does not compile"),
                );
            }
        }
    }

    fn derives(&mut self, old: &[String], new: &[String]) {
        for derive in old.iter().filter(|d| !new.contains(d)) {
            let what = format!("`{}` has no `{derive}` any more", self.item);
            self.add(
                None,
                what,
                Some("code that uses the trait does not compile"),
            );
        }
    }

    fn member(&mut self, old: &Member, new: &Member) {
        let (a, b) = (rust_type(self.old, &old.ty), rust_type(self.new, &new.ty));
        let place = format!("`{}::{}`", self.item, old.name);
        if a != b {
            let what = format!("{place} is `{b}`, was `{a}`");
            self.add(Some(&old.name), what, Some("it is another type"));
        }
        if old.setter && !new.setter {
            let what = format!("setter `{}::{}()` removed", self.item, old.name);
            self.add(Some(&old.name), what, Some(GONE));
        }
        match (&old.getter, &new.getter) {
            (Some(_), None) => {
                let what = format!("getter `{}::{}()` removed", self.item, old.name);
                self.add(Some(&old.name), what, Some(GONE));
            }
            (Some(a), Some(b)) if (&a.text, &a.ty) != (&b.text, &b.ty) => {
                let what = format!(
                    "getter `{}::{}()` gives `{}` where nothing was sent, gave `{}`",
                    self.item, old.name, b.text, a.text
                );
                let breaks = (a.ty != b.ty).then_some("it is another type");
                self.add(Some(&old.name), what, breaks);
            }
            _ => {}
        }
    }

    fn choices(&mut self, old: &Choice, new: &Choice) {
        let item = self.item.clone();
        for variant in &old.variants {
            match new.variants.iter().find(|v| v.name == variant.name) {
                None => self.add(
                    Some(&variant.name),
                    format!("variant `{item}::{}` removed", variant.name),
                    Some(GONE),
                ),
                Some(other) => {
                    let (a, b) = (
                        rust_type(self.old, &variant.ty),
                        rust_type(self.new, &other.ty),
                    );
                    if a != b {
                        let what =
                            format!("variant `{item}::{}` holds `{b}`, held `{a}`", variant.name);
                        self.add(Some(&variant.name), what, Some("it is another type"));
                    }
                }
            }
        }
        for variant in new
            .variants
            .iter()
            .filter(|v| !old.variants.iter().any(|o| o.name == v.name))
        {
            let what = format!(
                "variant `{item}::{}({})` added",
                variant.name,
                rust_type(self.new, &variant.ty)
            );
            self.add(
                Some(&variant.name),
                what,
                Some("a match on the enum has to name it"),
            );
        }
        self.derives(&old.derives.more, &new.derives.more);
    }

    fn words(&mut self, old: &Words, new: &Words) {
        let item = self.item.clone();
        for (name, word, _) in &old.words {
            match new.words.iter().find(|(n, ..)| n == name) {
                None => self.add(
                    Some(name),
                    format!("variant `{item}::{name}` removed"),
                    Some(GONE),
                ),
                Some((_, other, _)) if other != word => {
                    self.add(
                        Some(name),
                        format!(
                            "variant `{item}::{name}` stands for `{other}`, stood for `{word}`"
                        ),
                        None,
                    );
                }
                Some(_) => {}
            }
        }
        for (name, ..) in new
            .words
            .iter()
            .filter(|(n, ..)| !old.words.iter().any(|(o, ..)| o == n))
        {
            self.add(Some(name), format!("variant `{item}::{name}` added"), None);
        }
        if old.unknown != new.unknown {
            let what = format!(
                "variant `{item}::{}` is called `{}` now",
                old.unknown, new.unknown
            );
            self.add(None, what, Some(GONE));
        }
        self.derives(&old.derives.more, &new.derives.more);
    }

    fn unions(&mut self, old: &Union, new: &Union) {
        let item = self.item.clone();
        for (name, ty) in &old.members {
            let a = rust_type(self.old, ty);
            match new.members.iter().find(|(n, _)| n == name) {
                None => self.add(
                    Some(name),
                    format!("variant `{item}::{name}` removed"),
                    Some(GONE),
                ),
                Some((_, ty)) => {
                    let b = rust_type(self.new, ty);
                    if a != b {
                        let what = format!("variant `{item}::{name}` holds `{b}`, held `{a}`");
                        self.add(Some(name), what, Some("it is another type"));
                    }
                }
            }
        }
        for (name, ty) in new
            .members
            .iter()
            .filter(|(n, _)| !old.members.iter().any(|(o, _)| o == n))
        {
            let what = format!(
                "variant `{item}::{name}({})` added",
                rust_type(self.new, ty)
            );
            self.add(Some(name), what, Some("a match on the enum has to name it"));
        }
    }

    fn clients(&mut self) {
        for client in &self.old.clients {
            self.item.clone_from(&client.name);
            match self.new.clients.iter().find(|c| c.name == client.name) {
                None => self.whole(format!("client `{}` removed", client.name), Some(GONE)),
                Some(other) => self.client(client, other),
            }
        }
        for client in self
            .new
            .clients
            .iter()
            .filter(|c| !self.old.clients.iter().any(|o| o.name == c.name))
        {
            self.item.clone_from(&client.name);
            self.whole(format!("client `{}` added", client.name), None);
        }
    }

    fn client(&mut self, old: &Client, new: &Client) {
        let item = self.item.clone();
        for operation in &old.operations {
            match new.operations.iter().find(|o| o.method == operation.method) {
                None => self.add(
                    Some(&operation.method),
                    format!("method `{item}::{}` removed", operation.method),
                    Some(GONE),
                ),
                Some(other) => self.operation(operation, other),
            }
        }
        for operation in new
            .operations
            .iter()
            .filter(|o| !old.operations.iter().any(|old| old.method == o.method))
        {
            self.add(
                Some(&operation.method),
                format!("method `{item}::{}` added", operation.method),
                None,
            );
        }
    }

    fn operation(&mut self, old: &Operation, new: &Operation) {
        let method = format!("`{}::{}`", self.item, old.method);
        let takes = |package: &Package, o: &Operation| match o.input.layout {
            Layout::None => "nothing".to_owned(),
            _ => format!("`{}`", rust_type(package, &o.input.ty)),
        };
        let (a, b) = (takes(self.old, old), takes(self.new, new));
        if a != b {
            self.add(
                Some(&old.method),
                format!("{method} takes {b}, took {a}"),
                Some("its request is another type"),
            );
        }
        let (a, b) = (
            rust_type(self.old, &old.output.ty),
            rust_type(self.new, &new.output.ty),
        );
        if a != b {
            self.add(
                Some(&old.method),
                format!("{method} returns `{b}`, returned `{a}`"),
                Some("its result is another type"),
            );
        }
    }
}

fn items(package: &Package) -> BTreeMap<String, &Item> {
    let mut found = BTreeMap::new();
    for (module, items) in package.modules.iter().enumerate() {
        for item in &items.items {
            found.insert(
                path_of(
                    package,
                    &Path {
                        module,
                        name: item.name().to_owned(),
                    },
                ),
                item,
            );
        }
    }
    found
}

fn word(item: &Item) -> &'static str {
    match item {
        Item::Struct(_) => "struct",
        Item::Choice(_) | Item::Words(_) | Item::Union(_) => "enum",
        Item::Alias(_) => "type",
    }
}

fn article(item: &Item) -> &'static str {
    match item {
        Item::Struct(_) => "a struct",
        Item::Choice(_) => "an enum of what may stand there",
        Item::Words(_) => "an enumeration",
        Item::Union(_) => "an enum of a union's members",
        Item::Alias(_) => "another name for a type",
    }
}
