using System.Text.Json.Nodes;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;

namespace Baton.Desk.Designs;

/// <summary>A real case that lends its values to a draft: whoever draws must be able to read it, and gets no field that he may not read.</summary>
internal static class CaseToTryWith
{
    public const int NumberMax = 100;

    /// <summary>What <paramref name="values"/> makes of the case; not found for cases that the user may not read.</summary>
    public static async Task<Outcome<T>> Find<T>(
        DeskReader reader,
        DeskUser user,
        string? number,
        Func<DeskDb, Case, Func<JsonObject, JsonObject>, Task<T>> values,
        CancellationToken ct
    )
    {
        if (!user.May(Permissions.DrawDesigns))
            return Problems.Forbidden(user.Language);
        if (number?.Trim() is not { Length: > 0 and <= NumberMax } asked)
            return Problems.NotFound("case", user.Language);
        return await reader.Read<Outcome<T>>(
            async db =>
            {
                if (await CaseGuard.Find(db, user, asked, ct) is not { } row)
                    return Problems.NotFound("case", user.Language);
                var sight = (await FieldRights.Of(db, row.TypeCode, ct)).For(user, row.DepartmentCode);
                return Outcome.Of(await values(db, row, sight.Narrow));
            },
            ct
        );
    }
}
