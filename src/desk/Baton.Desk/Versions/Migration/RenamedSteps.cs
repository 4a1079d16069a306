using Baton.Desk.Storage;
using Baton.Desk.TimeLimits.Policies;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Versions.Migration;

/// <summary>Time limits that name a step by an id that it no longer has when a migration is over.</summary>
internal static class RenamedSteps
{
    /// <summary>A sentence for each limit and step, with the names of both.</summary>
    public static async Task<IReadOnlyList<string>> Warnings(
        DeskReader reader,
        MigrationRequest request,
        Func<string, bool, string> nameOf,
        string language,
        CancellationToken ct
    )
    {
        var renamed = request
            .Mappings.Where(one => !string.IsNullOrEmpty(one.Value) && one.Value != one.Key)
            .OrderBy(one => one.Key, StringComparer.Ordinal)
            .ToList();
        if (renamed.Count == 0)
            return [];
        var (types, rows) = await reader.Read(
            async db =>
                (
                    await db.CaseTypes.Where(type => type.ProcessId == request.ProcessId).Select(type => type.Code).ToListAsync(ct),
                    await LimitShelf.Latest(db).Where(row => !row.IsRetired).OrderBy(row => row.Code).ToListAsync(ct)
                ),
            ct
        );
        return
        [
            .. from row in rows
            let limit = TimeLimitReader.Read(row.Content)
            where types.Exists(limit.IsFor)
            from one in renamed
            where IsNamed(limit, one.Key) && !IsNamed(limit, one.Value!)
            select VersionTexts.Words.Get(
                "limit-names-step",
                language,
                ("limit", limit.Name.In(language)),
                ("step", nameOf(one.Key, false)),
                ("target", one.Value!)
            ),
        ];
    }

    /// <summary>The limit watches the step, or one of its rules has the id as a text, as in <c>list contains(doneSteps, "Approve")</c>.</summary>
    private static bool IsNamed(TimeLimit limit, string step) =>
        limit.Step == step
        || new[] { limit.Start, limit.Pause, limit.Stop, limit.Cancel, limit.Reset }.Any(rule =>
            rule?.Text.Contains($"\"{step}\"", StringComparison.Ordinal) == true
        );
}
