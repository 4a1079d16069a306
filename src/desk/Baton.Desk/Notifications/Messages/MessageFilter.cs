using System.Globalization;
using Baton.Desk.Storage;
using Baton.Desk.Texts;
using Baton.Runtime;

namespace Baton.Desk.Notifications.Messages;

/// <summary>Which messages of the log; what is null does not matter.</summary>
public sealed record MessageFilter
{
    /// <summary>Number or key of a case.</summary>
    public string? Case { get; init; }

    /// <summary>desk, mail, sms, fax, voice or push.</summary>
    public string? Channel { get; init; }

    /// <summary>queued, held, sent, accepted, delivered, failed, templateError or canceled.</summary>
    public string? State { get; init; }

    /// <summary>A part of a name or of an address; 100 characters at most.</summary>
    public string? Receiver { get; init; }

    /// <summary>Code of the template.</summary>
    public string? Template { get; init; }

    /// <summary>What it was ordered by, such as <c>clock:123:due</c>.</summary>
    public string? Order { get; init; }

    /// <summary>Ordered within so many days; 3650 at most.</summary>
    public int? Days { get; init; }
}

/// <summary>What a filter may say, and which rows it means.</summary>
internal static class MessageFilters
{
    private const int DaysMax = 3_650;
    private const int TextMax = 100;

    public static IReadOnlyList<FieldProblem> Check(MessageFilter filter, string language)
    {
        var words = MessageTexts.Words;
        var faults = new List<FieldProblem>();
        if (filter.Channel is { Length: > 0 } channel && !MessageChannels.All.Contains(channel, StringComparer.Ordinal))
            faults.Add(words.Field("channel", "option", "filter-channel", language, ("options", string.Join(", ", MessageChannels.All))));
        if (filter.State is { Length: > 0 } state && StateOf(state) is null)
            faults.Add(words.Field("state", "option", "filter-state", language, ("options", string.Join(", ", States))));
        if (filter.Days is < 1 or > DaysMax)
            faults.Add(words.Field("days", "range", "filter-days", language, ("max", $"{DaysMax}")));
        foreach (
            var (name, text) in new[]
            {
                ("case", filter.Case),
                ("receiver", filter.Receiver),
                ("template", filter.Template),
                ("order", filter.Order),
            }
        )
        {
            if (text?.Length > TextMax)
                faults.Add(words.Field(name, "maxLength", "filter-long", language, ("max", $"{TextMax}")));
        }
        return faults;
    }

    public static IQueryable<Message> Narrow(DeskDb db, IQueryable<Message> rows, MessageFilter filter, bool withBlind)
    {
        if (filter.Case is { Length: > 0 } number)
        {
            var key = long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : -1;
            rows = rows.Where(row => db.Cases.Any(one => one.Key == row.CaseKey && (one.Number == number || one.Key == key)));
        }
        if (filter.Channel is { Length: > 0 } channel)
            rows = rows.Where(row => row.Channel == channel);
        if (filter.State is { Length: > 0 } name && StateOf(name) is { } state)
            rows = rows.Where(row => row.State == state);
        if (filter.Template is { Length: > 0 } template)
            rows = rows.Where(row => row.Template == template);
        if (filter.Order is { Length: > 0 } order)
            rows = rows.Where(row => row.OrderId == order);
        if (filter.Days is { } days)
        {
            var since = db.Now.AddDays(-days);
            rows = rows.Where(row => row.CreatedAt >= since);
        }
        if (filter.Receiver is { Length: > 0 } receiver)
        {
            var part = SearchText.Fold(receiver.Trim());
            rows = rows.Where(row => row.Receivers.Contains(part) || (withBlind && row.BlindReceivers.Contains(part)));
        }
        return rows;
    }

    /// <summary>As they are written in addresses.</summary>
    public static IReadOnlyList<string> States { get; } =
    [.. Enum.GetValues<MessageState>().Select(state => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(state.ToString()))];

    public static MessageState? StateOf(string name) =>
        States.Contains(name, StringComparer.Ordinal) && Enum.TryParse<MessageState>(name, ignoreCase: true, out var state) ? state : null;
}
