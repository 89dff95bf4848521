//! What the WS-* specifications add to SOAP headers.

pub(crate) mod addressing;
mod security;

use std::time::SystemTime;

use self::addressing::Addressed;
use self::security::Moment;
pub use self::security::PasswordKind;
pub(crate) use self::security::Security;
use crate::client::Client;
use crate::endpoint::Endpoint;
use crate::envelope::{Envelope, HeaderBlock};
use crate::error::{Error, Step};
use crate::exchange::Options;
use crate::operation::About;
use crate::random;

/// Adds the header blocks that are made anew for each request; gives its `wsa:MessageID`.
pub(crate) fn add_blocks(
    envelope: &mut Envelope,
    client: &Client,
    about: &About,
    options: &Options,
    endpoint: &Endpoint,
) -> Result<Option<String>, Error> {
    let settings = client.settings();
    let security = options.security.or(&settings.security);
    if !security.is_empty() {
        let moment = Moment {
            now: SystemTime::now(),
            nonce: random::unique()?,
        };
        let block = HeaderBlock::from(security.block(&moment));
        envelope.add_block(block.must_understand().into_block()?);
    }
    let asked = options.addressing.or(settings.addressing);
    if !asked.unwrap_or(about.addressed) {
        return Ok(None);
    }
    let by_caller = options.action.as_deref();
    let of_binding = Some(about.action(client.version()));
    let action = by_caller.or(about.wsa_action).or(of_binding);
    let Some(action) = action.filter(|action| !action.is_empty()) else {
        let reason = "WS-Addressing needs an action, and the WSDL gives none";
        return Err(Error::not_sent(Step::Request, &endpoint.shown, reason));
    };
    let message_id = addressing::message_id(random::unique()?);
    let addressed = Addressed {
        action,
        to: &endpoint.uri.to_string(),
        message_id: &message_id,
        reply: !about.one_way(),
    };
    for block in addressed.blocks() {
        let block = HeaderBlock::from(block);
        envelope.add_block(block.into_block()?);
    }
    Ok(Some(message_id))
}
