using System.Text.Json;

namespace Baton.Desk.Customers.Lookup;

/// <summary>What a foreign system says of a customer, as it says it; nothing is checked yet. Lists are null where the mapping has no such field.</summary>
internal sealed record ForeignCustomer(
    string? Number,
    string Name,
    string? Tier,
    IReadOnlyList<string>? Phones,
    IReadOnlyList<string>? Emails,
    string? KeyAccountManager,
    string? ExternalId
)
{
    private const int LongestName = 200;
    private const int LongestId = 100;

    /// <summary>Reads an answer; null where it names nobody.</summary>
    public static ForeignCustomer? Read(JsonElement answer, CustomerLookupOptions options)
    {
        var name = One(LookupFields.Name);
        if (name is null || name.Length > LongestName)
            return null;
        return new(
            One(LookupFields.Number) is { Length: <= LongestId } number ? number : null,
            name,
            One(LookupFields.Tier) is { } tier ? options.Tiers.GetValueOrDefault(tier, tier) : null,
            Several(LookupFields.Phones),
            Several(LookupFields.Emails),
            One(LookupFields.KeyAccountManager),
            One(LookupFields.ExternalId) is { Length: <= LongestId } id ? id : null
        );

        string? One(string field) => Several(field)?.Select(text => text.Trim()).FirstOrDefault(text => text.Length > 0);

        IReadOnlyList<string>? Several(string field) =>
            options.Fields.TryGetValue(field, out var path) ? JsonPath.Parse(path)?.Texts(answer) : null;
    }
}
