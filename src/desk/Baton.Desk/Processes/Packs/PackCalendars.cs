using Baton.Desk.TimeLimits.Calendars;

namespace Baton.Desk.Processes.Packs;

/// <summary>Reads the calendars of a pack and checks that they can be reckoned with.</summary>
internal static class PackCalendars
{
    private const string File = "calendars.json";

    public static PackCalendar Read(PackJson json)
    {
        var hours = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var (code, name, zone) = (json.Code("code"), json.Localized("name"), json.Text("zone"));
        if (json.Object("hours") is { } week)
        {
            foreach (var day in week.Names.ToList())
                hours[day] = week.Texts(day);
        }
        else
        {
            json.Problem("hours", "Expected the hours of each weekday, such as {\"monday\": [\"09:00-12:30\", \"13:30-18:00\"]}.");
        }
        var content = new CalendarContent(zone, hours, [.. json.Objects("special").Select(Special)]);
        var calendar = new PackCalendar(code, name, content, json.OptionalFlag("default", whenAbsent: false));
        foreach (var fault in zone.Length == 0 ? [] : CalendarReading.Of(content).Faults)
            json.Problem(fault.Place, CalendarTexts.Sentence(fault));
        return calendar;
    }

    /// <summary>Units and tiers name calendars of the pack, and one at most is the default.</summary>
    public static void Check(Pack pack, List<PackProblem> problems)
    {
        var codes = pack.Calendars.Select(calendar => calendar.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var unit in pack.Departments.Where(one => one.Calendar is { Length: > 0 } code && !codes.Contains(code)))
            problems.Add(
                new("organisation.json", $"department {unit.Code}", $"Expected a calendar of the pack, but found '{unit.Calendar}'.")
            );
        foreach (var (index, tier) in pack.CustomerTiers.Index())
        {
            if (tier.Calendar is { Length: > 0 } code && !codes.Contains(code))
                problems.Add(
                    new("customer-tiers.json", $"$.tiers[{index}].calendar", $"Expected a calendar of the pack, but found '{code}'.")
                );
        }
        if (pack.Calendars.Count(calendar => calendar.IsDefault) > 1)
            problems.Add(new(File, "$.calendars", "Expected one default calendar at most."));
    }

    private static SpecialDaysEntry Special(PackJson json)
    {
        var entry = new SpecialDaysEntry(
            json.Text("from"),
            json.OptionalText("to"),
            json.OptionalLocalized("name"),
            json.OptionalText("like"),
            json.OptionalTexts("hours")
        );
        json.Done();
        return entry;
    }
}
