using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Baton.Desk.Channels.Mail.Answers;
using Baton.Desk.Channels.Mail.Fetching;
using Baton.Desk.Http;
using Baton.Desk.Notifications.Drivers.Mail;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Outbound;
using Baton.Desk.Storage;
using Baton.Feel;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Mail.Mailboxes;

/// <summary>A mailbox as it is to be.</summary>
/// <param name="Name">What people call it; 200 characters at most.</param>
/// <param name="Address">The address that people write to.</param>
/// <param name="Settings">All else but the password.</param>
/// <param name="Secret">Password, or the client's secret; null keeps the one there is.</param>
/// <param name="IsEnabled">False leaves it alone.</param>
public sealed record SaveMailboxRequest(string Name, string Address, MailboxSettings Settings, string? Secret = null, bool IsEnabled = true)
{
    /// <summary>Letters, digits and <c>. _ -</c>; 50 at most.</summary>
    [JsonIgnore]
    public string Code { get; init; } = "";

    /// <summary>It must not exist yet.</summary>
    [JsonIgnore]
    public bool IsNew { get; init; }

    /// <summary>The version that was read; null to overwrite whatever there is.</summary>
    [JsonIgnore]
    public int? Version { get; init; }
}

/// <summary>Adds a mailbox or changes it; its password is kept enciphered and never shown.</summary>
public sealed partial class SaveMailbox
{
    private readonly BatonRuntime _runtime;
    private readonly MailboxSecrets _secrets;
    private readonly IOptions<MailboxOptions> _options;

    internal SaveMailbox(BatonRuntime runtime, MailboxSecrets secrets, IOptions<MailboxOptions> options) =>
        (_runtime, _secrets, _options) = (runtime, secrets, options);

