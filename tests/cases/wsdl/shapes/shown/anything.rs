//! Calls `anything` of Shapes.

use input::{Anything, ShapesClient};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let client = ShapesClient::new();
        let request = Anything::new("<example/>".parse::<wsdl_runtime::xml::Element>().expect("a value"), wsdl_runtime::xml::AnySimple::from("text"));
        client.anything(request).await?;
        Ok(())
    })
}
