using System.Globalization;
using Baton.Desk;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Views;
using Baton.Web.Shell;

namespace Baton.Web.Cases;

/// <summary>What is searched for, as it stands in the address: every search can be sent to a colleague or kept as a bookmark.</summary>
public sealed record CaseQuery
{
    public const string OpenOnly = "open";
    public const string ClosedOnly = "closed";

    /// <summary>In place of a view: begin with none.</summary>
    public const string NoView = "none";

    public string? Text { get; init; }
    public string? Number { get; init; }
    public string? Customer { get; init; }
    public string? Phone { get; init; }
    public string? Status { get; init; }
    public string? Type { get; init; }
    public string? State { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }
    public string? FaxStatus { get; init; }
    public string? FaxNumber { get; init; }
    public bool Mine { get; init; }
    public string? Category { get; init; }

    /// <summary>Code of a department; all below it are meant too.</summary>
    public string? Unit { get; init; }
    public string? Step { get; init; }
    public string? Channel { get; init; }
    public string? Keyword { get; init; }
    public string? Assignee { get; init; }

    /// <summary>One of the lists of cases that the reader follows; all when null.</summary>
    public string? Following { get; init; }

    /// <summary>Code of a severity.</summary>
    public string? Severity { get; init; }

    /// <summary>Code of a third party.</summary>
    public string? ThirdParty { get; init; }
    public bool Overdue { get; init; }
    public string? ClosedFrom { get; init; }
    public string? ClosedTo { get; init; }

    /// <summary>Name of a special field of <see cref="Type"/>, with <see cref="Value"/>.</summary>
    public string? Field { get; init; }
    public string? Value { get; init; }
    public string? Sort { get; init; }
    public string? Cursor { get; init; }

    /// <summary>Codes of the columns of the list; the usual ones when empty.</summary>
    public string? Columns { get; init; }

    /// <summary>The saved view that was chosen, by its key; <see cref="NoView"/> where none shall be.</summary>
    public string? View { get; init; }

    /// <summary>True when more than words is asked for, so that the conditions should be in sight.</summary>
    public bool HasConditions => this with { Text = null, Sort = null, Cursor = null, Columns = null, View = null } != new CaseQuery();

    /// <summary>True when one of the rarer conditions is asked for.</summary>
    public bool HasMore =>
        (
            Category
            ?? Unit
            ?? Severity
            ?? ThirdParty
            ?? Step
            ?? Channel
            ?? Keyword
            ?? Assignee
            ?? ClosedFrom
            ?? ClosedTo
            ?? Field
            ?? Value
            ?? Following
        )
            is not null
        || Overdue;

    public SearchCasesRequest ToRequest(DeskUser user, LocalTime when, int limit) =>
        new()
        {
            Text = Text,
            Number = Number,
            Customer = Customer,
            Phone = Phone,
            Status = Given(Status),
            Type = Given(Type),
            Open = State switch
            {
                OpenOnly => true,
                ClosedOnly => false,
                _ => null,
            },
            OpenedFrom = Day(From) is { } from ? when.StartOf(from) : null,
            OpenedTo = Day(To) is { } to ? when.StartOf(to.AddDays(1)) : null,
            FaxStatus = Given(FaxStatus),
            FaxNumber = FaxNumber,
            OpenedBy = Mine ? user.UserName : null,
            Category = Some(Category),
            Unit = Some(Unit),
            Step = Some(Step),
            Channel = Given(Channel),
            Keyword = Given(Keyword),
            Assignee = Some(Assignee),
            Following = Some(Following),
            Severity = Given(Severity),
            ThirdParty = Given(ThirdParty),
            Overdue = Overdue ? true : null,
            ClosedFrom = Day(ClosedFrom) is { } closedFrom ? when.StartOf(closedFrom) : null,
            ClosedTo = Day(ClosedTo) is { } closedTo ? when.StartOf(closedTo.AddDays(1)) : null,
            Field = Some(Field) is { } field && Some(Value) is { } value ? [$"{field}={value}"] : null,
            Sort = Sort,
            Cursor = Cursor,
            Limit = limit,
        };

    /// <summary>The query string, without what is not asked for.</summary>
    public Dictionary<string, object?> ToParameters() =>
        new()
        {
            ["q"] = Some(Text),
            ["number"] = Some(Number),
            ["customer"] = Some(Customer),
            ["phone"] = Some(Phone),
            ["status"] = Some(Status),
            ["type"] = Some(Type),
            ["state"] = Some(State),
            ["from"] = Some(From),
            ["to"] = Some(To),
            ["fax"] = Some(FaxStatus),
            ["faxNumber"] = Some(FaxNumber),
            ["mine"] = Mine ? "1" : null,
            ["category"] = Some(Category),
            ["unit"] = Some(Unit),
            ["step"] = Some(Step),
            ["channel"] = Some(Channel),
            ["keyword"] = Some(Keyword),
            ["assignee"] = Some(Assignee),
            ["following"] = Some(Following),
            ["severity"] = Some(Severity),
            ["thirdParty"] = Some(ThirdParty),
            ["overdue"] = Overdue ? "1" : null,
            ["closedFrom"] = Some(ClosedFrom),
            ["closedTo"] = Some(ClosedTo),
            ["field"] = Some(Field),
            ["value"] = Some(Value),
            ["sort"] = Some(Sort),
            ["cursor"] = Some(Cursor),
            ["columns"] = Some(Columns),
            ["view"] = Some(View),
        };

    /// <summary>The conditions alone, as a saved view keeps them.</summary>
    public Dictionary<string, string> ToFilter() =>
        (this with { Sort = null, Cursor = null, Columns = null, View = null })
            .ToParameters()
            .Where(one => one.Value is not null)
            .ToDictionary(one => one.Key, one => (string)one.Value!, StringComparer.Ordinal);

    /// <summary>The search of a saved view.</summary>
    public static CaseQuery Of(SavedViewLine view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var filter = view.Filter;
        return new()
        {
            Text = filter.GetValueOrDefault("q"),
            Number = filter.GetValueOrDefault("number"),
            Customer = filter.GetValueOrDefault("customer"),
            Phone = filter.GetValueOrDefault("phone"),
            Status = filter.GetValueOrDefault("status"),
            Type = filter.GetValueOrDefault("type"),
            State = filter.GetValueOrDefault("state"),
            From = filter.GetValueOrDefault("from"),
            To = filter.GetValueOrDefault("to"),
            FaxStatus = filter.GetValueOrDefault("fax"),
            FaxNumber = filter.GetValueOrDefault("faxNumber"),
            Mine = filter.GetValueOrDefault("mine") == "1",
            Category = filter.GetValueOrDefault("category"),
            Unit = filter.GetValueOrDefault("unit"),
            Step = filter.GetValueOrDefault("step"),
            Channel = filter.GetValueOrDefault("channel"),
            Keyword = filter.GetValueOrDefault("keyword"),
            Assignee = filter.GetValueOrDefault("assignee"),
            Following = filter.GetValueOrDefault("following"),
            Severity = filter.GetValueOrDefault("severity"),
            ThirdParty = filter.GetValueOrDefault("thirdParty"),
            Overdue = filter.GetValueOrDefault("overdue") == "1",
            ClosedFrom = filter.GetValueOrDefault("closedFrom"),
            ClosedTo = filter.GetValueOrDefault("closedTo"),
            Field = filter.GetValueOrDefault("field"),
            Value = filter.GetValueOrDefault("value"),
            Sort = view.Sort,
            Columns = view.Columns,
            View = view.Key.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static string[]? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : [value];

    private static string? Some(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
