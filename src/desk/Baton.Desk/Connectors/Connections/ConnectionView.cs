using Baton.Desk.Connectors.Breaking;

namespace Baton.Desk.Connectors.Connections;

/// <summary>A connection, its settings without secrets, and how calling it goes.</summary>
public sealed record ConnectionView(string Code, string Name, bool IsEnabled, int Version)
{
    public required ConnectionSettings Settings { get; init; }

    /// <summary>A password, token, key or client's secret is kept.</summary>
    public bool HasSecret { get; init; }

    /// <summary>closed (all is well), open (calls rest) or half-open (one call tries), on this server.</summary>
    public required string Circuit { get; init; }

    /// <summary>When the rest ends; null unless the circuit is open.</summary>
    public DateTimeOffset? OpenUntil { get; init; }

    /// <summary>The last ones on this server, the newest first.</summary>
    public IReadOnlyList<CallFailure> Failures { get; init; } = [];

    internal static ConnectionView Of(HttpConnection row, Circuits circuits)
    {
        var (circuit, failures) = circuits.Of(row.Code, row.Version);
        return new(row.Code, row.Name, row.IsEnabled, row.Version)
        {
            Settings = new()
            {
                BaseAddress = row.BaseAddress,
                Authentication = row.Authentication,
                User = row.User,
                HeaderName = row.HeaderName,
                TokenUrl = row.TokenUrl,
                ClientId = row.ClientId,
                Scope = row.Scope,
                Headers = row.Headers,
                TimeoutSeconds = row.TimeoutSeconds,
                Concurrency = row.Concurrency,
            },
            HasSecret = row.Secret is not null,
            Circuit = circuit.State,
            OpenUntil = circuit.State == CircuitStates.Open ? circuit.Until : null,
            Failures = failures,
        };
    }
}

/// <summary>What administrators say of a connection, beside its secret.</summary>
public sealed record ConnectionSettings
{
    /// <summary>http or https; everything that is called lies below it.</summary>
    public string BaseAddress { get; init; } = "";

    /// <summary>none, basic, bearer, api-key or oauth2.</summary>
    public string Authentication { get; init; } = SignIns.None;
    public string? User { get; init; }

    /// <summary>The header of an API key.</summary>
    public string? HeaderName { get; init; }
    public string? TokenUrl { get; init; }
    public string? ClientId { get; init; }
    public string? Scope { get; init; }

    /// <summary>Further headers, one a line: <c>Name: value</c>. No secrets: they are shown.</summary>
    public string Headers { get; init; } = "";

    /// <summary>1 to 60.</summary>
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>Calls at once, 1 to 16.</summary>
    public int Concurrency { get; init; } = 4;
}
