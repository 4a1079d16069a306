namespace Baton.Desk.Customers.Lookup;

/// <summary>What a foreign system may say of a customer, as names of the configuration; the same as in requests of the API where both have it.</summary>
public static class LookupFields
{
    /// <summary>The customer number; for those who are found by phone.</summary>
    public const string Number = "number";
    public const string Name = "name";
    public const string Tier = "tier";
    public const string Phones = "phones";
    public const string Emails = "emails";

    /// <summary>User name here of the colleague who looks after the customer.</summary>
    public const string KeyAccountManager = "keyAccountManager";

    /// <summary>The foreign system's own key of the customer.</summary>
    public const string ExternalId = "externalId";

    public static IReadOnlyList<string> All { get; } = [Number, Name, Tier, Phones, Emails, KeyAccountManager, ExternalId];
}
