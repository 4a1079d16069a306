using Baton.Desk.Http;
using Baton.Desk.Texts;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.Operations;

/// <summary>What happened in a process instance, step by step, compact enough to be replayed in a browser.</summary>
/// <param name="Steps">In their order.</param>
/// <param name="Names">Names of elements in the reader's language.</param>
/// <param name="IsCut">There are later steps, which were left out.</param>
public sealed record JournalView(IReadOnlyList<JournalStep> Steps, IReadOnlyDictionary<string, string> Names, bool IsCut);

/// <summary>One step. What does not matter for its kind is null.</summary>
public sealed record JournalStep
{
    /// <summary>What happened, such as element-activated or variable-updated.</summary>
    public required string Kind { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The element instance, scope or other thing it happened to.</summary>
    public long? Key { get; init; }

    /// <summary>The scope around it.</summary>
    public long? Scope { get; init; }

    /// <summary>The element or flow.</summary>
    public string? Element { get; init; }

    /// <summary>What people want to know of it: a variable, a person, a type, a message.</summary>
    public string? Detail { get; init; }

    /// <summary>The value of a variable as JSON, cut where it is long.</summary>
    public string? Value { get; init; }
}

/// <summary>Tells what happened in a process instance.</summary>
public sealed class ShowJournal(BatonRuntime runtime, PackTexts texts)
{
    /// <summary>More events are not replayed.</summary>
    public const int Most = 20_000;

    public async Task<Outcome<JournalView>> Handle(DeskUser user, long key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.OperateEngine))
            return Problems.Forbidden(user.Language);
        if (
            await runtime.Search.Journal(key, Most, ct) is not { } journal
            || await runtime.Search.ProcessInstance(key, ct) is not { } instance
        )
            return OperationTexts.Words.NotFound("instance", user.Language);
        var words = await ModelWords.Read(runtime, texts, user, ct);
        var steps = journal
            .Entries.Where(line => line.Event.ProcessInstanceKey == key)
            .Select(JournalSteps.Of)
            .OfType<JournalStep>()
            .ToList();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in steps.Select(step => step.Element).OfType<string>())
            names[id] = words.Element(instance.ProcessDefinitionKey, id);
        return new JournalView(steps, names, journal.IsCut);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/operations/instances/{key:long}/journal",
                async (long key, DeskUser user, ShowJournal handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, key, ct))
            )
            .RequirePermission(Permissions.OperateEngine)
            .Describe("ShowJournal", "What happened in a process instance", StatusCodes.Status404NotFound)
            .Produces<JournalView>();
}
