using System.Xml;
using System.Xml.Schema;

namespace Baton.Desk.Tests.Analysis;

/// <summary>The rules of IEEE 1849-2016 about what stands where in an event log, written down anew from the standard's schema.</summary>
internal static class XesSchema
{
    private const string Rules = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="http://www.xes-standard.org/"
            targetNamespace="http://www.xes-standard.org/" elementFormDefault="qualified">
          <xs:element name="log">
            <xs:complexType>
              <xs:sequence>
                <xs:element name="extension" minOccurs="0" maxOccurs="unbounded">
                  <xs:complexType>
                    <xs:attribute name="name" type="xs:NCName" use="required" />
                    <xs:attribute name="prefix" type="xs:NCName" use="required" />
                    <xs:attribute name="uri" type="xs:anyURI" use="required" />
                  </xs:complexType>
                </xs:element>
                <xs:element name="global" minOccurs="0" maxOccurs="unbounded">
                  <xs:complexType><xs:group ref="attributes" /><xs:attribute name="scope" type="xs:NCName" /></xs:complexType>
                </xs:element>
                <xs:element name="classifier" minOccurs="0" maxOccurs="unbounded">
                  <xs:complexType>
                    <xs:attribute name="name" type="xs:NCName" use="required" />
                    <xs:attribute name="scope" type="xs:NCName" />
                    <xs:attribute name="keys" type="xs:token" use="required" />
                  </xs:complexType>
                </xs:element>
                <xs:group ref="attributes" />
                <xs:element name="trace" minOccurs="0" maxOccurs="unbounded">
                  <xs:complexType>
                    <xs:sequence>
                      <xs:group ref="attributes" />
                      <xs:element name="event" minOccurs="0" maxOccurs="unbounded">
                        <xs:complexType><xs:group ref="attributes" /></xs:complexType>
                      </xs:element>
                    </xs:sequence>
                  </xs:complexType>
                </xs:element>
              </xs:sequence>
              <xs:attribute name="xes.version" type="xs:decimal" use="required" />
              <xs:attribute name="xes.features" type="xs:token" />
            </xs:complexType>
          </xs:element>
          <xs:group name="attributes">
            <xs:choice>
              <xs:choice minOccurs="0" maxOccurs="unbounded">
                <xs:element name="string"><xs:complexType><xs:attribute name="key" type="xs:Name" use="required" /><xs:attribute name="value" type="xs:string" use="required" /></xs:complexType></xs:element>
                <xs:element name="date"><xs:complexType><xs:attribute name="key" type="xs:Name" use="required" /><xs:attribute name="value" type="xs:dateTime" use="required" /></xs:complexType></xs:element>
              </xs:choice>
            </xs:choice>
          </xs:group>
        </xs:schema>
        """;

    /// <summary>The log, read by the rules.</summary>
    /// <exception cref="XmlSchemaValidationException">It breaks one.</exception>
    public static XmlDocument Read(Stream log)
    {
        using var rules = XmlReader.Create(new StringReader(Rules));
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema };
        settings.Schemas.Add(null, rules);
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, found) => throw new XmlSchemaValidationException(found.Message);
        using var reader = XmlReader.Create(log, settings);
        var document = new XmlDocument();
        document.Load(reader);
        return document;
    }
}
