//! These types as members of generated types.

use super::text::{Line, trim};
use super::*;
use crate::xml::{IntoMember, Lexical, Nillable, Scope, Writer, fraction_last};

macro_rules! leaves {
    ($($T:ty),+ $(,)?) => { $(
        impl Lexical for $T {
            const NAME: &'static str = <$T>::NAME;
            #[inline]
            fn parse(text: &str, _: &dyn Scope) -> Option<Self> {
                <$T>::read(trim(text)).ok()
            }
            #[inline]
            fn put(&self, out: &mut Writer<'_>) {
                out.plain(|text| self.write(text));
            }
        }
    )+ };
}
leaves! {
    DateTime, Date, Time, GYear, GYearMonth, GMonth, GMonthDay, GDay, Duration, Hex,
}

impl Lexical for Base64 {
    const NAME: &'static str = Base64::NAME;
    #[inline]
    fn parse(text: &str, _: &dyn Scope) -> Option<Self> {
        Base64::read(trim(text)).ok()
    }
    fn of_bytes(bytes: Vec<u8>) -> Option<Self> {
        Some(Base64(bytes))
    }
    #[inline]
    fn put(&self, out: &mut Writer<'_>) {
        out.base64(self);
    }
}

impl Lexical for Decimal {
    const NAME: &'static str = decimal::NAME;
    #[inline]
    fn parse(text: &str, _: &dyn Scope) -> Option<Self> {
        decimal::read(trim(text)).ok()
    }
    #[inline]
    fn put(&self, out: &mut Writer<'_>) {
        out.plain(|text| {
            let mut line = Line::new();
            decimal::push(self, &mut line);
            line.flush(text)
        });
    }
    /// `7.0`, which is not an integer.
    fn respelt(&self) -> Option<String> {
        fraction_last(self.to_text())
    }
}

crate::leaf! {
    DateTime = DateTime::BLANK,
    Date = Date::BLANK,
    Time = Time::BLANK,
    GYear = GYear::BLANK,
    GYearMonth = GYearMonth::BLANK,
    GMonth = GMonth::BLANK,
    GMonthDay = GMonthDay::BLANK,
    GDay = GDay::BLANK,
    Duration = Duration::ZERO,
    Base64 = Base64::default(),
    Hex = Hex::default(),
    Decimal = Decimal::ZERO,
    Integer = Integer::default(),
    NonNegativeInteger = NonNegativeInteger::default(),
    LongDecimal = LongDecimal::default(),
}

/// What setters of binary members take besides the type itself.
macro_rules! from_bytes {
    ($($T:ty),+) => { $( from_bytes!($T; [] Vec<u8>, [] &[u8], [const N: usize] [u8; N], [const N: usize] &[u8; N]); )+ };
    ($T:ty; $([$($p:tt)*] $from:ty),+) => { $(
        impl<$($p)*> IntoMember<$T> for $from {
            fn into_member(self) -> $T {
                self.into()
            }
        }

        impl<$($p)*> IntoMember<Option<$T>> for $from {
            fn into_member(self) -> Option<$T> {
                Some(self.into())
            }
        }

        impl<$($p)*> IntoMember<Nillable<$T>> for $from {
            fn into_member(self) -> Nillable<$T> {
                Nillable::Value(self.into())
            }
        }
    )+ };
}
from_bytes!(Base64, Hex);
