using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baton.Desk.Forms;

namespace Baton.Desk.Channels.Mail.Work;

/// <summary>Values of forms as people write them in mails, and as they are written to people. Pure.</summary>
internal static partial class AnswerValues
{
    private static readonly FrozenSet<string> Yes = Set(
        "yes",
        "y",
        "true",
        "1",
        "x",
        "on",
        "ok",
        "✓",
        "✔",
        "☑",
        "☒",
        "[x]",
        "是",
        "对",
        "對",
        "好",
        "有",
        "真",
        "是的"
    );
    private static readonly FrozenSet<string> No = Set(
        "no",
        "n",
        "false",
        "0",
        "off",
        "☐",
        "[ ]",
        "[]",
        "否",
        "不",
        "不是",
        "无",
        "無",
        "没有",
        "沒有",
        "假",
        "不要"
    );
    private static readonly string[] Dates =
    [
        "yyyy-M-d",
        "yyyy/M/d",
        "yyyy.M.d",
        "yyyy年M月d日",
        "yyyy年M月d号",
        "yyyy年M月d號",
        "yyyyMMdd",
        "d/M/yyyy",
        "d.M.yyyy",
        "d-M-yyyy",
        "d MMM yyyy",
        "d MMMM yyyy",
        "d. MMMM yyyy",
        "MMM d yyyy",
        "MMMM d yyyy",
        "MMM d, yyyy",
        "MMMM d, yyyy",
        "d-MMM-yyyy",
    ];
    private static readonly string[] Times =
    [
        "H:m",
        "H:mm",
        "H:mm:ss",
        "H.mm",
        "h:mm tt",
        "h tt",
        "h:mmtt",
        "htt",
        "H时m分",
        "H時m分",
        "H点m分",
        "H點m分",
        "H时",
        "H時",
        "H点",
        "H點",
    ];

    /// <summary>Without differences that people do not see: width, case, blanks.</summary>
    public static string Fold(string text) => Blanks().Replace(text.Normalize(NormalizationForm.FormKC), " ").Trim().ToLowerInvariant();

    /// <summary>The value as the form holds it; false where it is none, and then it is the text as it was written.</summary>
    public static bool TryRead(FormComponent field, string written, out JsonNode? value)
    {
        var text = written.Trim();
        if (text is "-" or "–" or "—" or "－")
        {
            value = null;
            return true;
        }
        value = JsonValue.Create(text);
        var read = field.Type switch
        {
            FormComponentType.Number => Number(text) is { } number ? JsonValue.Create(number) : null,
            FormComponentType.Checkbox => Truth(text) is { } truth ? JsonValue.Create(truth) : null,
            FormComponentType.Radio or FormComponentType.Select => Choice(field, text),
            FormComponentType.Checklist => Choices(field, text),
            FormComponentType.DateTime => Moment(field.Subtype, text) is { } moment ? JsonValue.Create(moment) : null,
            _ => value,
        };
        if (read is null)
            return false;
        value = read;
        return true;
    }

    /// <summary>The value in the words of a reader; empty for none.</summary>
    public static string Say(FormComponent field, JsonNode? value, string language)
    {
        if (FormValues.IsEmpty(value) && field.Type != FormComponentType.Checkbox)
            return "";
        return field.Type switch
        {
            FormComponentType.Checkbox => WorkTexts.Words.Get(FormValues.Text(value) == "true" ? "yes" : "no", language),
            FormComponentType.Radio or FormComponentType.Select => Label(field, FormValues.Text(value), language),
            FormComponentType.Checklist => value is JsonArray list
                ? string.Join(", ", list.Select(one => Label(field, FormValues.Text(one), language)))
                : FormValues.Text(value),
            FormComponentType.DateTime => FormValues.Text(value).Replace('T', ' '),
            _ => FormValues.Text(value),
        };
    }

    /// <summary>What may be written, beside the field; empty where anything may.</summary>
    public static string Hint(FormComponent field, string language)
    {
        var options = field.Source == FormSource.People ? [] : field.Options;
        return field.Type switch
        {
            FormComponentType.Checkbox => $"{WorkTexts.Words.Get("yes", language)} / {WorkTexts.Words.Get("no", language)}",
            FormComponentType.Radio or FormComponentType.Select or FormComponentType.Checklist => string.Join(
                " / ",
                options.Take(40).Select(option => option.LabelIn(language))
            ),
            FormComponentType.Number => WorkTexts.Words.Get("hint.number", language),
            FormComponentType.DateTime => WorkTexts.Words.Get(
                field.Subtype switch
                {
                    "date" => "hint.date",
                    "time" => "hint.time",
                    _ => "hint.datetime",
                },
                language
            ),
            _ => "",
        };
    }

