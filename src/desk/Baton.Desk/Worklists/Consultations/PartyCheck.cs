using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Worklists.Consultations;

/// <summary>Who can be asked: people who work on tasks, other than the asker, and open departments.</summary>
internal static class PartyCheck
{
    public static async Task<FieldProblem?> Person(DeskDb db, DeskUser user, string person, string field, CancellationToken ct)
    {
        if (person == user.UserName)
            return Problems.Field(field, "self", "consult.self", user.Language);
        return await TransferTask.CheckPerson(db, user, person, ct) is { } wrong ? wrong with { Field = field } : null;
    }

    public static async Task<FieldProblem?> Department(DeskDb db, DeskUser user, string code, string field, CancellationToken ct) =>
        await db.Departments.AnyAsync(row => row.Code == code && !row.IsClosed, ct)
            ? null
            : Problems.Field(field, "unknown", "consult.department", user.Language, ("code", code));
}
