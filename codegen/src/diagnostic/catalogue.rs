//! Every code in one place: what it is called, and what `explain` says about it.
//!
//! Codes begin with their severity. Loading and reading have 1 to 99, lowering 100 to 199. A code never changes its meaning.

/// An entry of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The code, for example `E0008`.
    pub code: &'static str,
    /// What it is about, a few words.
    pub title: &'static str,
    /// What it means and what to do, in sentences.
    pub explanation: &'static str,
}

macro_rules! catalogue {
    ($($name:ident = $code:literal $title:literal: $($line:literal)+;)*) => {
        /// All entries, sorted by code within each severity.
        pub const ENTRIES: &[Entry] = &[
            $(Entry { code: $code, title: $title, explanation: concat!($($line, "\n"),+) }),*
        ];
        $(#[doc = concat!("`", $code, "`: ", $title, ".")] pub const $name: &str = $code;)*
    };
}

/// The entry of a code, in either case of its letter.
pub fn explain(code: &str) -> Option<&'static Entry> {
    ENTRIES.iter().find(|e| e.code.eq_ignore_ascii_case(code))
}

catalogue! {
    UNREADABLE = "E0001" "a file cannot be read":
        "The file is not there, is not a regular file, or the system does not let it be read.";
    NOT_XML = "E0002" "not well-formed XML":
        "The document breaks a rule of XML 1.0 or of Namespaces in XML at the place shown."
        "Often something stands before the XML declaration, a prefix is not declared, or the file was cut.";
    DTD = "E0003" "a document type declaration":
        "Documents with a DTD are refused: entities can make a small file huge, and SOAP forbids DTDs. Only that of a schema, as W3C's own have one, is passed over, where the schema uses no entity of it."
        "Remove the `<!DOCTYPE ..>` and write out the entities that it declares.";
    ENCODING = "E0004" "an encoding that is not read":
        "Documents may be in UTF-8, UTF-16, US-ASCII, ISO-8859-1 or windows-1252. Convert the file to UTF-8 and correct its"
        "XML declaration.";
    LIMIT = "E0005" "over a limit":
        "A document, or all documents together, are larger or deeper than the documented limits."
        "Such documents do not occur in practice; the limits protect the machine that generates code.";
    NOT_WSDL = "E0006" "neither a WSDL nor a schema":
        "The root element is not `wsdl:definitions` (WSDL 1.1) and not `xs:schema` (XML Schema).";
    WSDL20 = "E0007" "WSDL 2.0":
        "The document is written in WSDL 2.0. Only WSDL 1.1 is read; most servers publish both, the older under `?wsdl`.";
    MISSING_DOCUMENT = "E0008" "an import that cannot be found":
        "An import or include names a document that is not there. Nothing is fetched from the network while code is generated."
        "Put the document where the location says, or name a catalog with `--catalog FILE`: lines of the location as"
        "written, a tab, and a path relative to the catalog; or an OASIS XML catalog. `cargo wsdl fetch URL --into DIR`"
        "downloads a WSDL with everything it imports.";
    REFUSED_LOCATION = "E0009" "a location that is not followed":
        "Absolute paths, `file:` URLs and files that are not regular files are not followed. Make the location relative,"
        "or map it with a catalog.";
    CATALOG = "E0010" "a catalog that cannot be used":
        "A catalog is a text file with lines `URL<TAB>file` (`#` begins a comment), or an OASIS XML catalog.";
    HTML = "E0011" "an HTML page":
        "The file holds a web page, perhaps an error or login page that was saved in place of the WSDL."
        "Open the service's address with `?wsdl` (or `?singleWsdl`) and save what comes.";
    UNDEFINED = "E0020" "an undefined reference":
        "A type, element, attribute, group, message, port type or binding is named that no document defines."
        "Either its document is not imported, or its name or prefix is mistyped.";
    AMBIGUOUS = "E0021" "a reference into the wrong namespace, with several candidates":
        "No component has this name in the namespace that the reference's prefix stands for, and several other namespaces have"
        "one. Correct the prefix.";
    PREFIX = "E0022" "an undeclared prefix":
        "A qualified name uses a prefix that no `xmlns:` declaration in scope binds.";
    BAD_NAME = "E0023" "not a name":
        "The value is empty or is not a qualified name.";
    CYCLE = "E0024" "a definition that refers to itself":
        "A type derives from itself, a group contains itself, or an element is its own substitute. XML Schema forbids all of"
        "these. That a type contains elements of its own type is allowed.";
    NESTING = "E0025" "nested too deeply":
        "Groups, derivations or imports follow each other for longer than the documented limits.";
    XSD11 = "E0026" "a construct of XML Schema 1.1":
        "Schemas are read as XML Schema 1.0. Assertions, conditional types, open content and overrides are not part of it.";
    MISSING_ATTRIBUTE = "E0027" "a required attribute is missing":
        "The element means nothing without the attribute that the message names.";
    WRONG_KIND = "E0028" "a definition of the wrong kind":
        "A complex type stands where only a simple one may, or the reverse.";

    OPERATION = "E0101" "no such operation":
        "A pattern of `operations` (`--operation`) matches no operation of the chosen ports. Names are compared exactly, with"
        "upper and lower case; `*` stands for any text. `cargo wsdl list` shows the names.";
    PORT = "E0102" "no such port":
        "A name of `ports` (`--port`) is not the name of a port of any service. `cargo wsdl list` shows the names.";
    RENAME = "E0103" "nothing to rename":
        "A key of `rename` (`--rename KEY=NAME`) is neither a type (`{NS}Name`), nor a member (`{NS}Type/member`), nor an operation"
        "(`name`). `cargo wsdl list --format json` shows types and elements with their namespaces.";
    SUBSTITUTE = "E0104" "nothing to substitute":
        "A key of `substitute` (`--substitute KEY=path::Type`) is not a named type of the schemas and not a built-in type. It is"
        "written `{NS}Name`; built-in types are in `{http://www.w3.org/2001/XMLSchema}`.";
    MODULE = "E0105" "no such namespace":
        "A key of `modules` (`--module NS=NAME`) is not a namespace that gets a module: no schema has it as its target, or it is the"
        "namespace of the WSDL itself, whose types stand at the root.";
    SECRET = "E0106" "no such member":
        "A name of `secrets` (`--secret`) is not the name of any element, attribute or type. A secret that is mistyped would be shown, so"
        "that it is an error.";
    JOB = "E0107" "a job that cannot be made":
        "A job of `jobs` (`--job NAME=START:COMPLETE:STATUS:CANCEL`) names an operation that is not there, or operations that do not hand on"
        "the same members to each other, or of different port types. `cargo wsdl list` shows what each takes and returns.";
    NOT_A_PATH = "E0108" "not a name of Rust":
        "A value of `substitute` or `derive` is written into generated code as it stands, so that it must be a path: `Eq`, `crate::Money`,"
        "`::serde::Serialize`. For a type with arguments write an alias (`pub type Tags = Vec<String>;`) and name that. A value of"
        "`rename` or `modules` must hold a letter or digit.";
    RECIPE = "E0109" "a recipe that cannot be followed":
        "A table `[package.metadata.wsdl]` of a Cargo.toml has a key that there is not, a value of the wrong kind, or lacks one of"
        "`wsdl` and `out`. The page of `cargo wsdl generate` lists the keys.";

    MISQUALIFIED = "W0001" "a reference into the wrong namespace":
        "No component has this name in the namespace that the reference's prefix (or the lack of one) stands for, but exactly"
        "one other namespace has one. It was taken. Correct the prefix, or declare the default namespace.";
    GUESSED_PREFIX = "W0002" "an undeclared prefix, guessed":
        "The prefix is not declared, but exactly one component has this name. It was taken.";
    DUPLICATE = "W0003" "two different definitions of one name":
        "Both definitions have the same name and kind but not the same content. The first was taken.";
    ENCODING_LABEL = "W0004" "the encoding declared is not the one used":
        "The XML declaration names another encoding than the bytes are in. The text was read as UTF-8.";
    OTHER_CASE = "W0005" "a file name in another case":
        "The location was followed although upper and lower case differ from the file's name. It will not be found"
        "by tools that are exact.";
    OTHER_NAMESPACE = "W0006" "a document of another namespace":
        "The document that an import or include leads to has another target namespace than it should. Its own was used.";
    IGNORED = "W0008" "markup without a meaning here":
        "XML Schema or WSDL does not allow this element or attribute here. It was ignored.";
    BAD_VALUE = "W0009" "a value that is not allowed":
        "The attribute's value is outside the set that the specification allows. It was ignored.";
    UNMATCHED = "W0010" "binding and port type disagree":
        "An operation of a binding is not in its port type, or its messages do not match it.";
    UNSUPPORTED = "W0012" "an operation without code":
        "The operation is described correctly but no code is made for it; the message says why. The others are not affected.";
    REQUIRED_EXTENSION = "W0013" "a required extension":
        "The document marks an extension with `wsdl:required=\"true\"` that the generator does not know. What it asks for"
        "is left to the caller.";
    EMPTY_RANGE = "W0014" "a type without values":
        "The facets contradict each other or those of a base, so that no value is valid. They were kept as they are.";
    NOT_DETERMINISTIC = "W0015" "a content model that is not deterministic":
        "Two particles of the content could take the same element (unique particle attribution). The first was preferred.";
    BARE_SCHEMA = "W0016" "a schema without the namespace of XML Schema":
        "The root element is `schema`, but no namespace is declared for it. It was read as XML Schema."
        "Declare `xmlns=\"http://www.w3.org/2001/XMLSchema\"`.";
    NOT_A_URI = "W0017" "a namespace name that is not a URI":
        "Namespace names are URI references (Namespaces in XML, section 2.1). The name was used as it stands, which is how it"
        "must also be sent; perhaps a placeholder was never filled in.";
    BESIDE = "W0018" "a URL for which the file beside the document was taken":
        "Nothing is fetched while code is generated, and no catalog knows the URL. A file with the URL's last name and the"
        "right target namespace stands beside the document that imports it, and was taken. Map the URL in a catalog to"
        "say so yourself.";
    TYPE_FOR_ELEMENT = "W0019" "a part whose element is a type, or the other way round":
        "The `element` of a message part names no element, but there is a type of that name, or its `type` no type but an element."
        "What has the name was taken, as if the other attribute were written."
        "In a document-style binding the WS-I Basic Profile asks for an element: declare one of that type.";
    ILL_TYPED_VALUE = "W0020" "a default that is no value of its type":
        "What `default` or `fixed` gives is outside the lexical space of the type, or a facet of the type forbids it. It was ignored:"
        "the member is absent where the document has none, and there is no getter that would give a value.";
    ILL_TYPED_FACET = "W0021" "a facet that is no value of its type":
        "The value of a bound or an enumeration is not a value of the type that is restricted. The facet was ignored, since no value"
        "can be compared with it.";
    LONG_NAME = "W0022" "a name longer than is read":
        "The runtime refuses messages with names of more than 8 KiB, prefix included, unless `Limits::xml.name` is raised. Code was made,"
        "and it can send the name.";
    NO_BUILTIN = "W0023" "a type that XML Schema does not have":
        "The namespace of XML Schema has no type of this name, but one is plainly meant: `int` by `Int`, any content by `array`."
        "It was taken. Servers in languages without types write such names by hand; ask the publisher to correct them.";
    MISPLACED = "W0024" "markup in the wrong place":
        "XML Schema or WSDL allows this element, but in another order, or only once. It was read as if it stood where it belongs."
        "Other toolkits may refuse the document; move the element.";
    FINAL = "W0025" "a derivation that is forbidden":
        "A type or element is declared `final` for this way of deriving from it, or a facet of it `fixed`. The derived one was read all the"
        "same. Either the `final` is wrong or the derivation is; strict validators refuse the schema.";
    NOT_A_RESTRICTION = "W0026" "a restriction that allows more than its base":
        "Values of a restriction must be values of its base, too. Here the restriction allows an element, an attribute, a number of them, a"
        "type or a text that the base does not. It was read as it stands: what it says is what can be sent."
        "Receivers that check messages against the base will refuse such values.";
    NOT_DERIVED = "W0027" "a type that cannot be made from its base":
        "XML Schema has rules for what extends, restricts or takes the place of what. The base, the head of a substitution group, the item"
        "of a list or the definition that is redefined does not allow for this. What was made of it is said; usually another base was meant.";
    NO_FACET = "W0028" "a facet that the type does not have":
        "Numbers have no length, texts no bounds, unions nothing but patterns and enumerations. The facet was ignored, and `validate` does"
        "not check it. For the digits of a number use `totalDigits`, for the form of any text `pattern`.";
    FACETS = "W0029" "facets that do not go together":
        "Two facets of one definition exclude each other, or one stands there twice.";
    BAD_PATTERN = "W0030" "a pattern that is not a regular expression":
        "Regular expressions of XML Schema (part 2, appendix F) differ from those of programming languages: they always match the whole"
        "value, and have neither anchors nor look-around nor lazy quantifiers. The facet was ignored: `validate` holds no value to it.";
    INCONSISTENT = "W0031" "elements of one name and of different types":
        "In one content all elements of a name must have the same type (part 1, section 3.8.6). Each was read with its own type, where it"
        "stands.";
    TWO_IDS = "W0032" "more than one attribute of type `ID`":
        "XML allows one attribute of type `ID` on an element. All are read and written; parsers that check them may refuse the message.";
    IDENTITY = "W0033" "an identity constraint that cannot be checked":
        "A `key`, `unique` or `keyref` lacks a part, has a path that XML Schema does not allow, or refers to no key. Only documentation is"
        "made of them, so that code is not affected.";
    NOT_ALONE = "W0034" "an `all` that is not alone":
        "In XML Schema 1.0 an `all` is the whole content of a type and occurs once at most. It was read as it stands.";
    BASIC_PROFILE = "W0035" "against the WS-I Basic Profile":
        "WSDL 1.1 allows this, the WS-I Basic Profile does not: toolkits disagree about what is sent. It was read as WSDL 1.1 has it."
        "Where the service answers with a fault or sees less than was sent, look here first.";
    ADDRESS = "W0036" "a port without a usable address":
        "The address of the port is missing, or is not an absolute URL: often a placeholder that a server fills in when it publishes the"
        "document. The client has no endpoint of its own; the caller gives one.";
    POLICY_REFERENCE = "W0037" "a policy that cannot be found":
        "A reference to a policy (`wsp:PolicyReference`, `wsp:PolicyURIs`) names none of the documents' policies, or leads back to itself."
        "What the policy asks for is not known, so that neither code nor documentation has it. Policies are known by their `wsu:Id` or"
        "`xml:id` (`#id`), or by the URI that is their `Name`.";

    OVERGROWN = "W0101" "a content model that grows beyond use":
        "Groups that name one another, written out, would make more members than any program can use. Those over the limit were left out:"
        "they are read as unknown elements.";
    ENDLESS = "W0102" "a type without a finite value":
        "Every value of the type needs another value of the same type inside, without end. No document can hold one. The member that"
        "closes the circle was made optional.";
    DEEP = "W0103" "types in one another, deeper than rustc follows":
        "rustc follows a chain of 128 steps when it lays out types and looks what is dropped with them. Crates that use these"
        "types need `#![recursion_limit = \"..\"]` at the top of their root, with the number that the finding names;"
        "`cargo wsdl new` writes it.";
    POLICY = "W0104" "a policy that asks for what clients do not do":
        "The policies of a port (WS-Policy, WS-SecurityPolicy) require what neither the generated client nor a setting of it does:"
        "signatures, encryption, tokens that others issue, reliable messaging, transactions, other encodings. The client was made, and"
        "the service will refuse its requests unless that is done outside: `before_send` sees the envelope as it is sent and may sign"
        "it, a transport of one's own sees answers, too. Often the service has another port that asks for less."
        "Of alternatives the one that asks for the least is taken, and no warning is given for the others.";

    FOREIGN = "N0001" "a foreign extension":
        "The document holds extension elements that do not change the messages. They were skipped.";
    NOT_BOUND = "N0002" "an operation that a binding leaves out":
        "The port type has an operation that this binding does not mention. It cannot be called there.";
    SUPPLIED = "N0003" "an import that was not needed":
        "The location leads nowhere, but the namespace is supplied by another document or by the generator.";
    DRAFT = "N0004" "a draft of XML Schema":
        "The schema is written in a draft of XML Schema of 1999 or 2000. It was read as what it meant.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_distinct_and_well_formed() {
        for (i, entry) in ENTRIES.iter().enumerate() {
            let (letter, digits) = entry.code.split_at(1);
            assert!(matches!(letter, "E" | "W" | "N"), "{}", entry.code);
            assert!(digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()));
            assert!(!entry.title.ends_with('.') && entry.explanation.ends_with(".\n"));
            assert!(
                ENTRIES.iter().skip(i + 1).all(|e| e.code != entry.code),
                "{}",
                entry.code
            );
        }
        assert_eq!(explain("e0008").map(|e| e.code), Some(MISSING_DOCUMENT));
    }
}