    public static decimal? Number(string text)
    {
        var plain = Signs().Replace(text.Normalize(NormalizationForm.FormKC), "");
        var (comma, point) = (plain.LastIndexOf(','), plain.LastIndexOf('.'));
        if (comma >= 0 && point >= 0)
            plain = comma > point ? plain.Replace(".", "", StringComparison.Ordinal).Replace(',', '.') : Without(plain);
        else if (comma >= 0)
            plain = Thousands().IsMatch(plain) ? Without(plain) : plain.Replace(',', '.');
        else if (plain.Count(letter => letter == '.') > 1)
            plain = plain.Replace(".", "", StringComparison.Ordinal);
        return decimal.TryParse(
            plain,
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

        static string Without(string number) => number.Replace(",", "", StringComparison.Ordinal);
    }

    public static bool? Truth(string text)
    {
        var plain = Fold(text).TrimEnd('.', '。', '!');
        return Yes.Contains(plain) ? true
            : No.Contains(plain) ? false
            : null;
    }

    /// <summary>A date, a time or both as the fields hold them; days stand before months where that cannot be told.</summary>
    public static string? Moment(string subtype, string text)
    {
        var plain = Weekday().Replace(Blanks().Replace(text.Normalize(NormalizationForm.FormKC), " ").Trim(), "").Trim();
        if (subtype == "date")
            return Date(plain)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (subtype == "time")
            return Time(plain)?.ToString("HH:mm", CultureInfo.InvariantCulture);
        if (plain.EndsWith('Z') && DateTimeOffset.TryParse(plain, CultureInfo.InvariantCulture, out _))
            return plain.Replace(' ', 'T');
        for (var at = plain.Length - 1; at > 3; at--)
        {
            if (Date(plain[..at].TrimEnd(' ', ',', 'T')) is { } date && Time(plain[at..].TrimStart(' ', ',', 'T')) is { } time)
                return date.ToDateTime(time).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
        }
        return null;
    }

    /// <summary>One of the choices by its code or by its name in any language; of people the user name, as they are not all known here.</summary>
    public static string? Match(IEnumerable<(string Code, IEnumerable<string> Names)> choices, string text)
    {
        var wanted = Bare(text);
        foreach (var (code, names) in choices)
        {
            if (Bare(code) == wanted || names.Any(name => Bare(name) == wanted))
                return code;
        }
        return null;
    }

    private static JsonValue? Choice(FormComponent field, string text) =>
        Match(Names(field), text) is { } code ? JsonValue.Create(code)
        : field.Source == FormSource.People ? JsonValue.Create(Fold(text))
        : null;

    private static JsonArray? Choices(FormComponent field, string text)
    {
        if (Match(Names(field), text) is { } only)
            return new JsonArray(JsonValue.Create(only));
        var codes = new List<string>();
        foreach (var part in Separators().Split(text).Where(part => part.Trim().Length > 0))
        {
            if (Match(Names(field), part.TrimStart('-', '*', '•', ' ')) is not { } code)
                return null;
            codes.Add(code);
        }
        return new JsonArray([.. codes.Distinct(StringComparer.Ordinal).Select(code => (JsonNode)JsonValue.Create(code)!)]);
    }

    private static IEnumerable<(string, IEnumerable<string>)> Names(FormComponent field) =>
        field.Options.Select(option => (option.Value, Languages.All.Select(option.LabelIn).Append(option.Label)));

    private static string Label(FormComponent field, string code, string language) =>
        field.Options.FirstOrDefault(option => option.Value == code)?.LabelIn(language) ?? code;

    private static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(
            text.Replace("Sept ", "Sep ", StringComparison.OrdinalIgnoreCase),
            Dates,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AllowWhiteSpaces,
            out var date
        )
            ? date
            : null;

    private static TimeOnly? Time(string text)
    {
        var plain = text;
        var isLater = false;
        foreach (var word in (string[])["下午", "晚上", "傍晚"])
        {
            if (!plain.StartsWith(word, StringComparison.Ordinal))
                continue;
            (plain, isLater) = (plain[word.Length..].Trim(), true);
        }
        foreach (var word in (string[])["上午", "早上", "中午"])
            plain = plain.StartsWith(word, StringComparison.Ordinal) ? plain[word.Length..].Trim() : plain;
        plain = plain.Replace("半", "30分", StringComparison.Ordinal);
        plain = HalfDay().Replace(plain, found => found.Groups[1].Value.ToUpperInvariant() + "M");
        if (!TimeOnly.TryParseExact(plain, Times, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var time))
            return null;
        return isLater && time.Hour < 12 ? time.AddHours(12) : time;
    }

    private static string Bare(string text) => Fold(text).Trim('"', '\'', '“', '”', '「', '」', '.', '。', '!', ',', ';', ' ', '*', '_');

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    [GeneratedRegex(
        @"(HK|US|NT|S)?\$|[€£¥'’\s]|HKD|USD|CNY|RMB|TWD|EUR|[元圆圓块塊]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Signs();

    [GeneratedRegex(@"^-?\d{1,3}(,\d{3})+$", RegexOptions.CultureInvariant)]
    private static partial Regex Thousands();

    [GeneratedRegex(@"[,，、;；/\n]", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();

    [GeneratedRegex(@"\b([ap])\.?m\.?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HalfDay();

    [GeneratedRegex(
        @"^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?,?\s|[(（]?(星期|周|週|礼拜|禮拜)[一二三四五六日天][)）]?",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Weekday();
}
