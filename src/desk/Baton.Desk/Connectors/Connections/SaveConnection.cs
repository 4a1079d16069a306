using System.Net;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Baton.Desk.Connectors.Breaking;
using Baton.Desk.Connectors.Calls;
using Baton.Desk.Http;
using Baton.Desk.Outbound;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Connectors.Connections;

/// <summary>A connection as it is to be.</summary>
/// <param name="Name">What people call it; 200 characters at most.</param>
/// <param name="Settings">All else but the secret.</param>
/// <param name="Secret">Password, token, key or the client's secret; null keeps the one there is.</param>
/// <param name="IsEnabled">False lets no process call it.</param>
public sealed record SaveConnectionRequest(string Name, ConnectionSettings Settings, string? Secret = null, bool IsEnabled = true)
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

/// <summary>Adds a connection or changes it; its secret is kept enciphered and never shown.</summary>
public sealed partial class SaveConnection
{
    private readonly BatonRuntime _runtime;
    private readonly ConnectionSecrets _secrets;
    private readonly Circuits _circuits;
    private readonly OutboundHttp _http;
    private readonly IOptions<OutboundOptions> _options;

    internal SaveConnection(
        BatonRuntime runtime,
        ConnectionSecrets secrets,
        Circuits circuits,
        OutboundHttp http,
        IOptions<OutboundOptions> options
    ) => (_runtime, _secrets, _circuits, _http, _options) = (runtime, secrets, circuits, http, options);

    public async Task<Outcome<ConnectionView>> Handle(DeskUser user, SaveConnectionRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(request);
        if (!user.May(Permissions.ManageIntegrations))
            return Problems.Forbidden(user.Language);
        if (Check(user.Language, request) is { Count: > 0 } wrong)
            return Problems.Invalid(user.Language, wrong);
        return await _runtime.Write<ConnectionView>(
            async unit =>
            {
                await using var db = DeskDb.In(unit, user);
                var row = await db.Set<HttpConnection>().SingleOrDefaultAsync(one => one.Code == request.Code, ct);
                if (row is not null && request.IsNew)
                    return ConnectorTexts.Words.Exists("connection-exists", user.Language, ("code", row.Code));
                if (row is not null && Problems.UnlessVersion(request.Version, row.Version, user.Language) is { } changed)
                    return changed;
                if (Secret(row, request) is { } missing)
                    return Problems.Invalid(user.Language, ConnectorTexts.Words.Field("secret", "required", missing, user.Language));
                row ??= db.Add(
                    new HttpConnection
                    {
                        Code = request.Code,
                        Name = "",
                        BaseAddress = "",
                        Authentication = SignIns.None,
                    }
                ).Entity;
                Fill(row, request);
                if (row.Authentication == SignIns.None)
                    row.Secret = null;
                else if (request.Secret is { Length: > 0 } secret)
                    row.Secret = _secrets.Protect(row.Code, secret);
                row.Version++;
                await db.SaveChangesAsync(ct);
                return ConnectionView.Of(row, _circuits);
            },
            ct
        );
    }

    /// <summary>Why a secret must be given; null where it need not. A kept one is never sent elsewhere than it was given for.</summary>
    private static string? Secret(HttpConnection? row, SaveConnectionRequest request)
    {
        var settings = request.Settings;
        if (settings.Authentication == SignIns.None || request.Secret is { Length: > 0 })
            return null;
        if (row?.Secret is null)
            return "secret";
        var isSame =
            IsSameHost(row.BaseAddress, settings.BaseAddress)
            && row.Authentication == settings.Authentication
            && row.HeaderName == Given(settings.HeaderName)
            && row.TokenUrl == Given(settings.TokenUrl);
        return isSame ? null : "secret-again";
    }

    private static bool IsSameHost(string before, string now) =>
        Uri.Compare(
            new Uri(before),
            new Uri(now.Trim()),
            UriComponents.SchemeAndServer,
            UriFormat.SafeUnescaped,
            StringComparison.OrdinalIgnoreCase
        ) == 0;

    private static void Fill(HttpConnection row, SaveConnectionRequest request)
    {
        var settings = request.Settings;
        (row.Name, row.IsEnabled) = (request.Name.Trim(), request.IsEnabled);
        (row.BaseAddress, row.Authentication) = (settings.BaseAddress.Trim(), settings.Authentication);
        row.User = settings.Authentication == SignIns.Basic ? Given(settings.User) : null;
        row.HeaderName = settings.Authentication == SignIns.ApiKey ? Given(settings.HeaderName) : null;
        var isOAuth = settings.Authentication == SignIns.OAuth2;
        (row.TokenUrl, row.ClientId, row.Scope) = isOAuth
            ? (Given(settings.TokenUrl), Given(settings.ClientId), Given(settings.Scope))
            : (null, null, null);
        (row.Headers, row.TimeoutSeconds, row.Concurrency) = (
            settings.Headers?.Trim() ?? "",
            settings.TimeoutSeconds,
            settings.Concurrency
        );
    }

