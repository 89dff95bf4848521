//! A package made by hand: a shop that has everything.

use wsdl_codegen::model::name::QName;
use wsdl_codegen::model::package::*;
use wsdl_codegen::model::policy::Policy;
use wsdl_codegen::model::wsdl::{BindingId, PortTypeId};

const T: Option<NamespaceId> = Some(NamespaceId(0));
const PARTS: Option<NamespaceId> = Some(NamespaceId(1));

fn path(name: &str) -> Path {
    Path {
        module: 0,
        name: name.to_owned(),
    }
}

fn part(name: &str) -> Path {
    Path {
        module: 1,
        name: name.to_owned(),
    }
}

fn named(name: &str) -> RustType {
    RustType::Named(path(name))
}

fn opt(ty: RustType) -> RustType {
    RustType::Option(Box::new(ty))
}

fn vec(ty: RustType) -> RustType {
    RustType::Vec(Box::new(ty))
}

fn string() -> RustType {
    RustType::Runtime("String")
}

fn int() -> RustType {
    RustType::Runtime("i32")
}

fn table(name: &str, kind: Kind) -> Table {
    Table {
        namespace: T,
        name: name.to_owned(),
        kind,
        ordered: false,
        mixed: false,
        encoded: false,
    }
}

fn flags(words: &str) -> Flags {
    let has = |word: &str| words.split(' ').any(|w| w == word);
    Flags {
        opt: has("opt"),
        many: has("many"),
        nil: has("nil"),
        attr: has("attr"),
        text: has("text"),
        any: has("any"),
        group: has("group"),
        secret: has("secret"),
        collapse: has("collapse"),
        replace: has("replace"),
        base: has("base"),
        items: has("items"),
        fixed: has("fixed"),
        attached: has("attached"),
        global: has("global"),
    }
}

fn row(name: &str, words: &str) -> Row {
    let flags = flags(words);
    Row {
        name: name.to_owned(),
        namespace: flags.attr.then_some(None),
        flags,
        ..Row::default()
    }
}

fn member(name: &str, ty: RustType, wire: &str, words: &str) -> Member {
    Member {
        name: name.to_owned(),
        doc: None,
        ty,
        row: row(wire, words),
        setter: true,
        getter: None,
    }
}

fn grouped(name: &str, ty: RustType, inner: &str, words: &str) -> Member {
    let mut member = member(name, ty, "", &format!("group {words}"));
    member.row.group = Some(path(inner));
    member
}

/// A struct whose `new` takes the members at these places.
fn structure(name: &str, table: Table, members: Vec<Member>, new: &[usize]) -> Struct {
    Struct {
        name: name.to_owned(),
        doc: None,
        about: format!("`{name}`"),
        table,
        members,
        derives: Derives {
            default: new.is_empty(),
            more: Vec::new(),
        },
        new: Some(new.to_vec()),
        array: false,
        tree: None,
        extended: None,
        bases: Vec::new(),
    }
}

fn variant(name: &str, ty: RustType, wire: &str, words: &str) -> Variant {
    Variant {
        name: name.to_owned(),
        doc: None,
        ty,
        row: row(wire, words),
    }
}

fn choice(name: &str, table: Table, variants: Vec<Variant>) -> Item {
    Item::Choice(Choice {
        name: name.to_owned(),
        doc: None,
        about: "One of these".to_owned(),
        table,
        variants,
        blank: 0,
        derives: Derives::default(),
    })
}

fn requests() -> Vec<Item> {
    let mut login = structure(
        "Login",
        table("login", Kind::Seq),
        vec![
            member("username", opt(string()), "username", "opt"),
            member("password", opt(string()), "password", "opt secret"),
        ],
        &[],
    );
    login.doc = Some("Who wants to come in.\n\nBoth are needed.".to_owned());
    let result = vec![member(
        "login_result",
        opt(string()),
        "loginResult",
        "opt secret",
    )];
    vec![
        Item::Struct(login),
        Item::Struct(structure(
            "LoginResponse",
            table("loginResponse", Kind::Seq),
            result,
            &[],
        )),
        Item::Struct(structure("Ping", table("ping", Kind::Seq), Vec::new(), &[])),
        Item::Struct(structure(
            "PlaceOrder",
            table("placeOrder", Kind::Seq),
            vec![member("order", named("Order"), "order", "")],
            &[0],
        )),
        Item::Struct(structure(
            "FindSpareRequest",
            table("findSpare", Kind::Seq),
            vec![{
                let mut m = member("number", int(), "number", "");
                m.row.namespace = Some(None);
                m
            }],
            &[],
        )),
    ]
}

