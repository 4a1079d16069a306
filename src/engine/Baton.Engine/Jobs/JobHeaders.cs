using Baton.Engine.Journal;

namespace Baton.Engine.Jobs;

/// <summary>The headers that one job alone has: how they join the static ones and how they stand in the journal.</summary>
internal static class JobHeaders
{
    public static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    /// <summary>Of two with one name the job's own counts.</summary>
    public static IReadOnlyDictionary<string, string> Merge(
        IReadOnlyDictionary<string, string> ofElement,
        IReadOnlyDictionary<string, string> own
    )
    {
        if (own.Count == 0)
        {
            return ofElement;
        }
        var merged = new Dictionary<string, string>(ofElement, StringComparer.Ordinal);
        foreach ((string name, string value) in own)
        {
            merged[name] = value;
        }
        return merged;
    }

    public static void Write(JournalWriter writer, IReadOnlyDictionary<string, string> headers)
    {
        writer.Count(headers.Count);
        foreach ((string name, string value) in headers.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            writer.Text(name);
            writer.Text(value);
        }
    }

    public static IReadOnlyDictionary<string, string> Read(ref JournalReader reader)
    {
        int count = reader.Count();
        if (count == 0)
        {
            return None;
        }
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            headers[reader.Text()] = reader.Text();
        }
        return headers;
    }
}
