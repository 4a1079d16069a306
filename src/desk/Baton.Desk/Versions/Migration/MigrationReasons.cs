namespace Baton.Desk.Versions.Migration;

/// <summary>Why the engine refuses to migrate an instance.</summary>
internal static class MigrationReasons
{
    private const string Before = ", but ";

    /// <summary>The reason without the sentence that says what was wanted, which is the same for all.</summary>
    public static string Short(string reason)
    {
        var at = reason.IndexOf(Before, StringComparison.Ordinal);
        if (at < 0)
            return reason;
        var rest = reason[(at + Before.Length)..];
        return rest.Length == 0 ? reason : char.ToUpperInvariant(rest[0]) + rest[1..];
    }
}
