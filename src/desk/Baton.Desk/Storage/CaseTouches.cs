using System.Runtime.CompilerServices;
using Baton.Desk.Cases;
using Baton.Desk.Cases.CallBacks;
using Baton.Desk.Cases.Notes;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Worklists;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Baton.Desk.Storage;

/// <summary>
/// Which cases a unit of work has changed so far: their own rows, tasks, promises, notes and the messages that left. Whoever follows cases asks for them at the end of the unit,
/// so that nobody who changes a case has to think of it.
/// </summary>
internal static class CaseTouches
{
    private static readonly ConditionalWeakTable<UnitOfWork, HashSet<long>> Touched = [];

    /// <summary>Notes what is about to be saved.</summary>
    public static void Note(UnitOfWork unit, ChangeTracker tracker)
    {
        foreach (var entry in tracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified))
                continue;
            long? key = entry.Entity switch
            {
                Case row => row.Key,
                WorkItem item => item.CaseKey,
                CallBack promise => promise.CaseKey,
                CaseNote note => note.CaseKey,
                // It may have been the answer that the customer waits for.
                Message { SentAt: not null } message when entry.Property(nameof(Message.SentAt)).IsModified => message.CaseKey,
                _ => null,
            };
            if (key is { } caseKey)
                Touched.GetOrCreateValue(unit).Add(caseKey);
        }
    }

    /// <summary>The keys of the cases that changed since it was asked last.</summary>
    public static IReadOnlyCollection<long> Take(UnitOfWork unit)
    {
        if (!Touched.TryGetValue(unit, out var keys) || keys.Count == 0)
            return [];
        Touched.Remove(unit);
        return keys;
    }
}
