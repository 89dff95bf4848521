//! Calls `tree` of Shapes.

use input::{ShapesClient, Tree, TreeChoice, TreeElement};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let client = ShapesClient::new();
        let request = TreeElement::new(Tree::new("2026-01-31".parse::<wsdl_runtime::value::Date>().expect("a value"), TreeChoice::Leaf("2026-01-31".parse::<wsdl_runtime::value::Date>().expect("a value"))));
        client.tree(request).await?;
        Ok(())
    })
}
