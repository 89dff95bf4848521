//! What can be chosen for one call.

use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;

use crate::endpoint::Endpoint;
use crate::envelope::{Block, Mtom};
use crate::mime::Attachment;
use crate::ws::Security;

/// What the caller wants of one call, beside what the client is set to.
#[derive(Default)]
pub(crate) struct Options {
    pub(crate) timeout: Option<Option<Duration>>,
    pub(crate) headers: HeaderMap,
    /// Blocks for the SOAP header, in the order given.
    pub(crate) blocks: Vec<Block>,
    pub(crate) action: Option<String>,
    pub(crate) endpoint: Option<Arc<Endpoint>>,
    pub(crate) idempotent: bool,
    pub(crate) mtom: Option<Mtom>,
    /// What is sent along beside what the message describes.
    pub(crate) attachments: Vec<Attachment>,
    pub(crate) security: Security,
    pub(crate) addressing: Option<bool>,
}
