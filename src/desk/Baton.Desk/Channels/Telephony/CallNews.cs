namespace Baton.Desk.Channels.Telephony;

/// <summary>Whose screens a change of a call is for, so that all others need not look again. Pure.</summary>
internal static class CallNews
{
    /// <param name="call">As it is now.</param>
    /// <param name="formerUser">Who had it before; null for nobody.</param>
    public static List<string> Topics(Call call, string? formerUser)
    {
        List<string> topics = [DeskChanges.Calls];
        foreach (var user in new[] { call.UserName, formerUser }.OfType<string>())
            topics.Add(DeskChanges.CallsOf(user));
        if (call.Unit is { } unit)
            topics.Add(DeskChanges.CallsTo(unit));
        return topics;
    }
}
