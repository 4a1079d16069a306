namespace Baton.Desk.Cases.Portal;

/// <summary>What a customer's own case may be about.</summary>
internal static class PortalMatters
{
    /// <summary>The trees that begin with a category of the type's pack, with what people added below.</summary>
    /// <param name="offered">All categories that are offered, in their order.</param>
    /// <param name="pack">Of the case type.</param>
    public static IReadOnlyList<Category> Of(IEnumerable<Category> offered, string? pack) =>
        [.. offered.Where(row => row.ParentCode is not null || row.Pack == pack)];
}
