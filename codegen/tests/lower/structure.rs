//! Complex types.

use super::{expect, lower_schema};

#[test]
fn members_in_schema_order_then_attributes() {
    let package = lower_schema(
        r###"<xs:element name="cancelJob"><xs:complexType><xs:sequence>
             <xs:element name="token" type="xs:string" minOccurs="0"/>
             <xs:element name="spaceID" type="xs:string" minOccurs="0"/>
             <xs:element name="count" type="xs:int"/>
             <xs:element name="tag" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
             <xs:element name="code" type="xs:int" minOccurs="2" maxOccurs="3"/>
           </xs:sequence>
           <xs:attribute name="lang" type="xs:language"/>
           <xs:attribute name="version" type="xs:string" fixed="1.0" use="required"/>
           <xs:attribute name="rounding" type="xs:int" default="2"/>
           <xs:anyAttribute namespace="##other"/></xs:complexType></xs:element>"###,
    );
    expect(
        &package,
        r#"struct CancelJob { token: Option<String> "token" opt secret, space_id: Option<String> "spaceID" opt, count: i32 "count", tag: Vec<String> "tag" opt many, code: Vec<i32> "code" many occurs(2, 3), lang: Option<String> "lang" @0 opt attr collapse, version: Option<String> "version" @0 attr fixed = "1.0", rounding: Option<i32> "rounding" @0 opt attr = "2", attributes: Attributes opt attr any not T }"#,
    );
}

#[test]
fn choices() {
    let package = lower_schema(
        r#"<xs:complexType name="Order"><xs:sequence>
             <xs:element name="id" type="xs:int"/>
             <xs:choice>
               <xs:element name="card" type="xs:string"/>
               <xs:element name="ref" type="xs:string" maxOccurs="unbounded"/>
               <xs:sequence><xs:element name="iban" type="xs:string"/><xs:element name="bic" type="xs:string" minOccurs="0"/></xs:sequence>
               <xs:choice><xs:element name="cash" type="xs:int"/><xs:element name="none" type="xs:int"/></xs:choice>
             </xs:choice>
             <xs:choice minOccurs="0"><xs:element name="l" type="xs:string"/><xs:element name="r" type="xs:string"/></xs:choice>
             <xs:choice><xs:element name="m" type="xs:string" minOccurs="0"/><xs:element name="n" type="xs:string"/></xs:choice>
           </xs:sequence></xs:complexType>
           <xs:complexType name="Items"><xs:choice minOccurs="0" maxOccurs="unbounded">
             <xs:element name="a" type="xs:string" minOccurs="0"/><xs:element name="b" type="xs:int" maxOccurs="unbounded"/>
           </xs:choice></xs:complexType>
           <xs:complexType name="Pay"><xs:choice><xs:element name="x" type="xs:string"/><xs:element name="y" type="t:Pay"/></xs:choice></xs:complexType>"#,
    );
    expect(
        &package,
        r#"struct Order { id: i32 "id", choice: OrderChoice group, choice2: Option<OrderChoice2> opt group, choice3: Option<OrderChoice3> opt group } new(choice)
           enum OrderChoice: Card { Card(String) "card", Ref(Vec<String>) "ref" many, Iban(OrderChoiceIban) group, Cash(i32) "cash", None(i32) "none" }
           struct OrderChoiceIban { iban: String "iban", bic: Option<String> "bic" opt }
           enum OrderChoice2: L { L(String) "l", R(String) "r" }
           enum OrderChoice3: M { M(String) "m", N(String) "n" }
           struct Items { choice: Vec<ItemsChoice> opt many group }
           enum ItemsChoice: A { A(String) "a", B(i32) "b" }
           enum Pay: X { X(String) "x", Y(Box<Pay>) "y" }"#,
    );
}

