using Baton.Desk.Texts;
using Baton.Runtime;

namespace Baton.Desk.TimeLimits.Calendars;

/// <summary>The sentences about calendars, from the resources beside this file.</summary>
internal static class CalendarTexts
{
    public static TextSet Words { get; } = new(typeof(CalendarTexts));

    public static FieldProblem Field(CalendarFault fault, string language) =>
        Words.Field("content." + fault.Place, fault.Text, fault.Text, language, ("found", fault.Found));

    /// <summary>For packs, whose problems are told in English.</summary>
    public static string Sentence(CalendarFault fault) => Words.Get(fault.Text, Languages.English, ("found", fault.Found));
}
