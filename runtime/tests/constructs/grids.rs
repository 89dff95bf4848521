//! Arrays of several dimensions.

use super::common::*;

types! {
    pub struct Body { pub r: Option<Board> }
    pub struct Board { pub items: Grid<Option<String>, 2> }
    pub struct FlatBody { pub r: Option<Flat> }
    pub struct Flat { pub items: Vec<String> }
}
wire! { Body = A "Body" seq { r "r" opt } }
wire! { Board = A "Board" seq { items "string" @XSD opt many nil items = dimensions(2) } }
setters! { Board() { items: Grid<Option<String>, 2> } }
array! { Board: items [Option<String>; 2] }
setters! { Body() { r: Option<Board> } }
wire! { FlatBody = A "Body" seq { r "r" opt } }
wire! { Flat = A "Flat" seq { items "string" @XSD opt many items } }

fn document(inner: &str) -> String {
    format!(
        r#"<a:body xmlns:a="urn:a" xmlns:e="{}" xmlns:e2="{}">{inner}</a:body>"#,
        FIXED[SOAP_ENC as usize], FIXED[SOAP12_ENC as usize]
    )
}

/// The sizes and how many notes, tolerant; whether it is an error, strict.
fn sizes(attributes: &str, items: usize) -> ([usize; 2], usize, bool) {
    let xml = document(&format!(
        "<a:r {attributes}>{}</a:r>",
        "<i>x</i>".repeat(items)
    ));
    let parser = || Parser::new().encoded(true);
    let (body, notes) = parser().read::<Body>("{urn:a}body", &xml).expect(&xml);
    let strict = parser().strict(true).read::<Body>("{urn:a}body", &xml);
    (body.r.unwrap().sizes(), notes.len(), strict.is_err())
}

#[test]
fn sizes_are_those_of_the_message() {
    for (attributes, items, want) in [
        (r#"e:arrayType="e:string[2,3]""#, 6, [2, 3]),
        (r#"e:arrayType=" e:string[ 3 , 2 ] ""#, 6, [3, 2]),
        (r#"e:arrayType="e:string[0,5]""#, 0, [0, 5]),
        // Not all are sent.
        (r#"e:arrayType="e:string[2,3]""#, 4, [2, 3]),
        (r#"e2:itemType="e:string" e2:arraySize="2 3""#, 6, [2, 3]),
        // The first may be left open.
        (r#"e2:arraySize="* 3""#, 6, [2, 3]),
        (r#"e2:arraySize="* 3""#, 0, [0, 3]),
        (r#"e:arrayType="e:string[,4]""#, 6, [2, 4]),
    ] {
        assert_eq!(sizes(attributes, items), (want, 0, false), "{attributes}");
    }
}

#[test]
fn items_without_sizes_are_one_row() {
    for attributes in [
        "",
        r#"e:arrayType="e:string[,]""#,
        r#"e:arrayType="e:string[3]""#,
        r#"e:arrayType="e:string[1,2]""#,
        r#"e:arrayType="e:string[1,1,3]""#,
        r#"e:arrayType="e:string[3,*]""#,
        r#"e:arrayType="e:string[,0]""#,
        r#"e:arrayType="e:string[-1,3]""#,
        r#"e:arrayType="e:string""#,
        r#"e2:arraySize="3 *""#,
        r#"e2:arraySize="*""#,
    ] {
        assert_eq!(sizes(attributes, 3), ([1, 3], 1, true), "{attributes}");
    }
    assert_eq!(sizes("", 0), ([0, 0], 1, true));
}

#[test]
fn places_that_are_not_sent_are_bounded() {
    for sizes in [
        "1000000000,1000000000",
        "99999999999999999999,1",
        "18446744073709551615,18446744073709551615",
    ] {
        let xml = document(&format!(
            r#"<a:r e:arrayType="e:string[{sizes}]"><i>x</i></a:r>"#
        ));
        let read = Parser::new()
            .encoded(true)
            .read::<Body>("{urn:a}body", &xml);
        match read {
            Err(e) => assert!(e.to_string().contains("`references`"), "{e}"),
            // A number that is none of ours is no size.
            Ok((body, notes)) => assert_eq!((body.r.unwrap().sizes(), notes.len()), ([1, 1], 1)),
        }
    }
    // Any number of rows of nothing.
    assert_eq!(
        sizes(r#"e:arrayType="e:string[18446744073709551615,0]""#, 0).0,
        [usize::MAX, 0]
    );
}

#[test]
fn several_dimensions_where_one_is_declared_are_noted() {
    let xml = document(r#"<a:r e:arrayType="e:string[1,2]"><i>x</i><i>y</i></a:r>"#);
    let parser = || Parser::new().encoded(true);
    let (body, notes) = parser().read::<FlatBody>("{urn:a}body", &xml).unwrap();
    assert_eq!(body.r.unwrap().items, ["x", "y"]);
    assert_eq!(notes.len(), 1);
    let strict = parser().strict(true).read::<FlatBody>("{urn:a}body", &xml);
    assert!(strict.is_err());
}

#[test]
fn literal_messages_say_the_sizes_too() {
    let board = Grid::from([["a", "b"]]).map(|s| Some(s.to_owned()));
    let written = to_string("{urn:a}body", &Body::new().r(board.clone())).unwrap();
    assert!(
        written.contains(":arrayType=\"xsd:string[1,2]\""),
        "{written}"
    );
    let (read, notes) = Parser::new()
        .strict(true)
        .read::<Body>("{urn:a}body", &written)
        .unwrap();
    assert_eq!((read.r, notes), (Some(Board::from(board)), vec![]));
}

#[test]
fn setters_take_rows() {
    let board = Board::new().items([["a", "b"], ["c", "d"]]);
    assert_eq!(board[[1, 0]].as_deref(), Some("c"));
    assert_eq!(
        format!("{board:?}"),
        r#"Board { items: [[Some("a"), Some("b")], [Some("c"), Some("d")]] }"#
    );
}
