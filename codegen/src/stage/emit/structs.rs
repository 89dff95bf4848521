//! A struct: its definition, and in the tables its rows, setters, getters and conversions.

use quote::quote;

use super::derive::derives;
use super::doc::{code, doc_or};
use super::scope::{Scope, tokens};
use super::table;
use super::table_scope::TableScope;
use crate::model::package::{Getter, Member, Row, RustType, Struct, Tree};
use crate::model::source::{Rows, SourceItem};

/// `pub struct`.
pub(super) fn define(scope: &Scope<'_>, item: &Struct, otherwise: Option<&String>) -> SourceItem {
    let name = tokens(&item.name);
    let doc = doc_or(item.doc.as_ref().or(otherwise), || item.about.clone());
    let derives = derives(&item.derives);
    let members = item.members.iter().map(|member| {
        let doc = doc_or(member.doc.as_ref(), || member_doc(scope, member));
        let (name, ty) = (tokens(&member.name), scope.tokens(&member.ty));
        quote!(#doc pub #name: #ty,)
    });
    SourceItem::Tokens(quote! {
        #doc
        #derives
        pub struct #name { #(#members)* }
    })
}

/// The wire name, and what the type does not say.
fn member_doc(scope: &Scope<'_>, member: &Member) -> String {
    let row = &member.row;
    let what = row_doc(scope, &member.ty, row);
    match &row.value {
        Some(value) if row.flags.fixed => format!("{what}, always {}", code(value)),
        Some(value) => format!("{what}, {} by default", code(value)),
        None => what,
    }
}

/// What a row is on the wire, in a few words without a full stop.
pub(super) fn row_doc(scope: &Scope<'_>, ty: &RustType, row: &Row) -> String {
    let flags = row.flags;
    if flags.any && flags.attr {
        "Other attributes".to_owned()
    } else if flags.any {
        "Any other element".to_owned()
    } else if flags.text {
        "The text".to_owned()
    } else if flags.attr {
        format!("Attribute {}", code(&row.name))
    } else if flags.items {
        "The items".to_owned()
    } else if row.name.is_empty() || flags.group {
        let inner = row
            .group
            .as_ref()
            .map_or_else(|| scope.text(ty), |path| scope.path(path));
        format!("The content that [`{inner}`] describes")
    } else {
        code(&row.name)
    }
}

/// The rows, and the functions that are made by macros: `new`, setters, getters, conversions.
pub(super) fn tables(scope: &TableScope<'_>, item: &Struct) -> Vec<Rows> {
    let mut rows = vec![table::of_struct(
        scope,
        &item.name,
        &item.table,
        &item.members,
    )];
    rows.extend(setters(scope, item));
    rows.extend(getters(scope, item));
    rows.extend(array(scope, item));
    rows.extend(tree(scope, item));
    rows.extend(extended(scope, item));
    rows.extend(bases(scope, item));
    rows
}

/// `setters! { Name(required: T) { optional: Option<T> } }`: `new` takes the members in parentheses; without it there are none.
fn setters(scope: &TableScope<'_>, item: &Struct) -> Option<Rows> {
    let typed = |member: &Member| format!("{}: {}", member.name, scope.types.text(&member.ty));
    let set =
        |m: &&Member| m.setter && m.getter.is_none() && (m.name != "new" || item.new.is_none());
    let cells: Vec<String> = item.members.iter().filter(set).map(typed).collect();
    let new = item.new.as_ref().map(|required| {
        let required = required.iter().filter_map(|&i| item.members.get(i));
        let required: Vec<String> = required.map(typed).collect();
        format!("({})", required.join(", "))
    });
    if new.is_none() && cells.is_empty() {
        return None;
    }
    scope.helper("setters");
    Some(Rows {
        open: format!("setters! {{ {}{} {{", item.name, new.unwrap_or_default()),
        cells,
        close: "} }".to_owned(),
    })
}

/// `getters! { Name { member: T = "default" } }`
fn getters(scope: &TableScope<'_>, item: &Struct) -> Option<Rows> {
    let cell = |name: &str, getter: &Getter| {
        let ty = scope.types.text(&getter.ty);
        format!("{name}: {ty} = {}", table::literal(&getter.text))
    };
    let free = |m: &&Member| m.name != "new" || item.new.is_none();
    let with = item.members.iter().filter(free);
    let with = with.filter_map(|m| m.getter.as_ref().map(|g| (&m.name, g)));
    let cells: Vec<String> = with.map(|(name, getter)| cell(name, getter)).collect();
    (!cells.is_empty()).then(|| {
        scope.helper("getters");
        Rows {
            open: format!("getters! {{ {} {{", item.name),
            cells,
            close: "} }".to_owned(),
        }
    })
}

/// `array! { ArrayOfX: x [X] }`, `array! { Matrix: items [X; 2] }`
fn array(scope: &TableScope<'_>, item: &Struct) -> Option<Rows> {
    let (true, [member]) = (item.array, item.members.as_slice()) else {
        return None;
    };
    let cell = match &member.ty {
        RustType::Vec(element) => format!("[{}]", scope.types.text(element)),
        RustType::Grid(element, n) => format!("[{}; {n}]", scope.types.text(element)),
        _ => return None,
    };
    scope.helper("array");
    Some(Rows {
        open: format!("array! {{ {}: {}", item.name, member.name),
        cells: vec![cell],
        close: "}".to_owned(),
    })
}

/// `tree! { Parcel: any some }`, `tree! { Updates: content UpdatesItem::Any }`
fn tree(scope: &TableScope<'_>, item: &Struct) -> Option<Rows> {
    let (Some(tree), [member]) = (&item.tree, item.members.as_slice()) else {
        return None;
    };
    let how = match (tree, &member.ty) {
        (Tree::Mixed(variant), RustType::Vec(piece)) => {
            format!(" {}::{variant}", scope.types.text(piece))
        }
        (Tree::Mixed(_), _) => return None,
        (Tree::Member, RustType::Option(_)) => " some".to_owned(),
        (Tree::Member, RustType::Vec(_)) => " list".to_owned(),
        (Tree::Member, _) => String::new(),
    };
    scope.helper("tree");
    Some(Rows {
        open: format!("tree! {{ {}:", item.name),
        cells: vec![format!("{}{how}", member.name)],
        close: "}".to_owned(),
    })
}

/// `extended! { AnyX: X, own }`, and for a global element `content! { CodeElement: Code, text }`
fn extended(scope: &TableScope<'_>, item: &Struct) -> Option<Rows> {
    let (Some(value), Some(member)) = (&item.extended, item.members.first()) else {
        return None;
    };
    let is_alone = item.members.len() == 1;
    let kind = match value {
        RustType::Runtime("String") => ", text",
        RustType::Named(_) if !is_alone => ", own",
        RustType::Foreign(_) => ", foreign",
        _ => "",
    };
    let name = if is_alone { "content" } else { "extended" };
    scope.helper(name);
    Some(Rows {
        open: format!("{name}! {{ {}:", item.name),
        cells: vec![format!("{}{kind}", scope.types.text(&member.ty))],
        close: "}".to_owned(),
    })
}

/// `bases! { Name => Base { member, .. } }`
fn bases(scope: &TableScope<'_>, item: &Struct) -> Vec<Rows> {
    let rows = item.bases.iter().map(|base| {
        scope.helper("bases");
        Rows {
            open: format!(
                "bases! {{ {} => {} {{",
                item.name,
                scope.types.path(&base.path)
            ),
            cells: base.members.clone(),
            close: "} }".to_owned(),
        }
    });
    rows.collect()
}
