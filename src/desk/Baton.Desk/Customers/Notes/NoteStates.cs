namespace Baton.Desk.Customers.Notes;

/// <summary>Whether a note holds now, as codes of the API.</summary>
public static class NoteStates
{
    /// <summary>It will hold later.</summary>
    public const string Planned = "planned";

    /// <summary>It holds now.</summary>
    public const string Active = "active";

    /// <summary>It has held.</summary>
    public const string Expired = "expired";

    internal static string Of(CustomerNote note, DateTimeOffset now) =>
        now < note.EffectiveFrom ? Planned
        : note.EffectiveUntil <= now ? Expired
        : Active;
}
