//! Calls `substituted` of Shapes.

use input::{ShapesClient, Substituted};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let client = ShapesClient::new();
        let request = Substituted::new(wsdl_runtime::xml::from_str::<::wsdl_runtime::value::Integer>("value", "<value>1</value>").expect("a value"))
            .more([wsdl_runtime::xml::from_str::<::wsdl_runtime::value::Integer>("value", "<value>1</value>").expect("a value")]);
        client.substituted(request).await?;
        Ok(())
    })
}
