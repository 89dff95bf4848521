//! The generated example.
