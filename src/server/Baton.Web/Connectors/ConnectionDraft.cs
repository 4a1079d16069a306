using Baton.Desk.Connectors.Connections;

namespace Baton.Web.Connectors;

/// <summary>The settings of a connection while somebody changes them.</summary>
internal sealed class ConnectionDraft
{
    public string BaseAddress { get; set; } = "";
    public string Authentication { get; set; } = "";
    public string? User { get; set; }
    public string? HeaderName { get; set; }
    public string? TokenUrl { get; set; }
    public string? ClientId { get; set; }
    public string? Scope { get; set; }
    public string Headers { get; set; } = "";
    public int TimeoutSeconds { get; set; }
    public int Concurrency { get; set; }

    public static ConnectionDraft Of(ConnectionSettings settings) =>
        new()
        {
            BaseAddress = settings.BaseAddress,
            Authentication = settings.Authentication,
            User = settings.User,
            HeaderName = settings.HeaderName,
            TokenUrl = settings.TokenUrl,
            ClientId = settings.ClientId,
            Scope = settings.Scope,
            Headers = settings.Headers,
            TimeoutSeconds = settings.TimeoutSeconds,
            Concurrency = settings.Concurrency,
        };

    public ConnectionSettings Settings() =>
        new()
        {
            BaseAddress = BaseAddress,
            Authentication = Authentication,
            User = User,
            HeaderName = HeaderName,
            TokenUrl = TokenUrl,
            ClientId = ClientId,
            Scope = Scope,
            Headers = Headers,
            TimeoutSeconds = TimeoutSeconds,
            Concurrency = Concurrency,
        };
}
