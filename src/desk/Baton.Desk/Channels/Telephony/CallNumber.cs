using System.Globalization;
using Baton.Desk.Customers;
using Baton.Desk.Http;
using Baton.Desk.Outbound;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Telephony;

/// <summary>A number to call.</summary>
/// <param name="Number">As people write it.</param>
public sealed record CallNumberRequest(string? Number);

/// <summary>The exchange was asked; the phone rings.</summary>
/// <param name="Number">E.164.</param>
/// <param name="Extension">The phone that rings first.</param>
public sealed record NumberCalled(string Number, string Extension);

/// <summary>Asks the exchange to connect the user's phone with a number. What becomes of the call, the exchange tells by its events.</summary>
public sealed partial class CallNumber
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly DeskReader _reader;
    private readonly OutboundHttp _http;
    private readonly IOptions<TelephonyOptions> _options;
    private readonly IOptions<DeskOptions> _desk;
    private readonly ILogger<CallNumber> _log;

    internal CallNumber(
        DeskReader reader,
        OutboundHttp http,
        IOptions<TelephonyOptions> options,
        IOptions<DeskOptions> desk,
        ILogger<CallNumber> log
    ) => (_reader, _http, _options, _desk, _log) = (reader, http, options, desk, log);

    /// <summary>True where numbers may be called by a click.</summary>
    public bool IsOffered(DeskUser user) => _options.Value.CallsOut && CallGuard.MayTake(user);

    public async Task<Outcome<NumberCalled>> Handle(DeskUser user, CallNumberRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!CallGuard.MayTake(user))
            return Problems.Forbidden(user.Language);
        if (!_options.Value.CallsOut)
            return TelephonyTexts.Words.NotFound("call-out", user.Language);
        if (request.Number is not { Length: <= 50 } typed || !Telephone.TryNormalise(typed, _desk.Value.DefaultRegion, out var number))
            return Problems.Invalid(user.Language, TelephonyTexts.Words.Field("number", "phone", "number", user.Language));
        var extension = await _reader.Read(
            db => db.Set<Extension>().Where(row => row.UserName == user.UserName).Select(row => row.Number).SingleOrDefaultAsync(ct),
            ct
        );
        if (extension is null)
            return TelephonyTexts.Words.Rejected("no-extension", user.Language);
        return await Ask(number, extension, user, ct) is { } trouble
            ? TelephonyTexts.Words.Rejected("call-out-failed", user.Language, ("trouble", trouble))
            : new NumberCalled(number, extension);
    }

    /// <summary>What went wrong; null for nothing.</summary>
    private async Task<string?> Ask(string number, string extension, DeskUser user, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            using var request = CallOutRequests.Of(_options.Value, number, extension, user.UserName);
            using var answer = await _http.Send(request, patience.Token);
            return answer.IsSuccessStatusCode ? null : ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        }
        catch (HttpRequestException error)
        {
            Failed(_log, error);
            return (error.InnerException as HostRefusedException)?.Message ?? error.HttpRequestError.ToString();
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return TelephonyTexts.Words.Get("call-out-late", user.Language);
        }
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/calls/out",
                async (CallNumberRequest request, DeskUser user, CallNumber handler, CancellationToken ct) =>
                    Answer.Ok(await handler.Handle(user, request, ct))
            )
            .RequirePermission(Permissions.WorkOnContacts)
            .Describe(
                "CallNumber",
                "Ask the exchange to call a number from my phone",
                StatusCodes.Status400BadRequest,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            )
            .Produces<NumberCalled>();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The exchange was not reached for a call out.")]
    private static partial void Failed(ILogger log, Exception error);
}
