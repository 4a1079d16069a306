using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Feeds;

/// <summary>Where to-do feeds may be shown: section <c>Feeds</c> of the configuration.</summary>
public sealed partial class FeedOptions
{
    public const string Section = "Feeds";

    /// <summary>Which sites may show the page of a feed inside their own, such as <c>https://portal.example</c>; empty for none.</summary>
    public IList<string> FrameAncestors { get; set; } = [];

    /// <summary>As the policy for the content of pages has it.</summary>
    internal string Ancestors => FrameAncestors.Count == 0 ? "'none'" : string.Join(' ', FrameAncestors);

    /// <summary>Every setting that cannot be used, with its key; empty when all is well.</summary>
    public IEnumerable<string> Errors() =>
        FrameAncestors
            .Where(site => !Site().IsMatch(site))
            .Select(site => $"{Section}:{nameof(FrameAncestors)} must hold sites such as https://portal.example, but has '{site}'.");

    [GeneratedRegex(@"^('self'|https?://[A-Za-z0-9*.\[\]:-]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Site();
}

/// <summary>Stops the start with clear words where a setting cannot be used.</summary>
internal sealed class FeedOptionsCheck : IValidateOptions<FeedOptions>
{
    public ValidateOptionsResult Validate(string? name, FeedOptions options)
    {
        var errors = options.Errors().ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
