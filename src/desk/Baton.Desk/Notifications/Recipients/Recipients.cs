using Baton.Desk.Notifications.Messages;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Notifications.Recipients;

/// <summary>
/// Finds out who is meant by the rules of policies, of message tasks and of templates: people of the desk by their user names, customers by their
/// addresses. Who has left is left out; the deputies of the absent are added by whoever sends.
/// </summary>
internal sealed class Recipients
{
    /// <summary>Everybody whom the rules of each question mean, each once, in the order of the rules.</summary>
    /// <param name="db">Where they are looked for.</param>
    /// <param name="questions">All that is asked at once is read at once.</param>
    /// <param name="ct">Gives up looking.</param>
    /// <returns>As many lists as questions, in their order.</returns>
#pragma warning disable CA1822 // Those who ask have it injected, like the desk that they order at.
    public async Task<IReadOnlyList<IReadOnlyList<Addressee>>> Resolve(
        DeskDb db,
        IReadOnlyList<RecipientQuestion> questions,
        CancellationToken ct
    )
    {
        var readings = new RecipientReadings(db, questions, ct);
        var found = new List<IReadOnlyList<Addressee>>();
        foreach (var question in questions)
        {
            var search = new RecipientSearch(db, readings, question, ct);
            foreach (var text in question.Rules)
            {
                if (RecipientRule.Parse(text, out _) is { } rule)
                    await search.Add(rule);
            }
            found.Add(search.Found);
        }
        var names = found.SelectMany(list => list).Select(one => one.UserName).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var active = await db
            .Users.Where(user => !user.IsDisabled && names.Contains(user.UserName))
            .Select(user => user.UserName)
            .ToHashSetAsync(ct);
        return
        [
            .. found.Select(list =>
                (IReadOnlyList<Addressee>)
                    [
                        .. list.Where(one => one.UserName is not { } name || active.Contains(name))
                            .DistinctBy(one => (one.UserName, one.Address)),
                    ]
            ),
        ];
    }

    /// <summary>The same for one question.</summary>
    public async Task<IReadOnlyList<Addressee>> Resolve(DeskDb db, RecipientQuestion question, CancellationToken ct) =>
        (await Resolve(db, [question], ct))[0];
#pragma warning restore CA1822

    /// <summary>Null when the rule is fine; else a sentence that says what was expected.</summary>
    public static string? WhatIsWrong(string rule)
    {
        _ = RecipientRule.Parse(rule, out var fault);
        return fault;
    }
}
