using Microsoft.Extensions.Options;

namespace Baton.Desk.Documents;

/// <summary>The configuration section <c>Documents</c>.</summary>
public sealed class DocumentOptions
{
    public const string Section = "Documents";

    /// <summary>A font file or a folder of font files that is asked before the fonts that come with Baton.</summary>
    public string? FontPath { get; set; }

    /// <summary>IANA name of the time zone in which documents show times; the machine's zone when empty.</summary>
    public string? TimeZone { get; set; }

    /// <summary>The zone named by <see cref="TimeZone"/>, or that of the clock.</summary>
    public TimeZoneInfo Zone(TimeProvider clock) =>
        string.IsNullOrWhiteSpace(TimeZone) ? clock.LocalTimeZone : TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}

/// <summary>Refuses a start with paths or zones that are not there.</summary>
internal sealed class DocumentOptionsCheck : IValidateOptions<DocumentOptions>
{
    public ValidateOptionsResult Validate(string? name, DocumentOptions options)
    {
        var problems = new List<string>();
        if (!string.IsNullOrWhiteSpace(options.FontPath) && !File.Exists(options.FontPath) && !Directory.Exists(options.FontPath))
        {
            problems.Add($"Documents:FontPath: expected a font file or a folder, but '{options.FontPath}' does not exist.");
        }

        if (!string.IsNullOrWhiteSpace(options.TimeZone) && !TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
        {
            problems.Add(
                $"Documents:TimeZone: expected an IANA time zone such as Asia/Hong_Kong, but '{options.TimeZone}' is not known here."
            );
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
