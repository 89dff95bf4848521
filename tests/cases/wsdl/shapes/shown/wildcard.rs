//! Calls `wildcard` of Shapes.

use input::{ShapesClient, Wildcard};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let client = ShapesClient::new();
        let request = Wildcard::new("<example/>".parse::<wsdl_runtime::xml::Element>().expect("a value"));
        client.wildcard(request).await?;
        Ok(())
    })
}
