namespace Baton.Desk.Cases.Categories;

/// <summary>The columns of the category tree as a file, the same outwards and inwards; headings are read in small letters.</summary>
internal static class CategoryColumns
{
    public const string Code = "code";
    public const string Parent = "parent";
    public const string English = "name-en";
    public const string Simplified = "name-zh-hans";
    public const string Traditional = "name-zh-hant";
    public const string Order = "order";
    public const string Retired = "retired";

    public const string Yes = "yes";
    public const string No = "no";

    public static readonly string[] All = [Code, Parent, English, Simplified, Traditional, Order, Retired];

    /// <summary>As they are written.</summary>
    public static readonly string[] Headings = [Code, Parent, English, "name-zh-Hans", "name-zh-Hant", Order, Retired];

    /// <summary>What yes and no may be called; null for anything else.</summary>
    public static bool? Truth(string text) =>
        text.ToLowerInvariant() switch
        {
            Yes or "true" or "1" or "是" => true,
            No or "false" or "0" or "" or "否" => false,
            _ => null,
        };

    /// <summary>Without the apostrophe by which the file keeps a spreadsheet from taking words for a formula.</summary>
    public static string Plain(string text) => text is ['\'', '=' or '+' or '-' or '@', ..] ? text[1..] : text;
}
