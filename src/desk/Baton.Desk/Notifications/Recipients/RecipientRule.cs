using System.Globalization;
using Baton.Feel;

namespace Baton.Desk.Notifications.Recipients;

/// <summary>One rule that says who is told, such as <c>handler</c>, <c>manager+1</c>, <c>role:auditor</c> or <c>= FEEL</c>.</summary>
/// <param name="Word">What it begins with; <see cref="Feel"/> for an expression.</param>
/// <param name="Argument">What stands behind the colon, or the expression; empty for none.</param>
/// <param name="Level">How many levels further up.</param>
internal sealed record RecipientRule(string Word, string Argument = "", int Level = 0)
{
    public const string Handler = "handler";
    public const string Workers = "workers";
    public const string Manager = "manager";
    public const string UnitHead = "unit-head";
    public const string Opener = "opener";
    public const string UnitManager = "unit-manager";
    public const string KeyAccountManager = "key-account-manager";
    public const string Watchers = "watchers";
    public const string Customer = "customer";
    public const string ContactPerson = "contact-person";
    public const string Role = "role";
    public const string Department = "department";
    public const string User = "user";
    public const string Feel = "=";

    private const int LevelMax = 9;

    /// <summary>Those that stand for themselves, in the order in which people are told of them.</summary>
    public static IReadOnlyList<string> Words { get; } =
    [Handler, Workers, Manager, UnitHead, Opener, UnitManager, KeyAccountManager, Watchers, Customer, ContactPerson];

    private static readonly string[] Named = [Role, Department, User];

    /// <summary>Null with a sentence that says what was expected.</summary>
    public static RecipientRule? Parse(string? text, out string? fault)
    {
        fault = null;
        var rule = (text ?? "").Trim();
        if (rule.StartsWith('='))
        {
            var expression = rule[1..].Trim();
            if (FeelExpression.TryCompile(expression, FeelDialect.Process, out _, out var error))
                return new(Feel, expression);
            fault = $"Expected a FEEL expression, but '{expression}' is none: {error.Message}";
            return null;
        }
        if (Words.Contains(rule, StringComparer.Ordinal))
            return new(rule);
        if (
            rule.StartsWith(Manager + "+", StringComparison.Ordinal)
            && int.TryParse(rule.AsSpan(Manager.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var level)
            && level is >= 1 and <= LevelMax
        )
            return new(Manager, "", level);
        var colon = rule.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && Named.Contains(rule[..colon], StringComparer.Ordinal) && rule[(colon + 1)..].Trim() is { Length: > 0 } name)
            return new(rule[..colon], name);
        fault =
            $"Expected one of {string.Join(", ", Words)}, manager+1 to manager+{LevelMax}, role:CODE, department:CODE, user:NAME or '= FEEL', but found '{rule}'.";
        return null;
    }

    /// <summary>The rules of a text with commas between; an expression is a rule alone, whatever commas it has.</summary>
    public static IReadOnlyList<string> Split(string? text)
    {
        var all = (text ?? "").Trim();
        if (all.StartsWith('='))
            return [all];
        return [.. all.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
    }
}
