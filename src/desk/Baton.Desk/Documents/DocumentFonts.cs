using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Documents;

/// <summary>
/// The fonts that documents are set in: those configured, those that come with Baton, and those of the machine, in this order. Opened at first use.
/// </summary>
public sealed class DocumentFonts : IDisposable
{
    private static readonly string[] SystemFolders =
    [
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/System/Library/Fonts",
        "/Library/Fonts",
        "C:\\Windows\\Fonts",
    ];

    private static readonly string[] Extensions = [".ttf", ".otf", ".ttc", ".otc"];

    private readonly DocumentOptions _options;
    private readonly ILogger<DocumentFonts> _logger;
    private readonly string _shippedFolder;
    private readonly Lazy<List<FontFace>> _faces;

    public DocumentFonts(IOptions<DocumentOptions> options, ILogger<DocumentFonts> logger)
        : this(options.Value, logger, Path.Combine(AppContext.BaseDirectory, "fonts")) { }

    internal DocumentFonts(DocumentOptions options, ILogger<DocumentFonts> logger, string shippedFolder)
    {
        _options = options;
        _logger = logger;
        _shippedFolder = shippedFolder;
        _faces = new Lazy<List<FontFace>>(Open);
    }

    /// <summary>The faces to ask in turn for a character of a text in the given language.</summary>
    internal FontChain Chain(string language, bool bold)
    {
        var traditional = language.StartsWith("zh", StringComparison.OrdinalIgnoreCase) && !IsSimplified(language);
        var preferred = traditional ? "HK" : "SC";
        var ordered = _faces
            .Value.Select((face, index) => (face, index))
            .OrderBy(f => f.face.IsBold == bold ? 0 : 1)
            .ThenBy(f => IsShipped(f.face) && !f.face.Name.EndsWith(preferred, StringComparison.Ordinal) ? 1 : 0)
            .ThenBy(f => f.index)
            .Select(f => f.face);
        return new FontChain([.. ordered]);
    }

    public void Dispose()
    {
        if (_faces.IsValueCreated)
        {
            foreach (var face in _faces.Value)
            {
                face.Dispose();
            }
        }
    }

    private static bool IsSimplified(string language) =>
        language.Contains("Hans", StringComparison.OrdinalIgnoreCase)
        || language.EndsWith("-CN", StringComparison.OrdinalIgnoreCase)
        || language.EndsWith("-SG", StringComparison.OrdinalIgnoreCase)
        || language.Equals("zh", StringComparison.OrdinalIgnoreCase);

    private bool IsShipped(FontFace face) => face.Path.StartsWith(_shippedFolder, StringComparison.Ordinal);

    private List<FontFace> Open()
    {
        var faces = new List<FontFace>();
        OpenAll(_options.FontPath, faces);
        OpenAll(_shippedFolder, faces);
        if (faces.Count == 0)
        {
            foreach (var folder in SystemFolders)
            {
                OpenAll(folder, faces);
            }
        }

        if (faces.Count == 0)
        {
            throw new InvalidOperationException(
                $"Expected fonts in '{_shippedFolder}', at Documents:FontPath or installed on the machine, but found none. "
                    + "Set Documents:FontPath to a font file with Chinese characters."
            );
        }

        return faces;
    }

    private void OpenAll(string? path, List<FontFace> faces)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            return;
        }

        if (!File.Exists(path) && !Directory.Exists(path))
        {
            return;
        }

        IEnumerable<string> files = File.Exists(path)
            ? [path]
            : Directory
                .EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (FontFace.Open(file) is { } face)
            {
                faces.Add(face);
            }
            else
            {
                _logger.LogWarning("Font file {File} cannot be read and is left out.", file);
            }
        }
    }
}
