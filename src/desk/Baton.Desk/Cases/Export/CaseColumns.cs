using Baton.Desk.Customers;
using Baton.Desk.Texts;

namespace Baton.Desk.Cases.Export;

/// <summary>A column of a list of cases.</summary>
/// <param name="Code">Its name in addresses and views.</param>
/// <param name="IsUsual">Shown where nobody has chosen columns.</param>
/// <param name="SortKey">By which the list can be sorted, if it can.</param>
public sealed record CaseColumn(string Code, bool IsUsual, string? SortKey = null)
{
    /// <summary>What the column says of a case, in words; null for an instant.</summary>
    internal Func<CaseRow, string, string?>? Text { get; init; }

    /// <summary>What the column says of a case, where that is an instant.</summary>
    internal Func<CaseRow, DateTimeOffset?>? Instant { get; init; }

    /// <summary>The words of the column; null where it has an instant or there is nothing to say.</summary>
    public string? Says(CaseRow row, string language) => Text?.Invoke(row, language);

    /// <summary>The instant of the column; null where it has words or there is none.</summary>
    public DateTimeOffset? At(CaseRow row) => Instant?.Invoke(row);

    /// <summary>What stands above the column.</summary>
    public string Heading(string language) => DeskTexts.Get("column." + Code, language);
}

/// <summary>All columns that a list of cases can have, on the screen and in files.</summary>
public static class CaseColumns
{
    public const string Number = "number";
    public const string Subject = "subject";
    public const string Customer = "customer";
    public const string Status = "status";
    public const string HeldBy = "heldBy";
    public const string FaxStatus = "faxStatus";
    public const string FaxNumber = "faxNumber";
    public const string FaxAt = "faxAt";
    public const string OpenedAt = "openedAt";
    public const string UpdatedAt = "updatedAt";
    public const string ClosedAt = "closedAt";
    public const string Type = "type";
    public const string Category = "category";
    public const string Phone = "phone";
    public const string Channel = "channel";
    public const string OpenedBy = "openedBy";
    public const string Severity = "severity";
    public const string ThirdParty = "thirdParty";

    /// <summary>In the order in which they are offered; the usual ones first.</summary>
    public static IReadOnlyList<CaseColumn> All { get; } =
    [
        new(Number, true, "number") { Text = (row, _) => row.Number },
        new(Subject, true) { Text = (row, _) => row.Subject },
        new(Customer, true) { Text = (row, _) => row.CustomerName },
        new(Status, true) { Text = (row, _) => row.StatusText },
        new(HeldBy, true) { Text = (row, language) => Punctuation.List(language, row.Assignees) },
        new(FaxStatus, true) { Text = (row, _) => row.FaxStatusText },
        new(FaxNumber, true) { Text = (row, _) => Display(row.FaxNumber) },
        new(FaxAt, true, "faxAt") { Instant = row => row.FaxAt },
        new(OpenedAt, true, "openedAt") { Instant = row => row.OpenedAt },
        new(UpdatedAt, true, "updatedAt") { Instant = row => row.UpdatedAt },
        new(ClosedAt, false) { Instant = row => row.ClosedAt },
        new(Type, false) { Text = (row, _) => row.TypeName },
        new(Category, false) { Text = (row, _) => row.CategoryPath },
        new(Phone, false) { Text = (row, _) => Display(row.CustomerPhone) },
        new(Channel, false) { Text = (row, language) => DeskTexts.Find("channel." + row.Channel, language) ?? row.Channel },
        new(OpenedBy, false) { Text = (row, _) => row.OpenedByName },
        new(Severity, false) { Text = (row, _) => row.SeverityText },
        new(ThirdParty, false) { Text = (row, _) => row.ThirdPartyName },
    ];

    /// <summary>Those that are shown where nobody has chosen any.</summary>
    public static IReadOnlyList<CaseColumn> Usual { get; } = [.. All.Where(column => column.IsUsual)];

    /// <summary>The columns of a list such as <c>number,subject</c>, in its order; the usual ones for an empty list, null when one is unknown or twice.</summary>
    public static IReadOnlyList<CaseColumn>? Read(string? codes)
    {
        if (string.IsNullOrWhiteSpace(codes))
            return Usual;
        var found = codes.Split(',').Select(code => All.FirstOrDefault(column => column.Code == code.Trim())).ToList();
        return found.Contains(null) || found.Distinct().Count() < found.Count ? null : [.. found.Select(column => column!)];
    }

    /// <summary>The list that <see cref="Read"/> reads.</summary>
    public static string Write(IEnumerable<CaseColumn> columns) => string.Join(',', columns.Select(column => column.Code));

    private static string? Display(string? number) => number is null ? null : Telephone.Display(number);
}
