//! WS-Security: the UsernameToken Profile 1.0/1.1 and the Timestamp of SOAP Message Security 1.0/1.1 (OASIS).
//!
//! Signatures and encryption are not made here: [`ClientBuilder::before_send`](crate::ClientBuilder::before_send) sees the whole
//! envelope, so that what signs can be added outside.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sha1::{Digest, Sha1};

use crate::value::{Base64, DateTime};
use crate::xml::Element;

const WSSE: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
const WSU: &str =
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
const PASSWORD_TEXT: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText";
const PASSWORD_DIGEST: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest";
const BASE64: &str = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";

/// How a password is sent in a WS-Security UsernameToken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PasswordKind {
    /// As it is (`#PasswordText`): for connections that are encrypted.
    Text,
    /// As the SHA-1 digest of a nonce, the time and the password (`#PasswordDigest`), made anew for each call: the password is not
    /// sent, and a digest can be refused the second time.
    Digest,
}

/// The `wsse:Security` block of a client's or a call's requests.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Security {
    token: Option<Token>,
    lifetime: Option<Duration>,
}

#[derive(Clone, PartialEq, Eq)]
struct Token {
    user: String,
    password: String,
    kind: PasswordKind,
}

/// What makes the blocks of two calls differ.
pub(crate) struct Moment {
    pub(crate) now: SystemTime,
    pub(crate) nonce: [u8; 16],
}

impl Security {
    pub(crate) fn set_username_token(
        &mut self,
        user: String,
        password: String,
        kind: PasswordKind,
    ) {
        self.token = Some(Token {
            user,
            password,
            kind,
        });
    }

    /// With a Timestamp that says for how long the request is good.
    pub(crate) fn set_timestamp(&mut self, lifetime: Duration) {
        self.lifetime = Some(lifetime);
    }

    /// What a call sets on top of what its client does.
    pub(crate) fn or(&self, client: &Security) -> Security {
        Security {
            token: self.token.clone().or_else(|| client.token.clone()),
            lifetime: self.lifetime.or(client.lifetime),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.token.is_none() && self.lifetime.is_none()
    }

    /// The block, to be marked `mustUnderstand`.
    pub(crate) fn block(&self, moment: &Moment) -> Element {
        let mut block = element(WSSE, "Security");
        let created = stamp(moment.now);
        if let Some(lifetime) = self.lifetime {
            // A time beyond the clock's range stands for one that never comes.
            let expires = moment.now.checked_add(lifetime).unwrap_or(moment.now);
            block = block.with_child(
                element(WSU, "Timestamp")
                    .with_child(element(WSU, "Created").with_text(&created))
                    .with_child(element(WSU, "Expires").with_text(stamp(expires))),
            );
        }
        if let Some(token) = &self.token {
            block = block.with_child(token.element(&created, &moment.nonce));
        }
        block.scope = vec![("wsse".into(), WSSE.into()), ("wsu".into(), WSU.into())];
        block
    }
}

impl Token {
    fn element(&self, created: &str, nonce: &[u8]) -> Element {
        let named = element(WSSE, "UsernameToken")
            .with_child(element(WSSE, "Username").with_text(&self.user));
        let password = element(WSSE, "Password");
        match self.kind {
            PasswordKind::Text => named.with_child(
                password
                    .with_attribute("Type", PASSWORD_TEXT)
                    .with_text(&self.password),
            ),
            PasswordKind::Digest => named
                .with_child(
                    password
                        .with_attribute("Type", PASSWORD_DIGEST)
                        .with_text(digest(nonce, created, &self.password)),
                )
                .with_child(
                    element(WSSE, "Nonce")
                        .with_attribute("EncodingType", BASE64)
                        .with_text(Base64::from(nonce).to_string()),
                )
                .with_child(element(WSU, "Created").with_text(created)),
        }
    }
}

/// UsernameToken Profile, section 3.1: `Base64(SHA-1(nonce + created + password))`, the nonce as the bytes that it stands for.
fn digest(nonce: &[u8], created: &str, password: &str) -> String {
    let digest = Sha1::new()
        .chain_update(nonce)
        .chain_update(created)
        .chain_update(password)
        .finalize();
    Base64::from(digest.as_slice()).to_string()
}

/// A time in UTC with milliseconds, the most that common stacks read.
fn stamp(time: SystemTime) -> String {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    let whole = Duration::new(since.as_secs(), since.subsec_millis() * 1_000_000);
    DateTime::from(UNIX_EPOCH + whole).to_string()
}

fn element(namespace: &str, local: &str) -> Element {
    let mut element = Element::new(namespace, local);
    element.prefix = String::from(if namespace == WSU { "wsu" } else { "wsse" });
    element
}

/// Neither user nor password.
impl fmt::Debug for Security {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Security")
            .field(
                "username_token",
                &self.token.as_ref().map(|token| token.kind),
            )
            .field("timestamp", &self.lifetime)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vector of ONVIF's Application Programmer's Guide (section 6.1.1.3); the others by Python's `hashlib`.
    #[test]
    fn digests_are_those_that_others_make() {
        let other = ("WScqanjCEAC4mQoBE07sAQ==", "2003-07-16T01:24:32Z");
        for ((nonce, created), password, expected) in [
            (
                ("LKqI6G/AikKCQrN0zqZFlg==", "2010-09-16T07:50:45Z"),
                "userpassword",
                "tuOSpGlFlIXsozq4HFNeeGeFLEI=",
            ),
            (other, "IloveDogs", "cywFYG+KaPMK3PCWR+m+DWtqzac="),
            (other, "pässwörd", "6aJpR0WDjyqvafTwKHw3Hzyl2Js="),
        ] {
            let nonce: Base64 = nonce.parse().unwrap();
            assert_eq!(digest(&nonce, created, password), expected, "{password}");
        }
    }

