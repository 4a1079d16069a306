namespace Baton.Desk.Cases.Attachments.Scanning;

/// <summary>What a scanner says of a file.</summary>
/// <param name="Verdict">The short of it.</param>
/// <param name="Detail">The name of what was found, or why there is no answer.</param>
internal sealed record ScanResult(ScanVerdict Verdict, string? Detail = null);

/// <summary>The short of what a scanner says.</summary>
internal enum ScanVerdict
{
    /// <summary>Nobody asked: no scanner is set up.</summary>
    NotAsked,
    Clean,
    Found,
    NoAnswer,
}

/// <summary>How far the scan of an attachment has come, as its row keeps it; null where no scanner was set up.</summary>
internal static class ScanStates
{
    public const string Clean = "clean";

    /// <summary>Accepted while the scanner did not answer.</summary>
    public const string Waiting = "waiting";

    public static string? Of(ScanResult result) =>
        result.Verdict switch
        {
            ScanVerdict.Clean => Clean,
            ScanVerdict.NoAnswer => Waiting,
            _ => null,
        };
}
