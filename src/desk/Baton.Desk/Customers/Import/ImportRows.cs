using Baton.Desk.Access;
using Baton.Desk.Customers.Tiers;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Customers.Import;

/// <summary>What the database says about all that a batch of lines names, read at once.</summary>
internal sealed class ImportRows
{
    private readonly Dictionary<long, string> _kinds;

    private ImportRows(Dictionary<long, string> kinds) => _kinds = kinds;

    /// <summary>The customers whom the lines are about, by their numbers.</summary>
    public required Dictionary<string, Customer> Customers { get; init; }

    /// <summary>The customers whom lines name as organisations, by their numbers.</summary>
    public required Dictionary<string, NamedBody> Bodies { get; init; }

    /// <summary>User names of the colleagues whom lines name, as far as they are active.</summary>
    public required HashSet<string> Managers { get; init; }

    /// <summary>Those of the customers to whom people belong.</summary>
    public required HashSet<long> WithMembers { get; init; }
    public required TierCatalogue Tiers { get; init; }

    /// <summary>What the organisation is that the customer belongs to already.</summary>
    public string? KindOfOwn(Customer customer) => customer.OrganisationKey is { } key ? _kinds.GetValueOrDefault(key) : null;

    public static async Task<ImportRows> Read(
        DeskDb db,
        TableLine[] lines,
        ImportPlan plan,
        Dictionary<string, NamedBody> bodies,
        CancellationToken ct
    )
    {
        var numbers = Said(lines, plan, ImportFields.Number);
        var customers = await db
            .Customers.Whole()
            .Where(row => numbers.Contains(row.Number))
            .ToDictionaryAsync(row => row.Number, StringComparer.Ordinal, ct);
        var named = Said(lines, plan, ImportFields.Organisation);
        var found = await db
            .Customers.Where(row => named.Contains(row.Number) && row.MergedIntoKey == null)
            .Select(row => new
            {
                row.Number,
                row.Key,
                row.Kind,
            })
            .ToListAsync(ct);
        foreach (var body in found)
            bodies[body.Number] = new(body.Key, body.Kind);
        var managers = Said(lines, plan, ImportFields.KeyAccountManager).ConvertAll(DeskUsers.Normal);
        var keys = customers.Values.Where(row => CustomerKinds.IsBody(row.Kind)).Select(row => (long?)row.Key).ToList();
        var owns = customers.Values.Select(row => row.OrganisationKey).OfType<long>().Distinct().ToList();
        return new(await db.Customers.Where(row => owns.Contains(row.Key)).ToDictionaryAsync(row => row.Key, row => row.Kind, ct))
        {
            Customers = customers,
            Bodies = bodies,
            Managers = await db
                .Users.Where(row => managers.Contains(row.UserName) && !row.IsDisabled)
                .Select(row => row.UserName)
                .ToHashSetAsync(StringComparer.Ordinal, ct),
            WithMembers = await db
                .Customers.Where(row => keys.Contains(row.OrganisationKey))
                .Select(row => row.OrganisationKey!.Value)
                .ToHashSetAsync(ct),
            Tiers = await TierCatalogue.Read(db, ct),
        };
    }

    private static List<string> Said(TableLine[] lines, ImportPlan plan, string field) =>
        [.. lines.Select(line => plan.Cell(line, field)).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)];
}
