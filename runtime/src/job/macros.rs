//! The struct of a job, out of one row per operation.

/// A job: `long_job! { LoadJob of ShopClient = id(job: String), keeps(token: String), complete(is_done: IsDone { token, job } => IsDoneResponse { done }),
/// status(look: Look { token, job } => LookResponse), cancel(stop: Stop { token, job } => StopResponse), start(load "Load" load: Load => LoadResponse { job }) }`.
///
/// `id` names the job in every request, `keeps` is what the requests take over from the one that started it. Of a follow-up stand the client's method, its
/// request with the members that the job fills (after a semicolon those that stay unset), its response; of a start the function, the operation, the client's
/// method, request and response, and the member of the response that names the job.
#[macro_export]
macro_rules! long_job {
    ($Job:ident of $Client:ident =
        id($id:ident: $Id:ty),
        keeps $keeps:tt,
        complete($complete:ident: $Complete:ty { $($c:ident),* $(; $($c0:ident),*)? } => $Completed:ty { $done:ident }),
        status($status:ident: $Status:ty { $($s:ident),* $(; $($s0:ident),*)? } => $Told:ty),
        cancel($cancel:ident: $Cancel:ty { $($x:ident),* $(; $($x0:ident),*)? } => $Cancelled:ty)
        $(, start($function:ident $operation:literal $start:ident: $Start:ty => $Started:ty { $answer:ident }))* $(,)?
    ) => {
        $crate::long_job! { @struct $Job $Client ($id: $Id) $keeps }
        impl $Job {
            $(
                #[doc = concat!("Starts a job by `", $operation, "`.")]
                pub fn $function(
                    client: &$Client,
                    request: impl ::std::borrow::Borrow<$Start>,
                ) -> $crate::job::CallInto<$Started, Self> {
                    let request = request.borrow();
                    let call = client.$start(request);
                    let job = $crate::long_job! { @blank client request $id $keeps };
                    $crate::job::CallInto::new(call, move |answer| {
                        let $id = $crate::job::Identifier::given(answer.$answer, stringify!($answer))?;
                        ::core::result::Result::Ok(Self { $id, ..job })
                    })
                }
            )*
            /// The job's name, as the service gave it.
            pub fn id(&self) -> &$Id {
                &self.$id
            }
            /// Asks whether the job has ended, in whichever way.
            pub fn is_complete(&self) -> $crate::job::CallInto<$Completed, bool> {
                type Request = $Complete;
                let request = Request {
                    $($c: ::core::clone::Clone::clone(&self.$c),)*
                    $($($c0: ::core::default::Default::default()),*)?
                };
                let call = self.client.$complete(request).idempotent();
                $crate::job::CallInto::new(call, |answer| {
                    ::core::result::Result::Ok($crate::job::Flag::is_set(&answer.$done))
                })
            }
            /// Asks what is known of the job.
            pub fn status(&self) -> $crate::generated::Call<$Told> {
                type Request = $Status;
                self.client.$status(Request {
                    $($s: ::core::clone::Clone::clone(&self.$s),)*
                    $($($s0: ::core::default::Default::default()),*)?
                })
            }
            /// Asks the service to end the job. That it takes the request does not mean that the job has ended.
            pub fn cancel(&self) -> $crate::generated::Call<$Cancelled> {
                type Request = $Cancel;
                self.client.$cancel(Request {
                    $($x: ::core::clone::Clone::clone(&self.$x),)*
                    $($($x0: ::core::default::Default::default()),*)?
                })
            }
            /// Waits until the job has ended, asking again and again.
            pub fn wait(&self, poll: $crate::job::Poll) -> $crate::job::Waiting<Self> {
                $crate::job::Job::wait(self, poll)
            }
        }
        impl $crate::job::Job for $Job {
            type Complete = $Completed;
            type Status = $Told;
            type Cancelled = $Cancelled;
            fn is_complete(&self) -> $crate::job::CallInto<$Completed, bool> {
                self.is_complete()
            }
            fn status(&self) -> $crate::generated::Call<$Told> {
                self.status()
            }
            fn cancel(&self) -> $crate::generated::Call<$Cancelled> {
                self.cancel()
            }
        }
    };
    (@struct $Job:ident $Client:ident ($id:ident: $Id:ty) ($($kept:ident: $Kept:ty),*)) => {
        /// A job of the service: to be asked about, waited for and cancelled. Dropping it leaves the job alone.
        #[derive(Clone)]
        pub struct $Job {
            client: $Client,
            $id: $Id,
            $($kept: $Kept,)*
        }
        impl $Job {
            /// A job that was started before, perhaps by another process: its name, and what its requests take besides.
            pub fn resume(
                client: &$Client,
                $id: impl $crate::generated::IntoMember<$Id>,
                $($kept: impl $crate::generated::IntoMember<$Kept>,)*
            ) -> Self {
                Self {
                    client: ::core::clone::Clone::clone(client),
                    $id: $id.into_member(),
                    $($kept: $kept.into_member(),)*
                }
            }
        }
        impl ::core::fmt::Debug for $Job {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct(stringify!($Job)).finish_non_exhaustive()
            }
        }
    };
    (@blank $client:ident $request:ident $id:ident ($($kept:ident: $Kept:ty),*)) => {
        Self {
            client: ::core::clone::Clone::clone($client),
            $id: $crate::generated::Item::blank(),
            $($kept: ::core::clone::Clone::clone(&$request.$kept),)*
        }
    };
}
