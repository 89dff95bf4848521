//! The header blocks of a request.

use std::time::SystemTime;

use super::options::Options;
use crate::client::{Client, Settings};
use crate::endpoint::Endpoint;
use crate::envelope::{Envelope, HeaderBlock};
use crate::error::{Error, Step};
use crate::operation::About;
use crate::random;
use crate::ws::addressing::{self, Addressed};
use crate::ws::security::Moment;

/// Whether a call is to have a header block that someone asked for.
pub(super) fn are_asked_for(settings: &Settings, options: &Options) -> bool {
    let security = options.security.or(&settings.security);
    !settings.blocks.is_empty() || !options.blocks.is_empty() || !security.is_empty()
}

/// Adds the blocks of the client and of the call, which go in place of the client's of their names, and those that are made anew
/// for each request; gives its `wsa:MessageID`.
///
/// # Errors
/// [`Error::NotSent`] where WS-Addressing lacks an action, or no chance is to be had; [`Error::NotWritable`] for a value.
pub(super) fn add(
    envelope: &mut Envelope,
    client: &Client,
    about: &About,
    options: &Options,
    endpoint: &Endpoint,
) -> Result<Option<String>, Error> {
    let settings = client.settings();
    let own = &options.blocks;
    let general = settings.blocks.iter();
    let general = general.filter(|block| own.iter().all(|o| o.name != block.name));
    for block in general.chain(own) {
        envelope.add_block(block.clone());
    }
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