#[test]
fn sequences() {
    let package = lower_schema(
        r#"<xs:complexType name="S"><xs:sequence>
             <xs:sequence><xs:element name="a" type="xs:string"/></xs:sequence>
             <xs:sequence minOccurs="0"><xs:element name="b" type="xs:string"/></xs:sequence>
             <xs:sequence minOccurs="0"><xs:element name="c" type="xs:string"/><xs:element name="d" type="xs:string"/></xs:sequence>
             <xs:sequence maxOccurs="unbounded"><xs:element name="e" type="xs:string"/><xs:element name="f" type="xs:string" minOccurs="0"/></xs:sequence>
             <xs:sequence maxOccurs="unbounded"><xs:element name="g" type="xs:string" minOccurs="0"/></xs:sequence>
           </xs:sequence></xs:complexType>
           <xs:complexType name="Twice"><xs:sequence>
             <xs:element name="a" type="xs:string"/><xs:element name="b" type="xs:string"/><xs:element name="a" type="xs:string"/>
           </xs:sequence></xs:complexType>
           <xs:complexType name="All"><xs:all><xs:element name="a" type="xs:string"/><xs:element name="b" type="xs:string" minOccurs="0"/></xs:all></xs:complexType>
           <xs:complexType name="Empty"/>"#,
    );
    expect(
        &package,
        r#"struct S { a: String "a", b: Option<String> "b" opt, group: Option<SGroup> opt group, group2: Vec<SGroup2> many group, g: Vec<String> "g" opt many }
           struct SGroup { c: String "c", d: String "d" }
           struct SGroup2 ordered { e: String "e", f: Option<String> "f" opt }
           struct Twice ordered { a: String "a", b: String "b", a2: String "a" }
           struct All all { a: String "a", b: Option<String> "b" opt }
           struct Empty {  }"#,
    );
}

#[test]
fn groups_are_spliced_in_or_shared() {
    let package = lower_schema(
        r#"<xs:group name="Name"><xs:sequence><xs:element name="first" type="xs:string"/><xs:element name="last" type="xs:string"/></xs:sequence></xs:group>
           <xs:group name="Contact"><xs:choice><xs:element name="mail" type="xs:string"/><xs:element name="phone" type="xs:string"/></xs:choice></xs:group>
           <xs:attributeGroup name="Ids"><xs:attribute name="id" type="xs:int"/></xs:attributeGroup>
           <xs:complexType name="A"><xs:sequence><xs:group ref="t:Name"/><xs:group ref="t:Contact"/></xs:sequence><xs:attributeGroup ref="t:Ids"/></xs:complexType>
           <xs:complexType name="B"><xs:sequence><xs:group ref="t:Contact" maxOccurs="unbounded"/><xs:group ref="t:Name" minOccurs="0"/></xs:sequence></xs:complexType>"#,
    );
    expect(
        &package,
        r#"struct Name { first: String "first", last: String "last" }
           enum Contact: Mail { Mail(String) "mail", Phone(String) "phone" }
           struct A { first: String "first", last: String "last", contact: Contact group, id: Option<i32> "id" @0 opt attr } new(contact)
           struct B { contact: Vec<Contact> many group, name: Option<Name> opt group }"#,
    );
}

#[test]
fn nil_in_every_place() {
    let package = lower_schema(
        r#"<xs:complexType name="P"><xs:simpleContent><xs:extension base="xs:int"><xs:attribute name="u" type="xs:string"/></xs:extension></xs:simpleContent></xs:complexType>
           <xs:complexType name="N"><xs:sequence>
             <xs:element name="a" type="xs:string" nillable="true"/>
             <xs:element name="b" type="xs:int" nillable="true" minOccurs="0"/>
             <xs:element name="c" type="xs:string" nillable="true" minOccurs="0" maxOccurs="unbounded"/>
             <xs:element name="d" type="t:P" nillable="true"/>
             <xs:element name="e" type="t:P" nillable="true" minOccurs="0"/>
             <xs:element name="f" type="t:P" nillable="true" maxOccurs="unbounded"/>
             <xs:element name="g" nillable="true"/>
           </xs:sequence></xs:complexType>
           <xs:element name="r" type="t:P" nillable="true"/>
           <xs:element name="s" type="xs:string"/>
           <xs:element name="o" nillable="true"><xs:complexType><xs:sequence><xs:element name="x" type="xs:int"/></xs:sequence></xs:complexType></xs:element>"#,
    );
    expect(
        &package,
        r#"struct P { value: i32 text, u: Option<String> "u" @0 opt attr }
           struct N { a: Option<String> "a" nil, b: Nillable<i32> "b" opt nil, c: Vec<Option<String>> "c" opt many nil, d: WithNil<P> "d" nil, e: Option<WithNil<P>> "e" opt nil, f: Vec<WithNil<P>> "f" many nil, g: Element "g" } new(d, g)
           type RElement = WithNil<P>
           type SElement = String
           type OElement = Option<O>
           struct O { x: i32 "x" }"#,
    );
}

