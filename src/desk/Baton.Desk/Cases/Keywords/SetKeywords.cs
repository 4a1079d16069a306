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

/// <summary>The keywords of a case before and after somebody changed them.</summary>
internal sealed record KeywordChange(IReadOnlyList<string> Before, IReadOnlyList<string> After);

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
        var changed = await Change(user, caseNumber, _ => wanted, ct);
        return changed.Problem is { } problem ? problem : Outcome.Of(changed.Value.After);
    }

    /// <summary>Puts further keywords on the case.</summary>
    internal Task<Outcome<KeywordChange>> Add(DeskUser user, string caseNumber, IReadOnlyList<string> keywords, CancellationToken ct) =>
        Change(user, caseNumber, present => Wanted([.. present.Values, .. keywords]), ct);

    /// <summary>Takes keywords away, in whatever letters they are written.</summary>
    internal Task<Outcome<KeywordChange>> Remove(DeskUser user, string caseNumber, IReadOnlyList<string> keywords, CancellationToken ct)
    {
        var gone = Wanted(keywords);
        return Change(user, caseNumber, present => Wanted([.. present.Values.Where(text => !gone.ContainsKey(SearchText.Fold(text)))]), ct);
    }

    /// <summary>Puts back what the case had before a change, unless somebody has changed it since: then nothing happens, and the answer has no change.</summary>
    internal Task<Outcome<KeywordChange>> PutBack(DeskUser user, string caseNumber, KeywordChange change, CancellationToken ct)
    {
        var left = Wanted(change.After).Keys.ToHashSet(StringComparer.Ordinal);
        return Change(user, caseNumber, present => left.SetEquals(present.Keys) ? Wanted(change.Before) : present, ct);
    }

    /// <summary>What is wrong with keywords that somebody typed; null for nothing.</summary>
    internal static FieldProblem? Check(DeskUser user, IReadOnlyList<string> keywords) => Check(user, Wanted(keywords));

    private static FieldProblem? Check(DeskUser user, OrderedDictionary<string, string> wanted) =>
        wanted.Count > CountMax || wanted.Values.Any(text => text.Length > LengthMax)
            ? Problems.Field("keywords", "maxLength", "case.keywords", user.Language, ("count", $"{CountMax}"), ("length", $"{LengthMax}"))
            : null;

    private async Task<Outcome<KeywordChange>> Change(
        DeskUser user,
        string caseNumber,
        Func<OrderedDictionary<string, string>, OrderedDictionary<string, string>> decide,
        CancellationToken ct
    ) =>
        await runtime.Write<KeywordChange>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var row = await CaseGuard.Find(db, user, caseNumber, ct);
                if (row is null)
                    return Problems.NotFound("case", user.Language);
                if (!await MaySet(db, user, row, ct))
                    return Problems.Forbidden(user.Language);
                var present = await db.CaseKeywords.Where(one => one.CaseKey == row.Key).OrderBy(one => one.Folded).ToListAsync(ct);
                var wanted = decide(Wanted([.. present.Select(one => one.Text)]));
                if (Check(user, wanted) is { } tooMuch)
                    return Problems.Invalid(user.Language, tooMuch);
                if (Write(db, row.Key, present, wanted))
                {
                    var words = string.Join(TimelineWords.Comma, wanted.Values);
                    var code = words.Length == 0 ? TimelineCodes.KeywordsRemoved : TimelineCodes.KeywordsSet;
                    Timeline.Add(db, unit, row.Key, code, user.UserName, null, (TimelineWords.Keywords, words));
                    await db.SaveChangesAsync(ct);
                    unit.AfterCommit(() => changes.Publish(DeskChanges.Case(row.Key)));
                }
                return new KeywordChange([.. present.Select(one => one.Text)], [.. wanted.Values]);
            },
            ct
        );

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

    /// <summary>Marking a case for figures is possible as long as somebody works with it, and afterwards too.</summary>
    internal static async Task<bool> MaySet(DeskDb db, DeskUser user, Case row, CancellationToken ct)
    {
        if (row.IsClosed)
            return user.May(Permissions.OpenCases) || user.May(Permissions.WorkOnTasks) || user.May(Permissions.SteerCases);
        return CaseRights.Of(row, user, CaseCommand.Holds(await CaseCommand.OpenTasks(db, row.Key, user, ct), user)).Edit;
    }

    private static bool Write(DeskDb db, long caseKey, List<CaseKeyword> present, OrderedDictionary<string, string> wanted)
    {
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
