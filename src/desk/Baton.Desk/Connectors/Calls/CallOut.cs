using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Baton.Desk.Connectors.Connections;
using Baton.Desk.Outbound;
using Baton.Feel;

namespace Baton.Desk.Connectors.Calls;

/// <summary>What came of a call: an answer, or why there is none.</summary>
/// <param name="Answer">Null where there is none.</param>
/// <param name="Trouble">In words, without secrets and addresses; null where there is an answer.</param>
/// <param name="IsFinal">Trying again would change nothing.</param>
internal sealed record CallOutcome(HttpAnswer? Answer, string? Trouble, bool IsFinal);

/// <summary>Makes calls: signs in, bounds the time and the answer, takes secrets out of what comes back. Safe for any number of threads.</summary>
internal sealed class CallOut(OutboundHttp http, ConnectionSecrets secrets, ConnectionTokens tokens)
{
    private const int MaxBytes = 1024 * 1024;

    /// <param name="order">What to call.</param>
    /// <param name="connection">Whose secrets and headers go along; null for none.</param>
    /// <param name="key">By which the other system recognises a repetition; null for a call that changes nothing.</param>
    /// <param name="limit">How long it may take in all.</param>
    /// <param name="ct">Ends the call.</param>
    public async Task<CallOutcome> Send(HttpOrder order, HttpConnection? connection, string? key, TimeSpan limit, CancellationToken ct)
    {
        if (!http.MayName(order.Target))
            return Final("its host may not be called; see Outbound:AllowedHosts");
        // The last look before a secret leaves, however the address was made.
        if (connection is not null && !CallTarget.IsBelow(new Uri(connection.BaseAddress), order.Target))
            return Final("the address is not below the connection's base address");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(limit);
        try
        {
            using var request = Request(order, key);
            var hidden = new List<string>();
            if (connection is not null && await SignIn(request, connection, hidden, patience.Token) is { } refused)
                return refused;
            using var response = await http.Send(request, patience.Token);
            if (response.StatusCode == HttpStatusCode.Unauthorized && connection?.Authentication == SignIns.OAuth2)
                tokens.Forget(connection);
            return await Read(response, hidden, patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Passing(FormattableString.Invariant($"no answer within {limit.TotalSeconds:0.#} s"));
        }
        catch (HttpRequestException error) when (error.InnerException is HostRefusedException)
        {
            return Final("its host may not be called; see Outbound:AllowedHosts");
        }
        catch (HttpRequestException error)
        {
            return Passing($"the system cannot be reached ({error.HttpRequestError})");
        }
        catch (IOException)
        {
            return Passing("the connection broke");
        }
    }

    private static HttpRequestMessage Request(HttpOrder order, string? key)
    {
        var request = new HttpRequestMessage(new HttpMethod(order.Method), order.Target);
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/plain;q=0.8, */*;q=0.5");
        if (order.Body is { } body)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(order.ContentType!);
        }
        foreach (var (name, value) in order.Headers)
            Put(request, name, value);
        if (key is not null)
            Put(request, CallHeaders.IdempotencyKey, key);
        return request;
    }

    /// <summary>What a connection says goes before what a process says.</summary>
    private async Task<CallOutcome?> SignIn(
        HttpRequestMessage request,
        HttpConnection connection,
        List<string> hidden,
        CancellationToken ct
    )
    {
        foreach (var (name, value) in ConnectionHeaders.Read(connection.Headers))
            Put(request, name, value);
        if (connection.Authentication == SignIns.None)
            return null;
        if (secrets.Read(connection.Code, connection.Secret) is not { } secret)
            return Final("the secret of the connection cannot be read any more; enter it again");
        hidden.Add(secret);
        switch (connection.Authentication)
        {
            case SignIns.Basic:
                var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{connection.User}:{secret}"));
                hidden.Add(pair);
                Put(request, "Authorization", "Basic " + pair);
                return null;
            case SignIns.ApiKey:
                Put(request, connection.HeaderName!, secret);
                return null;
            case SignIns.OAuth2:
                var (token, trouble) = await tokens.Get(connection, secret, ct);
                if (token is null)
                    return Passing(trouble!);
                hidden.Add(token);
                Put(request, "Authorization", "Bearer " + token);
                return null;
            default:
                Put(request, "Authorization", "Bearer " + secret);
                return null;
        }
    }

    private static void Put(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        if (!request.Headers.TryAddWithoutValidation(name, value))
            throw new CallFaultException($"The header '{name}' cannot be sent.");
    }

    private static async Task<CallOutcome> Read(HttpResponseMessage response, List<string> hidden, CancellationToken ct)
    {
        if (await Bytes(response.Content, MaxBytes, ct) is not { } bytes)
            return Final("the answer is larger than 1 MB");
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
            if (!name.StartsWith("Set-Cookie", StringComparison.OrdinalIgnoreCase))
                headers[name.ToLowerInvariant()] = Hidden(string.Join(", ", values), hidden);
        }
        var type = response.Content.Headers.ContentType;
        var text = Hidden(Encoded(type?.CharSet).GetString(bytes).TrimStart('\uFEFF'), hidden);
        var isJson =
            type?.MediaType is { } media
            && (
                media.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                || media.EndsWith("+json", StringComparison.OrdinalIgnoreCase)
            );
        FeelValue body;
        if (string.IsNullOrWhiteSpace(text))
            body = FeelValue.Null;
        else if (!isJson)
            body = FeelValue.From(text);
        else
        {
            try
            {
                body = FeelJson.Parse(text);
            }
            catch (JsonException)
            {
                // Pages of errors often bear the type of what should have come.
                if (response.IsSuccessStatusCode)
                    return Final("the answer says that it is JSON, but cannot be read as such");
                body = FeelValue.From(text);
            }
        }
        return new(new((int)response.StatusCode, headers, body), null, IsFinal: false);
    }

    /// <summary>Null where there is more.</summary>
    public static async Task<byte[]?> Bytes(HttpContent content, int max, CancellationToken ct)
    {
        if (content.Headers.ContentLength > max)
            return null;
        await using var stream = await content.ReadAsStreamAsync(ct);
        using var all = new MemoryStream();
        var block = new byte[16 * 1024];
        int length;
        while ((length = await stream.ReadAsync(block, ct)) > 0)
        {
            if (all.Length + length > max)
                return null;
            all.Write(block, 0, length);
        }
        return all.ToArray();
    }

    private static string Hidden(string text, List<string> hidden)
    {
        foreach (var secret in hidden.Where(one => one.Length > 3))
            text = text.Replace(secret, "***", StringComparison.Ordinal);
        return text;
    }

    private static Encoding Encoded(string? name)
    {
        try
        {
            return name is { Length: > 0 } ? Encoding.GetEncoding(name.Trim('"')) : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }

    private static CallOutcome Final(string trouble) => new(null, trouble, IsFinal: true);

    private static CallOutcome Passing(string trouble) => new(null, trouble, IsFinal: false);
}
