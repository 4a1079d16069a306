using Baton.Desk.Cases;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Telephony;

/// <summary>Writes the end of a call on the time line of the case that it is about, once.</summary>
public sealed class CallEnds(BatonRuntime runtime)
{
    internal const string Code = "call-ended";

    /// <summary>For a contact that has just been given to a case; does nothing where it was no call, or one that goes on.</summary>
    public Task Follow(long contactKey, CancellationToken ct) =>
        runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                if (await db.Set<Call>().SingleOrDefaultAsync(row => row.ContactKey == contactKey, ct) is { } call)
                    await Tell(db, unit, call, ct);
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );

    /// <summary>The caller saves.</summary>
    internal static async Task Tell(DeskDb db, UnitOfWork unit, Call call, CancellationToken ct)
    {
        if (call.IsTold || call is not { EndedAt: not null, AnsweredAt: not null, ContactKey: { } contact })
            return;
        var caseKey = await db.IncomingContacts.Where(row => row.Key == contact).Select(row => row.CaseKey).SingleOrDefaultAsync(ct);
        if (caseKey is not { } on)
            return;
        call.IsTold = true;
        call.Version++;
        Timeline.Add(
            db,
            unit,
            on,
            Code,
            call.UserName,
            null,
            ("number", call.Other ?? ""),
            ("length", CallContacts.Length(call)),
            ("recording", call.Recording ?? "")
        );
        unit.Tell(DeskChanges.Case(on));
    }
}
