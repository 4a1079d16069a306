using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Messages;

/// <summary>Which messages of some cases have still to leave, on each channel, with those that a unit of work adds. Used by one thread.</summary>
internal sealed class MessageTurns
{
    private readonly Dictionary<(long Case, string Channel), long> _first;

    private MessageTurns(Dictionary<(long Case, string Channel), long> first) => _first = first;

    /// <summary>As it is now; nulls stand for messages about no case, which wait for nobody.</summary>
    public static async Task<MessageTurns> Of(DeskDb db, IEnumerable<long?> caseKeys, CancellationToken ct)
    {
        var keys = caseKeys.Distinct().Where(key => key is not null).ToList();
        if (keys.Count == 0)
            return new([]);
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
        var turns = new MessageTurns(waiting.ToDictionary(one => (one.CaseKey!.Value, one.Channel), one => one.First));
        foreach (var entry in db.ChangeTracker.Entries<Message>())
        {
            if (entry.Entity is { State: MessageState.Queued, CaseKey: { } key } row && keys.Contains(key))
                turns.Note(row);
        }
        return turns;
    }

    /// <summary>True while an earlier message of the case has still to leave on the channel; the message has its place then.</summary>
    public bool IsBehind(Message row)
    {
        if (row.CaseKey is not { } key)
            return false;
        if (_first.TryGetValue((key, row.Channel), out var first) && first < row.Key)
            return true;
        Note(row);
        return false;
    }

    private void Note(Message row)
    {
        var place = (row.CaseKey!.Value, row.Channel);
        if (!_first.TryGetValue(place, out var first) || row.Key < first)
            _first[place] = row.Key;
    }
}
