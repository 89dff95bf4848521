//! The verbs of the pipeline: each turns one noun into the next. A stage imports `model` and `diagnostic`, never another stage.

pub mod emit;
pub mod load;
pub mod lower;
pub mod print;
pub mod read;
pub mod write;
