//! Calls `add` of Shapes.

use input::{Add, AnyAnimal, Horse, Length, ShapesClient};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let client = ShapesClient::new();
        let request = Add::new(Length::Int(1), AnyAnimal::Horse(Horse::new("2026-01-31".parse::<wsdl_runtime::value::Date>().expect("a value"))));
        client.add(request).await?;
        Ok(())
    })
}
