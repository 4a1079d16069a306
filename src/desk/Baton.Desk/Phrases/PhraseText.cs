using System.Globalization;
using Baton.Desk.Cases;

namespace Baton.Desk.Phrases;

/// <summary>What the place-holders of a phrase stand for.</summary>
/// <param name="Agent">Name of who inserts it.</param>
/// <param name="Today">The day, in the zone of the desk.</param>
/// <param name="Customer">Name of the customer; null where nobody knows it yet.</param>
/// <param name="Number">Number of the case; null where there is none yet.</param>
internal sealed record PhraseValues(string Agent, DateOnly Today, string? Customer = null, string? Number = null);

/// <summary>Fills the place-holders of a phrase. Pure.</summary>
internal static class PhraseText
{
    public const string Customer = "{customer}";
    public const string Number = CaseNumbers.PlaceHolder;
    public const string Agent = "{agent}";
    public const string Today = "{today}";

    /// <summary>In the order in which people are told of them.</summary>
    public static IReadOnlyList<string> PlaceHolders { get; } = [Customer, Number, Agent, Today];

    /// <summary>The text as it is inserted. What is not known stays as it is written, so that it is seen; so do braces that are no place-holder.</summary>
    /// <param name="text">As it is kept.</param>
    /// <param name="language">In which the day is written.</param>
    /// <param name="values">What is known.</param>
    public static string Fill(string text, string language, PhraseValues values)
    {
        var today = values.Today.ToString(PhraseTexts.Words.Get("date-format", language), CultureInfo.GetCultureInfo(language));
        (string PlaceHolder, string? Value)[] known =
        [
            (Customer, values.Customer),
            (Number, values.Number),
            (Agent, values.Agent),
            (Today, today),
        ];
        // In one pass, so that braces in a customer's name are no place-holders.
        var filled = new System.Text.StringBuilder(text.Length);
        for (var at = 0; at < text.Length; )
        {
            var here = known.FirstOrDefault(one => string.CompareOrdinal(text, at, one.PlaceHolder, 0, one.PlaceHolder.Length) == 0);
            if (here.PlaceHolder is null)
            {
                filled.Append(text[at++]);
                continue;
            }
            filled.Append(string.IsNullOrWhiteSpace(here.Value) ? here.PlaceHolder : here.Value);
            at += here.PlaceHolder.Length;
        }
        return filled.ToString();
    }
}
