//! Wildcards and mixed content.

use super::common::*;
use super::derived::Cat;

types! {
    pub struct Open { pub a: i32, pub any: Vec<Element>, pub z: Option<i32>, pub attrs: Attributes }
    pub struct Para { pub lang: Option<String>, pub content: Vec<ParaItem> }
    pub enum ParaItem { Text(String), B(String), Link(Cat), Any(Element) }
}
wire! { Open = A "Open" seq { a "a", any "" any opt many = wild(Wild::Not(A)), z "z" opt, attrs "" @0 attr any } }
wire! { Para = A "Para" seq mixed { content "" group opt many = of::<ParaItem>(), lang "lang" @0 attr opt } }
wire! { ParaItem: Text = A "" choice { Text "" text, B "b", Link "link", Any "" any = wild(Wild::Not(A)) } }
#[test]
fn wildcards() {
    let xml = ra(
        r#"b:k="v" plain="p" xmlns:unused="urn:u""#,
        r#"<a>1</a><b:x t="unused:q">unused:name <y xmlns="urn:deep"><z xmlns=""/></y></b:x><b:w/><z>2</z>"#,
    );
    let v = read::<Open>(&xml).unwrap();
    assert_eq!((v.any.len(), v.attrs.0.len(), v.z), (2, 2, Some(2)));
    assert!(v.any[0].scope.contains(&(s("unused"), s("urn:u")))); // a QName in the content still means something
    let out = write(&v).unwrap();
    assert_eq!(canon(&out), canon(&xml));
    assert!(out.contains(r#"xmlns:unused="urn:u""#));
    assert!(strict::<Open>(&xml).is_ok());
}
#[test]
fn mixed() {
    let xml = ra(
        r#"lang="en""#,
        "one <b>two</b> three<link><lives>1</lives></link>&amp; <b:q>x</b:q>",
    );
    let v = read::<Para>(&xml).unwrap();
    assert_eq!(
        v.content[..4],
        [
            ParaItem::Text(s("one ")),
            ParaItem::B(s("two")),
            ParaItem::Text(s(" three")),
            ParaItem::Link(Cat { lives: 1 })
        ]
    );
    assert_eq!(canon(&write(&v).unwrap()), canon(&xml));
}

types! {
    pub struct Node { pub content: Vec<NodeItem> }
    pub enum NodeItem { Text(String), Any(Element) }
    pub struct Maybe { pub any: Option<Element> }
    pub struct Several { pub any: Vec<Element> }
    pub struct Update { pub node: Option<Node>, pub maybe: Nillable<Maybe>, pub several: Several }
}
wire! { Node = A "Node" seq mixed { content "" group opt many = of::<NodeItem>() } }
wire! { NodeItem: Text = A "" choice { Text "" text, Any "" any } }
tree! { Node: content NodeItem::Any }
wire! { Maybe = A "Maybe" seq { any "" opt any } }
tree! { Maybe: any some }
wire! { Several = A "Several" seq { any "" opt many any } }
tree! { Several: any list }
wire! { Update = A "Update" seq { node "node" opt, maybe "maybe" opt nil, several "several" } }
setters! { Update() { node: Option<Node>, maybe: Nillable<Maybe>, several: Several } }
/// What holds XML and nothing else is set by an element.
#[test]
fn trees_are_set_by_elements() {
    let element = || Element::new("urn:q", "q").with_text("1");
    let update = Update::new()
        .node(element())
        .maybe(element())
        .several(element());
    assert_eq!(
        update.node.as_ref().and_then(Node::element),
        Some(&element())
    );
    let back = read::<Update>(&write(&update).unwrap()).unwrap();
    assert_eq!(
        back.node
            .as_ref()
            .and_then(Node::element)
            .map(Element::text),
        Some(s("1"))
    );
    let spaced = Node {
        content: vec![NodeItem::Text(s(" ")), NodeItem::Any(element())],
    };
    assert_eq!(spaced.element(), Some(&element()));
    assert_eq!(
        Node {
            content: vec![NodeItem::Text(s("a"))]
        }
        .element(),
        None
    );
}
