using Baton.Desk.Http;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Baton.Desk.TimeLimits.Calendars.Holidays;

/// <summary>A file of holidays to look at.</summary>
/// <param name="Text">The iCalendar file; 2 MB at most.</param>
/// <param name="MakeUpWords">Words in the name of an event that make it a day of work; those that are usual in China when null.</param>
/// <param name="MakeUpLike">The weekday whose hours such a day has; monday when null.</param>
public sealed record ReadHolidaysRequest(string Text, IReadOnlyList<string>? MakeUpWords = null, string? MakeUpLike = null);

/// <summary>What a file of holidays says.</summary>
/// <param name="Days">Days to put into a calendar; those that are over are left out.</param>
/// <param name="NotUnderstood">Events that were passed over.</param>
public sealed record HolidaysView(IReadOnlyList<SpecialDaysEntry> Days, IReadOnlyList<NotUnderstoodView> NotUnderstood);

/// <summary>Reads holidays out of an iCalendar file and says what it did not understand; changes nothing.</summary>
public sealed class ReadHolidays(TimeProvider clock)
{
    public Outcome<HolidaysView> Handle(DeskUser user, ReadHolidaysRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.ManageTimeLimits))
            return Problems.Forbidden(user.Language);
        var words = request.MakeUpWords ?? HolidayWords.Usual;
        if (Wrong(words, request.MakeUpLike, "makeUpWords", "makeUpLike", user.Language) is { } wrong)
            return Problems.Invalid(user.Language, wrong);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var file = HolidayFile.Read(request.Text ?? "", new(words, request.MakeUpLike ?? CalendarContent.Weekdays[0]), today);
        return file is null
            ? Problems.Invalid(user.Language, CalendarTexts.Words.Field("text", "calendar", "failure.no-calendar", user.Language))
            : new HolidaysView(file.Days, [.. file.NotUnderstood.Select(one => NotUnderstoodView.Of(one, user.Language))]);
    }

    internal static FieldProblem? Wrong(IReadOnlyList<string> words, string? like, string wordsField, string likeField, string language)
    {
        if (words.Count > HolidayWords.MaxWords || words.Any(word => word is not { Length: > 0 and <= HolidayWords.MaxWordLength }))
            return CalendarTexts.Words.Field(wordsField, "length", "make-up-words", language);
        return like is not null && CalendarContent.Weekday(like) is null
            ? CalendarTexts.Words.Field(likeField, "weekday", "weekday", language, ("found", like))
            : null;
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/calendars/read-holidays",
                (ReadHolidaysRequest request, DeskUser user, ReadHolidays handler) => Answer.Ok(handler.Handle(user, request))
            )
            .RequirePermission(Permissions.ManageTimeLimits)
            .Describe("ReadHolidays", "What an iCalendar file of holidays says; changes nothing", StatusCodes.Status400BadRequest)
            .Produces<HolidaysView>();
}
