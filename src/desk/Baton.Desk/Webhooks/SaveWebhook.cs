using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Baton.Desk.Http;
using Baton.Desk.Outbound;
using Baton.Desk.Storage;
using Baton.Desk.Webhooks.Deliveries;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Webhooks;

/// <summary>A further header.</summary>
/// <param name="Name">Not one that the desk or HTTP itself sets.</param>
/// <param name="Value">Null keeps the one there is.</param>
public sealed record WebhookHeader(string Name, string? Value = null);

/// <summary>A web hook as it is to be.</summary>
/// <param name="Name">What people call it; 200 characters at most.</param>
/// <param name="Address">Where it is told: http or https, at a host that may be called.</param>
/// <param name="Events">What it is told of; at least one.</param>
public sealed record SaveWebhookRequest(string Name, string Address, IReadOnlyList<string> Events)
{
    /// <summary>Codes of case types; null or empty for all.</summary>
    public IReadOnlyList<string>? CaseTypes { get; init; }

    /// <summary>Codes of departments; null or empty for all.</summary>
    public IReadOnlyList<string>? Departments { get; init; }

    /// <summary>Those that are to be; ones that are not named go.</summary>
    public IReadOnlyList<WebhookHeader>? Headers { get; init; }
    public bool IsActive { get; init; } = true;

    /// <summary>The hook to change; null for a new one.</summary>
    [JsonIgnore]
    public long? Key { get; init; }

    /// <summary>The version that was read; null to overwrite whatever there is.</summary>
    [JsonIgnore]
    public int? Version { get; init; }
}

/// <summary>Adds a web hook or changes it. Who saves it becomes its owner: nobody has it told of what he may not read himself.</summary>
public sealed partial class SaveWebhook
{
    private const int MostHooks = 100;
    private const int MostCodes = 100;
    private const int MostHeaders = 20;

    private static readonly string[] OwnHeaders =
    [
        "connection",
        "content-length",
        "content-type",
        "expect",
        "host",
        "keep-alive",
        "proxy-authorization",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "user-agent",
    ];

    private readonly BatonRuntime _runtime;
    private readonly OutboundHttp _http;
    private readonly WebhookSecrets _secrets;
    private readonly IOptions<WebhookOptions> _options;

    internal SaveWebhook(BatonRuntime runtime, OutboundHttp http, WebhookSecrets secrets, IOptions<WebhookOptions> options) =>
        (_runtime, _http, _secrets, _options) = (runtime, http, secrets, options);

    /// <summary>Adds one; its secret is shown this once.</summary>
    public async Task<Outcome<WebhookSecretMade>> Add(DeskUser user, SaveWebhookRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var secret = WebhookSignature.NewSecret();
        var saved = await Save(user, request with { Key = null }, secret, ct);
        return saved.Problem is { } problem ? problem : new WebhookSecretMade(saved.Value, secret);
    }

    /// <summary>Changes one; its secret stays.</summary>
    public Task<Outcome<WebhookView>> Change(DeskUser user, SaveWebhookRequest request, CancellationToken ct) =>
        Save(user, request, null, ct);

