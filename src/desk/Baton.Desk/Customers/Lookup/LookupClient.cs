using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Customers.Lookup;

/// <summary>How an enquiry ended.</summary>
internal enum LookupState
{
    /// <summary>There was nothing to ask, or nobody.</summary>
    NotAsked,

    /// <summary>The system knows the customer.</summary>
    Found,

    /// <summary>The system does not know him.</summary>
    Unknown,

    /// <summary>The system does not answer, or not with what was agreed.</summary>
    Unavailable,
}

/// <summary>The answer of the foreign system.</summary>
internal sealed record LookupAnswer(LookupState State, ForeignCustomer? Customer = null);

/// <summary>
/// Asks the foreign system. It never throws for what the system does, never takes longer than the timeout, and leaves a system alone that failed
/// several times in a row. Safe for any number of callers.
/// </summary>
internal sealed partial class LookupClient(
    IHttpClientFactory clients,
    IOptions<CustomerLookupOptions> options,
    TimeProvider clock,
    ILogger<LookupClient> logger
)
{
    public const string HttpClientName = "customer-lookup";
    private const int MaxBytes = 64 * 1024;

    private readonly LookupCircuit _circuit = new(clock);

    public bool IsOn => options.Value.IsOn;

    public Task<LookupAnswer> ByNumber(string number, CancellationToken ct) =>
        Ask(options.Value.AddressByNumber, CustomerLookupOptions.NumberPlace, number, ct);

    /// <param name="phone">In E.164.</param>
    /// <param name="ct">Gives up.</param>
    public Task<LookupAnswer> ByPhone(string phone, CancellationToken ct) =>
        Ask(options.Value.AddressByPhone, CustomerLookupOptions.PhonePlace, phone, ct);

    private async Task<LookupAnswer> Ask(string? address, string place, string value, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(address) || LookupAddress.Of(address, place, value) is not { } uri)
            return new(LookupState.NotAsked);
        if (!_circuit.MayAsk())
            return new(LookupState.Unavailable);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromMilliseconds(options.Value.TimeoutMilliseconds));
        try
        {
            var answer = await Fetch(uri, patience.Token);
            _circuit.Succeeded();
            return answer;
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException or JsonException or InvalidDataException or OperationCanceledException)
        {
            // An agent who goes on says nothing about the system.
            if (ct.IsCancellationRequested)
                ct.ThrowIfCancellationRequested();
            _circuit.Failed();
            LogFailed(options.Value.Name, Reason(exception));
            return new(LookupState.Unavailable);
        }
    }

    private async Task<LookupAnswer> Fetch(Uri uri, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (options.Value is { HeaderName: { Length: > 0 } name, HeaderValue: { } secret })
            request.Headers.TryAddWithoutValidation(name, secret);
        using var client = clients.CreateClient(HttpClientName);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return new(LookupState.Unknown);
        if (!response.IsSuccessStatusCode)
            throw new InvalidDataException($"status {(int)response.StatusCode}");
        using var answer = JsonDocument.Parse(await Body(response, ct));
        return ForeignCustomer.Read(answer.RootElement, options.Value) is { } customer
            ? new LookupAnswer(LookupState.Found, customer)
            : throw new InvalidDataException("an answer without a name");
    }

    private static async Task<ReadOnlyMemory<byte>> Body(HttpResponseMessage response, CancellationToken ct)
    {
        await using var content = await response.Content.ReadAsStreamAsync(ct);
        var body = new byte[MaxBytes + 1];
        var length = await content.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, ct);
        return length <= MaxBytes ? body.AsMemory(0, length) : throw new InvalidDataException("an answer larger than 64 KB");
    }

    /// <summary>Without anything of the answer, which may be personal.</summary>
    private static string Reason(Exception exception) =>
        exception switch
        {
            OperationCanceledException => "no answer in time",
            JsonException => "no JSON",
            InvalidDataException => exception.Message,
            HttpRequestException { HttpRequestError: var error } => $"no connection ({error})",
            _ => "the connection broke",
        };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The look-up of a customer at {System} failed: {Reason}")]
    private partial void LogFailed(string system, string reason);
}
