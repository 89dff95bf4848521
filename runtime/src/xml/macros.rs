//! What generated code calls. The grammar of these macros, not the traits behind them, is what ties a generated file to this
//! crate.

/// Numbers the namespaces of a generated module: `names! { T "http://www.birst.com/", ORDERS "urn:orders" }`.
///
/// Makes a constant per namespace and `NAMES`, the table that the numbers are places in. What every table begins with has
/// constants in this crate: a module that names one of those uses them.
#[macro_export]
macro_rules! names {
    ($($NAME:ident $uri:literal),* $(,)?) => {
        $crate::names!(@number ($crate::generated::FIRST) $($NAME)*);
        pub(crate) const NAMES: &[&str] =
            &$crate::generated::table::<{ $crate::generated::FIRST as usize + <[&str]>::len(&[$($uri),*]) }>(&[$($uri),*]);
    };
    (@number ($next:expr) $NAME:ident $($rest:ident)*) => {
        pub(crate) const $NAME: u16 = $next;
        $crate::names!(@number ($NAME + 1) $($rest)*);
    };
    (@number ($next:expr)) => {};
}

/// The table of a struct, or of an enum of choices or derived types, and its `Debug`.
///
/// ```text
/// wire! { Type = NS "name" seq|all [ordered] [mixed] [encoded] { member "wire name" [@NS|@0] flags.. [= more], .. } }
/// wire! { Type: Variant = NS "name" choice|poly [ordered] [encoded] { Variant "wire name" [@NS|@0] flags.. [= more], .. } }
/// ```
/// The variant after the colon is the one that reading begins with. Flags are those of [`flag`](crate::generated::flag).
#[macro_export]
macro_rules! wire {
    ($T:ty = $ns:ident $name:literal $kind:ident $($of:ident)* {
        $($member:ident $wire:literal $(@ $mns:tt)? $($flag:ident)* $(= $more:expr)?),* $(,)?
    }) => {
        impl $crate::generated::Item for $T {
            const TYPE: $crate::generated::Type<'static> = $crate::generated::Type::$kind($name, $ns, NAMES, &[
                $($crate::generated::Member { name: $wire, ns: $ns, flags: $crate::generated::flags([$($crate::generated::flag::$flag),*]), more: None }
                    $(.of($mns))? $(.with(&const { $more }))?),*
            ])$(.$of())*.shown(stringify!($T $($member)*));
            fn blank() -> Self {
                Self { $($member: $crate::generated::Item::blank()),* }
            }
            fn member(&mut self, i: usize) -> $crate::generated::Slot<'_, 'static> {
                let mut member = $crate::generated::SlotAt::new(i);
                let _ = false $(|| member.is(&mut self.$member))*;
                member.slot
            }
            fn member_ref(&self, i: usize) -> $crate::generated::View<'_, 'static> {
                let mut member = $crate::generated::ViewAt::new(i);
                let _ = false $(|| member.is(&self.$member))*;
                member.view
            }
        }
        impl ::core::fmt::Debug for $T {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::generated::Item::show(self, f)
            }
        }
    };
    ($T:ty : $blank:ident = $ns:ident $name:literal $kind:ident $($of:ident)* {
        $($variant:ident $wire:literal $(@ $mns:tt)? $($flag:ident)* $(= $more:expr)?),* $(,)?
    }) => {
        impl $crate::generated::Item for $T {
            const TYPE: $crate::generated::Type<'static> = $crate::generated::Type::$kind($name, $ns, NAMES, &[
                $($crate::generated::Member { name: $wire, ns: $ns, flags: $crate::generated::flags([$($crate::generated::flag::$flag),*]), more: None }
                    $(.of($mns))? $(.with(&const { $more }))?),*
            ])$(.$of())*.shown(stringify!($T $($variant)*));
            fn blank() -> Self {
                Self::$blank($crate::generated::Item::blank())
            }
            fn member(&mut self, i: usize) -> $crate::generated::Slot<'_, 'static> {
                if i != $crate::generated::Item::variant(self) {
                    let mut k = i;
                    $(if k == 0 { *self = Self::$variant($crate::generated::Item::blank()); } k = k.wrapping_sub(1);)*
                    let _ = k;
                }
                match self { $(Self::$variant(value) => $crate::generated::Item::as_slot(value)),* }
            }
            fn member_ref(&self, _: usize) -> $crate::generated::View<'_, 'static> {
                match self { $(Self::$variant(value) => $crate::generated::Item::as_view(value)),* }
            }
            fn variant(&self) -> usize {
                let mut k = 0;
                $(if matches!(self, Self::$variant(_)) { return k; } k += 1;)*
                k
            }
        }
        impl ::core::fmt::Debug for $T {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::generated::Item::show(self, f)
            }
        }
    };
}

