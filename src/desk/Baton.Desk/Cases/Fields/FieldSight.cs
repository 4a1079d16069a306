using System.Text.Json.Nodes;
using Baton.Desk.Forms;
using Baton.Desk.Http;
using Baton.Runtime;

namespace Baton.Desk.Cases.Fields;

/// <summary>What one user may see and change of the fields of one case. Pure.</summary>
/// <param name="unread">Names of the fields that he may not read.</param>
/// <param name="unwritten">Names of those that he may not change; the unread are among them.</param>
internal sealed class FieldSight(IReadOnlySet<string> unread, IReadOnlySet<string> unwritten)
{
    public static FieldSight Everything { get; } = new(new HashSet<string>(), new HashSet<string>());

    public IReadOnlySet<string> Unread => unread;

    public bool MayRead(string field) => !unread.Contains(field);

    public bool MayWrite(string field) => !unwritten.Contains(field);

    /// <summary>The form without the fields that he may not read; those that he may only read are to be read only.</summary>
    public FormSchema Narrow(FormSchema form) =>
        unwritten.Count == 0
            ? form
            : form with
            {
                Components =
                [
                    .. form
                        .Components.Where(component => MayRead(component.Key))
                        .Select(component => MayWrite(component.Key) ? component : component with { ReadOnly = true }),
                ],
            };

    /// <summary>The values that he may read.</summary>
    public JsonObject Narrow(JsonObject values)
    {
        if (unread.Count == 0)
            return values;
        var seen = new JsonObject();
        foreach (var (name, value) in values.Where(one => MayRead(one.Key)))
            seen[name] = value?.DeepClone();
        return seen;
    }

    /// <summary>
    /// Names each field that was sent though he may not change it. What he may read may be sent as it is; of what he may not read the answer is the
    /// same whatever was sent, so that nobody can try out its value.
    /// </summary>
    /// <param name="sent">What was sent.</param>
    /// <param name="before">The values as they are.</param>
    /// <param name="form">The form, whose default values count as being there; null for none.</param>
    /// <param name="language">Of the messages.</param>
    public IEnumerable<FieldProblem> Refuse(JsonObject? sent, JsonObject before, FormSchema? form, string language)
    {
        foreach (var (name, value) in sent ?? [])
        {
            if (MayWrite(name) || (MayRead(name) && IsSame(value, before[name] ?? Default(form, name))))
                continue;
            var label = MayRead(name) ? form?.Fields.FirstOrDefault(one => one.Key == name)?.LabelIn(language) : null;
            yield return Problems.Field(name, "forbidden", "form.forbidden", language, ("field", label ?? name));
        }
    }

    private static JsonNode? Default(FormSchema? form, string name) => form?.Fields.FirstOrDefault(one => one.Key == name)?.DefaultValue;

    private static bool IsSame(JsonNode? one, JsonNode? other) =>
        (FormValues.IsEmpty(one) && FormValues.IsEmpty(other))
        || JsonNode.DeepEquals(one, other)
        || (one is JsonValue && other is JsonValue && FormValues.Text(one) == FormValues.Text(other));
}