#[test]
fn derived_types() {
    let package = lower_schema(
        r###"<xs:complexType name="Shape"><xs:sequence><xs:element name="id" type="xs:int"/></xs:sequence><xs:attribute name="k" type="xs:string"/></xs:complexType>
           <xs:complexType name="Circle"><xs:complexContent><xs:extension base="t:Shape"><xs:sequence><xs:element name="r" type="xs:double"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
           <xs:complexType name="Beast" abstract="true"/>
           <xs:complexType name="Cat"><xs:complexContent><xs:extension base="t:Beast"><xs:sequence><xs:element name="lives" type="xs:int"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
           <xs:complexType name="Sealed" block="#all"><xs:sequence/></xs:complexType>
           <xs:complexType name="More"><xs:complexContent><xs:extension base="t:Sealed"/></xs:complexContent></xs:complexType>
           <xs:complexType name="Lost" abstract="true"/>
           <xs:complexType name="Zoo"><xs:sequence>
             <xs:element name="shape" type="t:Shape"/><xs:element name="beast" type="t:Beast" minOccurs="0"/>
             <xs:element name="sealed" type="t:Sealed"/><xs:element name="lost" type="t:Lost"/>
           </xs:sequence></xs:complexType>"###,
    );
    expect(
        &package,
        r#"struct Shape { id: i32 "id", k: Option<String> "k" @0 opt attr }
           enum AnyShape: Other poly { Shape(Shape) "Shape" base, Circle(Circle) "Circle", Other(Element) any }
           struct Circle { id: i32 "id", r: f64 "r", k: Option<String> "k" @0 opt attr } => Shape
           enum AnyBeast: Other poly { Cat(Cat) "Cat", Other(Element) any }
           struct Cat { lives: i32 "lives" }
           struct Sealed {  }
           struct More {  } => Sealed
           struct Zoo { shape: AnyShape "shape", beast: Option<AnyBeast> "beast" opt, sealed: Sealed "sealed", lost: Element "lost" } new(shape, lost)"#,
    );
}

#[test]
fn substitution_groups() {
    let package = lower_schema(
        r#"<xs:element name="vehicle" type="xs:anyType" abstract="true"/>
           <xs:element name="car" type="xs:string" substitutionGroup="t:vehicle"/>
           <xs:element name="bike" type="xs:int" substitutionGroup="t:vehicle"/>
           <xs:element name="bmx" type="xs:int" substitutionGroup="t:bike"/>
           <xs:complexType name="Fleet"><xs:sequence><xs:element ref="t:vehicle" maxOccurs="unbounded"/></xs:sequence></xs:complexType>"#,
    );
    expect(
        &package,
        r#"enum VehicleGroup: Car { Car(String) "car", Bike(i32) "bike", Bmx(i32) "bmx" }
           type CarElement = String
           type BikeElement = i32
           type BmxElement = i32
           struct Fleet { vehicle: Vec<VehicleGroup> many group }"#,
    );
}

