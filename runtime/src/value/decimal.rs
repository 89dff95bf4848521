//! `xs:decimal`, exactly.

use super::error::Read;
use super::text::{Line, Scan, trim};
use super::{Decimal, ValueError};

pub(crate) const NAME: &str = "xs:decimal";
const FORM: &str = "a decimal is digits, with a sign and a point or without";
const BEYOND: &str =
    "it has more digits than a Decimal holds: 28, or up to 79228162514264337593543950335 in all";

/// Reads `xs:decimal` (XML Schema Part 2, 3.2.3), keeping its digits: `1.50` stays `1.50`.
///
/// [`Decimal`]'s own `FromStr` rounds what is too long and accepts exponents; this does neither. A sign, leading zeros, `.5` and `5.` are
/// legal. Zeros at the end of a fraction are given up, one by one, only where the value would not fit with them.
///
/// # Errors
/// Another form, or a value that a [`Decimal`] cannot hold exactly.
///
/// ```
/// use wsdl_runtime::value::parse_decimal;
/// assert_eq!(parse_decimal("+01.50")?.to_string(), "1.50");
/// assert!(parse_decimal("1e3").is_err());
/// assert!(parse_decimal("0.12345678901234567890123456789").is_err());
/// # Ok::<(), wsdl_runtime::value::ValueError>(())
/// ```
pub fn parse_decimal(text: &str) -> Result<Decimal, ValueError> {
    read(trim(text)).map_err(|reason| ValueError::new(NAME, reason))
}

/// The sign, the digits before the point and those after it.
#[inline]
pub(crate) fn split(bytes: &[u8]) -> Read<(bool, &[u8], &[u8])> {
    let mut scan = Scan(bytes);
    let negative = scan.eat(b'-');
    if !negative {
        scan.eat(b'+');
    }
    let whole = scan.digits();
    let fraction = if scan.eat(b'.') { scan.digits() } else { &[] };
    scan.end(FORM)?;
    if whole.is_empty() && fraction.is_empty() {
        Err(FORM)
    } else {
        Ok((negative, whole, fraction))
    }
}

#[inline]
pub(crate) fn read(bytes: &[u8]) -> Read<Decimal> {
    let (negative, digits) = match bytes {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] | digits => (false, digits),
    };
    // The usual case in one pass: 19 digits fit a u64.
    let (mut units, mut count, mut point) = (0u64, 0usize, None);
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                units = units.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
                count += 1;
            }
            b'.' if point.is_none() => point = Some(count),
            _ => return Err(FORM),
        }
    }
    match count {
        0 => Err(FORM),
        1..=19 => {
            let (low, middle) = (units as u32, (units >> 32) as u32);
            let scale = (count - point.unwrap_or(count)) as u32;
            Ok(Decimal::from_parts(low, middle, 0, negative, scale))
        }
        _ => {
            let (negative, whole, fraction) = split(bytes)?;
            read_long(negative, whole, fraction)
        }
    }
}

fn read_long(negative: bool, mut whole: &[u8], mut fraction: &[u8]) -> Read<Decimal> {
    while let [b'0', rest @ ..] = whole {
        whole = rest;
    }
    while let [rest @ .., b'0'] = fraction
        && fraction.len() > Decimal::MAX_SCALE as usize
    {
        fraction = rest;
    }
    if whole.len() > 29 || fraction.len() > Decimal::MAX_SCALE as usize {
        return Err(BEYOND);
    }
    loop {
        if let Some(units) = units(whole, fraction) {
            let (low, middle, high) = (units as u32, (units >> 32) as u32, (units >> 64) as u32);
            return Ok(Decimal::from_parts(
                low,
                middle,
                high,
                negative,
                fraction.len() as u32,
            ));
        }
        match fraction {
            [rest @ .., b'0'] => fraction = rest,
            _ => return Err(BEYOND),
        }
    }
}

/// All digits as one number of 96 bits. There are at most 57, so that 128 bits may overflow too.
fn units(whole: &[u8], fraction: &[u8]) -> Option<u128> {
    let mut units = 0u128;
    for digit in whole.iter().chain(fraction) {
        units = units
            .checked_mul(10)?
            .checked_add(u128::from(digit.wrapping_sub(b'0')))?;
    }
    (units >> 96 == 0).then_some(units)
}

/// Puts the digits on a line, with as many after the point as `value` has, never with an exponent.
#[inline]
pub(crate) fn push(value: &Decimal, line: &mut Line) {
    if value.is_sign_negative() {
        line.push(b'-');
    }
    let units = value.mantissa().unsigned_abs();
    let scale = value.scale() as usize;
    let mut buffer = itoa::Buffer::new();
    let digits = match u64::try_from(units) {
        Ok(units) => buffer.format(units),
        Err(_) => buffer.format(units),
    }
    .as_bytes();
    match digits
        .len()
        .checked_sub(scale)
        .and_then(|whole| digits.split_at_checked(whole))
    {
        Some((whole, fraction)) => {
            if whole.is_empty() {
                line.push(b'0');
            }
            line.push_all(whole);
            if !fraction.is_empty() {
                line.push(b'.');
                line.push_all(fraction);
            }
        }
        None => {
            line.push_all(b"0.");
            for _ in digits.len()..scale {
                line.push(b'0');
            }
            line.push_all(digits);
        }
    }
}
