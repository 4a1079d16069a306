using System.Text.Json;

namespace Baton.Desk.Worklists;

/// <summary>A button of a task as the model defines it.</summary>
/// <param name="Id">Its code; the text <c>action.ID</c> names it.</param>
/// <param name="Value">What goes into the task's result variable.</param>
/// <param name="Primary">The button that this step is for.</param>
/// <param name="RequiresOpinion">True when the person must say why.</param>
public sealed record TaskAction(string Id, string Value, bool Primary, bool RequiresOpinion)
{
    /// <summary>The one action of a task whose model names none.</summary>
    internal static readonly TaskAction Complete = new("complete", "complete", Primary: true, RequiresOpinion: false);

    internal static IReadOnlyList<TaskAction> Parse(string json) => JsonSerializer.Deserialize<List<TaskAction>>(json) ?? [];

    internal static string Write(IReadOnlyList<TaskAction> actions) => JsonSerializer.Serialize(actions);
}
