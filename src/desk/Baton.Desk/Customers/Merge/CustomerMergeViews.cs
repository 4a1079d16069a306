using System.Text.Json;
using Baton.Desk.Access;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Customers.Merge;

/// <summary>A merge of two customers as it is recorded.</summary>
/// <param name="Key">The merge.</param>
/// <param name="IntoKey">The customer who stays.</param>
/// <param name="FromKey">The customer who is kept as merged.</param>
/// <param name="FromNumber">His number.</param>
/// <param name="FromName">His name.</param>
/// <param name="Cases">How many cases went over.</param>
/// <param name="Contacts">How many contacts went over.</param>
/// <param name="MergedBy">User name of who did it.</param>
/// <param name="MergedByName">Name of who did it.</param>
/// <param name="MergedAt">When it was done.</param>
/// <param name="UndoneBy">User name of who took it back; null while it holds.</param>
/// <param name="UndoneByName">Name of who took it back.</param>
/// <param name="UndoneAt">When it was taken back.</param>
public sealed record CustomerMergeView(
    long Key,
    long IntoKey,
    long FromKey,
    string FromNumber,
    string FromName,
    int Cases,
    int Contacts,
    string MergedBy,
    string MergedByName,
    DateTimeOffset MergedAt,
    string? UndoneBy,
    string? UndoneByName,
    DateTimeOffset? UndoneAt
);

/// <summary>How merges are put before people.</summary>
internal static class CustomerMergeViews
{
    public static MovedRows Moved(CustomerMerge merge) => JsonSerializer.Deserialize<MovedRows>(merge.Moved)!;

    public static async Task<List<CustomerMergeView>> Of(DeskDb db, IReadOnlyList<CustomerMerge> merges, CancellationToken ct)
    {
        var keys = merges.Select(merge => merge.FromKey).Distinct().ToList();
        var customers = await db.Customers.AsNoTracking().Where(row => keys.Contains(row.Key)).ToDictionaryAsync(row => row.Key, ct);
        var names = await DeskUsers.Names(db, merges.SelectMany(merge => new[] { merge.MergedBy, merge.UndoneBy }), ct);
        return [.. merges.Select(merge => View(merge, Moved(merge), customers[merge.FromKey], names))];
    }

    private static CustomerMergeView View(CustomerMerge merge, MovedRows moved, Customer from, Dictionary<string, string> names) =>
        new(
            merge.Key,
            merge.IntoKey,
            merge.FromKey,
            from.Number,
            from.Name,
            moved.Cases.Count,
            moved.Contacts.Count,
            merge.MergedBy,
            names.GetValueOrDefault(merge.MergedBy, merge.MergedBy),
            merge.MergedAt,
            merge.UndoneBy,
            merge.UndoneBy is { } undoneBy ? names.GetValueOrDefault(undoneBy, undoneBy) : null,
            merge.UndoneAt
        );
}
