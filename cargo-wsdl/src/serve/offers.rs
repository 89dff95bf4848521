//! What the stand-in can be asked for: each operation of each port, with what a request for it looks like.

use wsdl_codegen::listing::detail::{self, Place};
use wsdl_codegen::model::name::QName;
use wsdl_codegen::model::wsdl::{BindingId, HttpInput, Protocol, Service};
use wsdl_codegen::sample::{Bound, Direction};

use crate::pages::Site;

/// An operation of a port.
#[derive(Clone, Debug)]
pub(crate) struct Offer {
    /// The operation's name.
    pub(crate) name: String,
    pub(crate) protocol: Protocol,
    /// The path of the port's address here.
    pub(crate) path: String,
    /// The first element of a request's body; `None` when that does not tell.
    pub(crate) element: Option<QName>,
    /// The action, `""` when there is none.
    pub(crate) action: String,
    /// For HTTP bindings: what follows the port's path.
    pub(crate) location: String,
    /// And where the members of a request are.
    pub(crate) input: Option<HttpInput>,
    pub(crate) binding: BindingId,
    /// Index in the binding.
    operation: usize,
}

impl Offer {
    /// The operation with what it stands in.
    pub(crate) fn bound<'s>(&self, site: &'s Site) -> Option<Bound<'s>> {
        let description = site.outcome().description.as_ref()?;
        let binding = description.wsdl.bindings.get(self.binding.index())?;
        Bound::new(
            description,
            binding,
            binding.operations.get(self.operation)?,
        )
    }
}

/// All of them, in source order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Offers(Vec<Offer>);

impl Offers {
    pub(crate) fn new(site: &Site) -> Self {
        let mut offers = Vec::new();
        let Some(description) = &site.outcome().description else {
            return Self::default();
        };
        for service in &description.wsdl.services {
            for port in &service.ports {
                let Some(binding) = description.wsdl.bindings.get(port.binding.index()) else {
                    continue;
                };
                let path = path(service, &port.name, port.address.as_deref());
                for (index, operation) in binding.operations.iter().enumerate() {
                    let Some(bound) = Bound::new(description, binding, operation) else {
                        continue;
                    };
                    let parts = detail::parts(&bound, Direction::Request);
                    let body = parts.into_iter().find(|p| p.place == Place::Body);
                    offers.push(Offer {
                        name: bound.operation.name.clone(),
                        protocol: binding.protocol.clone(),
                        path: path.clone(),
                        element: body.map(|p| p.name),
                        action: operation.action.clone().unwrap_or_default(),
                        input: operation.http,
                        location: operation.location.clone().unwrap_or_default(),
                        binding: port.binding,
                        operation: index,
                    });
                }
            }
        }
        Self(offers)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Offer> {
        self.0.iter()
    }

    /// Those at a path.
    pub(crate) fn at<'o>(&'o self, path: &'o str) -> impl Iterator<Item = &'o Offer> {
        self.0.iter().filter(move |o| o.path == path)
    }

    /// Every path of a port, each once.
    pub(crate) fn paths(&self) -> Vec<&str> {
        let mut paths: Vec<&str> = Vec::new();
        for offer in &self.0 {
            if !paths.contains(&offer.path.as_str()) {
                paths.push(&offer.path);
            }
        }
        paths
    }
}

/// The path of a port here: that of its address, so that only the host differs; without a usable one the names of service and port.
pub(crate) fn path(service: &Service, port: &str, address: Option<&str>) -> String {
    let usual = || {
        let plain = |name: &str| -> String {
            let keep = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
            name.chars().map(keep).collect()
        };
        format!("/{}/{}", plain(&service.name.local), plain(port))
    };
    let Some(url) = address.and_then(|a| url::Url::parse(a).ok()) else {
        return usual();
    };
    match (url.scheme(), url.path()) {
        ("http" | "https", "/" | "") => usual(),
        ("http" | "https", path) => path.to_owned(),
        _ => usual(),
    }
}
