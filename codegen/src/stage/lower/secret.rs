//! Which members are never shown: by a documented list of names, and by the recipe's.

use std::collections::{BTreeSet, HashMap};

/// Names of members whose values `Debug`, errors and logs never show. Compared by their words, whatever the case and the
/// separators: `passWord`, `pass_word` and `PASSWORD` are one. A name of several words also counts at the end of a longer one
/// (`userPassword`, `dataAccessToken`), a name of a single word only where [`ENDINGS`] has it.
pub const NAMES: &[&str] = &[
    "access key",
    "access token",
    "api key",
    "api token",
    "app key",
    "app secret",
    "auth key",
    "auth token",
    "authentication",
    "authorization",
    "auth code",
    "bearer",
    "binary security token",
    "card number",
    "client secret",
    "consumer secret",
    "credential",
    "credentials",
    "cvc",
    "cvv",
    "cvv2",
    "encryption key",
    "id token",
    "jwt",
    "license key",
    "login token",
    "merchant key",
    "otp",
    "pass",
    "passcode",
    "passphrase",
    "passwd",
    "password",
    "pin",
    "pin code",
    "private key",
    "pwd",
    "refresh token",
    "saml assertion",
    "secret",
    "secret key",
    "security code",
    "security token",
    "session id",
    "session key",
    "session token",
    "shared secret",
    "signing key",
    "ssn",
    "token",
    "transaction key",
    "user key",
    "web service key",
];

/// The single words of [`NAMES`] that also count as the last word of a longer name: `userPassword`, `jobToken`.
pub const ENDINGS: &[&str] = &[
    "credential",
    "credentials",
    "passcode",
    "passphrase",
    "passwd",
    "password",
    "pwd",
    "secret",
    "token",
];

/// The names in force.
pub(super) struct Secrets {
    /// What was asked before.
    known: HashMap<String, bool>,
    words: BTreeSet<String>,
    /// The recipe's names, folded, with how they were written.
    own: Vec<(String, String, bool)>,
}

impl Secrets {
    pub(super) fn new(own: &[String]) -> Self {
        Self {
            known: HashMap::new(),
            words: NAMES.iter().map(|n| fold(n)).collect(),
            own: own.iter().map(|n| (fold(n), n.clone(), false)).collect(),
        }
    }

    /// Whether a member of this name on the wire is secret.
    pub(super) fn is_secret(&mut self, name: &str) -> bool {
        if let Some(known) = self.known.get(name) {
            return *known;
        }
        let found = self.decide(name);
        self.known.insert(name.to_owned(), found);
        found
    }

    fn decide(&mut self, name: &str) -> bool {
        let words = words(name);
        let folded = words.concat();
        let mut found = self.words.contains(&folded);
        for (own, _, used) in &mut self.own {
            if *own == folded {
                *used = true;
                found = true;
            }
        }
        if found {
            return true;
        }
        let ends_so = words.last().is_some_and(|w| ENDINGS.contains(&w.as_str()));
        let several = (2..words.len()).any(|n| {
            let tail = words.get(words.len() - n..).unwrap_or_default();
            let spaced = tail.join(" ");
            NAMES.contains(&spaced.as_str())
        });
        ends_so || several
    }

    /// The recipe's names that no member has.
    pub(super) fn unused(&self) -> impl Iterator<Item = &str> {
        self.own
            .iter()
            .filter(|(_, _, used)| !used)
            .map(|(_, name, _)| name.as_str())
    }
}

fn fold(name: &str) -> String {
    words(name).concat()
}

/// The words of a name, in small letters.
fn words(name: &str) -> Vec<String> {
    let snake = crate::names::case::member_name(name);
    let snake = snake.strip_prefix("r#").unwrap_or(&snake).to_owned();
    snake
        .split('_')
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_only() {
        let mut secrets = Secrets::new(&["LoginResult".to_owned(), "nothing".to_owned()]);
        let yes = [
            "password",
            "Password",
            "PASSWORD",
            "passWord",
            "pass_word",
            "userPassword",
            "token",
            "jobToken",
            "dataUploadToken",
            "accessToken",
            "oauth_access_token",
            "apiKey",
            "API-Key",
            "clientSecret",
            "sessionId",
            "SessionID",
            "Authorization",
            "credentials",
            "pin",
            "PIN",
            "CVV2",
            "loginResult",
            "ws_api_key",
            "pwd",
        ];
        let no = [
            "tokenType",
            "passenger",
            "compass",
            "pinned",
            "spinning",
            "secretary",
            "passwordPolicy",
            "key",
            "shipping",
            "spaceID",
            "session",
            "keyId",
            "monkey",
            "cardType",
            "tokens",
            "bypass",
        ];
        for name in yes {
            assert!(secrets.is_secret(name), "{name}");
        }
        for name in no {
            assert!(!secrets.is_secret(name), "{name}");
        }
        assert_eq!(secrets.unused().collect::<Vec<_>>(), ["nothing"]);
    }
}
