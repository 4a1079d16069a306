using System.Text.Json.Nodes;
using Baton.Desk.Cases;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Storage;

namespace Baton.Desk.Notifications.Recipients;

/// <summary>
/// Finds out who is meant by the rules of policies, of message tasks and of templates: people of the desk by their user names, customers by their
/// addresses. Who has left is left out; the deputies of the absent are added by whoever sends.
/// </summary>
internal sealed class Recipients
{
    /// <summary>Everybody whom the rules mean, each once, in the order of the rules.</summary>
    /// <param name="db">Where they are looked for.</param>
    /// <param name="row">The case.</param>
    /// <param name="taskKey">The task that it is about; null for all open ones of the case.</param>
    /// <param name="rules">What <see cref="WhatIsWrong"/> accepts; others mean nobody.</param>
    /// <param name="facts">What expressions know.</param>
    /// <param name="ct">Gives up looking.</param>
#pragma warning disable CA1822 // Those who ask have it injected, like the desk that they order at.
    public async Task<IReadOnlyList<Addressee>> Resolve(
        DeskDb db,
        Case row,
        long? taskKey,
        IReadOnlyList<string> rules,
        JsonObject facts,
        CancellationToken ct
    )
    {
        var search = new RecipientSearch(db, row, taskKey, facts, ct);
        foreach (var text in rules)
        {
            if (RecipientRule.Parse(text, out _) is { } rule)
                await search.Add(rule);
        }
        return await search.Found();
    }
#pragma warning restore CA1822

    /// <summary>Null when the rule is fine; else a sentence that says what was expected.</summary>
    public static string? WhatIsWrong(string rule)
    {
        _ = RecipientRule.Parse(rule, out var fault);
        return fault;
    }
}
