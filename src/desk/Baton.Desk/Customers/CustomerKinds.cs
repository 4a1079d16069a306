namespace Baton.Desk.Customers;

/// <summary>What a customer is, as codes of the API and the database.</summary>
public static class CustomerKinds
{
    /// <summary>A natural person.</summary>
    public const string Person = "person";

    /// <summary>A firm or another legal person.</summary>
    public const string Organisation = "organisation";

    /// <summary>A government office or a supervisory body.</summary>
    public const string Authority = "authority";

    /// <summary>Somebody of the own house.</summary>
    public const string Staff = "staff";

    /// <summary>In the order in which people choose.</summary>
    public static IReadOnlyList<string> All { get; } = [Person, Organisation, Authority, Staff];

    /// <summary>True when persons may belong to it.</summary>
    public static bool IsBody(string kind) => kind is Organisation or Authority;
}
