using System.Globalization;
using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Worklists.Consultations;

/// <summary>The consultations about which task.</summary>
public sealed record ListConsultationsRequest(long TaskKey);

/// <summary>One who is asked, and what came of it.</summary>
/// <param name="Key">By which it is withdrawn.</param>
/// <param name="IsDepartment">A department is asked, not a person.</param>
/// <param name="Name">User name, or code of the department.</param>
/// <param name="DisplayName">In the reader's words.</param>
/// <param name="State">How it stands.</param>
/// <param name="AnsweredByName">Who answered; null while nobody has.</param>
/// <param name="AnsweredAt">When.</param>
/// <param name="Text">What he wrote; null for nothing.</param>
public sealed record PartyView(
    long Key,
    bool IsDepartment,
    string Name,
    string DisplayName,
    PartyState State,
    string? AnsweredByName,
    DateTimeOffset? AnsweredAt,
    string? Text
);

/// <summary>A consultation as people read it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="TaskKey">The task that it is about.</param>
/// <param name="Kind">What is asked for.</param>
/// <param name="Question">What they read.</param>
/// <param name="AskedByName">Who asked.</param>
/// <param name="AskedAt">When.</param>
/// <param name="DueAt">Until when they should answer; null for no limit.</param>
/// <param name="NeededPercent">The needed share; null where there is none.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Blocks">The task cannot be completed because of it.</param>
/// <param name="Count">The answers so far.</param>
/// <param name="Parties">All who are or were asked.</param>
/// <param name="MayChange">The reader may ask others, or take it back.</param>
public sealed record ConsultationView(
    long Key,
    long TaskKey,
    ConsultationKind Kind,
    string Question,
    string AskedByName,
    DateTimeOffset AskedAt,
    DateTimeOffset? DueAt,
    int? NeededPercent,
    ConsultationStatus Status,
    bool Blocks,
    PartyCount Count,
    IReadOnlyList<PartyView> Parties,
    bool MayChange
);

/// <summary>Lists what was asked about a task, and who has answered, the latest question last. A part in one shows that one.</summary>
public sealed class ListConsultations(DeskReader reader)
{
    public async Task<Outcome<IReadOnlyList<ConsultationView>>> Handle(
        DeskUser user,
        ListConsultationsRequest request,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var views = await reader.Read(db => Read(db, user, request.TaskKey, ct), ct);
        return views is null ? Problems.NotFound("task", user.Language) : Outcome.Of<IReadOnlyList<ConsultationView>>(views);
    }

    private static async Task<List<ConsultationView>?> Read(DeskDb db, DeskUser user, long taskKey, CancellationToken ct)
    {
        var item = await db.WorkItems.Include(row => row.Candidates).SingleOrDefaultAsync(row => row.Key == taskKey, ct);
        if (item is null || await CaseGuard.Find(db, user, item.CaseKey.ToString(CultureInfo.InvariantCulture), ct) is null)
            return null;
        var rows = await db
            .Consultations.Include(row => row.Parties)
            .Where(row => item.ConsultationKey == null ? row.TaskKey == taskKey : row.Key == item.ConsultationKey)
            .OrderBy(row => row.Key)
            .ToListAsync(ct);
        var parties = rows.SelectMany(row => row.Parties).ToList();
        var people = parties.Where(party => !party.IsDepartment).Select(party => party.Name);
        var names = await DeskUsers.Names(
            db,
            people.Concat(parties.Select(party => party.AnsweredBy)).Concat(rows.Select(row => row.AskedBy)),
            ct
        );
        var codes = parties.Where(party => party.IsDepartment).Select(party => party.Name).ToList();
        var departments = await db
            .Departments.Where(row => codes.Contains(row.Code))
            .ToDictionaryAsync(row => row.Code, row => row.Name.In(user.Language), StringComparer.Ordinal, ct);
        var texts = await Texts(db, item.CaseKey, parties, ct);
        return rows.ConvertAll(View);

        ConsultationView View(Consultation row) =>
            new(
                row.Key,
                row.TaskKey,
                row.Kind,
                row.Question,
                names.GetValueOrDefault(row.AskedBy, row.AskedBy),
                row.AskedAt,
                row.DueAt,
                row.NeededPercent,
                row.Status,
                ConsultationRules.Blocks(row),
                ConsultationRules.Count(row),
                [.. row.Parties.OrderBy(party => party.Key).Select(PartyOf)],
                item.ConsultationKey is null && ConsultationCommand.IsPending(row) && ConsultationCommand.MayChange(row, item, user)
            );

        PartyView PartyOf(ConsultationParty party) =>
            new(
                party.Key,
                party.IsDepartment,
                party.Name,
                (party.IsDepartment ? departments : names).GetValueOrDefault(party.Name, party.Name),
                party.State,
                party.AnsweredBy is null ? null : names.GetValueOrDefault(party.AnsweredBy, party.AnsweredBy),
                party.AnsweredAt,
                party.ItemKey is { } key && party.AnsweredBy is not null ? texts.GetValueOrDefault(key) : null
            );
    }

    /// <summary>What was written on each part, the last word where there were several.</summary>
    private static async Task<Dictionary<long, string>> Texts(
        DeskDb db,
        long caseKey,
        IEnumerable<ConsultationParty> parties,
        CancellationToken ct
    )
    {
        var keys = parties.Select(party => party.ItemKey).OfType<long>().ToList();
        var opinions = await db
            .Opinions.Where(row => row.CaseKey == caseKey && row.TaskKey != null && keys.Contains(row.TaskKey.Value))
            .OrderBy(row => row.Key)
            .Select(row => new { TaskKey = row.TaskKey!.Value, row.Text })
            .ToListAsync(ct);
        return opinions.GroupBy(row => row.TaskKey).ToDictionary(group => group.Key, group => group.Last().Text);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/tasks/{key:long}/consultations",
                async (long key, DeskUser user, ListConsultations handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, new(key), ct))
            )
            .RequirePermission(CaseGuard.Readers)
            .Describe("ListConsultations", "Whom the holder of a task asked, and who has answered", StatusCodes.Status404NotFound)
            .Produces<IReadOnlyList<ConsultationView>>();
}