    public async Task<Outcome<MailboxView>> Handle(DeskUser user, SaveMailboxRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.AdministerOrganisation))
            return Problems.Forbidden(user.Language);
        if (Check(user.Language, request, _options.Value) is { Count: > 0 } wrong)
            return Problems.Invalid(user.Language, wrong);
        return await _runtime.Write<MailboxView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                if (await Unknown(db, user.Language, request.Settings, ct) is { Count: > 0 } unknown)
                    return Problems.Invalid(user.Language, unknown);
                var row = await db.Set<Mailbox>().SingleOrDefaultAsync(one => one.Code == request.Code, ct);
                if (row is not null && request.IsNew)
                    return MailTexts.Words.Exists("mailbox-exists", user.Language, ("code", row.Code));
                if (row is not null && Problems.UnlessVersion(request.Version, row.Version, user.Language) is { } changed)
                    return changed;
                if (Secret(row, request) is { } missing)
                    return Problems.Invalid(user.Language, MailTexts.Words.Field("secret", "required", missing, user.Language));
                var wasEnabled = row?.IsEnabled == true;
                row ??= db.Add(New(request)).Entity;
                Fill(row, request);
                if (request.Secret is { Length: > 0 } secret)
                    row.Secret = _secrets.Protect(row.Code, secret);
                row.Version++;
                var state = await db.Set<MailboxState>().SingleOrDefaultAsync(one => one.Mailbox == row.Code, ct);
                if (state is not null && row.IsEnabled && !wasEnabled)
                    // What was switched off was not read on purpose.
                    (state.Since, state.LastSuccessAt, state.AlarmedAt, state.Failures, state.LastError) = (unit.Now, null, null, 0, null);
                await db.SaveChangesAsync(ct);
                return ListMailboxes.View(row, state, unit.Now);
            },
            ct
        );
    }

    /// <summary>Why a password must be given; null where it need not. A kept one is never sent to another server than it was given for.</summary>
    private static string? Secret(Mailbox? row, SaveMailboxRequest request)
    {
        if (request.Secret is { Length: > 0 })
            return null;
        if (row?.Secret is null)
            return "secret";
        var settings = request.Settings;
        var isSame =
            row.Host.Equals(settings.Host.Trim(), StringComparison.OrdinalIgnoreCase)
            && row.User == settings.User.Trim()
            && row.TokenUrl == Given(settings.TokenUrl)
            && row.Security == settings.Security;
        return isSame ? null : "secret-again";
    }

    private static Mailbox New(SaveMailboxRequest request) =>
        new()
        {
            Code = request.Code,
            Name = "",
            Address = "",
            Protocol = "",
            Host = "",
            Security = "",
            User = "",
        };

    private static void Fill(Mailbox row, SaveMailboxRequest request)
    {
        var settings = request.Settings;
        (row.Name, row.Address, row.IsEnabled) = (request.Name.Trim(), request.Address.Trim().ToLowerInvariant(), request.IsEnabled);
        (row.Protocol, row.Host, row.Port, row.Security) = (settings.Protocol, settings.Host.Trim(), settings.Port, settings.Security);
        (row.User, row.TokenUrl, row.ClientId, row.Scope) = (
            settings.User.Trim(),
            Given(settings.TokenUrl),
            Given(settings.ClientId),
            Given(settings.Scope)
        );
        (row.Folder, row.AfterFetch, row.MoveTo) = (Given(settings.Folder) ?? "INBOX", settings.AfterFetch, Given(settings.MoveTo));
        (row.PollSeconds, row.AlarmMinutes) = (settings.PollSeconds, settings.AlarmMinutes);
        (row.Unit, row.CaseType, row.Category) = (Given(settings.Unit), Given(settings.CaseType), Given(settings.Category));
        (row.OpensCases, row.TakesUnknownSenders) = (settings.OpensCases, settings.TakesUnknownSenders);
        (row.ClosedCase, row.ReopenDays, row.QuietMinutes) = (settings.ClosedCase, settings.ReopenDays, settings.QuietMinutes);
        (row.Rule, row.HasPlusAddresses, row.Language, row.Signature) = (
            Given(settings.Rule),
            settings.HasPlusAddresses,
            settings.Language,
            Given(settings.Signature)
        );
    }

    private static List<FieldProblem> Check(string language, SaveMailboxRequest request, MailboxOptions options)
    {
        var wrong = new List<FieldProblem>();
        var settings = request.Settings ?? new MailboxSettings();
        Unless(CodePattern().IsMatch(request.Code), "code", "code");
        Unless(Given(request.Name) is { Length: <= 200 }, "name", "name");
        Unless(MessageAddress.For(MessageChannels.Mail, request.Address) is not null, "address", "address");
        OneOf(settings.Protocol, MailProtocols.All, "protocol");
        OneOf(settings.Security, [MailOptions.Tls, MailOptions.StartTls, MailOptions.NoSecurity], "security");
        OneOf(settings.AfterFetch, AfterFetching.All, "afterFetch");
        OneOf(settings.ClosedCase, ClosedCaseRules.All, "closedCase");
        OneOf(settings.Language, Languages.All, "language");
        var host = Given(settings.Host) ?? "";
        Unless(host.Length <= 253 && Uri.CheckHostName(host) != UriHostNameType.Unknown, "host", "host");
        if (host.Length > 0)
            Unless(AllowedHosts.MayName(host, options.AllowedHosts), "host", "host-refused");
        Unless(settings.Port is >= 0 and <= 65_535, "port", "port");
        Unless(settings.Security != MailOptions.NoSecurity || IsHere(host), "security", "security");
        Unless(Given(settings.User) is { Length: <= 200 } user && !user.Any(char.IsControl), "user", "user");
        Unless(request.Secret is null or { Length: <= 4000 }, "secret", "secret");
        Unless(
            Given(settings.TokenUrl) is not { } url || (IsHttps(url) && Given(settings.ClientId) is { Length: <= 300 }),
            "tokenUrl",
            "token-url"
        );
        Unless(settings.AfterFetch != AfterFetching.Move || Given(settings.MoveTo) is { Length: <= 200 }, "moveTo", "move-to");
        Unless(
            settings.Protocol != MailProtocols.Pop3 || settings.AfterFetch is AfterFetching.Delete or AfterFetching.Nothing,
            "afterFetch",
            "only-imap"
        );
        Between(settings.PollSeconds, 5, 3600, "pollSeconds");
        Between(settings.AlarmMinutes, 1, 10_000, "alarmMinutes");
        Between(settings.ReopenDays, 0, 3650, "reopenDays");
        Between(settings.QuietMinutes, 0, 100_000, "quietMinutes");
        Short(settings.Folder, 200, "folder");
        Short(settings.Scope, 500, "scope");
        Short(settings.Signature, 2000, "signature");
        if (Given(settings.Signature) is { Length: <= 2000 } signature && AnswerSignature.Fault(signature) is { } wrongly)
            wrong.Add(MailTexts.Words.Field("signature", "liquid", "signature", language, ("fault", wrongly)));
        Short(settings.Rule, 4000, "rule");
        if (Given(settings.Rule) is ['=', .. var feel] && !FeelExpression.TryCompile(feel, FeelDialect.Process, out _, out var fault))
            wrong.Add(MailTexts.Words.Field("rule", "feel", "rule", language, ("fault", fault.Message)));
        return wrong;

        void Unless(bool isRight, string field, string text)
        {
            if (!isRight)
                wrong.Add(MailTexts.Words.Field(field, text, text, language));
        }

        void OneOf(string? value, IReadOnlyList<string> allowed, string field)
        {
            if (value is null || !allowed.Contains(value, StringComparer.Ordinal))
                wrong.Add(MailTexts.Words.Field(field, "unknown", "one-of", language, ("allowed", string.Join(", ", allowed))));
        }

        void Between(int value, int min, int max, string field)
        {
            if (value < min || value > max)
                wrong.Add(MailTexts.Words.Field(field, "range", "between", language, ("min", $"{min}"), ("max", $"{max}")));
        }

        void Short(string? text, int max, string field)
        {
            if (text?.Length > max)
                wrong.Add(MailTexts.Words.Field(field, "maxLength", "too-long", language, ("max", $"{max}")));
        }
    }

    private static async Task<List<FieldProblem>> Unknown(DeskDb db, string language, MailboxSettings settings, CancellationToken ct)
    {
        var unknown = new List<FieldProblem>();
        if (Given(settings.Unit) is { } unit && !await db.Departments.AnyAsync(row => row.Code == unit, ct))
            Add("unit", unit);
        if (Given(settings.CaseType) is { } type && !await db.CaseTypes.AnyAsync(row => row.Code == type, ct))
            Add("caseType", type);
        if (Given(settings.Category) is { } category && !await db.Categories.AnyAsync(row => row.Code == category, ct))
            Add("category", category);
        return unknown;

        void Add(string field, string code) => unknown.Add(MailTexts.Words.Field(field, "unknown", "unknown", language, ("code", code)));
    }

    private static bool IsHere(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));

    private static bool IsHttps(string url) =>
        url.Length <= 500
        && Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttps
        && uri.UserInfo.Length == 0;

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$", RegexOptions.CultureInvariant)]
    private static partial Regex CodePattern();

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/mailboxes/{code}",
                async (
                    string code,
                    SaveMailboxRequest request,
                    DeskUser user,
                    SaveMailbox handler,
                    HttpContext context,
                    CancellationToken ct
                ) =>
                    Answer.Ok(
                        await handler.Handle(user, request with { Code = code, Version = Answer.IfMatch(context) }, ct),
                        context,
                        mailbox => mailbox.Version
                    )
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe(
                "SaveMailbox",
                "Add a mailbox, or change it; without a secret the one that is kept stays",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status409Conflict,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<MailboxView>();
}
