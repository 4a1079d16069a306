using Baton.Feel;

namespace Baton.Desk.Connectors.Calls;

/// <summary>What the other system answered.</summary>
/// <param name="Status">Such as 200.</param>
/// <param name="Headers">By lower-case names.</param>
/// <param name="Body">The value that JSON holds, else the text; null for none.</param>
internal sealed record HttpAnswer(int Status, IReadOnlyDictionary<string, string> Headers, FeelValue Body)
{
    /// <summary>The same as expressions see it.</summary>
    public FeelValue AsFeel() =>
        FeelValue.From(
            FeelContext.Of(
                ("status", FeelValue.From(Status)),
                (
                    "headers",
                    FeelValue.From(FeelContext.From(Headers.Select(one => KeyValuePair.Create(one.Key, FeelValue.From(one.Value)))))
                ),
                ("body", Body)
            )
        );
}
