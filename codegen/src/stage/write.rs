//! Writes files when they differ, or only compares.
