using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Customers.Tiers;

/// <summary>The tiers of this deployment as they are now: those that packs brought, or a usual set where none did.</summary>
internal sealed class TierCatalogue
{
    private static readonly CustomerTier[] Usual =
    [
        Tier("normal", 0, new("普通", "普通", "Normal")),
        Tier("silver", 10, new("银卡", "銀級", "Silver")),
        Tier("gold", 20, new("金卡", "金級", "Gold")),
        Tier("key", 30, new("大客户", "大客戶", "Key account")),
    ];

    private readonly Dictionary<string, CustomerTier> _all;

    internal TierCatalogue(IReadOnlyList<CustomerTier> rows)
    {
        var known = rows.Any(row => !row.IsRetired) ? rows : [.. Usual, .. rows.Where(row => Usual.All(one => one.Code != row.Code))];
        _all = known.ToDictionary(row => row.Code, StringComparer.Ordinal);
        Offered = [.. known.Where(row => !row.IsRetired).OrderBy(row => row.Rank).ThenBy(row => row.Code, StringComparer.Ordinal)];
    }

    /// <summary>Those that a customer can be given, the lowest rank first; never empty.</summary>
    public IReadOnlyList<CustomerTier> Offered { get; }

    /// <summary>The tier of a customer of whom nothing else is said.</summary>
    public string Ordinary => Offered[0].Code;

    public static async Task<TierCatalogue> Read(DeskDb db, CancellationToken ct) =>
        new(await db.CustomerTiers.AsNoTracking().ToListAsync(ct));

    public bool IsOffered(string code) => Offered.Any(tier => tier.Code == code);

    /// <summary>Code of the offered tier of the code, or of the name in any language; null where there is none.</summary>
    public string? Find(string word)
    {
        return Offered.FirstOrDefault(tier => Is(tier.Code))?.Code
            ?? Offered.FirstOrDefault(tier => Languages.All.Any(language => Is(tier.Name.In(language))))?.Code;

        bool Is(string text) => text.Equals(word, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The name of a tier; its code where nobody named it.</summary>
    public string Name(string code, string language) => _all.TryGetValue(code, out var tier) ? tier.Name.In(language) : code;

    private static CustomerTier Tier(string code, int rank, LocalizedText name) =>
        new()
        {
            Code = code,
            Rank = rank,
            Name = name,
        };
}
