using System.Text.RegularExpressions;

namespace Baton.Desk.Customers.Privacy;

/// <summary>
/// What a customer is called and reached by, to be found again in what people typed: names, phone and fax numbers in the notations in which they are
/// written, mail addresses, postal addresses. Pure.
/// </summary>
internal sealed class PersonalWords
{
    /// <summary>Stands for what was erased, in every language.</summary>
    public const string Erased = "***";

    /// <summary>A single letter is no name that can be looked for.</summary>
    private const int ShortestName = 2;

    private readonly Regex? _words;

    public PersonalWords(IEnumerable<string> words, IEnumerable<string> numbers)
    {
        var patterns = words
            .Select(word => word.Trim())
            .Where(word => word.Length >= ShortestName && word != Erased)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            // The longer first: what contains another word is replaced as a whole.
            .OrderByDescending(word => word.Length)
            .Select(Word)
            .Concat(numbers.Distinct(StringComparer.Ordinal).Select(Number))
            .ToList();
        if (patterns.Count > 0)
            _words = new Regex(string.Join('|', patterns), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    /// <summary>All that is known of the customers themselves, and what was noted of them elsewhere.</summary>
    public static PersonalWords Of(IReadOnlyList<Customer> customers, IEnumerable<string> names, IEnumerable<string> numbers) =>
        new(
            customers
                .SelectMany(customer =>
                    customer
                        .Emails.Select(email => email.Address)
                        .Concat(customer.Addresses.Select(address => address.Text))
                        .Append(customer.Name)
                )
                .Concat(names),
            customers.SelectMany(customer => customer.Phones.Select(phone => phone.Number)).Concat(numbers)
        );

    /// <summary>The text with <see cref="Erased"/> in the place of each word.</summary>
    public string Without(string text) => _words?.Replace(text, Erased) ?? text;

    /// <summary>Latin names are words of their own, not parts of others; Chinese ones stand among other characters.</summary>
    private static string Word(string word) =>
        (char.IsAsciiLetterOrDigit(word[0]) ? "(?<![A-Za-z0-9])" : "")
        + Regex.Escape(word)
        + (char.IsAsciiLetterOrDigit(word[^1]) ? "(?![A-Za-z0-9])" : "");

    /// <summary>With or without the country, in groups or in one.</summary>
    private static string Number(string e164)
    {
        var (country, national) = Telephone.Parts(e164);
        var prefix = country.Length == 0 ? "" : $@"(?:(?:\+|00)?{Regex.Escape(country)}[\s\-]*)?";
        return $@"(?<!\d){prefix}{string.Join(@"[\s\-]*", national.Select(letter => Regex.Escape(letter.ToString())))}(?!\d)";
    }
}
