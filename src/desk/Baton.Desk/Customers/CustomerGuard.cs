namespace Baton.Desk.Customers;

/// <summary>Who may see and change customers: whoever opens cases or works on them.</summary>
internal static class CustomerGuard
{
    public static readonly string[] Readers = [.. Permissions.ReadCustomers];

    public static readonly string[] Writers = [.. Permissions.ChangeCustomers];

    /// <summary>Whoever registers cases takes in customers whom nobody knows yet, but changes none.</summary>
    public static readonly string[] Takers = [.. Permissions.ChangeCustomers, .. Permissions.RegisterCases];

    public static bool MayRead(DeskUser user) => Readers.Any(user.May);

    public static bool MayWrite(DeskUser user) => Writers.Any(user.May);

    public static bool MayTakeIn(DeskUser user) => Takers.Any(user.May);
}
