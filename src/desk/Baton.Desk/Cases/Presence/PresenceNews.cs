using System.Globalization;

namespace Baton.Desk.Cases.Presence;

/// <summary>What somebody does with a case.</summary>
internal enum PresenceState
{
    Gone,
    There,
    Editing,
}

/// <summary>What servers tell each other of one look at a case.</summary>
/// <param name="Id">Of the look; no two servers give the same.</param>
/// <param name="CaseKey">The case.</param>
/// <param name="UserName">Who looks.</param>
/// <param name="State">What he does.</param>
/// <param name="HeardAt">When this server heard it; unset for a look at this server.</param>
internal sealed record PresenceNews(string Id, long CaseKey, string UserName, PresenceState State, DateTimeOffset HeardAt)
{
    private const string Prefix = "presence-of";

    public string Write() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}|{Id}|{CaseKey}|{(int)State}|{UserName}");

    /// <summary>Null for news of something else.</summary>
    public static PresenceNews? Read(string topic, DateTimeOffset heardAt)
    {
        var parts = topic.Split('|', 5);
        return
            parts is [Prefix, var id, var key, var state, var userName]
            && long.TryParse(key, CultureInfo.InvariantCulture, out var caseKey)
            && int.TryParse(state, CultureInfo.InvariantCulture, out var number)
            && number is >= (int)PresenceState.Gone and <= (int)PresenceState.Editing
            ? new(id, caseKey, userName, (PresenceState)number, heardAt)
            : null;
    }
}
