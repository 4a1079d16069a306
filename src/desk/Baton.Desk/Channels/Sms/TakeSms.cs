using System.Text;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Customers;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Engine;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Sms;

/// <summary>A message was taken.</summary>
/// <param name="As">known, part, waiting, joined or opened.</param>
public sealed record SmsTaken(string As);

/// <summary>
/// Takes short messages from a gateway, which shows a secret instead of signing in: each once, however often it is brought. Parts are put together;
/// what is written by a pattern becomes a case at once and is answered; all else waits in the inbox.
/// </summary>
internal sealed class TakeSms(
    BatonRuntime runtime,
    ReceiveContact receive,
    SmsContacts contacts,
    SmsAnswers answers,
    IOptions<SmsInOptions> options,
    IOptions<DeskOptions> desk
)
{
    private const int MaxBytes = 64 * 1024;

    public async Task<Outcome<SmsTaken>> Handle(ArrivedSms sms, CancellationToken ct)
    {
        var message = sms with { From = Number(sms.From), To = sms.To is { Length: > 0 } to ? Number(to) : null };
        if (message.Reference is not null)
            return await Part(message, ct);
        var kept = await runtime.Write<KeptSms>(unit => Keep(unit, message, message.SourceId(unit.Now), unit.Now, ct), ct);
        return kept.Problem is { } problem ? problem : await Finish(kept.Value, ct);
    }

    private async ValueTask<Outcome<KeptSms>> Keep(
        UnitOfWork unit,
        ArrivedSms message,
        string sourceId,
        DateTimeOffset receivedAt,
        CancellationToken ct
    )
    {
        await using var db = DeskDb.In(unit);
        var made = await contacts.Of(db, message, sourceId, receivedAt, ct);
        var taken = await receive.Take(unit, made.Contact, ct);
        return taken.Problem is { } problem ? problem : new KeptSms(taken.Value, made.Pattern, made.Missing);
    }

    private async Task<SmsTaken> Finish(KeptSms kept, CancellationToken ct)
    {
        var received = await receive.Finish(kept.Taken, ct);
        if (kept.Pattern is { } pattern)
            await answers.Answer(received.Key, pattern, kept.Missing, ct);
        return new(received.As.ToString().ToLowerInvariant());
    }

    /// <summary>The last part that comes sends the whole message on.</summary>
    private async Task<Outcome<SmsTaken>> Part(ArrivedSms sms, CancellationToken ct)
    {
        var kept = await runtime.Write<PartOrWhole>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var id = sms.SourceId(unit.Now);
                if (await db.Set<SmsPart>().AnyAsync(row => row.SourceId == id, ct))
                    return new PartOrWhole("known", null);
                var part = SmsParts.Row(unit, sms, id, options.Value.MissingPartMinutes);
                var others = await db.Set<SmsPart>().Where(row => row.Whole == part.Whole && row.DoneAt == null).ToListAsync(ct);
                if (others.Exists(row => row.Part == part.Part))
                    return new PartOrWhole("known", null);
                db.Add(part);
                await db.SaveChangesAsync(ct);
                if (others.Count + 1 < part.Total)
                {
                    unit.SetSchedule(SmsParts.Schedule, unit.Now);
                    return new PartOrWhole("part", null);
                }
                List<SmsPart> all = [.. others, part];
                foreach (var one in all)
                    one.DoneAt = unit.Now;
                await db.SaveChangesAsync(ct);
                var whole = await Keep(unit, SmsParts.Joined(all), SmsParts.SourceId(all), part.ReceivedAt, ct);
                return whole.Problem is { } problem ? problem : new PartOrWhole("", whole.Value);
            },
            ct
        );
        if (kept.Problem is { } unkept)
            return unkept;
        return kept.Value.Whole is { } message ? await Finish(message, ct) : new SmsTaken(kept.Value.As);
    }

    /// <summary>E.164 where it is a number; what it is otherwise, such as the name of a service.</summary>
    private string Number(string text)
    {
        var region = desk.Value.DefaultRegion;
        var international = text.StartsWith("00", StringComparison.Ordinal) ? "+" + text[2..] : text;
        return Telephone.TryNormalise(international, region, out var e164) || Telephone.TryNormalise("+" + text, region, out e164)
            ? e164
            : text;
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(
            routes.MapGet(
                "/channels/sms/in",
                (TakeSms handler, HttpContext context, CancellationToken ct) => handler.Answered(context, ct)
            ),
            "TakeSmsByGet",
            "A gateway brings a short message, by query"
        );
        Describe(
            routes.MapPost(
                "/channels/sms/in",
                (TakeSms handler, HttpContext context, CancellationToken ct) => handler.Answered(context, ct)
            ),
            "TakeSms",
            "A gateway brings a short message, by query, form or JSON"
        );

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
                .Produces<SmsTaken>();
    }

    private async Task<IResult> Answered(HttpContext context, CancellationToken ct)
    {
        if (!options.Value.IsOn)
            return Answer.Problem(SmsTexts.Words.NotFound("channel", Languages.English));
        var request = context.Request;
        var values = SmsReading.Values(request.QueryString.Value ?? "");
        string? json = null;
        if (HttpMethods.IsPost(request.Method))
        {
            var body = await SmsReading.Body(request, MaxBytes, ct);
            if (body is null)
                return Answer.Problem(
                    new(RejectionKind.InvalidArgument, Answer.TooLarge, SmsTexts.Words.Get("too-large", Languages.English), [])
                );
            if (request.HasJsonContentType())
                json = body;
            else
            {
                foreach (var (name, value) in SmsReading.Values(body))
                    values[name] = value;
            }
        }
        if (!GatewaySecret.Matches(Token(request, values), options.Value.Token!))
            return Answer.Problem(new(RejectionKind.Forbidden, Answer.SignInFailed, SmsTexts.Words.Get("token", Languages.English), []));
        if ((json is null ? SmsReading.OfKannel(values) : SmsReading.OfJson(json)) is not { } sms)
            return Answer.Problem(Problems.Invalid(Languages.English, SmsTexts.Words.Field("from", "required", "from", Languages.English)));
        return Answer.Ok(await Handle(sms, ct));
    }

    private static string? Token(HttpRequest request, Dictionary<string, byte[]> values) =>
        GatewaySecret.Of(request, values.GetValueOrDefault("token") is { } bytes ? Encoding.UTF8.GetString(bytes) : null);

    private sealed record KeptSms(TakenContact Taken, SmsPattern? Pattern, IReadOnlyList<string> Missing);

    private sealed record PartOrWhole(string As, KeptSms? Whole);
}
