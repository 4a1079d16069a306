namespace Baton.EndToEnd;

/// <summary>What a test decides about the server that it starts.</summary>
public sealed record ServerSettings
{
    /// <summary>Loads the demo organisation and the packs; off, the store holds the administrator only.</summary>
    public bool LoadDemo { get; init; }

    /// <summary>
    /// The rows are in a PostgreSQL database of this server's own; where <see cref="Arguments"/> name a storage, they decide. All servers do so with
    /// BATON_TEST_STORAGE=postgres.
    /// </summary>
    public bool OnPostgres { get; init; } = PreparedData.IsPostgres;

    /// <summary>Whether tests may pin the clock.</summary>
    public bool ControlledClock { get; init; } = true;

    /// <summary>The value of ASPNETCORE_ENVIRONMENT.</summary>
    public string Environment { get; init; } = "Development";

    /// <summary>The data directory; a fresh one below the temporary files by default, removed with the server.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>More command line arguments, such as <c>--Fax:Spool=…</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>How long the server may take until it is ready.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(90);
}
