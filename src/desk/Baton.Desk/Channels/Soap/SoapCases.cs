using Baton.Desk.Channels.Xml;
using Baton.Runtime;
using Baton.Runtime.Storage;
using Microsoft.Extensions.Logging;

namespace Baton.Desk.Channels.Soap;

/// <summary>A call as it came.</summary>
/// <param name="Version">What the content type says.</param>
/// <param name="Action">What SOAPAction or the content type says; null for nothing.</param>
/// <param name="Content">The envelope; null where it is too large.</param>
/// <param name="Trace">By which the log knows the request.</param>
internal sealed record SoapCall(SoapVersion Version, string? Action, byte[]? Content, string Trace);

/// <summary>Answers calls: an envelope around the messages of the XML interface, which does what they ask.</summary>
internal sealed partial class SoapCases(CaseExchange exchange, ILogger<SoapCases> logger)
{
    private const int ServerFaults = 500;

    public async Task<SoapAnswer> Handle(DeskUser user, SoapCall call, CancellationToken ct)
    {
        try
        {
            return await Answer(user, call, ct);
        }
        catch (Exception busy) when (busy is BusyException or StorageUnreachableException)
        {
            var reason = SoapTexts.Words.Get("busy", user.Language);
            return SoapAnswer.Of(call.Version, new(SoapFaultKind.Receiver, reason, null), user.Language);
        }
        // Clients of SOAP read faults, not the problems that other routes give.
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogFailed(call.Trace, error);
            var reason = SoapTexts.Words.Get("failed", user.Language, ("trace", call.Trace));
            return SoapAnswer.Of(call.Version, new(SoapFaultKind.Receiver, reason, null), user.Language);
        }
    }

    private async Task<SoapAnswer> Answer(DeskUser user, SoapCall call, CancellationToken ct)
    {
        if (call.Content is null)
            return Fault(user, call, CaseExchange.Refuse(new(ExchangeReading.TooLarge(user.Language), [])));
        var (document, unread) = ExchangeReading.Document(call.Content, user.Language, SoapEnvelope.Levels);
        if (document is null)
            return Fault(user, call, CaseExchange.Refuse(unread!));
        var (message, fault) = SoapEnvelope.Open(document.Root!, call.Version, call.Action, user.Language);
        if (message is null)
            return SoapAnswer.Of(call.Version, fault!, user.Language);
        var answer = await exchange.Handle(user, message, null, ct, [.. CaseOperation.All.Select(one => one.Message)]);
        return answer.IsProblem ? Fault(user, call, answer) : SoapAnswer.Of(call.Version, answer.Xml);
    }

    private static SoapAnswer Fault(DeskUser user, SoapCall call, ExchangeAnswer refused)
    {
        var kind = refused.Status >= ServerFaults ? SoapFaultKind.Receiver : SoapFaultKind.Sender;
        return SoapAnswer.Of(call.Version, new(kind, refused.Detail, refused.Xml), user.Language);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A SOAP call failed ({Trace}).")]
    private partial void LogFailed(string trace, Exception error);
}
