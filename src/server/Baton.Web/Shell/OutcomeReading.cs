using Baton.Runtime;

namespace Baton.Web.Shell;

/// <summary>Reads outcomes where a page simply shows less when there is none.</summary>
internal static class OutcomeReading
{
    /// <summary>The value, or null where there is a problem instead.</summary>
    public static T? OrNull<T>(this Outcome<T> outcome)
        where T : class => outcome.Problem is null ? outcome.Value : null;

    /// <summary>The list, or an empty one where there is a problem instead.</summary>
    public static IReadOnlyList<T> OrEmpty<T>(this Outcome<IReadOnlyList<T>> outcome) => outcome.Problem is null ? outcome.Value : [];
}
