//! Header blocks: a constant for each element that stands in a header, whatever operations name it.

use super::client::ClientDraft;
use super::draft::Target;
use super::naming::Given;
use crate::model::name::QName;
use crate::names::case;
use crate::names::scope::Scope;

/// A header block, named.
pub(super) struct BlockDraft {
    pub(super) name: QName,
    pub(super) target: Target,
    pub(super) constant: String,
    /// Whether an operation that has a method names it.
    pub(super) is_chosen: bool,
    /// Whether its name is that of a secret.
    pub(super) secret: bool,
}

/// The header blocks of all operations, in the order in which they are first named; they share a name space with the constants of
/// the operations.
pub(super) fn constants(
    clients: &[ClientDraft],
    methods: &[Vec<(String, String)>],
    given: &mut Given,
) -> Vec<BlockDraft> {
    let mut scope = Scope::default();
    for (_, constant) in methods.iter().flatten() {
        scope.take(constant);
    }
    let mut blocks: Vec<BlockDraft> = Vec::new();
    for operation in clients.iter().flat_map(|c| &c.operations) {
        for header in &operation.headers {
            let known = blocks
                .iter_mut()
                .find(|b| b.name == header.block && b.target == header.target);
            match known {
                Some(block) => block.is_chosen |= operation.is_chosen,
                None => blocks.push(BlockDraft {
                    name: header.block.clone(),
                    target: header.target.clone(),
                    constant: String::new(),
                    is_chosen: operation.is_chosen,
                    secret: header.secret,
                }),
            }
        }
    }
    // names that were given before come first, so that a newcomer never takes one
    for block in &mut blocks {
        let earlier = given.earlier("header", &block.name.to_string()).cloned();
        block.constant = earlier.filter(|name| scope.take(name)).unwrap_or_default();
    }
    for block in &mut blocks {
        if block.constant.is_empty() {
            let constant = case::constant_name(&block.name.local);
            let stem = constant.strip_suffix("_HEADER").unwrap_or(&constant);
            block.constant = scope.claim(&[format!("{stem}_HEADER")]);
        }
        given.keep("header", &block.name.to_string(), &block.constant);
    }
    blocks
}
