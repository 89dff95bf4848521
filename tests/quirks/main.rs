//! What servers of many stacks answer, and what they want of requests: written by hand after each stack's manner, sent over a raw socket to a
//! generated client (the case `wsdl/orders`), by both transports.

mod ask;
mod encoded;
mod faults;
mod http;
mod literal;
mod one_thing;
mod requests;
mod variations;

/// The client, as the generator writes it.
#[allow(unreachable_pub, reason = "as public as in a user's crate")]
#[path = "../cases/wsdl/orders/expected/mod.rs"]
mod service;

/// The raw server of the runtime's own tests.
#[allow(dead_code, unreachable_pub, reason = "each test uses its part")]
#[path = "../../runtime/tests/common/raw.rs"]
mod raw;
