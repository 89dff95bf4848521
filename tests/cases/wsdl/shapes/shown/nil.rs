//! Calls `nil` of Shapes.

use input::{Nil, ShapesClient, Weight};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let client = ShapesClient::new();
        let request = Nil::new(wsdl_runtime::xml::WithNil::Value(Weight::new()))
            .many([wsdl_runtime::xml::WithNil::Value(Weight::new())]);
        client.nil(request).await?;
        Ok(())
    })
}
