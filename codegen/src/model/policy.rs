//! What the policies of an endpoint ask of its callers (WS-Policy 1.2 and 1.5), as far as it is known what that is.

use std::collections::BTreeMap;

use super::documents::Span;
use super::wsdl::{Binding, BindingOperation, Port, Service, Wsdl};

/// Who sees to it that a demand is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Support {
    /// Generated clients do, unasked.
    Client,
    /// The caller does, with a setting of the client.
    Caller,
    /// Nothing of ours does.
    Nobody,
}

/// How messages are protected, where that is asked for.
const SIGN: &str = "sign and encrypt in `.before_send(..)`, which sees the envelope as it is sent, and decrypt in a transport of yours";

macro_rules! demands {
    ($($(#[$doc:meta])* $name:ident $word:literal $support:ident $what:literal: $how:expr;)*) => {
        /// What a policy can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Demand { $($(#[$doc])* $name,)* }

        impl Demand {
            /// Its name for tools: `username-token`.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// Who meets it.
            pub fn support(self) -> Support {
                match self { $(Self::$name => Support::$support,)* }
            }

            /// What it is, for people: a noun.
            pub fn what(self) -> &'static str {
                match self { $(Self::$name => $what,)* }
            }

            /// How it is met, for people.
            pub fn how(self) -> &'static str {
                match self { $(Self::$name => $how,)* }
            }
        }
    };
}

demands! {
    /// `wsaw:UsingAddressing`, `wsam:Addressing`.
    Addressing "addressing" Client "WS-Addressing headers":
        "the client sends them";
    /// `wsoma:OptimizedMimeSerialization`, and the assertion of MTOM Policy 1.1.
    Mtom "mtom" Client "MTOM":
        "the client sends its requests so";
    /// `sp:HttpsToken`.
    Https "https" Caller "HTTPS":
        "give an endpoint that begins with `https:`";
    /// `RequireClientCertificate` of an HTTPS token.
    ClientCertificate "client-certificate" Caller "a client certificate":
        "give a `reqwest::Client` with an identity as `.transport(..)`";
    /// `http:BasicAuthentication`, `sp:HttpBasicAuthentication`.
    HttpBasic "http-basic" Caller "HTTP Basic authentication":
        "give `.basic_auth(user, password)`";
    /// `sp:UsernameToken`.
    UsernameToken "username-token" Caller "a UsernameToken with the password as text":
        "give `.username_token(user, password, PasswordKind::Text)`";
    /// `sp:UsernameToken` with `sp:HashPassword`.
    PasswordDigest "username-token-digest" Caller "a UsernameToken with a digest of the password":
        "give `.username_token(user, password, PasswordKind::Digest)`";
    /// `sp:IncludeTimestamp`.
    Timestamp "timestamp" Caller "a timestamp":
        "give `.timestamp(lifetime)`";
    /// `sp:UsernameToken` with `sp:NoPassword`.
    NoPassword "username-token-without-password" Nobody "a UsernameToken without a password":
        "give the token as `.soap_header(..)`";
    /// `http:DigestAuthentication`, `sp:HttpDigestAuthentication`.
    HttpDigest "http-digest" Nobody "HTTP Digest authentication":
        "give an HTTP client that can as `.transport(..)`";
    /// `http:NtlmAuthentication`.
    HttpNtlm "http-ntlm" Nobody "NTLM authentication":
        "give an HTTP client that can as `.transport(..)`";
    /// `http:NegotiateAuthentication`.
    HttpNegotiate "http-negotiate" Nobody "Kerberos authentication (Negotiate)":
        "give an HTTP client that can as `.transport(..)`";
    /// `sp:SymmetricBinding`.
    SymmetricBinding "symmetric-binding" Nobody "messages protected with a shared key (`SymmetricBinding`)":
        SIGN;
    /// `sp:AsymmetricBinding`.
    AsymmetricBinding "asymmetric-binding" Nobody "messages protected with the keys of both sides (`AsymmetricBinding`)":
        SIGN;
    /// `sp:SignedParts`, `sp:SignedElements`.
    Signed "signed" Nobody "signed parts of messages":
        SIGN;
    /// `sp:EncryptedParts`, `sp:EncryptedElements`, `sp:ContentEncryptedElements`.
    Encrypted "encrypted" Nobody "encrypted parts of messages":
        SIGN;
    /// `sp:X509Token`, where it is no part of HTTPS.
    X509Token "x509-token" Nobody "keys of X.509 certificates":
        SIGN;
    /// `sp:SamlToken`.
    SamlToken "saml-token" Nobody "a SAML assertion":
        "give the token as `.soap_header(..)`";
    /// `sp:IssuedToken`.
    IssuedToken "issued-token" Nobody "a token of a security token service (WS-Trust)":
        "give the token as `.soap_header(..)`";
    /// `sp:KerberosToken`, `sp:SpnegoContextToken`.
    KerberosToken "kerberos-token" Nobody "a Kerberos ticket in the message":
        "give the token as `.soap_header(..)`";
    /// `sp:SecureConversationToken`, `sp:SecurityContextToken`.
    SecureConversation "secure-conversation" Nobody "WS-SecureConversation":
        "talk to another endpoint of the service";
    /// `wsrmp:RMAssertion`.
    ReliableMessaging "reliable-messaging" Nobody "WS-ReliableMessaging":
        "talk to another endpoint of the service";
    /// `wsat:ATAssertion`, and those of WS-BusinessActivity.
    Transactions "transactions" Nobody "distributed transactions (WS-AtomicTransaction)":
        "talk to another endpoint of the service";
    /// `wsap:UsingAddressing` of August 2004.
    Addressing2004 "addressing-2004" Nobody "WS-Addressing of August 2004":
        "give the headers as `.soap_header(..)`";
    /// `wsam:NonAnonymousResponses`, `cdp:CompositeDuplex`.
    OtherConnection "other-connection" Nobody "answers over a connection that the service opens":
        "talk to another endpoint of the service";
    /// `msb:BinaryEncoding`.
    BinaryEncoding "binary-encoding" Nobody "the binary encoding of .NET":
        "talk to another endpoint of the service";
    /// `msf:WindowsTransportSecurity`, `msf:SslTransportSecurity`.
    Framing "framing" Nobody "the message framing of .NET":
        "talk to another endpoint of the service";
}

