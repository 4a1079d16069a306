using System.Text.Json.Nodes;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Http;
using Baton.Desk.Notifications.Recipients;
using Baton.Desk.Storage;
using Baton.Desk.TimeLimits.Calendars;
using Baton.Desk.TimeLimits.Policies;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.TimeLimits.Clocks;

/// <summary>A policy to try.</summary>
/// <param name="Content">As docs/guide/time-limit-policies.md says; it need not be saved.</param>
/// <param name="CaseNumber">A case to try it on; null with <paramref name="Facts"/>.</param>
/// <param name="Facts">Facts of a case that does not exist; what is not named is empty.</param>
/// <param name="StartedAt">From where it counts; now when null.</param>
public sealed record PreviewTimeLimitRequest(
    JsonObject? Content,
    string? CaseNumber = null,
    JsonObject? Facts = null,
    DateTimeOffset? StartedAt = null
);

/// <summary>What the policy would do.</summary>
/// <param name="Starts">A clock would start now.</param>
/// <param name="Conditions">What each condition says.</param>
/// <param name="StartedAt">From where it would count.</param>
/// <param name="DueAt">When it would be due; null where the decision gives no time.</param>
/// <param name="Marks">Every instant, with the rules for whom it would tell and, on a case, their names.</param>
/// <param name="Failure">Why the decision gives no time; null where it gives one.</param>
public sealed record LimitPreview(
    bool Starts,
    IReadOnlyList<LimitConditionView> Conditions,
    DateTimeOffset StartedAt,
    DateTimeOffset? DueAt,
    IReadOnlyList<ClockMarkView> Marks,
    string? Failure
);

/// <summary>A condition of a policy and whether it holds.</summary>
/// <param name="Name">start, stop, cancel, pause or reset.</param>
/// <param name="Rule">As it is written, or as it is meant where it was left out.</param>
/// <param name="Holds">Whether it holds now.</param>
public sealed record LimitConditionView(string Name, string Rule, bool Holds);

/// <summary>Tries a policy on a case that the user may read, or on made-up facts: every instant and whom it would tell. Nothing is kept and nobody is told.</summary>
public sealed class PreviewTimeLimit
{
    private const int RoundsAhead = 10;
    private const int FactsMaxLength = 20_000;

    private readonly DeskReader _reader;
    private readonly CalendarShelf _calendars;
    private readonly ClockTargets _targets;
    private readonly Recipients _recipients;
    private readonly Lazy<TimeZoneInfo> _zone;

    internal PreviewTimeLimit(
        DeskReader reader,
        CalendarShelf calendars,
        ClockTargets targets,
        Recipients recipients,
        Lazy<TimeZoneInfo> zone
    ) => (_reader, _calendars, _targets, _recipients, _zone) = (reader, calendars, targets, recipients, zone);