fn structs() -> Vec<Item> {
    let mut order = structure(
        "Order",
        table("Order", Kind::Seq),
        vec![
            member("id", int(), "id", ""),
            member("r#type", opt(named("Color")), "type", "opt"),
            grouped("pay", named("Pay"), "Pay", ""),
            member("tags", vec(string()), "tag", "opt many"),
            member("codes", vec(int()), "code", "many"),
            grouped("rows", vec(named("OrderRows")), "OrderRows", "opt many"),
            member(
                "next",
                opt(RustType::Boxed(Box::new(named("Order")))),
                "next",
                "opt",
            ),
            member("lang", opt(string()), "lang", "attr opt collapse"),
            member("retries", opt(int()), "retries", "opt"),
            member("version", opt(string()), "version", "attr opt fixed"),
        ],
        &[2],
    );
    order.members[4].row.occurs = Some((2, Some(5)));
    order.members[8].row.value = Some("7".to_owned());
    order.members[8].getter = Some(Getter {
        ty: int(),
        text: "7".to_owned(),
    });
    order.members[9].row.value = Some("1.0".to_owned());
    order.members[9].getter = Some(Getter {
        ty: string(),
        text: "1.0".to_owned(),
    });
    order.members[0].doc = Some("The number on the invoice.".to_owned());
    let mut rows = table("", Kind::Seq);
    rows.ordered = true;
    let mut array = structure(
        "ArrayOfString",
        table("ArrayOfString", Kind::Seq),
        vec![member(
            "string",
            vec(opt(string())),
            "string",
            "opt many nil",
        )],
        &[],
    );
    array.array = true;
    let mut special = structure(
        "SpecialOrder",
        table("SpecialOrder", Kind::Seq),
        vec![
            member("id", int(), "id", ""),
            member("why", opt(string()), "why", "opt"),
        ],
        &[],
    );
    special.bases = vec![Base {
        path: path("PlainOrder"),
        members: vec!["id".to_owned()],
    }];
    let plain = vec![member("id", int(), "id", "")];
    let mut open = structure(
        "Open",
        table("Open", Kind::All),
        vec![
            member("any", vec(RustType::Runtime("Element")), "", "any opt many"),
            member("when", opt(RustType::Runtime("DateTime")), "when", "opt"),
            member(
                "attributes",
                RustType::Runtime("Attributes"),
                "",
                "attr any opt",
            ),
        ],
        &[],
    );
    open.members[0].row.wild = Some(Wild::Not(T));
    let price = vec![
        member("value", RustType::Runtime("Decimal"), "", "text"),
        member("currency", string(), "currency", "attr"),
    ];
    let mut paragraph = table("Paragraph", Kind::Seq);
    paragraph.mixed = true;
    let nil = |inner: RustType| RustType::Nillable(Box::new(inner));
    let with_nil = |inner: RustType| RustType::WithNil(Box::new(inner));
    let nils = vec![
        member("required", opt(string()), "required", "nil"),
        member("optional", nil(int()), "optional", "opt nil"),
        member("list", vec(opt(int())), "list", "opt many nil"),
        member("priced", with_nil(named("Price")), "priced", "nil"),
        member(
            "prices",
            vec(with_nil(named("Price"))),
            "prices",
            "opt many nil",
        ),
    ];
    let mut nils = structure("Nils", table("Nils", Kind::Seq), nils, &[]);
    nils.new = Some(vec![3]);
    nils.derives.default = false;
    let list = RustType::List(Box::new(int()));
    vec![
        Item::Struct(order),
        Item::Struct(structure(
            "OrderRows",
            rows,
            vec![
                member("number", int(), "number", ""),
                member("text", opt(string()), "text", "opt"),
            ],
            &[],
        )),
        Item::Struct(array),
        Item::Struct(structure(
            "PlainOrder",
            table("PlainOrder", Kind::Seq),
            plain,
            &[],
        )),
        Item::Struct(special),
        Item::Struct(open),
        Item::Struct(structure("Price", table("Price", Kind::Seq), price, &[])),
        Item::Struct(structure(
            "Paragraph",
            paragraph,
            vec![grouped(
                "content",
                vec(named("ParagraphItem")),
                "ParagraphItem",
                "opt many",
            )],
            &[],
        )),
        Item::Struct(nils),
        Item::Alias(Alias {
            name: "Numbers".to_owned(),
            doc: None,
            about: "`Numbers`".to_owned(),
            ty: list,
        }),
    ]
}