    private List<FieldProblem> Check(string language, SaveConnectionRequest request)
    {
        var wrong = new List<FieldProblem>();
        if (request.Settings is not { } settings)
            return [ConnectorTexts.Words.Field("settings", "required", "settings", language)];
        Unless(CodePattern().IsMatch(request.Code), "code", "code");
        Unless(Given(request.Name) is { Length: <= 200 }, "name", "name");
        var isKnown = settings.Authentication is { } how && SignIns.All.Contains(how, StringComparer.Ordinal);
        Unless(isKnown, "authentication", "authentication");
        Address(settings.BaseAddress, "baseAddress", isKnown && settings.Authentication != SignIns.None);
        if (settings.Authentication == SignIns.Basic)
            Unless(
                Given(settings.User) is { Length: <= 200 } name && !name.Any(letter => char.IsControl(letter) || letter == ':'),
                "user",
                "user"
            );
        if (settings.Authentication == SignIns.ApiKey)
            Unless(
                Given(settings.HeaderName) is { } header && CallHeaders.IsToken(header) && !CallHeaders.IsOfTheLine(header),
                "headerName",
                "header-name"
            );
        if (settings.Authentication == SignIns.OAuth2)
        {
            Address(settings.TokenUrl, "tokenUrl", isSecret: true);
            Unless(Given(settings.ClientId) is { Length: <= 300 }, "clientId", "client-id");
            Unless(settings.Scope is null or { Length: <= 500 }, "scope", "scope");
        }
        Unless(request.Secret is not { } secret || IsFit(secret, settings.Authentication), "secret", "secret-unfit");
        Unless(settings.Headers is not { Length: > 4000 } && ConnectionHeaders.AreRight(settings.Headers), "headers", "headers");
        Unless(settings.TimeoutSeconds is >= 1 and <= HttpBlock.MaxTimeoutSeconds, "timeoutSeconds", "timeout");
        Unless(settings.Concurrency is >= 1 and <= 16, "concurrency", "concurrency");
        return wrong;

        void Unless(bool isRight, string field, string text)
        {
            if (!isRight)
                wrong.Add(ConnectorTexts.Words.Field(field, text, text, language));
        }

        void Address(string? text, string field, bool isSecret)
        {
            if (
                Given(text) is not { Length: <= 500 } given
                || CallTarget.AddressFault(given) is not null
                || new Uri(given).Query.Length > 0
            )
                Unless(isRight: false, field, "address");
            else if (!_http.MayName(new Uri(given)))
                Unless(isRight: false, field, "address-refused");
            else
                Unless(!isSecret || IsProtected(new Uri(given)), field, "address-https");
        }
    }

    /// <summary>Tokens and keys stand in headers as they are, which carry few letters.</summary>
    private static bool IsFit(string secret, string? authentication) =>
        secret.Length <= 4000
        && !secret.Any(char.IsControl)
        && (authentication is not (SignIns.Bearer or SignIns.ApiKey) || secret.All(letter => letter is > ' ' and <= '~'));

    /// <summary>Secrets go over encrypted lines, or to hosts that the operators vouch for.</summary>
    private bool IsProtected(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps
        || (IPAddress.TryParse(address.IdnHost, out var ip) && IPAddress.IsLoopback(ip))
        || _options.Value.AllowedHosts.Contains(address.IdnHost, StringComparer.OrdinalIgnoreCase);

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$", RegexOptions.CultureInvariant)]
    private static partial Regex CodePattern();

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPut(
                "/connections/{code}",
                async (
                    string code,
                    SaveConnectionRequest request,
                    DeskUser user,
                    SaveConnection handler,
                    HttpContext context,
                    CancellationToken ct
                ) =>
                    Answer.Ok(
                        await handler.Handle(user, request with { Code = code, Version = Answer.IfMatch(context) }, ct),
                        context,
                        connection => connection.Version
                    )
            )
            .RequirePermission(Permissions.ManageIntegrations)
            .Describe(
                "SaveConnection",
                "Add a system that processes call, or change it; without a secret the one that is kept stays",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status409Conflict,
                StatusCodes.Status412PreconditionFailed
            )
            .Produces<ConnectionView>();
}
