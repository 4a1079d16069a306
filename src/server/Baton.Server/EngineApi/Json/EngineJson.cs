using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Baton.Server.EngineApi.Json;

/// <summary>How the engine's API writes and reads JSON: strict on what comes in, every member of an answer written, keys as text.</summary>
internal static class EngineJson
{
    public static readonly JsonSerializerOptions Options = Create();

    /// <summary>An answer in these conventions; the status is 200.</summary>
    public static IResult Ok<T>(T value) => TypedResults.Json(value, Options);

    /// <summary>The same with the status 201.</summary>
    public static IResult Created<T>(T value) => Answer(value, StatusCodes.Status201Created);

    /// <summary>The same with another status.</summary>
    public static IResult Answer<T>(T value, int status) => TypedResults.Json(value, Options, statusCode: status);

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            // Texts of every language stay readable; answers are JSON and never part of a page.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new KeyConverter(), new InstantConverter(), new VariablesConverter() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
