//! Bringing in what a build script generated.

/// Brings in the module that a build script generated from a WSDL of this name, without its ending.
///
/// ```ignore
/// // build.rs: wsdl_codegen::generate("wsdl/CommandWebService.wsdl")
/// wsdl_runtime::include_service!("CommandWebService");
/// use command_web_service::CommandWebServiceClient;
/// ```
#[macro_export]
macro_rules! include_service {
    ($stem:literal $(,)?) => {
        ::core::include!(::core::concat!(::core::env!("OUT_DIR"), "/", $stem, ".rs"));
    };
}
