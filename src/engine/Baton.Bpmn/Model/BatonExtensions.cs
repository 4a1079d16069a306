namespace Baton.Bpmn;

/// <summary>
/// What Baton adds to a flow node in its own namespace <c>https://baton.dev/schema/1.0</c>. Other engines pass over it;
/// files without it run all the same.
/// </summary>
public sealed record BatonExtensions
{
    public static readonly BatonExtensions None = new();

    /// <summary>The buttons of a user task; null when the task has only "complete".</summary>
    public BatonActions? Actions { get; init; }

    /// <summary>The business status that the case gets when the element is activated (<c>baton:status value</c>).</summary>
    public string? Status { get; init; }

    /// <summary>
    /// Of a compensation throw event: whether its handlers run one after the other, what completed last first
    /// (<c>baton:compensation order="reverse"</c>). Otherwise they start together.
    /// </summary>
    public bool CompensatesInReverse { get; init; }

    /// <summary>The key of the text that tells why the work moved on (<c>baton:reason key</c>).</summary>
    public string? ReasonKey { get; init; }
}

/// <summary>The actions of a step in the order shown. Completing by one sets <see cref="ResultVariable"/> to its value.</summary>
public sealed record BatonActions(string ResultVariable, IReadOnlyList<BatonAction> Actions);

/// <summary>One action: the id names its text, the value goes into the result variable.</summary>
/// <param name="Id">Names the action's text.</param>
/// <param name="Value">What goes into the result variable.</param>
/// <param name="Primary">The action that the step is for.</param>
/// <param name="RequiresOpinion">True when the person must say why.</param>
/// <param name="RequiredFields">Keys of the form's fields that this action cannot do without, with commas between; null for none.</param>
public sealed record BatonAction(string Id, string Value, bool Primary, bool RequiresOpinion, string? RequiredFields = null);
