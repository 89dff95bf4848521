//! Faults as each stack writes them, and what a caller sees of each.

use wsdl_runtime::{Error, FaultKind};

use crate::ask::{TOKEN, Wrong, XML, both, orders, request};
use crate::raw::Raw;
use crate::service::{GetOrderFault, NoSuchOrder};

/// What a caller sees of a fault.
struct Seen<'a> {
    kind: FaultKind,
    /// As it is displayed, after "the service answered with the fault ".
    told: &'a str,
    /// The local names of what is in the detail, or its text.
    detail: &'a str,
    /// Whether it is the declared one, of order 7.
    declared: bool,
}

use FaultKind::{MustUnderstand, Other, Receiver, Sender, VersionMismatch};

const ENVELOPE: &str = "http://schemas.xmlsoap.org/soap/envelope/";

/// An envelope of SOAP 1.1 around what stands in the body.
fn envelope(body: &str) -> String {
    format!(
        r#"<s:Envelope xmlns:s="{ENVELOPE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><s:Body>{body}</s:Body></s:Envelope>"#
    )
}

fn fault(code: &str, reason: &str, rest: &str) -> String {
    envelope(&format!(
        "<s:Fault><faultcode>{code}</faultcode><faultstring>{reason}</faultstring>{rest}</s:Fault>"
    ))
}

fn seen<'a>(kind: FaultKind, told: &'a str, detail: &'a str, declared: bool) -> Seen<'a> {
    Seen {
        kind,
        told,
        detail,
        declared,
    }
}

