using Baton.Desk.Access;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications;

/// <summary>Tells whoever looks after a part of the desk that something is wrong there.</summary>
internal static class Alarms
{
    /// <summary>The caller saves.</summary>
    /// <param name="unit">In which it is told.</param>
    /// <param name="db">Of the unit.</param>
    /// <param name="permission">Who has it is told.</param>
    /// <param name="code">One of <see cref="Notifier"/>.</param>
    /// <param name="parameters">Of the text.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task Ring(
        UnitOfWork unit,
        DeskDb db,
        string permission,
        string code,
        IReadOnlyList<(string, string?)> parameters,
        CancellationToken ct
    )
    {
        var people = await DeskUsers.Allowed(db, permission).Select(user => user.UserName).ToListAsync(ct);
        Notifier.Add(db, unit, people, code, null, null, parameters);
        foreach (var name in people)
            unit.Tell(DeskChanges.Notifications(name));
    }
}
