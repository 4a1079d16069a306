using System.Net;

namespace Baton.Server.Tests.CaseExchange;

/// <summary>What the generated clients of both versions of SOAP have in common.</summary>
public interface ICaseCaller
{
    /// <summary>Number of the case.</summary>
    string Open(Opening opening);

    /// <summary>Numbers of the cases.</summary>
    IReadOnlyList<string> Find(string reference);

    /// <summary>Number of the case.</summary>
    string GiveFeedback(string messageId, string number, int rating, string subject);

    /// <summary>Of a version of SOAP.</summary>
    static ICaseCaller Of(string version, Uri server, NetworkCredential credentials)
    {
        string url = new Uri(server, "/api/soap/cases").ToString();
        return version == "1.1" ? new Soap11Caller(url, credentials) : new Soap12Caller(url, credentials);
    }
}

/// <summary>A case of the demo to open.</summary>
/// <param name="MessageId">The sender's own.</param>
/// <param name="Kind">What is broken.</param>
/// <param name="File">Content of a text file that comes along; null for none.</param>
public sealed record Opening(string MessageId, string Kind = "no-service", byte[]? File = null);
