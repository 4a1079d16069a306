using Baton.Desk.Cases.Steering;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Keywords;

/// <summary>The keywords that a case shall have, in place of those that it has; 20 at most, of 50 characters each.</summary>
public sealed record SetKeywordsRequest(IReadOnlyList<string>? Keywords);

/// <summary>Puts keywords on a case and takes them away; by whoever may correct it, and after it was closed by whoever works with cases.</summary>
public sealed class SetKeywords(BatonRuntime runtime, DeskChanges changes)
{
    private const int CountMax = 20;
    private const int LengthMax = 50;

    /// <returns>The keywords of the case, each once, in their order.</returns>
    public async Task<Outcome<IReadOnlyList<string>>> Handle(
        DeskUser user,
        string caseNumber,
        SetKeywordsRequest request,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var wanted = Wanted(request.Keywords ?? []);
        if (wanted.Count > CountMax || wanted.Values.Any(text => text.Length > LengthMax))
        {
            var limits = (("count", $"{CountMax}"), ("length", $"{LengthMax}"));
            return Problems.Invalid(
                user.Language,
                Problems.Field("keywords", "maxLength", "case.keywords", user.Language, limits.Item1, limits.Item2)
            );
        }
        return await runtime.Write<IReadOnlyList<string>>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var row = await CaseGuard.Find(db, user, caseNumber, ct);
                if (row is null)
                    return Problems.NotFound("case", user.Language);
                if (!await MaySet(db, user, row, ct))
                    return Problems.Forbidden(user.Language);
                if (await Change(db, row.Key, wanted, ct))
                {
                    var words = string.Join(", ", wanted.Values);
                    var code = words.Length == 0 ? TimelineCodes.KeywordsRemoved : TimelineCodes.KeywordsSet;
                    Timeline.Add(db, unit, row.Key, code, user.UserName, null, ("keywords", words));
                    await db.SaveChangesAsync(ct);
                    unit.AfterCommit(() => changes.Publish(DeskChanges.Case(row.Key)));
                }
                return Outcome.Of<IReadOnlyList<string>>([.. wanted.Values]);
            },
            ct
        );
    }

    /// <summary>By their folded form, in the order in which they were given.</summary>
    private static OrderedDictionary<string, string> Wanted(IReadOnlyList<string> keywords)
    {
        var wanted = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var keyword in keywords)
        {
            var text = string.Join(' ', (keyword ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (text.Length > 0)
                wanted.TryAdd(SearchText.Fold(text), text);
        }
        return wanted;
    }

    private static async Task<bool> MaySet(DeskDb db, DeskUser user, Case row, CancellationToken ct)
    {
        if (row.IsClosed)
            return user.May(Permissions.OpenCases) || user.May(Permissions.WorkOnTasks) || user.May(Permissions.SteerCases);
        return CaseRights.Of(row, user, CaseCommand.Holds(await CaseCommand.OpenTasks(db, row.Key, ct), user)).Edit;
    }

    private static async Task<bool> Change(DeskDb db, long caseKey, OrderedDictionary<string, string> wanted, CancellationToken ct)
    {
        var present = await db.CaseKeywords.Where(one => one.CaseKey == caseKey).ToListAsync(ct);
        var gone = present.Where(one => !wanted.ContainsKey(one.Folded)).ToList();
        var added = wanted.Where(one => present.TrueForAll(known => known.Folded != one.Key)).ToList();
        db.CaseKeywords.RemoveRange(gone);
        db.CaseKeywords.AddRange(
            added.Select(one => new CaseKeyword
            {
                CaseKey = caseKey,
                Folded = one.Key,
                Text = one.Value,
            })
        );
        return gone.Count + added.Count > 0;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/cases/{number}/keywords",
                async (string number, SetKeywordsRequest request, DeskUser user, SetKeywords handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, number, request, ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("SetKeywords", "Put keywords on a case", StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound)
            .Produces<IReadOnlyList<string>>();
}
