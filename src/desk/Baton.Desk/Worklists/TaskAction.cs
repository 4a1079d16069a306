using System.Text.Json;
using Baton.Bpmn;

namespace Baton.Desk.Worklists;

/// <summary>A button of a task as the model defines it.</summary>
/// <param name="Id">Its code; the text <c>action.ID</c> names it.</param>
/// <param name="Value">What goes into the task's result variable.</param>
/// <param name="Primary">The button that this step is for.</param>
/// <param name="RequiresOpinion">True when the person must say why.</param>
/// <param name="RequiredFields">Keys of the form's fields that it cannot do without; null for none.</param>
public sealed record TaskAction(string Id, string Value, bool Primary, bool RequiresOpinion, IReadOnlyList<string>? RequiredFields = null)
{
    /// <summary>The one action of a task whose model names none.</summary>
    internal static readonly TaskAction Complete = new("complete", "complete", Primary: true, RequiresOpinion: false);

    internal static TaskAction Of(BatonAction action) =>
        new(
            action.Id,
            action.Value,
            action.Primary,
            action.RequiresOpinion,
            action.RequiredFields?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        );

    internal static IReadOnlyList<TaskAction> Parse(string json) => JsonSerializer.Deserialize<List<TaskAction>>(json) ?? [];

    internal static string Write(IReadOnlyList<TaskAction> actions) => JsonSerializer.Serialize(actions);

    /// <summary>The buttons that a model gives a task; null for the one of a task whose model names none.</summary>
    internal static string Write(BatonActions? actions) => Write(actions is null ? [Complete] : [.. actions.Actions.Select(Of)]);
}