#[test]
fn wildcards_and_mixed_content() {
    let package = lower_schema(
        r###"<xs:complexType name="Open"><xs:sequence>
             <xs:element name="a" type="xs:int"/>
             <xs:any namespace="##other" minOccurs="0" maxOccurs="unbounded"/>
             <xs:any namespace="##local urn:x ##targetNamespace"/>
           </xs:sequence></xs:complexType>
           <xs:complexType name="Para" mixed="true"><xs:sequence>
             <xs:element name="b" type="xs:string" minOccurs="0" maxOccurs="unbounded"/><xs:any namespace="##other"/>
           </xs:sequence><xs:attribute name="lang" type="xs:string"/></xs:complexType>
           <xs:complexType name="Text" mixed="true"/>"###,
    );
    expect(
        &package,
        r#"struct Open ordered { a: i32 "a", any: Vec<Element> opt many any not T, any_wildcard: Element any in [0, X, T] } new(any_wildcard)
           struct Para mixed { content: Vec<ParaItem> opt many group, lang: Option<String> "lang" @0 opt attr }
           enum ParaItem: Text { Text(String) text, B(String) "b", Any(Element) any not T }
           struct Text { value: String text }"#,
    );
}

#[test]
fn boxes_where_a_type_would_hold_itself() {
    let package = lower_schema(
        r#"<xs:complexType name="Tree"><xs:sequence>
             <xs:element name="kid" type="t:Tree" minOccurs="0" maxOccurs="unbounded"/>
             <xs:element name="next" type="t:Tree" minOccurs="0"/>
             <xs:element name="leaf" type="t:Leaf" minOccurs="0"/>
           </xs:sequence></xs:complexType>
           <xs:complexType name="Leaf"><xs:sequence><xs:element name="tree" type="t:Tree" minOccurs="0"/></xs:sequence></xs:complexType>
           <xs:complexType name="Deep"><xs:choice>
             <xs:element name="not" type="t:Deep"/>
             <xs:sequence><xs:element name="left" type="t:Deep"/><xs:element name="right" type="t:Deep"/></xs:sequence>
             <xs:element name="lit" type="xs:int"/>
           </xs:choice></xs:complexType>
           <xs:complexType name="Endless"><xs:sequence><xs:element name="more" type="t:Endless"/></xs:sequence></xs:complexType>"#,
    );
    expect(
        &package,
        r#"struct Tree { kid: Vec<Tree> "kid" opt many, next: Option<Box<Tree>> "next" opt, leaf: Option<Leaf> "leaf" opt }
           struct Leaf { tree: Option<Box<Tree>> "tree" opt }
           enum Deep: Lit { Not(Box<Deep>) "not", Left(DeepLeft) group, Lit(i32) "lit" }
           struct DeepLeft { left: Box<Deep> "left", right: Box<Deep> "right" } new(left, right)
           struct Endless { more: Option<Box<Endless>> "more" opt }"#,
    );
}

#[test]
fn wrappers_of_arrays() {
    let package = lower_schema(
        r#"<xs:complexType name="ArrayOfString"><xs:sequence><xs:element name="string" type="xs:string" nillable="true" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
           <xs:complexType name="NoArray"><xs:sequence><xs:element name="string" type="xs:string" maxOccurs="unbounded"/></xs:sequence><xs:attribute name="n" type="xs:int"/></xs:complexType>"#,
    );
    expect(
        &package,
        r#"struct ArrayOfString { string: Vec<Option<String>> "string" opt many nil } array
           struct NoArray { string: Vec<String> "string" many, n: Option<i32> "n" @0 opt attr }"#,
    );
}

#[test]
fn large_variants_are_boxed() {
    let members: String = (0..8)
        .map(|i| format!(r#"<xs:element name="m{i}" type="xs:string"/>"#))
        .collect();
    let package = lower_schema(&format!(
        r#"<xs:complexType name="Large"><xs:sequence>{members}</xs:sequence></xs:complexType>
           <xs:complexType name="Small"><xs:sequence><xs:element name="m" type="xs:string"/></xs:sequence></xs:complexType>
           <xs:complexType name="C"><xs:choice><xs:element name="large" type="t:Large"/><xs:element name="small" type="t:Small"/></xs:choice></xs:complexType>"#
    ));
    let shown = super::show::package(&package);
    assert!(
        shown.contains(r#"enum C: Large { Large(Box<Large>) "large", Small(Small) "small" }"#),
        "{shown}"
    );
}
