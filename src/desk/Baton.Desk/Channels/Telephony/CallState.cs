namespace Baton.Desk.Channels.Telephony;

/// <summary>Where a call stands by all that was said about it, in whatever order and however often that came. Pure.</summary>
/// <param name="Phase">ringing, answered, ended or missed.</param>
/// <param name="StartedAt">When it was heard of first.</param>
internal sealed record CallState(string Phase, DateTimeOffset StartedAt)
{
    public string? From { get; init; }
    public string? To { get; init; }
    public bool IsOutbound { get; init; }
    public string? Extension { get; init; }
    public string? User { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? Recording { get; init; }

    /// <param name="events">One at least.</param>
    public static CallState Of(IEnumerable<CallEvent> events)
    {
        List<CallEvent> sorted = [.. events.OrderBy(one => one.At).ThenBy(one => CallEvents.All.ToList().IndexOf(one.Event))];
        var answered = sorted.Find(one => one.Event is CallEvents.Answered or CallEvents.Transferred);
        var ended = sorted.FindLast(one => one.Event is CallEvents.Ended or CallEvents.Missed);
        // After a transfer it belongs to whom it was given.
        var holder = sorted.FindLast(one =>
            one.Event is not (CallEvents.Ended or CallEvents.Recording) && (one.Extension ?? one.User) is not null
        );
        var isOutbound = sorted.Find(one => one.IsOutbound is not null)?.IsOutbound == true;
        return new(PhaseOf(answered, ended, isOutbound), sorted[0].At)
        {
            From = sorted.Find(one => one.From is not null)?.From,
            To = sorted.Find(one => one.To is not null)?.To,
            IsOutbound = isOutbound,
            Extension = holder?.Extension,
            User = holder?.User,
            AnsweredAt = answered?.At,
            EndedAt = ended?.At,
            Recording = sorted.FindLast(one => one.Recording is not null)?.Recording,
        };
    }

    private static string PhaseOf(CallEvent? answered, CallEvent? ended, bool isOutbound) =>
        ended is null ? (answered is null ? CallEvents.Ringing : CallEvents.Answered)
        : answered is null && !isOutbound ? CallEvents.Missed
        : CallEvents.Ended;
}
