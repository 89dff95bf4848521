fn main() -> wsdl_codegen::Result {
    wsdl_codegen::generate("../../wsdl/command-web-service/CommandWebService.wsdl")
}