fn enums() -> Vec<Item> {
    let mut text = variant("Text", string(), "", "text");
    text.doc = Some("Text between the elements.".to_owned());
    let mut shape = table("PlainOrder", Kind::Poly);
    shape.mixed = false;
    let mut bank = variant(
        "Bank",
        RustType::Boxed(Box::new(RustType::Named(part("Bank")))),
        "",
        "group",
    );
    bank.row.group = Some(part("Bank"));
    vec![
        choice(
            "Pay",
            table("Pay", Kind::Choice),
            vec![
                variant("Cash", int(), "cash", ""),
                variant("Card", string(), "card", "secret"),
                bank,
                variant("Refs", vec(string()), "ref", "many"),
            ],
        ),
        choice(
            "AnyPlainOrder",
            shape,
            vec![
                variant("PlainOrder", named("PlainOrder"), "PlainOrder", "base"),
                variant(
                    "SpecialOrder",
                    RustType::Boxed(Box::new(named("SpecialOrder"))),
                    "SpecialOrder",
                    "",
                ),
                variant("Other", RustType::Runtime("Element"), "", "any"),
            ],
        ),
        choice(
            "ParagraphItem",
            table("", Kind::Choice),
            vec![text, variant("B", string(), "b", "")],
        ),
        Item::Words(Words {
            name: "Color".to_owned(),
            doc: Some("A colour.".to_owned()),
            about: "`Color`".to_owned(),
            words: vec![
                ("Red".to_owned(), "red".to_owned(), None),
                (
                    "DarkBlue".to_owned(),
                    "dark \"blue\"".to_owned(),
                    Some("Nearly black.".to_owned()),
                ),
                ("Empty".to_owned(), String::new(), None),
            ],
            unknown: "Unknown".to_owned(),
            derives: Derives {
                default: false,
                more: vec!["Eq".to_owned(), "Debug".to_owned()],
            },
        }),
        Item::Union(Union {
            name: "Size".to_owned(),
            doc: None,
            about: "`Size`".to_owned(),
            members: vec![
                ("Number".to_owned(), int()),
                ("Color".to_owned(), named("Color")),
            ],
            derives: Derives::default(),
        }),
        choice(
            "PlaceOrderFault",
            table("", Kind::Choice),
            vec![variant("SoldOut", named("PlainOrder"), "soldOut", "")],
        ),
    ]
}

/// A module of its own, with a type of the runtime's name: there `Element` is the package's.
fn parts() -> Module {
    let mut within = table("Element", Kind::Seq);
    within.namespace = PARTS;
    let mut bank = table("Bank", Kind::Seq);
    bank.namespace = PARTS;
    let mut color = member("color", opt(named("Color")), "color", "opt");
    color.row.namespace = Some(T);
    Module {
        name: "parts".to_owned(),
        namespace: "urn:parts".to_owned(),
        doc: None,
        items: vec![
            Item::Struct(structure(
                "Element",
                within,
                vec![
                    member("symbol", string(), "symbol", ""),
                    member(
                        "rest",
                        vec(RustType::Runtime("Element")),
                        "",
                        "any opt many",
                    ),
                    color,
                ],
                &[],
            )),
            Item::Struct(structure(
                "Bank",
                bank,
                vec![
                    member("iban", string(), "iban", ""),
                    member("of", opt(RustType::Named(part("Element"))), "of", "opt"),
                ],
                &[],
            )),
        ],
    }
}

