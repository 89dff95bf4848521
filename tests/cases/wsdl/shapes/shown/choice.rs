//! Calls `choice` of Shapes.

use input::{Choice, ShapesClient};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let client = ShapesClient::new();
        let request = Choice::Card("text".to_owned());
        client.choice(request).await?;
        Ok(())
    })
}
