//! Simple types: how text becomes a value and a value text.

use super::qname::QName;
use super::write::Writer;
use crate::value::number;

/// A simple type: what its text means, and how it is written.
///
/// To give a type of your own to a schema type, implement this and let [`leaf!`](crate::leaf) make it fit to be a member.
pub trait Lexical: Sized {
    /// The type's name, for errors: `xs:int`.
    const NAME: &'static str;

    /// Reads `text`, white space at both ends included. `None` when it is no value of the type. Prefixes of names in the text
    /// are resolved by `scope`; `&()` knows none.
    fn parse(text: &str, scope: &dyn Scope) -> Option<Self>;

    /// The value of bytes that came outside of the document (XOP 1.0). `None`, as by default, where the type is not binary.
    fn of_bytes(_: Vec<u8>) -> Option<Self> {
        None
    }

    /// Writes the value as text.
    fn put(&self, out: &mut Writer<'_>);

    /// The words of its enumeration, when it is none of them. `None`, as by default, where there is nothing to object to.
    fn unlisted(&self) -> Option<&'static [&'static str]> {
        None
    }

    /// The value in other words than the usual ones, where it has some. In a union a text is a value of the first member that takes it, so
    /// that a double of 7 has to be `7E0` beside integers. `None`, as by default, where there is one way to write it.
    fn respelt(&self) -> Option<String> {
        None
    }

    /// The text of the value by itself, names in `{namespace}local` fashion: for display, not for documents.
    fn to_text(&self) -> String {
        Writer::text_of(|out| self.put(out))
    }
}

/// What resolves prefixes.
pub trait Scope {
    /// The namespace that `prefix` stands for, `""` being the default namespace; `Some("")` for no namespace, `None` where the
    /// prefix is not declared.
    fn namespace(&self, prefix: &str) -> Option<&str>;
}

/// No prefix but `xml` is declared.
impl Scope for () {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        match prefix {
            "" => Some(""),
            "xml" => Some(super::names::FIXED[super::names::XML as usize]),
            _ => None,
        }
    }
}

/// [`Lexical`] as a slot carries it.
pub trait Leaf {
    /// The type's name, for errors.
    fn wants(&self) -> &'static str;
    /// Takes the value of `text`; `false` when it has none.
    fn set(&mut self, text: &str, scope: &dyn Scope) -> bool;
    /// Takes bytes for its value; `false` when it is not binary.
    fn set_bytes(&mut self, bytes: Vec<u8>) -> bool;
    /// Writes the value as text.
    fn put(&self, out: &mut Writer<'_>);
    /// The words of its enumeration, when it is none of them.
    fn unlisted(&self) -> Option<&'static [&'static str]> {
        None
    }
}

impl<T: Lexical> Leaf for T {
    fn wants(&self) -> &'static str {
        T::NAME
    }
    fn set(&mut self, text: &str, scope: &dyn Scope) -> bool {
        match T::parse(text, scope) {
            Some(value) => {
                *self = value;
                true
            }
            None => false,
        }
    }
    fn set_bytes(&mut self, bytes: Vec<u8>) -> bool {
        match T::of_bytes(bytes) {
            Some(value) => {
                *self = value;
                true
            }
            None => false,
        }
    }
    fn put(&self, out: &mut Writer<'_>) {
        Lexical::put(self, out);
    }
    fn unlisted(&self) -> Option<&'static [&'static str]> {
        Lexical::unlisted(self)
    }
}

/// Makes types that are [`Lexical`](crate::xml::Lexical) fit to be members: `leaf! { Money = Money::ZERO }`, each with a value to read into.
#[macro_export]
macro_rules! leaf {
    ($($T:ty = $blank:expr),+ $(,)?) => { $(
        impl $crate::generated::Item for $T {
            fn blank() -> Self {
                $blank
            }
            #[inline]
            fn as_slot(&mut self) -> $crate::generated::Slot<'_, 'static> {
                $crate::generated::Slot::Leaf(self)
            }
            #[inline]
            fn as_view(&self) -> $crate::generated::View<'_, 'static> {
                $crate::generated::View::Leaf(self)
            }
        }
    )+ };
}

/// Writes the value of a union's member, so that it is read as a value of this member again: in other words, where an earlier member takes
/// the usual ones and not those. `is_own` says whether a text is read as one of this member.
pub fn put_member<T: Lexical>(value: &T, is_own: impl Fn(&str) -> bool, out: &mut Writer<'_>) {
    match value.respelt() {
        Some(other) if !is_own(&value.to_text()) && is_own(&other) => out.text(&other),
        _ => value.put(out),
    }
}

/// An integer with a zero before its digits.
pub(crate) fn zero_first(text: &str) -> String {
    match text.strip_prefix('-') {
        Some(digits) => format!("-0{digits}"),
        None => format!("0{text}"),
    }
}

/// A decimal with a fraction after its digits; `None` when it has one.
pub(crate) fn fraction_last(text: String) -> Option<String> {
    (!text.contains('.')).then(|| text + ".0")
}

macro_rules! integers {
    ($($T:ty, $name:literal),+ $(,)?) => { $(
        impl Lexical for $T {
            const NAME: &'static str = $name;
            #[inline]
            fn parse(text: &str, _: &dyn Scope) -> Option<Self> {
                number::read_integer(text.trim_ascii()).ok()
            }
            #[inline]
            fn put(&self, out: &mut Writer<'_>) {
                out.raw(itoa::Buffer::new().format(*self));
            }
            /// `01`, which is not `true`.
            fn respelt(&self) -> Option<String> {
                Some(zero_first(&self.to_text()))
            }
        }
        leaf!($T = 0);
    )+ };
}
integers! {
    i8, "xs:byte", i16, "xs:short", i32, "xs:int", i64, "xs:long", i128, "xs:integer",
    u8, "xs:unsignedByte", u16, "xs:unsignedShort", u32, "xs:unsignedInt", u64, "xs:unsignedLong",
    u128, "xs:nonNegativeInteger",
}

macro_rules! floats {
    ($($T:ty, $name:literal, $write:path);+ $(;)?) => { $(
        impl Lexical for $T {
            const NAME: &'static str = $name;
            fn parse(text: &str, _: &dyn Scope) -> Option<Self> {
                number::read_float(text.trim_ascii()).ok()
            }
            fn put(&self, out: &mut Writer<'_>) {
                out.plain(|text| $write(*self, text));
            }
            /// `7E0`, which is neither an integer nor a decimal.
            fn respelt(&self) -> Option<String> {
                self.is_finite().then(|| format!("{self:E}"))
            }
        }
        leaf!($T = 0.0);
    )+ };
}
floats! {
    f32, "xs:float", number::write_f32;
    f64, "xs:double", number::write_f64;
}

impl Lexical for bool {
    const NAME: &'static str = "xs:boolean";
    fn parse(text: &str, _: &dyn Scope) -> Option<Self> {
        number::read_bool(text.trim_ascii().as_bytes()).ok()
    }
    fn put(&self, out: &mut Writer<'_>) {
        out.raw(if *self { "true" } else { "false" });
    }
}
leaf!(bool = false, QName = QName::default());

/// `String` has slots of its own; as part of a list or union it is a simple type like any other.
impl Lexical for String {
    const NAME: &'static str = "xs:string";
    fn parse(text: &str, _: &dyn Scope) -> Option<Self> {
        Some(text.into())
    }
    fn put(&self, out: &mut Writer<'_>) {
        out.text(self);
    }
}
