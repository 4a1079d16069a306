using System.Globalization;

namespace Baton.Desk.Organisation.Skills;

/// <summary>How well somebody can do something.</summary>
/// <param name="Skill">Code of the skill.</param>
/// <param name="Level">1 for a beginner to 5 for a master.</param>
public sealed record SkillLevel(string Skill, int Level)
{
    /// <summary>Reads <c>en:4</c>; a code alone means the least level. Null for anything else.</summary>
    public static SkillLevel? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (code, level) = text.LastIndexOf(':') is var colon and >= 0
            ? (text[..colon].Trim(), text[(colon + 1)..].Trim())
            : (text.Trim(), "1");
        return code.Length > 0 && int.TryParse(level, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(code, number)
            : null;
    }

    /// <summary>As <see cref="Read"/> takes it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Skill}:{Level}");
}
