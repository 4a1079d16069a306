using Baton.Desk.Access;
using Baton.Desk.Notifications.Tasks;
using Baton.Desk.Organisation;
using Baton.Desk.Storage;
using Baton.Desk.Worklists;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Mail.Work;

/// <summary>Who gets a task by mail.</summary>
/// <param name="Code">Names it in tokens: <c>u:</c> with a user name, <c>d:</c> with the code of a department.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="Actor">The user as whom it reads and answers; of a department's own address its contact person.</param>
internal sealed record WorkReceiver(string Code, string Address, string Actor)
{
    public static string OfUser(string userName) => "u:" + userName;

    public static string OfUnit(string code) => "d:" + code;
}

/// <summary>Somebody as whom an address may speak.</summary>
/// <param name="Code">As <see cref="WorkReceiver.Code"/>.</param>
/// <param name="Actor">Null where nobody can be named.</param>
internal sealed record WorkSpeaker(string Code, string? Actor);

/// <summary>Finds those who work by mail.</summary>
internal static class WorkReceivers
{
    /// <summary>Who gets this task: its holder, or all who could take it, as far as they work by mail.</summary>
    public static async Task<List<WorkReceiver>> Of(DeskDb db, WorkItem item, string? unit, CancellationToken ct)
    {
        var receivers = new List<WorkReceiver>();
        List<string> people;
        if (item.Assignee is { } holder)
            people = [holder];
        else
        {
            var codes = WorkNews.Departments(item);
            var own = await db
                .Departments.AsNoTracking()
                .Where(one => codes.Contains(one.Code) && one.MailWork == MailWorkKinds.Address)
                .OrderBy(one => one.Code)
                .ToListAsync(ct);
            receivers.AddRange(
                own.Where(one => one is { MailAddress: not null, ContactPerson: not null })
                    .Select(one => new WorkReceiver(WorkReceiver.OfUnit(one.Code), one.MailAddress!, one.ContactPerson!))
            );
            var groups = item.Candidates.Where(one => one.IsGroup).Select(one => one.Name).ToList();
            people = await DeskUsers.InGroups(db, groups, unit, ct);
            people.AddRange(item.Candidates.Where(one => !one.IsGroup).Select(one => one.Name));
            people.AddRange(
                await db
                    .Departments.Where(one => codes.Contains(one.Code) && one.MailWork == MailWorkKinds.Members)
                    .SelectMany(one => one.Members.Select(member => member.UserName))
                    .ToListAsync(ct)
            );
        }
        var willing = await db
            .Users.Where(user => !user.IsDisabled && user.Email != null && people.Contains(user.UserName))
            .Where(user =>
                user.WorksByMail
                || db.Departments.Any(one =>
                    one.MailWork == MailWorkKinds.Members && one.Members.Any(member => member.UserName == user.UserName)
                )
            )
            .OrderBy(user => user.UserName)
            .Select(user => new { user.UserName, user.Email })
            .ToListAsync(ct);
        receivers.AddRange(willing.Select(user => new WorkReceiver(WorkReceiver.OfUser(user.UserName), user.Email!, user.UserName)));
        return receivers;
    }

    /// <summary>As whom an address may answer: the users whose it is, their departments, and the departments whose own it is.</summary>
    public static async Task<List<WorkSpeaker>> Of(DeskDb db, string? from, CancellationToken ct)
    {
        if (from is null)
            return [];
#pragma warning disable CA1304, CA1311, CA1862 // The database compares.
        var users = await db
            .Users.Where(user => !user.IsDisabled && user.Email != null && user.Email.ToLower() == from)
            .OrderBy(user => user.UserName)
            .Select(user => user.UserName)
            .ToListAsync(ct);
#pragma warning restore CA1304, CA1311, CA1862
        var units = await db
            .Departments.AsNoTracking()
            .Include(one => one.Members)
            .Where(one => one.MailWork == MailWorkKinds.Address)
            .Where(one => one.MailAddress == from || one.Members.Any(member => users.Contains(member.UserName)))
            .ToListAsync(ct);
        return
        [
            .. users.Select(name => new WorkSpeaker(WorkReceiver.OfUser(name), name)),
            .. units.Select(one => new WorkSpeaker(WorkReceiver.OfUnit(one.Code), Speaker(one, users))),
        ];
    }

    /// <summary>The member who wrote; where it was written from the department's own address, its contact person.</summary>
    private static string? Speaker(Department unit, List<string> users)
    {
        var members = unit.Members.Select(member => member.UserName).Where(name => users.Contains(name, StringComparer.Ordinal)).ToList();
        return members.Count == 1 ? members[0] : unit.ContactPerson;
    }
}
