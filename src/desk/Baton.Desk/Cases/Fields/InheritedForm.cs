using System.Text.Json.Nodes;

namespace Baton.Desk.Cases.Fields;

/// <summary>The form of the case from which a new one takes over values, with what the user may not read of it.</summary>
internal sealed record InheritedForm(JsonObject Values, IReadOnlySet<string> Unread)
{
    /// <summary>
    /// The values of the new case before the user's own. Where he may not change a field, it is taken over as it is, unless he could read in the
    /// new case what he cannot read in the old one.
    /// </summary>
    /// <param name="sight">What he may on the new case.</param>
    public IEnumerable<KeyValuePair<string, JsonNode?>> For(FieldSight sight) =>
        Values.Where(one => !Unread.Contains(one.Key) || !sight.MayRead(one.Key));
}
