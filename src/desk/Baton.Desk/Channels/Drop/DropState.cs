namespace Baton.Desk.Channels.Drop;

/// <summary>What the last look into the folder brought.</summary>
/// <param name="ReadAt">When it was last read without fault; null for never since the program began.</param>
/// <param name="TakenAt">When a message was last taken, also one that was refused.</param>
/// <param name="Taken">The name of that file.</param>
/// <param name="FailedSince">Since when it cannot be read; null while it can.</param>
/// <param name="Reason">Why not.</param>
/// <param name="HasRung">That was told to whoever looks after it.</param>
internal sealed record DropLook(
    DateTimeOffset? ReadAt = null,
    DateTimeOffset? TakenAt = null,
    string? Taken = null,
    DateTimeOffset? FailedSince = null,
    string? Reason = null,
    bool HasRung = false
)
{
    public DropLook Read(DateTimeOffset now) => this with { ReadAt = now, FailedSince = null, Reason = null, HasRung = false };

    public DropLook Failed(DateTimeOffset now, string reason) => this with { FailedSince = FailedSince ?? now, Reason = reason };

    /// <summary>Once for as long as it lasts, and not for a short while.</summary>
    public bool MustRing(DateTimeOffset now, TimeSpan patience) => !HasRung && FailedSince is { } since && now - since >= patience;
}

/// <summary>How the folder of messages does on this server. Read by others while it is written by the one that looks.</summary>
internal sealed class DropState
{
    private volatile DropLook _last = new();

    public DropLook Last
    {
        get => _last;
        set => _last = value;
    }
}
