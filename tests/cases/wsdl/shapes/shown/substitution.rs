//! Calls `substitution` of Shapes.

use input::{ItemGroup, ShapesClient, Substitution};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let client = ShapesClient::new();
        let request = Substitution::new()
            .item([ItemGroup::Note("text".to_owned())]);
        client.substitution(request).await?;
        Ok(())
    })
}
