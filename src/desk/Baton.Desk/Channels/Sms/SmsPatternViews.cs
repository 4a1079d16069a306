namespace Baton.Desk.Channels.Sms;

/// <summary>A pattern as it is shown and saved.</summary>
/// <param name="Code">Its name for programs.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Keyword">The first word of such a message.</param>
/// <param name="IsNamed">Values are written as <c>name=value</c>.</param>
/// <param name="Separator">Stands between two values.</param>
/// <param name="Fields">In their order.</param>
/// <param name="CaseType">What such a message becomes.</param>
/// <param name="Category">Of the case, where the message names none.</param>
/// <param name="Unit">The department of the case.</param>
/// <param name="Example">Shown to whoever writes it wrongly.</param>
/// <param name="Accepted">The answer to a message that became a case.</param>
/// <param name="Misfit">The answer to one that does not fit.</param>
/// <param name="IsRetired">No message is read by it.</param>
/// <param name="Version">For a change.</param>
public sealed record SmsPatternView(
    string Code,
    LocalizedText Name,
    string Keyword,
    bool IsNamed,
    string Separator,
    IReadOnlyList<SmsField> Fields,
    string CaseType,
    string? Category,
    string? Unit,
    string Example,
    LocalizedText Accepted,
    LocalizedText Misfit,
    bool IsRetired,
    int Version
)
{
    internal static SmsPatternView Of(SmsPattern row) =>
        new(
            row.Code,
            row.Name,
            row.Keyword,
            row.IsNamed,
            row.Separator,
            row.FieldList(),
            row.CaseType,
            row.Category,
            row.Unit,
            row.Example,
            row.Accepted,
            row.Misfit,
            row.IsRetired,
            row.Version
        );
}
