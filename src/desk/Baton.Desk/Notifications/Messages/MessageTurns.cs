using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Messages;

/// <summary>
/// Which messages of some cases have still to leave, on each channel, with those that a unit of work adds; read when the first message asks. Used by
/// one thread.
/// </summary>
/// <param name="db">Where they are.</param>
/// <param name="caseKeys">The cases; nulls stand for messages about no case, which wait for nobody.</param>
internal sealed class MessageTurns(DeskDb db, IEnumerable<long?> caseKeys)
{
    private Dictionary<(long Case, string Channel), long>? _first;

    /// <summary>True while an earlier message of the case has still to leave on the channel; the message has its place then.</summary>
    public async Task<bool> IsBehind(Message row, CancellationToken ct)
    {
        if (row.CaseKey is not { } key)
            return false;
        _first ??= await Read(ct);
        if (_first.TryGetValue((key, row.Channel), out var first) && first < row.Key)
            return true;
        Note(_first, row);
        return false;
    }

    private async Task<Dictionary<(long Case, string Channel), long>> Read(CancellationToken ct)
    {
        var keys = caseKeys.Where(key => key is not null).Distinct().ToList();
        var waiting = await db.Set<Message>()
            .Where(row => keys.Contains(row.CaseKey) && row.State == MessageState.Queued)
            .GroupBy(row => new { row.CaseKey, row.Channel })
            .Select(group => new
            {
                group.Key.CaseKey,
                group.Key.Channel,
                First = group.Min(row => row.Key),
            })
            .ToListAsync(ct);
        var first = waiting.ToDictionary(one => (one.CaseKey!.Value, one.Channel), one => one.First);
        foreach (var entry in db.ChangeTracker.Entries<Message>())
        {
            if (entry.Entity is { State: MessageState.Queued, CaseKey: { } key } row && keys.Contains(key))
                Note(first, row);
        }
        return first;
    }

    private static void Note(Dictionary<(long Case, string Channel), long> firsts, Message row)
    {
        var place = (row.CaseKey!.Value, row.Channel);
        if (!firsts.TryGetValue(place, out var first) || row.Key < first)
            firsts[place] = row.Key;
    }
}
