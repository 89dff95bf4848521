//! Calls `union` of Shapes.

use input::{Length, ShapesClient, Union, Zone, ZoneMember};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let client = ShapesClient::new();
        let request = Union::new(Length::Int(1))
            .zone([Zone::Word(ZoneMember::Utc)]);
        client.union(request).await?;
        Ok(())
    })
}