/// An enumeration, `words! { Color { Red "red", DarkBlue "dark blue" } }`, of an enum that also has the variant `Unknown(String)`,
/// or one that is named like the type, `words! { Color: Other { .. } }`:
/// `as_str`, `FromStr`, `Display`, `Debug` and what makes it a simple type. Words that are not listed are kept. Where the schema has a word
/// `Unknown`, that variant has another name: `words! { Color: Other { Unknown "unknown" } }`.
#[macro_export]
macro_rules! words {
    ($T:ident { $($words:tt)* }) => {
        $crate::words! { $T: Unknown { $($words)* } }
    };
    ($T:ident: $unknown:ident { $($variant:ident $word:literal),* $(,)? }) => {
        impl $T {
            /// The word that stands in documents.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)*
                    Self::$unknown(word) => word,
                }
            }
            fn of_word(word: &str) -> Self {
                match word {
                    $($word => Self::$variant,)*
                    _ => Self::$unknown(word.into()),
                }
            }
        }
        impl ::core::str::FromStr for $T {
            type Err = ::core::convert::Infallible;
            fn from_str(word: &str) -> ::core::result::Result<Self, <Self as ::core::str::FromStr>::Err> {
                ::core::result::Result::Ok(Self::of_word(word))
            }
        }
        impl ::core::fmt::Display for $T {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }
        impl ::core::fmt::Debug for $T {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    $(Self::$variant => f.write_str(stringify!($variant)),)*
                    Self::$unknown(word) => f.debug_tuple(stringify!($unknown)).field(word).finish(),
                }
            }
        }
        impl $crate::generated::Lexical for $T {
            const NAME: &'static str = stringify!($T);
            fn parse(text: &str, _: &dyn $crate::generated::Scope) -> Option<Self> {
                // White space around a word is passed over, unless it is part of one.
                ::core::option::Option::Some(match Self::of_word(text) {
                    Self::$unknown(_) => Self::of_word(text.trim_ascii()),
                    known => known,
                })
            }
            fn put(&self, out: &mut $crate::generated::Writer<'_>) {
                out.text(self.as_str());
            }
            fn unlisted(&self) -> Option<&'static [&'static str]> {
                match self {
                    Self::$unknown(word) if matches!(Self::of_word(word), Self::$unknown(_)) => Some(&[$($word),*]),
                    _ => None,
                }
            }
        }
        $crate::leaf!($T = Self::$unknown(::std::string::String::new()));
    };
}

/// A union, `union! { Size { Number: i32, Word: Color } }`: a text is of the first member type that takes it, a word that no enumeration
/// among them lists of the first that keeps it.
/// Makes `Display`, `Debug` and what makes it a simple type.
#[macro_export]
macro_rules! union {
    ($T:ident { $First:ident: $first:ty $(, $variant:ident: $member:ty)* $(,)? }) => {
        impl ::core::fmt::Display for $T {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(&$crate::generated::Lexical::to_text(self))
            }
        }
        impl ::core::fmt::Debug for $T {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    Self::$First(value) => f.debug_tuple(stringify!($First)).field(value).finish(),
                    $(Self::$variant(value) => f.debug_tuple(stringify!($variant)).field(value).finish(),)*
                }
            }
        }
        impl $crate::generated::Lexical for $T {
            const NAME: &'static str = stringify!($T);
            fn parse(text: &str, scope: &dyn $crate::generated::Scope) -> Option<Self> {
                // An enumeration keeps a word that it does not list, but another member may list it, or take it as it is.
                let mut kept = None;
                if let Some(value) = <$first as $crate::generated::Lexical>::parse(text, scope) {
                    let listed = $crate::generated::Lexical::unlisted(&value).is_none();
                    kept = Some(Self::$First(value));
                    if listed {
                        return kept;
                    }
                }
                $(if let Some(value) = <$member as $crate::generated::Lexical>::parse(text, scope) {
                    if $crate::generated::Lexical::unlisted(&value).is_none() {
                        return Some(Self::$variant(value));
                    }
                    kept = kept.or(Some(Self::$variant(value)));
                })*
                kept
            }
            fn put(&self, out: &mut $crate::generated::Writer<'_>) {
                match self {
                    Self::$First(value) => $crate::generated::Lexical::put(value, out),
                    $(Self::$variant(value) => $crate::generated::put_member(
                        value,
                        |text| matches!(<Self as $crate::generated::Lexical>::parse(text, &()), Some(Self::$variant(_))),
                        out,
                    ),)*
                }
            }
            fn unlisted(&self) -> Option<&'static [&'static str]> {
                match self {
                    Self::$First(value) => $crate::generated::Lexical::unlisted(value),
                    $(Self::$variant(value) => $crate::generated::Lexical::unlisted(value),)*
                }
            }
        }
        $crate::leaf!($T = Self::$First(<$first as $crate::generated::Item>::blank()));
    };
}