#[test]
fn every_stacks_faults_are_told() {
    let declared = r#"<o:noSuchOrder xmlns:o="urn:orders"><o:number>7</o:number></o:noSuchOrder>"#;
    let wcf = r#"<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing"><s:Header><a:Action s:mustUnderstand="1">urn:fault</a:Action></s:Header><s:Body><s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value xmlns:a="http://schemas.microsoft.com/ws/2005/05/addressing/none">a:ActionNotSupported</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang="en-US">The message with Action 'x' cannot be processed.</s:Text></s:Reason><s:Detail><ExceptionDetail xmlns="http://schemas.datacontract.org/2004/07/System.ServiceModel"><HelpLink i:nil="true" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"/></ExceptionDetail></s:Detail></s:Fault></s:Body></s:Envelope>"#;
    let cases: Vec<(&str, String, Seen<'_>)> = vec![
        (
            "ASP.NET: an exception with its stack in the faultstring",
            fault("soap:Server", "System.Web.Services.Protocols.SoapException: Server was unable to process request. ---&gt; System.NullReferenceException: Object reference not set to an instance of an object.\n   at Orders.Get(Int32 number)\n   --- End of inner exception stack trace ---", "<detail />").replace("xmlns:s=", &format!("xmlns:soap=\"{ENVELOPE}\" xmlns:s=")),
            seen(Receiver, "Server: System.Web.Services.Protocols.SoapException: Server was unable to process request. ---> System.NullReferenceException: Object reference not set to an instance of an object.\\n   at Orders.Get(Int32 number)\\n   --- End of inner exception stack trace ---", "", false),
        ),
        (
            "Axis 1: a dotted code, exceptionName, hostname and stackTrace beside the declared one",
            fault("soapenv:Server.userException", "java.rmi.RemoteException: no; nested", &format!(r#"<detail>{declared}<ns1:exceptionName xmlns:ns1="http://xml.apache.org/axis/">org.x.NoSuchOrder</ns1:exceptionName><ns2:stackTrace xmlns:ns2="http://xml.apache.org/axis/"><![CDATA[java.lang.Exception
	at A.b(A.java:1)]]></ns2:stackTrace><ns3:hostname xmlns:ns3="http://xml.apache.org/axis/">host</ns3:hostname></detail>"#)),
            seen(Receiver, "Server.userException: java.rmi.RemoteException: no; nested", "noSuchOrder exceptionName stackTrace hostname", true),
        ),
        (
            "Axis 1: the declared one by xsi:type, its prefix declared outside",
            fault("ns9:NoSuchOrder", "", r#"<detail xmlns:ns9="urn:orders"><ns9:noSuchOrder xsi:type="ns9:noSuchOrder"><ns9:number xsi:type="xsd:int">7</ns9:number></ns9:noSuchOrder></detail>"#),
            seen(Other, "NoSuchOrder", "noSuchOrder", true),
        ),
        (
            "Axis2 and Rampart: an element Exception with CDATA",
            fault("soapenv:Client", "The endpoint reference (EPR) for the Operation not found", "<detail><Exception><![CDATA[org.apache.axis2.AxisFault: <x>]]></Exception></detail>"),
            seen(Sender, "Client: The endpoint reference (EPR) for the Operation not found", "Exception", false),
        ),
        (
            "Metro: an exception with frames, the declared one after it",
            fault("S:Server", "no such order", &format!(r#"<detail><ns2:exception xmlns:ns2="http://jax-ws.dev.java.net/" class="x.NoSuchOrder" note="To disable this feature, set com.sun.xml.ws.fault.SOAPFaultBuilder.disableCaptureStackTrace system property to false"><message>no</message><ns2:stackTrace><ns2:frame class="x.A" file="A.java" line="1" method="b"/></ns2:stackTrace></ns2:exception>{declared}</detail>"#)),
            seen(Receiver, "Server: no such order", "exception noSuchOrder", true),
        ),
        (
            "CXF: the code in a namespace of its own",
            fault("x:NoSuchOrder", "no", &format!("<detail>{declared}</detail>")).replace("<faultcode>", r#"<faultcode xmlns:x="urn:orders">"#),
            seen(Other, "{urn:orders}NoSuchOrder: no", "noSuchOrder", true),
        ),
        ("WCF: SOAP 1.2 with a subcode, in an answer to SOAP 1.1", wcf.to_owned(), seen(Sender, "Sender / {http://schemas.microsoft.com/ws/2005/05/addressing/none}ActionNotSupported: The message with Action 'x' cannot be processed.", "ExceptionDetail", false)),
        (
            "WCF: xml:lang and an action as faultcode",
            fault("a:InternalServiceFault", "The server was unable to process the request due to an internal error.", "").replace("<faultcode>", r#"<faultcode xmlns:a="http://schemas.microsoft.com/net/2005/12/windowscommunicationfoundation/dispatcher">"#).replace("<faultstring>", r#"<faultstring xml:lang="de-DE">"#),
            seen(Other, "{http://schemas.microsoft.com/net/2005/12/windowscommunicationfoundation/dispatcher}InternalServiceFault: The server was unable to process the request due to an internal error.", "", false),
        ),
        (
            "PHP: an unqualified detail",
            fault("SOAP-ENV:Server", "no", "<detail><noSuchOrder><number>7</number></noSuchOrder></detail>"),
            seen(Receiver, "Server: no", "noSuchOrder", true),
        ),
        (
            "PHP: what the detail should hold, without its element",
            fault("1042", "no", "<detail><number>7</number></detail>"),
            seen(Other, "1042: no", "number", false),
        ),
        (
            "NuSOAP: everything typed, an empty actor, the detail as text",
            r#"<?xml version="1.0" encoding="ISO-8859-1"?>"#.to_owned() + &envelope(r#"<s:Fault><faultcode xsi:type="xsd:string">SOAP-ENV:Client</faultcode><faultactor xsi:type="xsd:string"></faultactor><faultstring xsi:type="xsd:string">Operation 'x' is not defined in the WSDL for this service</faultstring><detail xsi:type="xsd:string">a
 trace</detail></s:Fault>"#),
            seen(Sender, "Client: Operation 'x' is not defined in the WSDL for this service", "a\n trace", false),
        ),
        (
            "SOAP::Lite: a code without a prefix, the detail a structure of its own",
            envelope("<s:Fault><faultcode>Client</faultcode><faultstring>Bad method</faultstring><detail><data><a>1</a></data></detail></s:Fault>"),
            seen(Sender, "Client: Bad method", "data", false),
        ),
        (
            "gSOAP: children in other order, tabs and line breaks",
            envelope("<s:Fault>\n<detail>\n<o:noSuchOrder xmlns:o=\"urn:orders\">\n<o:number>7</o:number>\n</o:noSuchOrder>\n</detail>\n<faultstring>\n\tno\n</faultstring>\n<faultcode>\ns:Server\n</faultcode>\n</s:Fault>"),
            seen(Receiver, "Server: no", "noSuchOrder", true),
        ),
        (
            "ONVIF cameras: SOAP 1.2, three subcodes deep, in the 1.1 envelope's namespace for text",
            envelope(r#"<e:Fault xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:ter="http://www.onvif.org/ver10/error"><e:Code><e:Value>e:Sender</e:Value><e:Subcode><e:Value>ter:NotAuthorized</e:Value><e:Subcode><e:Value>ter:Locked</e:Value></e:Subcode></e:Subcode></e:Code><e:Reason><e:Text xml:lang="en">Sender not Authorized</e:Text></e:Reason></e:Fault>"#),
            seen(Sender, "Sender / {http://www.onvif.org/ver10/error}NotAuthorized / {http://www.onvif.org/ver10/error}Locked: Sender not Authorized", "", false),
        ),
        (
            "UPnP: the error in a namespace of control",
            fault("s:Client", "UPnPError", r#"<detail><UPnPError xmlns="urn:schemas-upnp-org:control-1-0"><errorCode>402</errorCode><errorDescription>Invalid Args</errorDescription></UPnPError></detail>"#),
            seen(Sender, "Client: UPnPError", "UPnPError", false),
        ),
        (
            "Salesforce: a code of its own, the faultstring repeats it",
            fault("sf:INVALID_LOGIN", "INVALID_LOGIN: Invalid username, password, security token; or user locked out.", r#"<detail><sf:LoginFault xmlns:sf="urn:fault.partner" xsi:type="sf:LoginFault"><sf:exceptionCode>INVALID_LOGIN</sf:exceptionCode></sf:LoginFault></detail>"#).replace("<s:Fault>", r#"<s:Fault xmlns:sf="urn:fault.partner">"#),
            seen(Other, "{urn:fault.partner}INVALID_LOGIN: INVALID_LOGIN: Invalid username, password, security token; or user locked out.", "LoginFault", false),
        ),
        (
            "SharePoint: details in three namespaces",
            fault("soap:Server", "Exception of type 'Microsoft.SharePoint.SoapServer.SoapServerException' was thrown.", r#"<detail><errorstring xmlns="http://schemas.microsoft.com/sharepoint/soap/">List does not exist.</errorstring><errorcode xmlns="http://schemas.microsoft.com/sharepoint/soap/">0x82000006</errorcode></detail>"#),
            seen(Receiver, "Server: Exception of type 'Microsoft.SharePoint.SoapServer.SoapServerException' was thrown.", "errorstring errorcode", false),
        ),
        (
            "DataPower: a code in the other version's words",
            fault("s:Receiver", "Internal Error (from client)", ""),
            seen(Receiver, "Receiver: Internal Error (from client)", "", false),
        ),
        ("a code that says nothing", fault("", "no", ""), seen(Other, ": no", "", false)),
        ("no child at all", envelope("<s:Fault/>"), seen(Other, "", "", false)),
        ("text alone", envelope("<s:Fault>no</s:Fault>"), seen(Other, "", "", false)),
        ("the declared one beside the detail", fault("s:Server", "no", declared), seen(Receiver, "Server: no", "noSuchOrder", true)),
        ("the declared one beside an empty detail", fault("s:Server", "no", &format!("<detail/>{declared}")), seen(Receiver, "Server: no", "noSuchOrder", true)),
        ("a detail of 1.2 in a fault of 1.1", fault("s:Server", "no", &format!("<s:Detail>{declared}</s:Detail>")), seen(Receiver, "Server: no", "noSuchOrder", true)),
        ("children of a fault of 1.1, qualified", envelope("<s:Fault><s:faultcode>s:Client</s:faultcode><s:faultstring>no</s:faultstring></s:Fault>"), seen(Sender, "Client: no", "", false)),
        ("a fault in no namespace", envelope("<Fault><faultcode>Client</faultcode><faultstring>no</faultstring></Fault>"), seen(Sender, "Client: no", "", false)),
        ("a fault within a prefix of its own", envelope(&format!("<z:Fault xmlns:z=\"{ENVELOPE}\"><faultcode>z:MustUnderstand</faultcode><faultstring>no</faultstring></z:Fault>")), seen(MustUnderstand, "MustUnderstand: no", "", false)),
        ("a wrong version, with an upgrade header", envelope("<s:Fault><faultcode>s:VersionMismatch</faultcode><faultstring>no</faultstring></s:Fault>").replace("<s:Body>", r#"<s:Header><u:Upgrade xmlns:u="http://www.w3.org/2003/05/soap-envelope"><u:SupportedEnvelope qname="x:Envelope" xmlns:x="http://www.w3.org/2003/05/soap-envelope"/></u:Upgrade></s:Header><s:Body>"#), seen(VersionMismatch, "VersionMismatch: no", "", false)),
        ("a code in lower case", fault("s:server", "no", ""), seen(Other, "server: no", "", false)),
        ("a fault after an element that nobody asked for", envelope("<warning/><s:Fault><faultcode>s:Server</faultcode><faultstring>no</faultstring></s:Fault>"), seen(Receiver, "Server: no", "", false)),
        (
            "a faultstring with markup and a turn of direction",
            fault("s:Server", "<b>no</b> \u{202e}way", ""),
            seen(Receiver, "Server: no \\u{202e}way", "", false),
        ),
        (
            "the token, repeated everywhere",
            fault("s:Client", &format!("bad token {TOKEN}"), &format!("<faultactor>urn:{TOKEN}</faultactor><detail><{TOKEN}>{TOKEN}</{TOKEN}></detail>")),
            seen(Sender, "Client: bad token ***", TOKEN, false),
        ),
    ];
    let mut wrong = Wrong::default();
    for (what, document, expected) in cases {
        let server = Raw::answer("500 Internal Server Error", &[XML], document);
        for (by, result) in both(|| orders().get_order(request()).endpoint(&server.url())) {
            match result {
                Err(Error::Fault(fault)) => {
                    let told = fault.to_string();
                    let names: Vec<&str> = fault.details().map(|e| e.local.as_str()).collect();
                    let detail = match names.is_empty() {
                        true => fault.detail().map_or_else(String::new, |e| e.text()),
                        false => names.join(" "),
                    };
                    let declared = fault.declared::<GetOrderFault>();
                    let number = NoSuchOrder::new().number(7);
                    let is_declared = declared == Some(GetOrderFault::NoSuchOrder(number));
                    let start = "the service answered with the fault";
                    let rest = told.strip_prefix(start).unwrap_or("?");
                    let rest = rest.strip_prefix(' ').unwrap_or(rest);
                    if (rest, detail.as_str()) != (expected.told, expected.detail) {
                        wrong.add(what, format!("{by} {rest:?}, detail {detail:?}"));
                    }
                    if (fault.kind(), is_declared) != (expected.kind, expected.declared) {
                        wrong.add(what, format!("{by} {:?}, {declared:?}", fault.kind()));
                    }
                    let shown = format!("{told} {fault:?} {fault:#?}");
                    if shown.contains(TOKEN) {
                        wrong.add(what, format!("{by} shows the token: {shown}"));
                    }
                }
                other => wrong.add(what, format!("{by} {other:?}")),
            }
        }
    }
    wrong.none();
}
