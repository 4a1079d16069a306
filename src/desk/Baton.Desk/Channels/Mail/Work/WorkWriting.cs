using System.Text;
using System.Text.Json.Nodes;
using Baton.Desk.Forms;
using Baton.Desk.Texts;

namespace Baton.Desk.Channels.Mail.Work;

/// <summary>What a mail about a task says, in its receiver's language.</summary>
internal sealed record WorkLetter
{
    public required string Language { get; init; }

    /// <summary>What went wrong with the last answer, a line each; empty for a task that is new to the receiver.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
    public required string Number { get; init; }
    public required string Subject { get; init; }
    public required string Step { get; init; }
    public string? Customer { get; init; }

    /// <summary>What the customer said, short; null for nothing.</summary>
    public string? Said { get; init; }
    public string? Due { get; init; }
    public string? Question { get; init; }

    /// <summary>Fields that are shown only.</summary>
    public IReadOnlyList<(string Name, string Value)> Shown { get; init; } = [];

    /// <summary>Who said what on earlier steps, the oldest first.</summary>
    public IReadOnlyList<string> Opinions { get; init; } = [];
    public required string Link { get; init; }

    /// <summary>Null where it cannot be answered by mail, or not any more.</summary>
    public LetterForm? Form { get; init; }
}

/// <summary>The part that is filled in.</summary>
/// <param name="Fields">Those that can be filled in.</param>
/// <param name="Data">What they hold.</param>
/// <param name="Actions">Names of the buttons; those with a true value need an opinion.</param>
/// <param name="Until">Until when the answer counts.</param>
internal sealed record LetterForm(
    IReadOnlyList<FormComponent> Fields,
    JsonObject Data,
    IReadOnlyList<(string Name, bool NeedsOpinion)> Actions,
    string Until
)
{
    /// <summary>The button that the last answer named; null for none.</summary>
    public string? Action { get; init; }

    /// <summary>What it said; null for nothing.</summary>
    public string? Opinion { get; init; }
}

/// <summary>Writes it. Pure.</summary>
internal static class WorkWriting
{
    private const int LineMax = 500;

    public static string Write(WorkLetter letter)
    {
        var text = new StringBuilder(AnswerReading.Top).Append("\n\n");
        if (letter.Faults.Count > 0)
        {
            text.Append(Say("refused")).Append('\n');
            foreach (var fault in letter.Faults)
                text.Append("  - ").Append(fault).Append('\n');
            if (letter.Form is not null)
                text.Append(Say("again")).Append('\n');
            text.Append('\n');
        }
        Named("case", $"{letter.Number} · {letter.Subject}");
        Named("step", letter.Step);
        Named("customer", letter.Customer);
        Named("question", letter.Question);
        Named("due", letter.Due);
        if (letter.Said is { Length: > 0 } said)
            text.Append('\n').Append(Say("said")).Append('\n').Append(Inset(said));
        if (letter.Shown.Count > 0)
            text.Append('\n');
        foreach (var (name, value) in letter.Shown)
            text.Append("  ").Append(name).Append(" – ").Append(Short(value)).Append('\n');
        if (letter.Opinions.Count > 0)
            text.Append('\n').Append(Say("opinions")).Append('\n').Append(string.Concat(letter.Opinions.Select(Inset)));
        text.Append('\n').Append(Say("link")).Append('\n').Append(letter.Link).Append('\n');
        if (letter.Form is { } form)
            Form(text, form, letter.Language);
        return text.ToString();

        string Say(string key) => WorkTexts.Words.Get(key, letter.Language);

        void Named(string key, string? value)
        {
            if (value is { Length: > 0 })
                text.Append(WorkTexts.Words.Get("line." + key, letter.Language, ("value", Short(value)))).Append('\n');
        }
    }

    private static void Form(StringBuilder text, LetterForm form, string language)
    {
        text.Append('\n').Append(WorkTexts.Words.Get("how", language, ("until", form.Until))).Append("\n\n");
        text.Append(AnswerReading.Begin).Append('\n');
        foreach (var field in form.Fields)
        {
            text.Append(field.LabelIn(language));
            if (field.Rules.Required)
                text.Append(" *");
            text.Append(": ").Append(AnswerValues.Say(field, form.Data[field.Key], language));
            if (AnswerValues.Hint(field, language) is { Length: > 0 } hint)
                text.Append("  [").Append(hint.Replace('[', '(').Replace(']', ')')).Append(']');
            text.Append('\n');
        }
        text.Append(WorkTexts.Words.Get("label.action", language)).Append(": ").Append(form.Action);
        text.Append("  [").Append(string.Join(" / ", form.Actions.Select(one => one.Name))).Append("]\n");
        text.Append(WorkTexts.Words.Get("label.opinion", language)).Append(": ").Append(form.Opinion).Append("\n\n");
        text.Append(AnswerReading.End).Append('\n');
        var strict = form.Actions.Where(one => one.NeedsOpinion).Select(one => one.Name).ToList();
        if (strict.Count > 0)
            text.Append(WorkTexts.Words.Get("needs-opinion", language, ("actions", Punctuation.List(language, strict)))).Append('\n');
    }

    private static string Inset(string text) =>
        string.Concat(text.ReplaceLineEndings("\n").Split('\n').Select(line => "  | " + line.TrimEnd() + "\n"));

    private static string Short(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > LineMax ? line[..(LineMax - 1)] + "…" : line;
    }
}
