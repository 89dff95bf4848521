//! The cursor against the rules of XML 1.0 and Namespaces, one by one.
