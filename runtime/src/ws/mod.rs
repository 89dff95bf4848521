//! What the WS-* specifications add to SOAP headers.

pub(crate) mod addressing;
pub(crate) mod security;

pub use self::security::PasswordKind;
pub(crate) use self::security::Security;
