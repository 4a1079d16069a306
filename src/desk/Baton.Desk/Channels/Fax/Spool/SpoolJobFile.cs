using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baton.Desk.Channels.Fax.Spool;

/// <summary>The text of a <c>.job</c> file: JSON in UTF-8, format <c>baton-fax-job/1</c>.</summary>
internal static class SpoolJobFile
{
    public const string Format = "baton-fax-job/1";

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write(FaxJob job)
    {
        var file = new JsonObject
        {
            ["format"] = Format,
            ["id"] = job.Id,
            ["number"] = job.Number,
            ["document"] = job.Id + ".pdf",
            ["pages"] = job.Pages,
            ["priority"] = job.Priority,
            ["created"] = job.Created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["reference"] = job.CaseNumber,
            ["callback"] = $"results/{job.Id}.result",
        };
        return [.. JsonSerializer.SerializeToUtf8Bytes(file, Readable), (byte)'\n'];
    }
}
