namespace Baton.Desk.Conversion;

/// <summary>What became of something in a model of another engine.</summary>
public enum ConversionVerdict
{
    /// <summary>It means the same here.</summary>
    Converted,

    /// <summary>It was left out, and the model does what it did.</summary>
    Dropped,

    /// <summary>It was left out or stayed as it was, and somebody must see to it.</summary>
    ToDo,
}

/// <summary>One line of the report of a conversion.</summary>
/// <param name="Verdict">What became of it.</param>
/// <param name="ElementId">The element; null for the file as a whole.</param>
/// <param name="ElementName">Its name; the id where it has none.</param>
/// <param name="Code">The text <c>note.CODE</c> says it.</param>
/// <param name="Was">What stood there.</param>
/// <param name="Is">What stands there now; null for nothing.</param>
public sealed record ConversionNote(ConversionVerdict Verdict, string? ElementId, string? ElementName, string Code, string Was, string? Is)
{
    /// <summary>The line in the reader's words; empty where nobody reads it.</summary>
    public string Message { get; init; } = "";
}

/// <summary>A model after the conversion.</summary>
/// <param name="Text">The whole XML or JSON; as it was where nothing had to be converted.</param>
/// <param name="WasForeign">It came from another engine.</param>
/// <param name="Notes">What became of what, in the order of the file.</param>
public sealed record ConvertedModel(string Text, bool WasForeign, IReadOnlyList<ConversionNote> Notes);
