//! Calls `mixed` of Shapes.

use input::{Mixed, ShapesClient};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let client = ShapesClient::new();
        let request = Mixed::new();
        client.mixed(request).await?;
        Ok(())
    })
}
