namespace Baton.Desk.Channels.Web;

/// <summary>A web form as administrators see and save it.</summary>
/// <param name="Code">Its name in addresses.</param>
/// <param name="Name">Its title.</param>
/// <param name="Lead">Stands above the fields.</param>
/// <param name="Thanks">What is said beside the receipt.</param>
/// <param name="CaseType">What is made of it.</param>
/// <param name="Unit">The department that sees to it; null for all.</param>
/// <param name="OpensCases">A case is opened at once where all that it needs is known.</param>
/// <param name="Sites">Sites that may show it.</param>
/// <param name="IsActive">It takes something in.</param>
/// <param name="Version">For a change.</param>
public sealed record WebFormView(
    string Code,
    LocalizedText Name,
    LocalizedText Lead,
    LocalizedText Thanks,
    string CaseType,
    string? Unit,
    bool OpensCases,
    IReadOnlyList<string> Sites,
    bool IsActive,
    int Version
)
{
    internal static WebFormView Of(WebForm row) =>
        new(row.Code, row.Name, row.Lead, row.Thanks, row.CaseType, row.Unit, row.OpensCases, row.SiteList(), row.IsActive, row.Version);
}
