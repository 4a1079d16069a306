using System.Text;
using Baton.Desk.Http;
using Baton.Desk.Notifications.Drivers.Gateways;
using Baton.Desk.Notifications.Drivers.Sms;
using Baton.Desk.Notifications.Drivers.Voice;
using Baton.Engine;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Notifications.Drivers.Reports;

/// <summary>A report was taken.</summary>
public sealed record ReportTaken(bool Taken);

/// <summary>Takes the report of a gateway, which shows a secret instead of signing in. Repeating one changes nothing.</summary>
internal sealed class TakeReport(IMessageReports reports, IOptions<SmsOptions> sms, IOptions<VoiceOptions> voice)
{
    private const int MaxBytes = 16 * 1024;
    private const int MaxValues = 100;
    private const string TokenValue = "token";

    public async Task<Outcome<ReportTaken>> Handle(
        string driver,
        string? token,
        IReadOnlyDictionary<string, string> values,
        CancellationToken ct
    )
    {
        if (ReportSource.Find(driver, sms.Value, voice.Value) is not { } source)
            return DriverTexts.Words.NotFound(Languages.English);
        if (!GatewaySecret.Matches(token, source.Options.Token!))
            return new Problem(RejectionKind.Forbidden, Answer.SignInFailed, DriverTexts.Words.Get("token", Languages.English), []);
        if (source.Read(values) is not { } report)
            return Problems.Invalid(
                Languages.English,
                DriverTexts.Words.Field(source.Options.StateField, "required", "values", Languages.English)
            );
        return await reports.Take(report, ct)
            ? new ReportTaken(true)
            : new Problem(RejectionKind.NotFound, "unknown-message", DriverTexts.Words.Get("unknown-message", Languages.English), []);
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(
            routes.MapGet("/messages/reports/{driver}", Answered),
            "TakeMessageReportByGet",
            "A gateway reports on a message, by query"
        );
        Describe(
            routes.MapPost("/messages/reports/{driver}", Answered),
            "TakeMessageReport",
            "A gateway reports on a message, by query, form or JSON"
        );

        static async Task<IResult> Answered(string driver, TakeReport handler, HttpContext context, CancellationToken ct)
        {
            if (context.Request.ContentLength > MaxBytes)
                return Answer.Problem(TooLarge());
            var values = await Values(context.Request, ct);
            return values is null
                ? Answer.Problem(TooLarge())
                : Answer.Ok(
                    await handler.Handle(driver, GatewaySecret.Of(context.Request, values.GetValueOrDefault(TokenValue)), values, ct)
                );
        }

        static void Describe(RouteHandlerBuilder route, string name, string summary) =>
            route
                .AllowAnonymous()
                .Describe(
                    name,
                    summary,
                    StatusCodes.Status400BadRequest,
                    StatusCodes.Status404NotFound,
                    StatusCodes.Status413PayloadTooLarge
                )
                .Produces<ReportTaken>();
    }

    private static Problem TooLarge() =>
        new(RejectionKind.InvalidArgument, Answer.TooLarge, DriverTexts.Words.Get("too-large", Languages.English), []);

    /// <summary>What query and body say; null for a body that is too large.</summary>
    private static async Task<Dictionary<string, string>?> Values(HttpRequest request, CancellationToken ct)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in request.Query.Take(MaxValues))
            values[name] = value.ToString();
        if (!HttpMethods.IsPost(request.Method))
            return values;
        var body = new byte[MaxBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, ct);
        if (length > MaxBytes)
            return null;
        var text = Encoding.UTF8.GetString(body, 0, length);
        foreach (var (name, value) in request.HasJsonContentType() ? AnswerFields.Of(text) : Form(text))
            values[name] = value;
        return values;
    }

    private static IEnumerable<KeyValuePair<string, string>> Form(string text) =>
        Microsoft
            .AspNetCore.WebUtilities.QueryHelpers.ParseQuery(text)
            .Take(MaxValues)
            .Select(one => KeyValuePair.Create(one.Key, one.Value.ToString()));
}
