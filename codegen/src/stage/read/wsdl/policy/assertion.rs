//! The policy assertions that are known, and what they ask for.

use super::super::super::tag::Tag;
use crate::model::namespace::{
    ADDRESSING, ADDRESSING_2004_POLICY, ADDRESSING_METADATA, ADDRESSING_WSDL, POLICY,
    SECURITY_POLICY,
};
use crate::model::policy::Demand;

/// Drafts of `wsaw:UsingAddressing`.
const ADDRESSING_DRAFTS: [&str; 2] = [
    "http://www.w3.org/2005/02/addressing/wsdl",
    "http://www.w3.org/2006/02/addressing/wsdl",
];
/// MTOM Policy, as WSIT and .NET write it, and 1.0 and 1.1 of W3C.
const MTOM: [&str; 3] = [
    "http://schemas.xmlsoap.org/ws/2004/09/policy/optimizedmimeserialization",
    "http://www.w3.org/2007/08/soap12-mtom-policy",
    "http://www.w3.org/2007/11/soap12-mtom-policy",
];
/// Authentication by HTTP, as .NET asks for it.
const HTTP: &str = "http://schemas.microsoft.com/ws/06/2004/policy/http";
/// WS-ReliableMessaging Policy 1.0, 1.1 and 1.2.
const RELIABLE_MESSAGING: [&str; 2] = [
    "http://schemas.xmlsoap.org/ws/2005/02/rm/policy",
    "http://docs.oasis-open.org/ws-rx/wsrmp/200702",
];
/// WS-AtomicTransaction and WS-BusinessActivity.
const TRANSACTIONS: [&str; 4] = [
    "http://schemas.xmlsoap.org/ws/2004/10/wsat",
    "http://docs.oasis-open.org/ws-tx/wsat/2006/06",
    "http://schemas.xmlsoap.org/ws/2004/10/wsba",
    "http://docs.oasis-open.org/ws-tx/wsba/2006/06",
];
/// The binary encoding of .NET.
const BINARY: &str = "http://schemas.microsoft.com/ws/06/2004/mspolicy/netbinary1";
/// Connections without HTTP, of .NET.
const FRAMING: &str = "http://schemas.microsoft.com/ws/2006/05/framing/policy";
/// Callbacks, of .NET.
const DUPLEX: &str = "http://schemas.microsoft.com/net/2006/06/duplex";

/// What is known of an assertion.
pub(super) enum Known {
    /// What it asks for, and whether the policies in it ask for more: those of a token that a third party issues are for that party.
    Asks(Demand, Within),
    /// It asks for nothing itself.
    Nothing,
    /// What it means is not known.
    No,
}

/// Whether to look at the policies in an assertion.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// They belong to what the endpoint asks for.
    Counts,
    /// They do not.
    Another,
}

/// What is known of the assertion that is this element.
pub(super) fn known(tag: Tag<'_>) -> Known {
    use Demand as D;
    let counts = |demand| Known::Asks(demand, Within::Counts);
    let namespace = tag.namespace();
    match (namespace, tag.local()) {
        // Some bind the prefix of the assertion to the namespace of the headers.
        (ADDRESSING_METADATA | ADDRESSING, "Addressing") | (ADDRESSING_WSDL, "UsingAddressing") => {
            counts(D::Addressing)
        }
        (ADDRESSING_METADATA, "NonAnonymousResponses") => counts(D::OtherConnection),
        (ADDRESSING_METADATA | ADDRESSING_WSDL, _) => Known::Nothing,
        (ADDRESSING_2004_POLICY, "UsingAddressing") => counts(D::Addressing2004),
        (HTTP, "BasicAuthentication") => counts(D::HttpBasic),
        (HTTP, "DigestAuthentication") => counts(D::HttpDigest),
        (HTTP, "NtlmAuthentication") => counts(D::HttpNtlm),
        (HTTP, "NegotiateAuthentication") => counts(D::HttpNegotiate),
        (BINARY, "BinaryEncoding") => counts(D::BinaryEncoding),
        (FRAMING, "WindowsTransportSecurity" | "SslTransportSecurity" | "Streamed") => {
            counts(D::Framing)
        }
        (FRAMING | HTTP, _) => Known::Nothing,
        (DUPLEX, "CompositeDuplex") => counts(D::OtherConnection),
        (_, "UsingAddressing") if ADDRESSING_DRAFTS.contains(&namespace) => counts(D::Addressing),
        (_, "OptimizedMimeSerialization" | "MTOM") if MTOM.contains(&namespace) => counts(D::Mtom),
        (_, "RMAssertion") if RELIABLE_MESSAGING.contains(&namespace) => {
            Known::Asks(D::ReliableMessaging, Within::Another)
        }
        (_, "ATAssertion" | "BAAtomicOutcomeAssertion" | "BAMixedOutcomeAssertion")
            if TRANSACTIONS.contains(&namespace) =>
        {
            counts(D::Transactions)
        }
        // That the service can always do it asks nothing of callers.
        (_, "ATAlwaysCapability") if TRANSACTIONS.contains(&namespace) => Known::Nothing,
        (_, local) if SECURITY_POLICY.contains(&namespace) => security(tag, local),
        // What is in no namespace can be no assertion that is known to anybody.
        _ => Known::No,
    }
}

/// The assertions of WS-SecurityPolicy.
fn security(tag: Tag<'_>, local: &str) -> Known {
    let demand = match local {
        "HttpsToken" => Demand::Https,
        "RequireClientCertificate" => Demand::ClientCertificate,
        "HttpBasicAuthentication" => Demand::HttpBasic,
        "HttpDigestAuthentication" => Demand::HttpDigest,
        "UsernameToken" if has_option(tag, "NoPassword") => Demand::NoPassword,
        "UsernameToken" if has_option(tag, "HashPassword") => Demand::PasswordDigest,
        "UsernameToken" => Demand::UsernameToken,
        "IncludeTimestamp" => Demand::Timestamp,
        "SymmetricBinding" => Demand::SymmetricBinding,
        "AsymmetricBinding" => Demand::AsymmetricBinding,
        "SignedParts" | "SignedElements" => Demand::Signed,
        "EncryptedParts" | "EncryptedElements" | "ContentEncryptedElements" => Demand::Encrypted,
        "X509Token" => Demand::X509Token,
        "SamlToken" => Demand::SamlToken,
        "KerberosToken" | "SpnegoContextToken" => Demand::KerberosToken,
        // What stands in these is for the party that issues the token.
        "IssuedToken" => return Known::Asks(Demand::IssuedToken, Within::Another),
        "SecureConversationToken" | "SecurityContextToken" | "SslContextToken" => {
            return Known::Asks(Demand::SecureConversation, Within::Another);
        }
        // Bindings of keys to tokens, suites of algorithms, what may be left out: they say how, not what.
        _ => return Known::Nothing,
    };
    Known::Asks(demand, Within::Counts)
}

/// Whether the policy in a token has this option. Looks through the operators of WS-Policy, so that no token is looked at for another.
fn has_option(tag: Tag<'_>, option: &str) -> bool {
    let mut open: Vec<Tag<'_>> = tag.children().collect();
    while let Some(inner) = open.pop() {
        if POLICY.contains(&inner.namespace()) {
            open.extend(inner.children());
        } else if inner.local() == option {
            return true;
        }
    }
    false
}
