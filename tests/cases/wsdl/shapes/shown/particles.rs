//! Calls `particles` of Shapes.

use input::{Particles, ParticlesGroup, ParticlesGroupChoice, ShapesClient};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let client = ShapesClient::new();
        let request = Particles::new()
            .group([ParticlesGroup::new(ParticlesGroupChoice::A("text".to_owned()))]);
        client.particles(request).await?;
        Ok(())
    })
}
