using System.Collections.Frozen;
using Baton.Desk.Storage;
using Baton.Runtime.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Texts;

/// <summary>
/// The words that packs brought, kept in memory. Safe from any thread; read again after <see cref="Invalidate"/>, and now and then where another
/// server may have imported a pack.
/// </summary>
public sealed class PackTexts
{
    /// <summary>How long this server may show old words after an import at another one.</summary>
    private static readonly TimeSpan SharedLifetime = TimeSpan.FromSeconds(10);

    private readonly DeskReader _reader;
    private readonly bool _isShared;
    private volatile PackWords? _words;
    private long _readAt;

    public PackTexts(DeskReader reader, BatonStorage storage)
    {
        ArgumentNullException.ThrowIfNull(storage);
        _reader = reader;
        _isShared = !storage.IsExclusive;
    }

    /// <summary>All words, for a use case that puts many things into words.</summary>
    public async ValueTask<PackWords> Words(CancellationToken ct)
    {
        // Real time: a pinned clock would keep old words for ever.
        if (_words is { } known && !(_isShared && TimeProvider.System.GetElapsedTime(Volatile.Read(ref _readAt)) > SharedLifetime))
            return known;
        Volatile.Write(ref _readAt, TimeProvider.System.GetTimestamp());
        var rows = await _reader.Read(db => db.PackTexts.OrderBy(row => row.Pack).ToListAsync(ct), ct);
        var texts = new Dictionary<(string, string), string>();
        foreach (var row in rows)
            texts[(row.Key, row.Language)] = row.Text;
        return _words = new PackWords(texts.ToFrozenDictionary());
    }

    /// <summary>The text of a key, or null; knows only what <see cref="Words"/> has read.</summary>
    public string? Get(string key, string language) => _words?.Find(key, language);

    /// <summary>Forgets all words. Call it after the commit of an import.</summary>
    public void Invalidate() => _words = null;
}

/// <summary>A reading of all pack texts.</summary>
public sealed class PackWords
{
    private const string SeverityPrefix = "severity.";
    private const string StatusPrefix = "status.";

    private readonly FrozenDictionary<(string Key, string Language), string> _texts;

    internal PackWords(FrozenDictionary<(string, string), string> texts) => _texts = texts;

    /// <summary>The text in the language, else in any other; null when no pack has the key.</summary>
    public string? Find(string key, string language)
    {
        if (_texts.TryGetValue((key, language), out var text))
            return text;
        foreach (var other in Languages.All)
        {
            if (_texts.TryGetValue((key, other), out text))
                return text;
        }
        return null;
    }

    /// <summary>Name of a case status.</summary>
    public string Status(string code, string language) =>
        Find(StatusPrefix + code, language) ?? DeskTexts.Find(StatusPrefix + code, language) ?? code;

    /// <summary>Name of a severity.</summary>
    public string Severity(string code, string language) => Find(SeverityPrefix + code, language) ?? code;

    /// <summary>Codes of the statuses that packs have names for; <c>open</c> where there is none.</summary>
    public IReadOnlyList<string> Statuses() => Codes(StatusPrefix) is { Count: > 0 } codes ? codes : ["open"];

    /// <summary>Codes of the severities that have names.</summary>
    public IReadOnlyList<string> Severities() => Codes(SeverityPrefix);

    /// <summary>What stands behind a prefix such as <c>status.</c> in the keys, each once.</summary>
    internal IReadOnlyList<string> Codes(string prefix) =>
        [
            .. _texts
                .Keys.Where(text => text.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(text => text.Key[prefix.Length..])
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Name of an action of a task.</summary>
    public string Action(string id, string language) => Find("action." + id, language) ?? DeskTexts.Find("action." + id, language) ?? id;

    /// <summary>
    /// Name of an element of a process; the model's own name where no pack has one, and where somebody has renamed what the pack drew: then its words
    /// speak of something else.
    /// </summary>
    /// <param name="processId">Id of the process.</param>
    /// <param name="elementId">Id of the element.</param>
    /// <param name="nameInModel">What the drawing says; its id, or empty, where it says nothing.</param>
    /// <param name="language">Language of the reader.</param>
    public string Element(string processId, string elementId, string nameInModel, string language)
    {
        var (ofProcess, ofAny) = (ElementKey(processId, elementId), ElementKey(elementId));
        var isOfPack = IsUnnamed(elementId, nameInModel) || Says(ofProcess, nameInModel) || Says(ofAny, nameInModel);
        return (isOfPack ? Find(ofProcess, language) ?? Find(ofAny, language) : null) ?? nameInModel;
    }

    /// <summary>Name of a process; the model's own name as with <see cref="Element"/>, and its id where it has none.</summary>
    public string Process(string processId, string? nameInModel, string language)
    {
        var key = ProcessKey(processId);
        var isOfPack = IsUnnamed(processId, nameInModel) || Says(key, nameInModel!);
        return (isOfPack ? Find(key, language) : null) ?? nameInModel ?? processId;
    }

    /// <summary>Key of the words for an element of one process.</summary>
    internal static string ElementKey(string processId, string elementId) => $"element.{processId}.{elementId}";

    /// <summary>Key of the words for elements of this id in any process.</summary>
    internal static string ElementKey(string elementId) => "element." + elementId;

    /// <summary>Key of the words for a process.</summary>
    internal static string ProcessKey(string processId) => "process." + processId;

    /// <summary>True where a drawing says nothing that could differ from what its pack drew.</summary>
    internal static bool IsUnnamed(string id, string? nameInModel) => string.IsNullOrWhiteSpace(nameInModel) || nameInModel == id;

    /// <summary>True where the pack calls the key so, in its drawing or in any language.</summary>
    private bool Says(string key, string name) =>
        Languages.All.Append(PackText.Drawn).Any(one => _texts.TryGetValue((key, one), out var text) && text == name);

    /// <summary>Why work moved on.</summary>
    public string Reason(string key, string language) => Find("reason." + key, language) ?? Find(key, language) ?? key;
}
