using Baton.Desk.Storage.Auditing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Baton.Desk.Connectors.Connections;

/// <summary>Another system that processes call: where it is and how one signs in.</summary>
[Audited(AuditKinds.HttpConnection, nameof(Code))]
internal sealed class HttpConnection
{
    public required string Code { get; init; }
    public required string Name { get; set; }

    /// <summary>False lets no process call it.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>What it is called with goes nowhere else than here and below.</summary>
    public required string BaseAddress { get; set; }

    /// <summary>One of <see cref="SignIns"/>.</summary>
    public required string Authentication { get; set; }

    /// <summary>Of <see cref="SignIns.Basic"/>.</summary>
    public string? User { get; set; }

    /// <summary>The header of the key, for <see cref="SignIns.ApiKey"/>.</summary>
    public string? HeaderName { get; set; }

    /// <summary>Where tokens are given, for <see cref="SignIns.OAuth2"/>.</summary>
    public string? TokenUrl { get; set; }
    public string? ClientId { get; set; }
    public string? Scope { get; set; }

    /// <summary>Password, token, key or the client's secret; protected by the desk's keys.</summary>
    [AuditedSecret]
    public string? Secret { get; set; }

    /// <summary>Further headers of every call, one a line: <c>Name: value</c>.</summary>
    public string Headers { get; set; } = "";
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>How many calls at once.</summary>
    public int Concurrency { get; set; } = 4;

    [NotAudited]
    public int Version { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<HttpConnection>
    {
        public void Configure(EntityTypeBuilder<HttpConnection> builder)
        {
            builder.ToTable("desk_http_connection");
            builder.HasKey(row => row.Code);
            builder.Property(row => row.Code).HasMaxLength(50);
            builder.Property(row => row.Version).IsConcurrencyToken();
        }
    }
}

/// <summary>How one signs in at another system.</summary>
internal static class SignIns
{
    public const string None = "none";
    public const string Basic = "basic";
    public const string Bearer = "bearer";
    public const string ApiKey = "api-key";
    public const string OAuth2 = "oauth2";

    public static IReadOnlyList<string> All { get; } = [None, Basic, Bearer, ApiKey, OAuth2];
}
