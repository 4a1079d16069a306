namespace Baton.Desk.Analysis.Traces;

/// <summary>Something that changed who has a task.</summary>
/// <param name="At">When.</param>
/// <param name="IsHeld">Somebody has it from then on; false for nobody.</param>
internal readonly record struct HandOver(DateTimeOffset At, bool IsHeld);

/// <summary>Puts together when a task was in somebody's hands. Pure.</summary>
internal static class HeldSpans
{
    /// <summary>The spans of a task that began and ended then.</summary>
    /// <param name="began">When the task came up.</param>
    /// <param name="ended">Null while it is open.</param>
    /// <param name="changes">Who had it, in any order.</param>
    public static IReadOnlyList<HeldSpan> Of(DateTimeOffset began, DateTimeOffset? ended, IEnumerable<HandOver> changes)
    {
        var spans = new List<HeldSpan>();
        DateTimeOffset? since = null;
        foreach (var change in changes.OrderBy(one => one.At))
        {
            var at = change.At < began ? began : change.At;
            if (ended is { } end && at > end)
                break;
            if (change.IsHeld)
            {
                since ??= at;
            }
            else if (since is { } from)
            {
                if (at > from)
                    spans.Add(new(from, at));
                since = null;
            }
        }
        if (since is { } last && last != ended)
            spans.Add(new(last, ended));
        return spans;
    }
}
