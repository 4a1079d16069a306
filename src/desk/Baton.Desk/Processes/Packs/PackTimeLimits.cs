using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baton.Desk.TimeLimits.Policies;

namespace Baton.Desk.Processes.Packs;

/// <summary>Reads the policies of time limits of a pack.</summary>
internal static class PackTimeLimits
{
    private const string ListName = "timeLimits";

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static List<PackTimeLimit> Read(string file, byte[] content, List<PackProblem> problems)
    {
        var read = new List<PackTimeLimit>();
        JsonNode? root;
        try
        {
            var start = content.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
            root = JsonNode.Parse(content.AsSpan(start), documentOptions: Strict);
        }
        catch (JsonException error)
        {
            problems.Add(
                new(
                    file,
                    string.Create(CultureInfo.InvariantCulture, $"line {error.LineNumber + 1}"),
                    "Expected JSON, but this line cannot be read."
                )
            );
            return read;
        }
        if (root is not JsonObject { Count: 1 } json || json[ListName] is not JsonArray list)
        {
            problems.Add(new(file, "$", $"Expected an object with the one list '{ListName}'."));
            return read;
        }
        foreach (var (index, one) in list.Index())
        {
            var faults = new List<LimitFault>();
            var limit = TimeLimitReader.Read(one, string.Create(CultureInfo.InvariantCulture, $"$.{ListName}[{index}]"), faults);
            problems.AddRange(faults.Select(fault => new PackProblem(file, fault.Place, fault.Message)));
            if (limit is not null)
                read.Add(new(limit.Code, one!.ToJsonString(Plain)));
        }
        return read;
    }
}