    private async Task<Outcome<WebhookView>> Save(DeskUser user, SaveWebhookRequest request, string? secret, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.ManageIntegrations))
            return Problems.Forbidden(user.Language);
        if (Check(user.Language, request) is { Count: > 0 } wrong)
            return Problems.Invalid(user.Language, wrong);
        return await _runtime.Write<WebhookView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                if (await Unknown(db, user.Language, request, ct) is { Count: > 0 } unknown)
                    return Problems.Invalid(user.Language, unknown);
                var row = await db.Set<Webhook>().SingleOrDefaultAsync(one => one.Key == request.Key, ct);
                if (request.Key is not null && row is null)
                    return WebhookTexts.Words.NotFound(user.Language);
                if (row is not null && Problems.UnlessVersion(request.Version, row.Version, user.Language) is { } changed)
                    return changed;
                if (row is null && await db.Set<Webhook>().CountAsync(ct) >= MostHooks)
                    return WebhookTexts.Words.Rejected("too-many", user.Language, ("max", $"{MostHooks}"));
                row ??= New(db, unit, user, secret!);
                if (Headers(row, request, user.Language) is { } unfit)
                    return Problems.Invalid(user.Language, unfit);
                var wakes = request.IsActive && (!row.IsActive || row.Address != request.Address.Trim()) && row.Version > 0;
                Fill(row, request, user);
                if (wakes)
                {
                    (row.Failures, row.FailingSince, row.PausedUntil, row.LastError) = (0, null, null, null);
                    (row.AlarmedAt, row.GoneAt) = (null, null);
                    await WebhookQueue.Wake(unit, db, row.Key, ct);
                }
                row.Version++;
                await db.SaveChangesAsync(ct);
                unit.Tell(DeskChanges.Webhooks);
                return WebhookView.Of(row, unit.Now, _options.Value);
            },
            ct
        );
    }

    private Webhook New(DeskDb db, UnitOfWork unit, DeskUser user, string secret)
    {
        var key = unit.NextKey();
        var row = new Webhook
        {
            Key = key,
            Name = "",
            Address = "",
            Events = "",
            Owner = user.UserName,
            Secret = _secrets.Protect(key, secret),
            CreatedAt = unit.Now,
        };
        db.Add(row);
        return row;
    }

    private static void Fill(Webhook row, SaveWebhookRequest request, DeskUser user)
    {
        (row.Name, row.Address, row.IsActive, row.Owner) = (request.Name.Trim(), request.Address.Trim(), request.IsActive, user.UserName);
        row.Events = Webhook.Join(WebhookEvents.All.Where(one => request.Events.Contains(one, StringComparer.Ordinal)));
        row.CaseTypes = Webhook.Join(Codes(request.CaseTypes));
        row.Departments = Webhook.Join(Codes(request.Departments));
    }

    /// <summary>Puts the headers on the row. A value that is kept is never sent to another host than it was given for.</summary>
    private FieldProblem? Headers(Webhook row, SaveWebhookRequest request, string language)
    {
        var known = _secrets.Headers(row);
        var wanted = request.Headers ?? [];
        var isSameHost =
            Uri.TryCreate(row.Address, UriKind.Absolute, out var before)
            && Uri.TryCreate(request.Address, UriKind.Absolute, out var after)
            && before.GetLeftPart(UriPartial.Authority) == after.GetLeftPart(UriPartial.Authority);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in wanted)
        {
            if (header.Value is { Length: > 0 } value)
                headers[header.Name] = value;
            else if (isSameHost && known.TryGetValue(header.Name, out var kept))
                headers[header.Name] = kept;
            else
                return WebhookTexts.Words.Field("headers", "required", "header-value", language, ("name", header.Name));
        }
        row.HeaderNames = Webhook.Join(headers.Keys);
        if (headers.Count == 0)
            row.Headers = null;
        else if (wanted.Any(header => header.Value is { Length: > 0 }) || headers.Count != known.Count)
            row.Headers = _secrets.Protect(row.Key, headers);
        return null;
    }

    private List<FieldProblem> Check(string language, SaveWebhookRequest request)
    {
        var wrong = new List<FieldProblem>();
        Unless(request.Name?.Trim() is { Length: > 0 and <= 200 }, "name", "name");
        var isAddress =
            request.Address is { Length: <= 1_000 }
            && Uri.TryCreate(request.Address.Trim(), UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https"
            && address.UserInfo.Length == 0;
        Unless(isAddress, "address", "address");
        if (isAddress && !_http.MayName(new Uri(request.Address!.Trim())))
            wrong.Add(WebhookTexts.Words.Field("address", "refused", "host-refused", language));
        Unless(
            request.Events is { Count: > 0 and <= MostCodes }
                && request.Events.All(one => WebhookEvents.All.Contains(one, StringComparer.Ordinal)),
            "events",
            "events"
        );
        Unless(Fit(request.CaseTypes), "caseTypes", "codes");
        Unless(Fit(request.Departments), "departments", "codes");
        var headers = request.Headers ?? [];
        Unless(
            headers.Count <= MostHeaders
                && headers.All(MayBe)
                && headers.Select(header => header.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() == headers.Count,
            "headers",
            "headers"
        );
        return wrong;

        void Unless(bool isRight, string field, string text)
        {
            if (!isRight)
                wrong.Add(WebhookTexts.Words.Field(field, "invalid", text, language));
        }
    }

    private static bool Fit(IReadOnlyList<string>? codes) =>
        codes is null
        || (
            codes.Count <= MostCodes
            && codes.All(code => code is { Length: > 0 and <= 200 } && !code.Contains(',', StringComparison.Ordinal))
        );

    private static bool MayBe(WebhookHeader? header) =>
        header is { Name.Length: <= 100 }
        && HeaderName().IsMatch(header.Name)
        && !header.Name.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase)
        && !OwnHeaders.Contains(header.Name, StringComparer.OrdinalIgnoreCase)
        && (header.Value is null || (header.Value.Length <= 2_000 && header.Value.All(letter => letter is >= ' ' and <= '~')));

    private static async Task<List<FieldProblem>> Unknown(DeskDb db, string language, SaveWebhookRequest request, CancellationToken ct)
    {
        var (types, departments) = (Codes(request.CaseTypes), Codes(request.Departments));
        var knownTypes = await db.CaseTypes.Where(row => types.Contains(row.Code)).Select(row => row.Code).ToListAsync(ct);
        var knownDepartments = await db.Departments.Where(row => departments.Contains(row.Code)).Select(row => row.Code).ToListAsync(ct);
        return
        [
            .. types.Except(knownTypes, StringComparer.Ordinal).Select(code => Problem("caseTypes", code)),
            .. departments.Except(knownDepartments, StringComparer.Ordinal).Select(code => Problem("departments", code)),
        ];

        FieldProblem Problem(string field, string code) => WebhookTexts.Words.Field(field, "unknown", "unknown", language, ("code", code));
    }

    private static List<string> Codes(IReadOnlyList<string>? codes) => [.. (codes ?? []).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex("^[A-Za-z0-9!#$%&'*+.^_`|~-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex HeaderName();

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost(
                "/webhooks",
                async (SaveWebhookRequest request, DeskUser user, SaveWebhook handler, CancellationToken ct) =>
                    Answer.Created(await handler.Add(user, request, ct), made => $"/api/webhooks/{made.Webhook.Key}")
            )
            .RequirePermission(Permissions.ManageIntegrations)
            .Describe(
                "AddWebhook",
                "Add a web hook; its secret is shown this once",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status409Conflict
            )
            .Produces<WebhookSecretMade>(StatusCodes.Status201Created);
        routes
            .MapPut(
                "/webhooks/{key:long}",
                async (
                    long key,
                    SaveWebhookRequest request,
                    DeskUser user,
                    SaveWebhook handler,
                    HttpContext context,
                    CancellationToken ct
                ) =>
                    Answer.Ok(
                        await handler.Change(user, request with { Key = key, Version = Answer.IfMatch(context) }, ct),
                        context,
                        hook => hook.Version
                    )
            )
            .RequirePermission(Permissions.ManageIntegrations)
            .Describe(
                "ChangeWebhook",
                "Change a web hook; headers without a value keep theirs",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<WebhookView>();
    }
}
