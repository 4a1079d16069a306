using System.Text.Json.Nodes;
using Baton.Desk.Forms;

namespace Baton.Desk.Channels.Mail.Work;

/// <summary>A button, with all that it is called.</summary>
internal sealed record AskedAction(string Id, IReadOnlyList<string> Names);

/// <summary>What a task asks for: the fields that can be filled in, what they hold, and the buttons.</summary>
/// <param name="Fields">Those that are shown and not read-only, in their order.</param>
/// <param name="Offered">What they hold.</param>
/// <param name="Actions">The buttons.</param>
internal sealed record AnswerShape(IReadOnlyList<FormComponent> Fields, JsonObject Offered, IReadOnlyList<AskedAction> Actions)
{
    public const string Action = "action";
    public const string Opinion = "opinion";

    public static AnswerShape Of(FormSchema? form, JsonObject offered, IReadOnlyList<AskedAction> actions) =>
        new([.. (form?.Fields ?? []).Where(field => !field.ReadOnly && !FormCondition.IsHidden(field, offered))], offered, actions);

    /// <summary>A field by all its names, and the two that every task has.</summary>
    public IEnumerable<(string Key, string Name)> Names()
    {
        foreach (var field in Fields)
        {
            foreach (var name in Languages.All.Select(field.LabelIn).Append(field.Label).Append(field.Key))
                yield return (field.Key, name);
        }
        // A field of the form that is called so is meant, not the desk's own.
        foreach (var language in Languages.All)
        {
            yield return ("\n" + Action, WorkTexts.Words.Get("label.action", language));
            yield return ("\n" + Opinion, WorkTexts.Words.Get("label.opinion", language));
        }
    }
}