/// A demand of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Whether requests that do not meet it are refused; otherwise it is offered.
    pub required: bool,
    /// The assertion.
    pub span: Span,
}

/// What is asked for, all of it together: of alternatives (`wsp:ExactlyOne`) the one that was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    asked: BTreeMap<Demand, Asked>,
}

impl Policy {
    /// Adds a demand.
    pub fn ask(&mut self, demand: Demand, required: bool, span: Span) {
        let asked = Asked { required, span };
        let known = self.asked.entry(demand).or_insert(asked);
        known.required |= required;
    }

    /// Adds all demands of another policy of the same endpoint.
    pub fn add(&mut self, other: &Policy) {
        for (demand, asked) in &other.asked {
            self.ask(*demand, asked.required, asked.span);
        }
    }

    /// Whether something is required or offered.
    pub fn get(&self, demand: Demand) -> Option<Asked> {
        self.asked.get(&demand).copied()
    }

    /// Whether something is required.
    pub fn requires(&self, demand: Demand) -> bool {
        self.get(demand).is_some_and(|asked| asked.required)
    }

    /// Makes all of it an offer.
    pub fn offer(&mut self) {
        for asked in self.asked.values_mut() {
            asked.required = false;
        }
    }

    /// All demands, those that are met first.
    pub fn iter(&self) -> impl Iterator<Item = (Demand, Asked)> {
        self.asked.iter().map(|(demand, asked)| (*demand, *asked))
    }

    /// What is required and met by this one.
    pub fn required(&self, support: Support) -> impl Iterator<Item = (Demand, Span)> {
        self.iter()
            .filter(move |(demand, asked)| asked.required && demand.support() == support)
            .map(|(demand, asked)| (demand, asked.span))
    }

    /// Without the parts of messages to be protected where HTTPS does so already, as it does for a `sp:TransportBinding`
    /// (WS-SecurityPolicy 1.3, section 4).
    #[must_use]
    pub fn settled(mut self) -> Self {
        let on_message = [Demand::SymmetricBinding, Demand::AsymmetricBinding];
        if self.requires(Demand::Https) && !on_message.into_iter().any(|d| self.requires(d)) {
            self.asked.remove(&Demand::Signed);
            self.asked.remove(&Demand::Encrypted);
        }
        self
    }
}

impl Wsdl {
    /// The policies that hold for an operation of a binding, those of single ports apart.
    fn policies<'w>(
        &'w self,
        binding: &'w Binding,
        bound: &'w BindingOperation,
    ) -> impl Iterator<Item = &'w Policy> {
        let port_type = self.port_types.get(binding.port_type.index());
        let operation = port_type.and_then(|p| p.operations.get(bound.operation));
        let abstract_ = [port_type.map(|p| &p.policy), operation.map(|o| &o.policy)];
        let concrete = [&binding.policy, &bound.policy];
        concrete.into_iter().chain(abstract_.into_iter().flatten())
    }

    /// Whether requests of an operation are sent with WS-Addressing headers: where they are required or may be sent.
    pub fn uses_addressing(&self, binding: &Binding, bound: &BindingOperation) -> bool {
        self.policies(binding, bound)
            .any(|policy| policy.get(Demand::Addressing).is_some())
    }

    /// What a binding asks for of those who call some of its operations.
    pub fn binding_policy(&self, binding: &Binding, is_called: impl Fn(usize) -> bool) -> Policy {
        let mut policy = Policy::default();
        let called = binding.operations.iter().filter(|o| is_called(o.operation));
        for of_operation in called.flat_map(|bound| self.policies(binding, bound)) {
            policy.add(of_operation);
        }
        policy
    }
}

impl Service {
    /// What one of its ports asks for, of whose binding this is asked (WS-PolicyAttachment 1.5, section 4).
    pub fn port_policy(&self, port: &Port, of_binding: &Policy) -> Policy {
        let mut policy = of_binding.clone();
        policy.add(&port.policy);
        policy.add(&self.policy);
        policy.settled()
    }
}
