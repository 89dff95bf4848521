//! WS-Addressing: what a request's `wsa:Action` is.

use crate::model::wsdl::{Operation, PortType};

/// The `wsa:Action` of a request, where it is not the `soapAction`: what the WSDL says, else for an addressed operation without
/// `soapAction` the default of WS-Addressing 1.0 Metadata, section 4.4.4.
pub(super) fn wsa_action(
    port_type: &PortType,
    operation: &Operation,
    soap_action: Option<&str>,
    addressed: bool,
) -> Option<String> {
    let input = operation.input.as_ref()?;
    let soap_action = soap_action.filter(|action| !action.is_empty());
    if let Some(action) = &input.action {
        return (soap_action != Some(action)).then(|| action.clone());
    }
    if !addressed || soap_action.is_some() {
        return None;
    }
    let namespace = &*port_type.name.namespace;
    let delimiter = match namespace.starts_with("urn:") {
        true => ':',
        false => '/',
    };
    let namespace = namespace.strip_suffix(delimiter).unwrap_or(namespace);
    let (port_type, input) = (&port_type.name.local, &input.name);
    Some(format!(
        "{namespace}{delimiter}{port_type}{delimiter}{input}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::documents::{DocumentId, Span};
    use crate::model::name::QName;
    use crate::model::policy::Policy;
    use crate::model::wsdl::{MessageId, MessageUse, Transmission};

    const NOWHERE: Span = Span {
        document: DocumentId(0),
        start: 0,
        end: 0,
    };

    #[test]
    fn actions_are_given_or_made_up() {
        let action = |namespace: &str, given: Option<&str>, soap_action, addressed| {
            let input = MessageUse {
                name: "goRequest".to_owned(),
                message: MessageId(0),
                action: given.map(str::to_owned),
            };
            let operation = Operation {
                name: "go".to_owned(),
                documentation: None,
                transmission: Transmission::RequestResponse,
                input: Some(input),
                output: None,
                faults: Vec::new(),
                parameter_order: Vec::new(),
                policy: Policy::default(),
                incomplete: None,
                span: NOWHERE,
            };
            let port_type = PortType {
                name: QName::new(namespace, "Port"),
                documentation: None,
                operations: Vec::new(),
                policy: Policy::default(),
                span: NOWHERE,
            };
            wsa_action(&port_type, &operation, soap_action, addressed)
        };
        let some = |action: &str| Some(action.to_owned());
        assert_eq!(action("urn:x", Some("urn:a"), None, false), some("urn:a"));
        assert_eq!(action("urn:x", Some("urn:a"), Some("urn:a"), true), None);
        assert_eq!(
            action("urn:x", Some("urn:a"), Some("urn:b"), true),
            some("urn:a")
        );
        assert_eq!(action("urn:x", None, Some("urn:b"), true), None);
        assert_eq!(action("urn:x", None, Some(""), false), None);
        assert_eq!(
            action("urn:x", None, Some(""), true),
            some("urn:x:Port:goRequest")
        );
        let made_up = some("http://x/y/Port/goRequest");
        assert_eq!(action("http://x/y", None, None, true), made_up);
        assert_eq!(action("http://x/y/", None, None, true), made_up);
    }
}
