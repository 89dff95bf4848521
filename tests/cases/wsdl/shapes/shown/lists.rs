//! Calls `lists` of Shapes.

use input::{Lists, ShapesClient};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let client = ShapesClient::new();
        let request = Lists::new("{urn:example}name".parse::<wsdl_runtime::xml::QName>().expect("a value"));
        client.lists(request).await?;
        Ok(())
    })
}