/// Makes a wrapper of one repeated member as good as a `Vec`: `array! { ArrayOfString: string [Option<String>] }`; one of an array of
/// several dimensions as good as a [`Grid`](crate::xml::Grid): `array! { Matrix: items [Option<i32>; 2] }`.
#[macro_export]
macro_rules! array {
    ($T:ident: $member:ident [$item:ty]) => {
        impl ::core::ops::Deref for $T {
            type Target = ::std::vec::Vec<$item>;
            fn deref(&self) -> &Self::Target {
                &self.$member
            }
        }
        impl ::core::ops::DerefMut for $T {
            fn deref_mut(&mut self) -> &mut Self::Target {
                &mut self.$member
            }
        }
        impl ::core::convert::From<::std::vec::Vec<$item>> for $T {
            fn from(items: ::std::vec::Vec<$item>) -> Self {
                Self { $member: items }
            }
        }
        impl ::core::convert::From<$T> for ::std::vec::Vec<$item> {
            fn from(array: $T) -> Self {
                array.$member
            }
        }
        impl ::core::iter::FromIterator<$item> for $T {
            fn from_iter<I: ::core::iter::IntoIterator<Item = $item>>(items: I) -> Self {
                Self {
                    $member: ::core::iter::FromIterator::from_iter(items),
                }
            }
        }
        impl ::core::iter::Extend<$item> for $T {
            fn extend<I: ::core::iter::IntoIterator<Item = $item>>(&mut self, items: I) {
                self.$member.extend(items);
            }
        }
        impl ::core::iter::IntoIterator for $T {
            type Item = $item;
            type IntoIter = ::std::vec::IntoIter<$item>;
            fn into_iter(self) -> Self::IntoIter {
                self.$member.into_iter()
            }
        }
        impl<'a> ::core::iter::IntoIterator for &'a $T {
            type Item = &'a $item;
            type IntoIter = ::core::slice::Iter<'a, $item>;
            fn into_iter(self) -> Self::IntoIter {
                self.$member.iter()
            }
        }
        impl<'a> ::core::iter::IntoIterator for &'a mut $T {
            type Item = &'a mut $item;
            type IntoIter = ::core::slice::IterMut<'a, $item>;
            fn into_iter(self) -> Self::IntoIter {
                self.$member.iter_mut()
            }
        }
        impl $crate::generated::Array for $T {
            type Item = $item;
        }
    };
    ($T:ident: $member:ident [$item:ty; $dimensions:literal]) => {
        impl ::core::ops::Deref for $T {
            type Target = $crate::generated::Grid<$item, $dimensions>;
            fn deref(&self) -> &Self::Target {
                &self.$member
            }
        }
        impl ::core::ops::DerefMut for $T {
            fn deref_mut(&mut self) -> &mut Self::Target {
                &mut self.$member
            }
        }
        impl ::core::convert::From<$crate::generated::Grid<$item, $dimensions>> for $T {
            fn from(items: $crate::generated::Grid<$item, $dimensions>) -> Self {
                Self { $member: items }
            }
        }
        impl ::core::convert::From<$T> for $crate::generated::Grid<$item, $dimensions> {
            fn from(array: $T) -> Self {
                array.$member
            }
        }
        impl $crate::generated::OfGrid<$dimensions> for $T {
            type Item = $item;
        }
    };
}

/// Makes a type that holds elements as they come, and nothing else, convert from one: `tree! { Parcel: any }`, `tree! { Parcel: any some }`
/// where it may be absent, `tree! { Parcel: any list }` of several; `tree! { Updates: content UpdatesItem::Any }` among text.
#[macro_export]
macro_rules! tree {
    ($T:ident: $member:ident) => {
        $crate::tree! { @ $T: $member, element => element }
    };
    ($T:ident: $member:ident some) => {
        $crate::tree! { @ $T: $member, element => ::core::option::Option::Some(element) }
    };
    ($T:ident: $member:ident list) => {
        $crate::tree! { @ $T: $member, element => ::std::vec![element] }
    };
    ($T:ident: $member:ident $Piece:ident :: $Any:ident) => {
        $crate::tree! { @ $T: $member, element => ::std::vec![$Piece::$Any(element)] }
        impl $T {
            /// The first element, whatever text stands around it.
            pub fn element(&self) -> ::core::option::Option<&$crate::generated::Element> {
                self.$member.iter().find_map(|piece| match piece {
                    $Piece::$Any(element) => ::core::option::Option::Some(element),
                    _ => ::core::option::Option::None,
                })
            }
        }
    };
    (@ $T:ident: $member:ident, $element:ident => $value:expr) => {
        impl ::core::convert::From<$crate::generated::Element> for $T {
            fn from($element: $crate::generated::Element) -> Self {
                Self { $member: $value }
            }
        }
        impl $crate::generated::Tree for $T {}
    };
}
