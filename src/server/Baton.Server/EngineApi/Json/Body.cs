using System.Reflection;
using System.Text.Json;

namespace Baton.Server.EngineApi.Json;

/// <summary>
/// The JSON body of a call, read strictly: an unknown, doubled or wrongly typed property is an error that names it. No body counts as an
/// empty object, as most calls have nothing that must be said.
/// </summary>
internal sealed class Body<T> : IBindableFromHttpContext<Body<T>>
    where T : class
{
    private Body(T value) => Value = value;

    public T Value { get; }

    public static async ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(await RequestJson.Read<T>(context.Request, context.RequestAborted));
}

/// <summary>Reads the bodies of calls.</summary>
internal static class RequestJson
{
    /// <exception cref="BadHttpRequestException">The body is not the JSON that is wanted; becomes a problem with the place.</exception>
    public static async Task<T> Read<T>(HttpRequest request, CancellationToken ct)
        where T : class
    {
        if (await IsEmpty(request, ct))
        {
            return Check(() => JsonSerializer.Deserialize<T>("{}", EngineJson.Options));
        }
        if (!request.HasJsonContentType())
        {
            throw new BadHttpRequestException(
                $"The media type '{request.ContentType}' is not taken here; send application/json.",
                StatusCodes.Status415UnsupportedMediaType
            );
        }
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, EngineJson.Options, ct) ?? throw NoObject();
        }
        catch (JsonException failure)
        {
            throw Unreadable(failure);
        }
    }

    private static async ValueTask<bool> IsEmpty(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength is { } length)
        {
            return length == 0;
        }
        if (request.ContentType is not null)
        {
            return false;
        }
        var first = await request.BodyReader.ReadAsync(ct);
        request.BodyReader.AdvanceTo(first.Buffer.Start);
        return first.Buffer.IsEmpty;
    }

    private static T Check<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read() ?? throw NoObject();
        }
        catch (JsonException failure)
        {
            throw Unreadable(failure);
        }
    }

    private static BadHttpRequestException NoObject() => new("The body must be a JSON object, but is null.");

    private static BadHttpRequestException Unreadable(JsonException failure) =>
        new("The body cannot be read.", StatusCodes.Status400BadRequest, failure);
}
