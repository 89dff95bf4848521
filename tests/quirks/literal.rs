//! document/literal answers as each stack lays them out: one order, always the same.

use wsdl_runtime::value::{DateTime, Decimal};

use crate::ask::{Is, Wrong, answer, orders, request};
use crate::service::{AnyPayment, ArrayOfLine, Card, GetOrderResponse, Line, Order, Status};

/// The order that all of them tell of.
pub(crate) fn order() -> Order {
    let placed: DateTime = parsed("2024-02-29T23:59:59.5Z");
    let lines = ArrayOfLine {
        line: vec![
            Some(Line::new().item("bolts & nuts").count(12)),
            Some(Line::new().item("").count(1)),
        ],
    };
    let card = Card::new().amount(parsed::<Decimal>("19.90")).holder("Zoë");
    Order::new(placed)
        .number(7)
        .total(parsed::<Decimal>("19.90"))
        .paid(true)
        .rating(3)
        .status(Status::Open)
        .lines(lines)
        .payment(AnyPayment::Card(card))
}

pub(crate) fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> T {
    text.parse().unwrap_or_else(|e| panic!("{text}: {e}"))
}

/// Stack, envelope, and how many notes of what was passed over it gives.
const STACKS: &[(&str, usize, &str)] = &[
    (
        "ASP.NET .asmx",
        0,
        r#"<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><soap:Body><getOrderResponse xmlns="urn:orders"><order><number>7</number><total>19.90</total><placed>2024-02-29T23:59:59.5Z</placed><paid>true</paid><customer xsi:nil="true" /><rating>3</rating><status>open</status><lines><line><item>bolts &amp; nuts</item><count>12</count></line><line><item /><count>1</count></line></lines><payment xsi:type="Card"><amount>19.90</amount><holder>Zoë</holder></payment></order></getOrderResponse></soap:Body></soap:Envelope>"#,
    ),
    (
        "WCF, DataContract: references kept, headers, i:nil",
        9,
        r#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:a="http://www.w3.org/2005/08/addressing" xmlns:u="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"><s:Header><a:Action s:mustUnderstand="1" u:Id="_2">urn:orders/getOrderResponse</a:Action><a:RelatesTo u:Id="_3">urn:uuid:b6b4d5a8-0c0e-4f2b-9c52-2d1f2f1f0f6a</a:RelatesTo><ActivityId CorrelationId="4d1c" xmlns="http://schemas.microsoft.com/2004/09/ServiceModel/Diagnostics">00000000-0000-0000-0000-000000000000</ActivityId><o:Security s:mustUnderstand="1" xmlns:o="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"><u:Timestamp u:Id="_0"><u:Created>2024-03-01T00:00:00.000Z</u:Created><u:Expires>2024-03-01T00:05:00.000Z</u:Expires></u:Timestamp></o:Security></s:Header><s:Body u:Id="_1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><getOrderResponse xmlns="urn:orders"><order z:Id="i1" xmlns:z="http://schemas.microsoft.com/2003/10/Serialization/" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><number>7</number><total>19.90</total><placed>2024-02-29T23:59:59.5Z</placed><paid>true</paid><customer i:nil="true"/><rating>3</rating><status>open</status><lines z:Id="i2" z:Size="2"><line z:Id="i3"><item z:Id="i4">bolts &amp; nuts</item><count>12</count></line><line z:Id="i5"><item z:Id="i6"></item><count>1</count></line></lines><payment z:Id="i7" i:type="b:Card" xmlns:b="urn:orders"><amount>19.90</amount><holder z:Id="i8">Zoë</holder></payment></order></getOrderResponse></s:Body></s:Envelope>"#,
    ),
    (
        "Apache Axis 1.4: prefixes per element, everything typed",
        0,
        r#"<?xml version="1.0" encoding="utf-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body><getOrderResponse xmlns="urn:orders"><ns1:order xmlns:ns1="urn:orders"><ns1:number xsi:type="xsd:int">7</ns1:number><ns1:total xsi:type="xsd:decimal">19.90</ns1:total><ns1:placed xsi:type="xsd:dateTime">2024-02-29T23:59:59.5Z</ns1:placed><ns1:paid xsi:type="xsd:boolean">true</ns1:paid><ns1:customer xsi:type="xsd:string" xsi:nil="true"/><ns1:rating xsi:type="xsd:int">3</ns1:rating><ns1:status xsi:type="ns1:Status">open</ns1:status><ns1:lines xsi:type="ns1:ArrayOfLine"><ns1:line xsi:type="ns1:Line"><ns1:item xsi:type="xsd:string">bolts &amp; nuts</ns1:item><ns1:count xsi:type="xsd:int">12</ns1:count></ns1:line><ns1:line xsi:type="ns1:Line"><ns1:item xsi:type="xsd:string"/><ns1:count xsi:type="xsd:int">1</ns1:count></ns1:line></ns1:lines><ns2:payment xsi:type="ns2:Card" xmlns:ns2="urn:orders"><ns2:amount>19.90</ns2:amount><ns2:holder>Zo&#235;</ns2:holder></ns2:payment></ns1:order></getOrderResponse></soapenv:Body></soapenv:Envelope>"#,
    ),
    (
        "Apache Axis2 (ADB): typed with a prefix of its own, an empty header",
        0,
        r#"<?xml version='1.0' encoding='UTF-8'?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Header/><soapenv:Body><ns2:getOrderResponse xmlns:ns2="urn:orders"><ns2:order xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="ns2:Order"><ns2:number>7</ns2:number><ns2:total>19.90</ns2:total><ns2:placed>2024-02-29T23:59:59.5Z</ns2:placed><ns2:paid>true</ns2:paid><ns2:customer xsi:nil="1"/><ns2:rating>3</ns2:rating><ns2:status>open</ns2:status><ns2:lines xsi:type="ns2:ArrayOfLine"><ns2:line xsi:type="ns2:Line"><ns2:item>bolts &amp; nuts</ns2:item><ns2:count>12</ns2:count></ns2:line><ns2:line xsi:type="ns2:Line"><ns2:item></ns2:item><ns2:count>1</ns2:count></ns2:line></ns2:lines><ns2:payment xsi:type="ns2:Card"><ns2:amount>19.90</ns2:amount><ns2:holder>Zoë</ns2:holder></ns2:payment></ns2:order></ns2:getOrderResponse></soapenv:Body></soapenv:Envelope>"#,
    ),
    (
        "Apache CXF: soap:Envelope without a declaration, xs declared where it is used",
        0,
        r#"<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><ns3:getOrderResponse xmlns:ns2="urn:registry" xmlns:ns3="urn:orders"><ns3:order><ns3:number>7</ns3:number><ns3:total>19.90</ns3:total><ns3:placed>2024-02-29T23:59:59.5Z</ns3:placed><ns3:paid>true</ns3:paid><ns3:customer xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/><ns3:rating>3</ns3:rating><ns3:status>open</ns3:status><ns3:lines><ns3:line><ns3:item>bolts &amp; nuts</ns3:item><ns3:count>12</ns3:count></ns3:line><ns3:line><ns3:item></ns3:item><ns3:count>1</ns3:count></ns3:line></ns3:lines><ns3:payment xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="ns3:Card"><ns3:amount>19.90</ns3:amount><ns3:holder>Zoë</ns3:holder></ns3:payment></ns3:order></ns3:getOrderResponse></soap:Body></soap:Envelope>"#,
    ),
    (
        "Metro and JBossWS: S:Envelope, xmlns:S again further in",
        0,
        r#"<?xml version='1.0' encoding='UTF-8'?><S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/" xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Header/><S:Body xmlns:ns2="urn:orders"><ns2:getOrderResponse xmlns:S="http://www.w3.org/2003/05/soap-envelope" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><ns2:order><ns2:number>7</ns2:number><ns2:total>19.90</ns2:total><ns2:placed>2024-02-29T23:59:59.5Z</ns2:placed><ns2:paid>true</ns2:paid><ns2:customer xsi:nil="true"></ns2:customer><ns2:rating>3</ns2:rating><ns2:status>open</ns2:status><ns2:lines><ns2:line><ns2:item>bolts &amp; nuts</ns2:item><ns2:count>12</ns2:count></ns2:line><ns2:line><ns2:item/><ns2:count>1</ns2:count></ns2:line></ns2:lines><ns2:payment xsi:type="ns2:Card"><ns2:amount>19.90</ns2:amount><ns2:holder>Zoë</ns2:holder></ns2:payment></ns2:order></ns2:getOrderResponse></S:Body></S:Envelope>"#,
    ),
    (
        "WebLogic: m: and n1:, a trace header, encodingStyle on what is literal",
        0,
        r#"<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/" xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><env:Header><work:WorkContext xmlns:work="http://bea.com/2004/06/soap/workarea/">rO0ABXdV</work:WorkContext></env:Header><env:Body env:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><m:getOrderResponse xmlns:m="urn:orders"><m:order xmlns:n1="urn:orders"><n1:number>7</n1:number><n1:total>19.90</n1:total><n1:placed>2024-02-29T23:59:59.5Z</n1:placed><n1:paid>true</n1:paid><n1:customer xsi:nil="true"/><n1:rating>3</n1:rating><n1:status>open</n1:status><n1:lines><n1:line><n1:item>bolts &amp; nuts</n1:item><n1:count>12</n1:count></n1:line><n1:line><n1:item/><n1:count>1</n1:count></n1:line></n1:lines><n1:payment xsi:type="n1:Card"><n1:amount>19.90</n1:amount><n1:holder>Zoë</n1:holder></n1:payment></m:order></m:getOrderResponse></env:Body></env:Envelope>"#,
    ),
    (
        "WebSphere: p: prefixes that move, unused declarations by the dozen",
        0,
        r#"<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:p="http://a" xmlns:p1="http://b" xmlns:p2="http://c"><soapenv:Header xmlns:wsa="http://www.w3.org/2005/08/addressing"/><soapenv:Body><p:getOrderResponse xmlns:p="urn:orders"><p:order><p1:number xmlns:p1="urn:orders">7</p1:number><p:total>19.90</p:total><p:placed>2024-02-29T23:59:59.5Z</p:placed><p:paid>true</p:paid><p:customer xsi:nil="true"/><p:rating>3</p:rating><p:status>open</p:status><p:lines><p:line><p:item>bolts &amp; nuts</p:item><p:count>12</p:count></p:line><p:line><p:item/><p:count>1</p:count></p:line></p:lines><p2:payment xsi:type="p2:Card" xmlns:p2="urn:orders"><p2:amount>19.90</p2:amount><p2:holder>Zoë</p2:holder></p2:payment></p:order></p:getOrderResponse></soapenv:Body></soapenv:Envelope>"#,
    ),
    (
        "gSOAP: SOAP-ENV, line breaks in tags, an encodingStyle, id on what nobody refers to",
        2,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<SOAP-ENV:Envelope\n xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\"\n xmlns:SOAP-ENC=\"http://schemas.xmlsoap.org/soap/encoding/\"\n xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"\n xmlns:ns1=\"urn:orders\">\n <SOAP-ENV:Body>\n  <ns1:getOrderResponse>\n   <ns1:order xsi:type=\"ns1:Order\" id=\"_1\">\n    <ns1:number>7</ns1:number>\n    <ns1:total>19.90</ns1:total>\n    <ns1:placed>2024-02-29T23:59:59.5Z</ns1:placed>\n    <ns1:paid>true</ns1:paid>\n    <ns1:customer\n      xsi:nil=\"true\"/>\n    <ns1:rating>3</ns1:rating>\n    <ns1:status>open</ns1:status>\n    <ns1:lines id=\"_2\">\n     <ns1:line>\n      <ns1:item>bolts &amp; nuts</ns1:item>\n      <ns1:count>12</ns1:count>\n     </ns1:line>\n     <ns1:line>\n      <ns1:item></ns1:item>\n      <ns1:count>1</ns1:count>\n     </ns1:line>\n    </ns1:lines>\n    <ns1:payment xsi:type=\"ns1:Card\">\n     <ns1:amount>19.90</ns1:amount>\n     <ns1:holder>Zo\u{eb}</ns1:holder>\n    </ns1:payment>\n   </ns1:order>\n  </ns1:getOrderResponse>\n </SOAP-ENV:Body>\n</SOAP-ENV:Envelope>\n",
    ),
    (
        "PHP ext/soap: entities in numbers, a line break at the end",
        0,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:ns1=\"urn:orders\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><SOAP-ENV:Body><ns1:getOrderResponse><ns1:order><ns1:number>7</ns1:number><ns1:total>19.90</ns1:total><ns1:placed>2024-02-29T23:59:59.5Z</ns1:placed><ns1:paid>true</ns1:paid><ns1:customer xsi:nil=\"true\"/><ns1:rating>3</ns1:rating><ns1:status>open</ns1:status><ns1:lines><ns1:line><ns1:item>bolts &#38; nuts</ns1:item><ns1:count>12</ns1:count></ns1:line><ns1:line><ns1:item></ns1:item><ns1:count>1</ns1:count></ns1:line></ns1:lines><ns1:payment xsi:type=\"ns1:Card\"><ns1:amount>19.90</ns1:amount><ns1:holder>Zo&#xEB;</ns1:holder></ns1:payment></ns1:order></ns1:getOrderResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>\n",
    ),
    (
        "NuSOAP: the wrapper qualified, its content not",
        18,
        r#"<?xml version="1.0" encoding="UTF-8"?><SOAP-ENV:Envelope SOAP-ENV:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/"><SOAP-ENV:Body><ns1:getOrderResponse xmlns:ns1="urn:orders"><order><number>7</number><total>19.90</total><placed>2024-02-29T23:59:59.5Z</placed><paid>true</paid><customer xsi:nil="true"/><rating>3</rating><status>open</status><lines><line><item>bolts &amp; nuts</item><count>12</count></line><line><item></item><count>1</count></line></lines><payment xsi:type="ns1:Card"><amount>19.90</amount><holder>Zoë</holder></payment></order></ns1:getOrderResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>"#,
    ),
    (
        "ColdFusion (and SOAPpy): nothing qualified at all",
        19,
        r#"<?xml version="1.0" encoding="utf-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:o="urn:orders"><soapenv:Body><getOrderResponse><order><number>7</number><total>19.90</total><placed>2024-02-29T23:59:59.5Z</placed><paid>true</paid><customer xsi:nil="true"/><rating>3</rating><status>open</status><lines><line><item>bolts &amp; nuts</item><count>12</count></line><line><item></item><count>1</count></line></lines><payment xsi:type="o:Card"><amount>19.90</amount><holder>Zoë</holder></payment></order></getOrderResponse></soapenv:Body></soapenv:Envelope>"#,
    ),
    (
        "SAP NetWeaver: n0 and no declaration, prx headers, elements in the order of ABAP",
        0,
        r#"<SOAP:Envelope xmlns:SOAP="http://schemas.xmlsoap.org/soap/envelope/"><SOAP:Header xmlns:prx="urn:sap.com:proxy"/><SOAP:Body><n0:getOrderResponse xmlns:n0='urn:orders' xmlns:prx='urn:sap.com:proxy:ABC:/1SAI/TAS0:740'><n0:order><n0:number>7</n0:number><n0:total>19.90</n0:total><n0:placed>2024-02-29T23:59:59.5Z</n0:placed><n0:paid>true</n0:paid><n0:customer xsi:nil='true' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'/><n0:rating>3 </n0:rating><n0:status>open</n0:status><n0:lines><n0:line><n0:item>bolts &amp; nuts</n0:item><n0:count>12 </n0:count></n0:line><n0:line><n0:item/><n0:count>1 </n0:count></n0:line></n0:lines><n0:payment xsi:type='n0:Card' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><n0:amount>19.90</n0:amount><n0:holder>Zoë</n0:holder></n0:payment></n0:order></n0:getOrderResponse></SOAP:Body></SOAP:Envelope>"#,
    ),
    (
        "Oracle SOA: a document in a document, comments, a stylesheet instruction before the root",
        0,
        r#"<?xml version = '1.0' encoding = 'UTF-8' standalone = 'no'?>
<!-- answered by soa_server1 --><?oracle-xsl-mapper v="1"?>
<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/" xmlns:wsa="http://www.w3.org/2005/08/addressing">
  <env:Header><wsa:MessageID>urn:1</wsa:MessageID><wsa:ReplyTo><wsa:Address>http://www.w3.org/2005/08/addressing/anonymous</wsa:Address><wsa:ReferenceParameters><instra:tracking.ecid xmlns:instra="http://xmlns.oracle.com/sca/tracking/1.0">e</instra:tracking.ecid></wsa:ReferenceParameters></wsa:ReplyTo></env:Header>
  <env:Body><!-- here --><getOrderResponse xmlns="urn:orders" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><order><number>7<!-- key --></number><total>19.90</total><placed>2024-02-29T23:59:59.5Z</placed><paid>true</paid><customer xsi:nil="true"/><rating>3</rating><status>open</status><lines><line><item><![CDATA[bolts & nuts]]></item><count>12</count></line><line><item><![CDATA[]]></item><count>1</count></line></lines><payment xmlns:o="urn:orders" xsi:type="o:Card"><amount>19.90</amount><holder>Zo<![CDATA[ë]]></holder></payment></order></getOrderResponse></env:Body>
</env:Envelope>
<!-- bye -->"#,
    ),
    (
        "SOAP::Lite: an envelope of the 1999 schemas' namespaces",
        0,
        r#"<?xml version="1.0" encoding="UTF-8"?><SOAP-ENV:Envelope xmlns:xsi="http://www.w3.org/1999/XMLSchema-instance" xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/" xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/1999/XMLSchema" SOAP-ENV:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><SOAP-ENV:Body><getOrderResponse xmlns="urn:orders"><order><number xsi:type="xsd:int">7</number><total xsi:type="xsd:decimal">19.90</total><placed xsi:type="xsd:timeInstant">2024-02-29T23:59:59.5Z</placed><paid xsi:type="xsd:boolean">true</paid><customer xsi:null="1"/><rating xsi:type="xsd:int">3</rating><status xsi:type="xsd:string">open</status><lines><line><item xsi:type="xsd:string">bolts &amp; nuts</item><count xsi:type="xsd:int">12</count></line><line><item xsi:type="xsd:string"/><count xsi:type="xsd:int">1</count></line></lines><payment xsi:type="Card"><amount>19.90</amount><holder>Zoë</holder></payment></order></getOrderResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>"#,
    ),
    (
        "spyne, out of order: members in the order of a dictionary",
        5,
        r#"<?xml version='1.0' encoding='UTF-8'?>
<soap11env:Envelope xmlns:soap11env="http://schemas.xmlsoap.org/soap/envelope/" xmlns:tns="urn:orders" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soap11env:Body><tns:getOrderResponse><tns:order><tns:status>open</tns:status><tns:number>7</tns:number><tns:rating>3</tns:rating><tns:total>19.90</tns:total><tns:placed>2024-02-29T23:59:59.5Z</tns:placed><tns:paid>true</tns:paid><tns:customer xsi:nil="true"/><tns:lines><tns:line><tns:count>12</tns:count><tns:item>bolts &amp; nuts</tns:item></tns:line><tns:line><tns:item></tns:item><tns:count>1</tns:count></tns:line></tns:lines><tns:payment xsi:type="tns:Card"><tns:amount>19.90</tns:amount><tns:holder>Zoë</tns:holder></tns:payment></tns:order></tns:getOrderResponse></soap11env:Body></soap11env:Envelope>"#,
    ),
    (
        "Salesforce: everything in the default namespace, a limit header",
        0,
        r#"<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:orders" xmlns:sf="urn:sobject.orders" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Header><LimitInfoHeader><limitInfo><current>5</current><limit>100000</limit><type>API REQUESTS</type></limitInfo></LimitInfoHeader></soapenv:Header><soapenv:Body><getOrderResponse><order xsi:type="Order"><number>7</number><total>19.90</total><placed>2024-02-29T23:59:59.5Z</placed><paid>true</paid><customer xsi:nil="true"/><rating>3</rating><status>open</status><lines><line><item>bolts &amp; nuts</item><count>12</count></line><line><item></item><count>1</count></line></lines><payment xsi:type="Card"><amount>19.90</amount><holder>Zoë</holder></payment></order></getOrderResponse></soapenv:Body></soapenv:Envelope>"#,
    ),
    (
        "Exchange: the schema instance declared on the body, a version header with attributes, unknown elements of a later version",
        2,
        r#"<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header><h:ServerVersionInfo MajorVersion="15" MinorVersion="20" xmlns:h="http://schemas.microsoft.com/exchange/services/2006/types" xmlns="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/></s:Header><s:Body xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><m:getOrderResponse xmlns:m="urn:orders" xmlns:t="urn:orders"><m:order><t:number>7</t:number><t:total>19.90</t:total><t:placed>2024-02-29T23:59:59.5Z</t:placed><t:paid>true</t:paid><t:customer xsi:nil="true"/><t:rating>3</t:rating><t:status>open</t:status><t:lines><t:line><t:item>bolts &amp; nuts</t:item><t:count>12</t:count></t:line><t:line><t:item/><t:count>1</t:count></t:line></t:lines><t:payment xsi:type="t:Card"><t:amount>19.90</t:amount><t:holder>Zoë</t:holder></t:payment><t:sensitivity>Normal</t:sensitivity></m:order><m:moreLater><t:x/></m:moreLater></m:getOrderResponse></s:Body></s:Envelope>"#,
    ),
    (
        "node-soap: an undeclared element prefix reused as default, attributes in no order, elements after the body",
        0,
        r#"<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:tns="urn:orders" xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><tns:getOrderResponse xmlns="urn:orders" xmlns:tns="urn:orders"><order><number>7</number><total>19.90</total><placed>2024-02-29T23:59:59.5Z</placed><paid>true</paid><tns:customer nil="false" xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/><rating>3</rating><status>open</status><lines><line><item>bolts &amp; nuts</item><count>12</count></line><line><item></item><count>1</count></line></lines><payment xsi:type="tns:Card" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><amount>19.90</amount><holder>Zoë</holder></payment></order></tns:getOrderResponse></soap:Body><trailer xmlns="urn:proxy"/></soap:Envelope>"#,
    ),
    (
        "DataPower and BizTalk: prefixes on nothing, xml:space and xml:lang, two elements in the body",
        1,
        r#"<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns0="urn:orders" xml:lang="en"><SOAP-ENV:Body><ns0:getOrderResponse xml:space="preserve"><ns0:order xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><ns0:number>7</ns0:number><ns0:total>19.90</ns0:total><ns0:placed>2024-02-29T23:59:59.5Z</ns0:placed><ns0:paid>true</ns0:paid><ns0:customer xsi:nil="true"/><ns0:rating>3</ns0:rating><ns0:status>open</ns0:status><ns0:lines><ns0:line><ns0:item>bolts &amp; nuts</ns0:item><ns0:count>12</ns0:count></ns0:line><ns0:line><ns0:item/><ns0:count>1</ns0:count></ns0:line></ns0:lines><ns0:payment xsi:type="ns0:Card"><ns0:amount>19.90</ns0:amount><ns0:holder>Zoë</ns0:holder></ns0:payment></ns0:order></ns0:getOrderResponse><ns0:audit>2</ns0:audit></SOAP-ENV:Body></SOAP-ENV:Envelope>"#,
    ),
];

#[test]
fn the_same_order_comes_from_every_stack() {
    let mut wrong = Wrong::default();
    for (stack, notes, envelope) in STACKS {
        let server = answer(envelope);
        let is = Is::Value(GetOrderResponse::new().order(order()), *notes);
        wrong.check(
            stack,
            || orders().get_order(request()).endpoint(&server.url()),
            &is,
        );
    }
    wrong.none();
}
