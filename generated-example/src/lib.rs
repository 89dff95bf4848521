//! A typed client of Birst's `CommandWebService`: log in, publish data, follow a job and cancel it, query, upload.
//!
//! ```no_run
//! use birst_command_web_service::{CancelJob, CommandWebServiceClient, Error, Login};
//!
//! # async fn example(user: &str, password: &str, space: &str, job: &str) -> Result<(), Error> {
//! let client = CommandWebServiceClient::builder()
//!     .endpoint("https://app2102.bws.birst.com/CommandWebService.asmx")
//!     .build()?;
//!
//! let login = client.login(Login::new().username(user).password(password)).await?;
//! let token = login.login_result.unwrap_or_default();
//!
//! let request = CancelJob::new().token(&token).space_id(space).job_token(job);
//! let answer = client.cancel_job(request).await?;
//! if answer.cancel_job_result {
//!     // The request was accepted; the job ends later: poll `is_job_complete`.
//! }
//! # Ok(())
//! # }
//! ```
//!
//! All of [`generated`] is made by `cargo wsdl generate` from the service's WSDL, by the recipe in this crate's
//! `Cargo.toml`; a test of the workspace holds it against the generator of today. This page, and what it re-exports from
//! the runtime, are written by hand.

// Laid out by the generator.
#[rustfmt::skip]
pub mod generated;

pub use generated::*;
pub use wsdl_runtime::value;
pub use wsdl_runtime::{Error, Fault, FaultKind};
