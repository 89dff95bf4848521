//! The built-in types (XML Schema part 2, section 3, and `anyType`).

use super::WhiteSpace;

macro_rules! builtins {
    ($($variant:ident $name:literal < $base:ident),* $(,)?) => {
        /// A built-in type. The `soapenc` twins of simple types (`soapenc:string`, ..) are read as these.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "each is the type of XML Schema of that name")]
        pub enum Builtin { $($variant),* }

        impl Builtin {
            /// All of them, in the order of the specification.
            pub const ALL: &'static [Builtin] = &[$(Builtin::$variant),*];

            /// The local name in the XML Schema namespace.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The type with this local name.
            pub fn by_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }

            /// The type it is derived from (list types: `anySimpleType`); `anyType` is its own.
            pub const fn base(self) -> Builtin {
                match self { $(Self::$variant => Builtin::$base),* }
            }
        }
    };
}

builtins! {
    AnyType "anyType" < AnyType,
    AnySimpleType "anySimpleType" < AnyType,
    String "string" < AnySimpleType,
    Boolean "boolean" < AnySimpleType,
    Decimal "decimal" < AnySimpleType,
    Float "float" < AnySimpleType,
    Double "double" < AnySimpleType,
    Duration "duration" < AnySimpleType,
    DateTime "dateTime" < AnySimpleType,
    Time "time" < AnySimpleType,
    Date "date" < AnySimpleType,
    GYearMonth "gYearMonth" < AnySimpleType,
    GYear "gYear" < AnySimpleType,
    GMonthDay "gMonthDay" < AnySimpleType,
    GDay "gDay" < AnySimpleType,
    GMonth "gMonth" < AnySimpleType,
    HexBinary "hexBinary" < AnySimpleType,
    Base64Binary "base64Binary" < AnySimpleType,
    AnyUri "anyURI" < AnySimpleType,
    QName "QName" < AnySimpleType,
    Notation "NOTATION" < AnySimpleType,
    NormalizedString "normalizedString" < String,
    Token "token" < NormalizedString,
    Language "language" < Token,
    NmToken "NMTOKEN" < Token,
    NmTokens "NMTOKENS" < AnySimpleType,
    Name "Name" < Token,
    NcName "NCName" < Name,
    Id "ID" < NcName,
    IdRef "IDREF" < NcName,
    IdRefs "IDREFS" < AnySimpleType,
    Entity "ENTITY" < NcName,
    Entities "ENTITIES" < AnySimpleType,
    Integer "integer" < Decimal,
    NonPositiveInteger "nonPositiveInteger" < Integer,
    NegativeInteger "negativeInteger" < NonPositiveInteger,
    Long "long" < Integer,
    Int "int" < Long,
    Short "short" < Int,
    Byte "byte" < Short,
    NonNegativeInteger "nonNegativeInteger" < Integer,
    UnsignedLong "unsignedLong" < NonNegativeInteger,
    UnsignedInt "unsignedInt" < UnsignedLong,
    UnsignedShort "unsignedShort" < UnsignedInt,
    UnsignedByte "unsignedByte" < UnsignedShort,
    PositiveInteger "positiveInteger" < NonNegativeInteger,
}

impl Builtin {
    /// For the three built-in list types: the item type.
    pub const fn list_item(self) -> Option<Builtin> {
        match self {
            Self::NmTokens => Some(Self::NmToken),
            Self::IdRefs => Some(Self::IdRef),
            Self::Entities => Some(Self::Entity),
            _ => None,
        }
    }

    /// Whether it is `other` or derived from it.
    pub fn is_derived_from(self, other: Builtin) -> bool {
        let mut current = self;
        loop {
            if current == other {
                return true;
            }
            if current == Self::AnyType {
                return false;
            }
            current = current.base();
        }
    }

    /// Smallest and largest value of the bounded integer types, as XML Schema writes them (part 2, section 3.3).
    pub const fn integer_range(self) -> (Option<&'static str>, Option<&'static str>) {
        match self {
            Self::Long => (Some("-9223372036854775808"), Some("9223372036854775807")),
            Self::Int => (Some("-2147483648"), Some("2147483647")),
            Self::Short => (Some("-32768"), Some("32767")),
            Self::Byte => (Some("-128"), Some("127")),
            Self::UnsignedLong => (Some("0"), Some("18446744073709551615")),
            Self::UnsignedInt => (Some("0"), Some("4294967295")),
            Self::UnsignedShort => (Some("0"), Some("65535")),
            Self::UnsignedByte => (Some("0"), Some("255")),
            Self::NonNegativeInteger => (Some("0"), None),
            Self::PositiveInteger => (Some("1"), None),
            Self::NonPositiveInteger => (None, Some("0")),
            Self::NegativeInteger => (None, Some("-1")),
            _ => (None, None),
        }
    }

    /// The white space facet of the type itself.
    pub fn white_space(self) -> WhiteSpace {
        match self {
            Self::AnyType | Self::AnySimpleType | Self::String => WhiteSpace::Preserve,
            Self::NormalizedString => WhiteSpace::Replace,
            _ => WhiteSpace::Collapse,
        }
    }
}