    public async Task<Outcome<LimitPreview>> Handle(DeskUser user, PreviewTimeLimitRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.ManageTimeLimits))
            return Problems.Forbidden(user.Language);
        var wrong = SaveTimeLimit.CheckContent(user, request.Content, out var limit);
        if ((request.CaseNumber is null) == (request.Facts is null) || request.Facts?.ToJsonString().Length > FactsMaxLength)
            wrong.Add(TimeLimitTexts.Words.Field("facts", "required", "sample", user.Language));
        if (limit is null || wrong.Count > 0)
            return Problems.Invalid(user.Language, wrong);
        return await _reader.Read<Outcome<LimitPreview>>(
            async db =>
            {
                if (request.CaseNumber is not { } number)
                    return await Try(db, user, limit, null, new(request.Facts!, db.Now, _zone.Value), request, ct);
                var row = await CaseGuard.Find(db, user, number, ct);
                if (row is null)
                    return Problems.NotFound("case", user.Language);
                var owner = await ClockCase.Load(db, row, [], needsTasks: true, _zone.Value, ct);
                return await Try(db, user, limit, owner, owner.Facts, request, ct);
            },
            ct
        );
    }

    private async Task<LimitPreview> Try(
        DeskDb db,
        DeskUser user,
        TimeLimit limit,
        ClockCase? owner,
        Policies.Facts facts,
        PreviewTimeLimitRequest request,
        CancellationToken ct
    )
    {
        var subject = owner?.Subjects(limit).FirstOrDefault();
        var sight = owner is null
            ? FieldSight.Everything
            : (await FieldRights.Of(db, owner.Row.TypeCode, ct)).For(user, owner.Row.DepartmentCode);
        var truth = subject is not null && owner is not null ? owner.Truth(limit, subject) : Truth(limit, facts);
        var target = _targets.Of(limit, facts, out var failure);
        var from = request.StartedAt ?? (limit.IsFromOpening && owner is not null ? owner.Row.OpenedAt : db.Now);
        var starts = ClockMachine.Attaches(truth);
        var conditions = Conditions(limit, facts, sight);
        if (target is not { } amount || (limit.Measures == LimitMeasures.CallBack && truth.Due is null))
            return new(starts && failure is null, conditions, from, null, [], failure);
        var found = owner is null
            ? await _calendars.For(
                db,
                limit.Calendar,
                Text(facts.Json["department"]),
                Text((facts.Json["customer"] as JsonObject)?["tier"]),
                ct
            )
            : await _calendars.For(db, limit.Calendar, owner.Row, ct);
        var calendar = found.Calendar;
        var pauses =
            limit.IsFromOpening && owner is not null && request.StartedAt is null && ClockCase.LooksAtSuspension(limit)
                ? await Rests.Of(db, owner.Row.Key)
                : [];
        // As if it had just begun, so that what lies behind is shown, too.
        var begun = ClockMachine.Begin(
            limit,
            calendar,
            amount,
            truth with
            {
                Start = truth.Start ?? "",
                Pause = null,
            },
            new(from, pauses),
            from
        );
        var views = new ClockViews(user, sight, _recipients);
        var marks = new List<ClockMarkView>();
        foreach (var mark in views.Ahead(limit, calendar, begun.Record, RoundsAhead))
        {
            var people = owner is null ? [] : await views.People(db, owner.Row, subject?.TaskKey, limit, mark.Mark, facts, ct);
            marks.Add(mark with { People = people });
        }
        return new(starts, conditions, from, begun.Record.DueAt, marks, null);
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static ClockTruth Truth(TimeLimit limit, Policies.Facts facts) =>
        new()
        {
            Start = limit.Start is null || limit.Start.Holds(facts) ? limit.Start?.Text ?? ClockRules.TaskHere : null,
            Stop = limit.Stop?.Holds(facts) == true ? limit.Stop.Text : null,
            Cancel = limit.Cancel?.Holds(facts) == true ? limit.Cancel.Text : null,
            Pause = limit.Pause?.Holds(facts) == true ? limit.Pause.Text : null,
        };

    private static List<LimitConditionView> Conditions(TimeLimit limit, Policies.Facts facts, FieldSight sight)
    {
        var named = new[]
        {
            ("start", limit.Start),
            ("stop", limit.Stop),
            ("cancel", limit.Cancel),
            ("pause", limit.Pause),
            ("reset", limit.Reset),
        };
        // Whether it holds would tell the value of a field that he may not read.
        return
        [
            .. named
                .Where(one => one.Item2 is { } condition && condition.Names.All(sight.MayRead))
                .Select(one => new LimitConditionView(one.Item1, one.Item2!.Text, one.Item2.Holds(facts))),
        ];
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/time-limits/preview",
                async (PreviewTimeLimitRequest request, DeskUser user, PreviewTimeLimit handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, request, ct))
            )
            .RequirePermission(Permissions.ManageTimeLimits)
            .Describe(
                "PreviewTimeLimit",
                "Try a policy on a case or on made-up facts: every instant and whom it would tell",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound
            )
            .Produces<LimitPreview>();
}