fn operation(
    name: &str,
    method: &str,
    constant: &str,
    input: Message,
    output: Message,
) -> Operation {
    Operation {
        index: 0,
        name: name.to_owned(),
        method: method.to_owned(),
        constant: constant.to_owned(),
        doc: None,
        action: Some(format!("urn:shop/{name}")),
        action12: None,
        wsa_action: None,
        addressed: false,
        encoded: false,
        http: None,
        input,
        output,
        faults: Vec::new(),
        fault_type: None,
        headers: Vec::new(),
    }
}

fn element(name: &str, ty: &str) -> Message {
    Message {
        layout: Layout::Element(T, name.to_owned()),
        ty: named(ty),
        element: Some(QName::new("urn:shop", name)),
    }
}

fn client() -> Client {
    let none = Message {
        layout: Layout::None,
        ty: RustType::Unit,
        element: None,
    };
    let bare = |ty: RustType| Message {
        layout: Layout::Bare,
        ty,
        element: None,
    };
    let rpc = Message {
        layout: Layout::Rpc(T, "findSpare".to_owned()),
        ty: named("FindSpareRequest"),
        element: None,
    };
    let mut login = operation(
        "login",
        "login",
        "LOGIN",
        element("login", "Login"),
        element("loginResponse", "LoginResponse"),
    );
    login.doc = Some("Opens a session, which ends after ten idle minutes; whoever needs more than that calls something now and then.".to_owned());
    let mut place = operation(
        "placeOrder",
        "place_order_with_a_very_long_name_that_goes_on",
        "PLACE_ORDER_WITH_A_VERY_LONG_NAME_THAT_GOES_ON",
        element("placeOrder", "PlaceOrder"),
        element("order", "Order"),
    );
    place.fault_type = Some(path("PlaceOrderFault"));
    place.action12 = Some("urn:shop/placeOrder12".to_owned());
    let mut find = operation(
        "findSpare",
        "find_spare",
        "FIND_SPARE",
        rpc,
        bare(RustType::Named(part("Bank"))),
    );
    find.encoded = true;
    find.action = None;
    let mut ping = operation("ping", "ping", "PING", element("ping", "Ping"), none);
    ping.action = Some(String::new());
    let clock = operation(
        "clock",
        "clock",
        "CLOCK",
        bare(RustType::Unit),
        bare(named("ArrayOfString")),
    );
    Client {
        name: "ShopClient".to_owned(),
        doc: Some("A shop that has everything.".to_owned()),
        constant: "SERVICE".to_owned(),
        port_type: PortTypeId(0),
        bindings: vec![BindingId(0)],
        service: "Shop".to_owned(),
        port_type_name: "ShopSoap".to_owned(),
        ports: vec![
            ClientPort {
                name: "ShopSoap".to_owned(),
                protocol: PortProtocol::Soap11,
                address: "http://shop.example/Shop.asmx".to_owned(),
                policy: Policy::default(),
            },
            ClientPort {
                name: "ShopSoap12".to_owned(),
                protocol: PortProtocol::Soap12,
                address: "http://shop.example/Shop.asmx".to_owned(),
                policy: Policy::default(),
            },
        ],
        operations: vec![login, place, find, ping, clock],
        stand_in: None,
    }
}

/// The package.
pub(crate) fn shop() -> Package {
    let mut items = requests();
    items.extend(structs());
    items.extend(enums());
    let namespace = |constant: &str, uri: &str| Namespace {
        constant: constant.to_owned(),
        uri: uri.to_owned(),
        fixed: false,
    };
    Package {
        module: "shop".to_owned(),
        source: "Shop.wsdl".to_owned(),
        doc: Some("A shop that has everything.".to_owned()),
        namespaces: vec![namespace("T", "urn:shop"), namespace("PARTS", "urn:parts")],
        modules: vec![
            Module {
                namespace: "urn:shop".to_owned(),
                items,
                ..Module::default()
            },
            parts(),
        ],
        clients: vec![client()],
        names: [("element {urn:shop}login".to_owned(), "Login".to_owned())].into(),
        ..Package::default()
    }
}
