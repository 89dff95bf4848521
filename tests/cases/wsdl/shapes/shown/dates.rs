//! Calls `dates` of Shapes.

use input::{Dates, ShapesClient};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let client = ShapesClient::new();
        let request = Dates::new("2026".parse::<wsdl_runtime::value::GYear>().expect("a value"), "2026-01".parse::<wsdl_runtime::value::GYearMonth>().expect("a value"), "--01-31".parse::<wsdl_runtime::value::GMonthDay>().expect("a value"), "--01".parse::<wsdl_runtime::value::GMonth>().expect("a value"), "---31".parse::<wsdl_runtime::value::GDay>().expect("a value"), "PT1H30M".parse::<wsdl_runtime::value::Duration>().expect("a value"));
        client.dates(request).await?;
        Ok(())
    })
}
