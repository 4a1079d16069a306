namespace Baton.Desk.Organisation;

/// <summary>How a department works by mail.</summary>
internal static class MailWorkKinds
{
    /// <summary>In a request: it does not.</summary>
    public const string None = "none";

    /// <summary>Its tasks go to an address of its own.</summary>
    public const string Address = "address";

    /// <summary>Its tasks, and those of its members, go to each member.</summary>
    public const string Members = "members";

    public static IReadOnlyList<string> All { get; } = [None, Address, Members];
}