    fn at(seconds: u64, nanoseconds: u32) -> Moment {
        Moment {
            now: UNIX_EPOCH + Duration::new(seconds, nanoseconds),
            nonce: [7; 16],
        }
    }

    #[test]
    fn blocks_are_as_the_profile_says() {
        let mut security = Security::default();
        assert!(security.is_empty());
        security.set_timestamp(Duration::from_secs(300));
        security.set_username_token("joe&co".into(), "pa<ss".into(), PasswordKind::Text);
        let block = security.block(&at(1_700_000_000, 1_999_999));
        let expected = format!(
            "<wsse:Security xmlns:wsse=\"{WSSE}\" xmlns:wsu=\"{WSU}\"><wsu:Timestamp>\
             <wsu:Created>2023-11-14T22:13:20.001Z</wsu:Created>\
             <wsu:Expires>2023-11-14T22:18:20.001Z</wsu:Expires></wsu:Timestamp>\
             <wsse:UsernameToken><wsse:Username>joe&amp;co</wsse:Username>\
             <wsse:Password Type=\"{PASSWORD_TEXT}\">pa&lt;ss</wsse:Password></wsse:UsernameToken></wsse:Security>"
        );
        let name = format!("{{{WSSE}}}Security");
        assert_eq!(crate::xml::to_string(&name, &block).unwrap(), expected);
        security.set_username_token("joe".into(), "secret".into(), PasswordKind::Digest);
        let block = security.block(&at(0, 0));
        let token = block.elements().nth(1).unwrap();
        let texts: Vec<String> = token.elements().map(Element::text).collect();
        let expected = [
            "joe",
            &digest(&[7; 16], "1970-01-01T00:00:00Z", "secret"),
            "BwcHBwcHBwcHBwcHBwcHBw==",
            "1970-01-01T00:00:00Z",
        ];
        assert_eq!(texts, expected);
    }

    #[test]
    fn nothing_secret_is_shown() {
        let mut security = Security::default();
        security.set_username_token("joe".into(), "s3cret".into(), PasswordKind::Text);
        let shown = format!("{security:?}");
        assert!(
            !shown.contains("s3cret") && !shown.contains("joe"),
            "{shown}"
        );
    }
}
