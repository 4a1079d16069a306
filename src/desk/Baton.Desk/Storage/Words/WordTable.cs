using Baton.Desk.Cases;
using Baton.Desk.Customers;

namespace Baton.Desk.Storage.Words;

/// <summary>A row that is found by its words; <see cref="DeskDb"/> keeps the index in step whenever such a row is saved.</summary>
internal interface ISearched
{
    long Key { get; }

    /// <summary>Folded text (<see cref="Texts.SearchText"/>).</summary>
    string SearchText { get; }

    /// <summary>When it began, for rows of which the newest are looked for first; null for others.</summary>
    DateTimeOffset? Began { get; }
}

/// <summary>A table that has, for each row of another one, the words of its text. Made by a migration; EF does not know it.</summary>
internal sealed record WordTable(string Name)
{
    public static WordTable Cases { get; } = new("desk_case_words");

    public static WordTable Customers { get; } = new("desk_customer_words");

    public static IReadOnlyList<WordTable> All { get; } = [Cases, Customers];

    public static WordTable Of(ISearched row) =>
        row switch
        {
            Case => Cases,
            Customer => Customers,
            _ => throw new ArgumentException($"{row.GetType().Name} has no table of words. Add one to {nameof(WordTable)}.", nameof(row)),
        };
}
