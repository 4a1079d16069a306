using System.Globalization;
using System.Text;
using System.Text.Json;
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

namespace Baton.Desk.Channels.Telephony;

/// <summary>An event of a call was taken.</summary>
/// <param name="Phase">ringing, answered, ended or missed.</param>
public sealed record CallTaken(string Phase);

/// <summary>Takes what an exchange says about calls, which shows a secret instead of signing in: in any order, however often.</summary>
internal sealed class TakeCall(
    BatonRuntime runtime,
    ReceiveContact receive,
    DeskChanges changes,
    IOptions<TelephonyOptions> options,
    IOptions<DeskOptions> desk
)
{
    private const int MaxBytes = 16 * 1024;
    private const int MaxEvents = 100;
    private const int NameMax = 200;
    private const int AddressMax = 1000;
    private static readonly string[] Names = ["from", "to", "user", "extension"];

    /// <param name="callId">The exchange's name of the call.</param>
    /// <param name="said">What happened.</param>
    /// <param name="hasTime">The exchange says when; else the same said twice is the same.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Outcome<CallTaken>> Handle(string callId, CallEvent said, bool hasTime, CancellationToken ct)
    {
        var kept = await runtime.Write<Kept>(unit => Keep(unit, callId, said, hasTime, ct), ct);
        if (kept.Problem is { } problem)
            return problem;
        if (kept.Value.Contact is { } contact)
            await receive.Finish(contact, ct);
        return new CallTaken(kept.Value.Phase);
    }

    private async ValueTask<Outcome<Kept>> Keep(UnitOfWork unit, string callId, CallEvent said, bool hasTime, CancellationToken ct)
    {
        await using var db = DeskDb.In(unit);
        var call = await db.Set<Call>().SingleOrDefaultAsync(row => row.CallId == callId, ct);
        var events = call?.EventList() ?? [];
        var isKnown = events.Exists(one => one == said || (!hasTime && one with { At = said.At } == said));
        if (call is not null && (isKnown || events.Count >= MaxEvents))
            return new Kept(call.Phase, null);
        call ??= db.Add(new Call { Key = unit.NextKey(), CallId = callId }).Entity;
        var formerUser = call.UserName;
        events.Add(said);
        call.Events = JsonSerializer.Serialize(events);
        await Fill(db, call, CallState.Of(events), ct);
        await db.SaveChangesAsync(ct);
        TakenContact? contact = null;
        if (call is { Phase: CallEvents.Missed, ContactKey: null } && options.Value.MissedToInbox)
        {
            var taken = await receive.Take(unit, CallContacts.Of(call), ct);
            if (taken.Problem is { } problem)
                return problem;
            contact = taken.Value;
            call.ContactKey = contact.Received.Key;
        }
        await CallEnds.Tell(db, unit, call, ct);
        await db.SaveChangesAsync(ct);
        var topics = CallNews.Topics(call, formerUser);
        unit.AfterCommit(() => changes.Publish(topics));
        return new Kept(call.Phase, contact);
    }

    private async Task Fill(DeskDb db, Call call, CallState state, CancellationToken ct)
    {
        (call.Phase, call.IsOutbound, call.Recording) = (state.Phase, state.IsOutbound, state.Recording);
        (call.From, call.To) = (Number(state.From), Number(state.To));
        (call.StartedAt, call.AnsweredAt, call.EndedAt) = (state.StartedAt, state.AnsweredAt, state.EndedAt);
        call.UserName =
            state.User is { } user ? await db.Users.Where(row => row.UserName == user).Select(row => row.UserName).SingleOrDefaultAsync(ct)
            : state.Extension is { } phone
                ? await db.Set<Extension>().Where(row => row.Number == phone).Select(row => row.UserName).SingleOrDefaultAsync(ct)
            : null;
        call.Unit = state.To is { } to ? options.Value.Queues.GetValueOrDefault(to) : null;
        if (call.CustomerKey is null && call.Other is { } other)
            call.CustomerKey = (await Sender.Find(db, other, ct)).Customer;
        call.Version++;
    }

    /// <summary>E.164 where it is a number; what it is otherwise, such as an extension.</summary>
    private string? Number(string? text) =>
        text is not null
        && Telephone.TryNormalise(
            text.StartsWith("00", StringComparison.Ordinal) ? "+" + text[2..] : text,
            desk.Value.DefaultRegion,
            out var e164
        )
            ? e164
            : text;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/channels/calls", (TakeCall handler, HttpContext context, CancellationToken ct) => handler.Answered(context, ct))
            .AllowAnonymous()
            .Describe(
                "TakeCall",
                "An exchange tells of a call, by form or JSON",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status413PayloadTooLarge
            )
            .Produces<CallTaken>();

    private async Task<IResult> Answered(HttpContext context, CancellationToken ct)
    {
        if (!options.Value.IsOn)
            return Answer.Problem(TelephonyTexts.Words.NotFound("channel", Languages.English));
        var body = new byte[MaxBytes + 1];
        var length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, ct);
        if (length > MaxBytes)
            return Answer.Problem(
                new(RejectionKind.InvalidArgument, Answer.TooLarge, TelephonyTexts.Words.Get("too-large", Languages.English), [])
            );
        var values = Values(context.Request, Encoding.UTF8.GetString(body, 0, length));
        if (!GatewaySecret.Matches(GatewaySecret.Of(context.Request, values.GetValueOrDefault("token")), options.Value.Token!))
            return Answer.Problem(
                new(RejectionKind.Forbidden, Answer.SignInFailed, TelephonyTexts.Words.Get("token", Languages.English), [])
            );
        var read = Read(values, runtime.Clock.GetUtcNow());
        return read.Problem is { } problem
            ? Answer.Problem(problem)
            : Answer.Ok(await Handle(values["callId"], read.Value, values.ContainsKey("at"), ct));
    }

    /// <summary>The fields of a JSON object or of a form; what is no text or number is left out.</summary>
    private static Dictionary<string, string> Values(HttpRequest request, string body)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!request.HasJsonContentType())
        {
            foreach (var (name, value) in Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(body))
                values[name] = value.ToString().Replace("\0", "", StringComparison.Ordinal);
            return values;
        }
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return values;
            foreach (var member in json.RootElement.EnumerateObject())
            {
                if (member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                    values[member.Name] = member.Value.ToString().Replace("\0", "", StringComparison.Ordinal);
            }
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // Without a token in it nobody is let in.
        }
        return values;
    }

    private static Outcome<CallEvent> Read(Dictionary<string, string> values, DateTimeOffset now)
    {
        var wrong = new List<FieldProblem>();
        if (Word("event") is not { } name || !CallEvents.All.Contains(name, StringComparer.Ordinal))
            Add("event", "event", string.Join(", ", CallEvents.All));
        if (values.GetValueOrDefault("callId") is not { Length: > 0 and <= NameMax })
            Add("callId", "call-id", "");
        DateTimeOffset? at = now;
        if (Word("at") is { } time && (at = Instant(time)) is null)
            Add("at", "at", "");
        foreach (var field in Names.Where(field => Word(field)?.Length > NameMax))
            Add(field, "length", "");
        if (Word("recording") is { } address && !IsAddress(address))
            Add("recording", "recording", "");
        if (wrong.Count > 0)
            return Problems.Invalid(Languages.English, wrong);
        return new CallEvent(Word("event")!, at!.Value)
        {
            From = Word("from"),
            To = Word("to"),
            IsOutbound = Word("direction") switch
            {
                "out" => true,
                "in" => false,
                _ => null,
            },
            Extension = Word("extension"),
            User = Word("user"),
            Recording = Word("recording"),
        };

        string? Word(string field) => values.GetValueOrDefault(field)?.Trim() is { Length: > 0 } text ? text : null;

        void Add(string field, string key, string events) =>
            wrong.Add(TelephonyTexts.Words.Field(field, "invalid", key, Languages.English, ("events", events)));
    }

    private static bool IsAddress(string text) =>
        text.Length <= AddressMax && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    /// <summary>ISO 8601, or seconds since 1970; of this century.</summary>
    private static DateTimeOffset? Instant(string text)
    {
        DateTimeOffset? at =
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 4_000_000_000
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read)
                ? read.ToUniversalTime()
            : null;
        return at is { Year: >= 2000 and < 2100 } ? DateTimeOffset.FromUnixTimeMilliseconds(at.Value.ToUnixTimeMilliseconds()) : null;
    }

    private sealed record Kept(string Phase, TakenContact? Contact);
}
