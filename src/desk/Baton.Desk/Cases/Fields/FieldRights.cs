using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Cases.Fields;

/// <summary>Who may read and change one field of a form.</summary>
/// <param name="Read">Codes of roles; null lets everybody read it who may read the case.</param>
/// <param name="Write">Codes of roles, which must be able to read it, too; null lets everybody change it who may read it and change the case.</param>
public sealed record FieldRight(
    [property: JsonPropertyName("read")] IReadOnlyList<string>? Read,
    [property: JsonPropertyName("write")] IReadOnlyList<string>? Write
);

/// <summary>
/// The rights to single fields of the cases of a type. They hold wherever the field goes by its name: in the form of the type and in the forms of
/// steps. Immutable.
/// </summary>
internal sealed class FieldRights
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly IReadOnlyDictionary<string, FieldRight> _fields;

    public FieldRights(IReadOnlyDictionary<string, FieldRight> fields)
    {
        _fields = fields;
        Guarded = fields.Where(field => field.Value.Read is not null).Select(field => field.Key).ToHashSet(StringComparer.Ordinal);
    }

    public static FieldRights None { get; } = new(new Dictionary<string, FieldRight>());

    /// <summary>The fields that not everybody may read. They are kept out of the words by which cases are found, and out of documents.</summary>
    public IReadOnlySet<string> Guarded { get; }

    public bool IsEmpty => _fields.Count == 0;

    /// <summary>The roles that may read a field; null for everybody.</summary>
    public IReadOnlyList<string>? Readers(string field) => _fields.GetValueOrDefault(field)?.Read;

    /// <summary>As the case type keeps them; null for none.</summary>
    public static FieldRights Read(string? json) =>
        json is null ? None : new(JsonSerializer.Deserialize<Dictionary<string, FieldRight>>(json, Json) ?? []);

    /// <summary>What <see cref="Read"/> reads; null for none.</summary>
    public static string? Write(IReadOnlyDictionary<string, FieldRight> fields) =>
        fields.Count == 0 ? null : JsonSerializer.Serialize(fields.OrderBy(one => one.Key, StringComparer.Ordinal).ToDictionary(), Json);

    /// <summary>Those of a case type.</summary>
    public static async Task<FieldRights> Of(DeskDb db, string typeCode, CancellationToken ct) =>
        Read(await db.CaseTypes.Where(type => type.Code == typeCode).Select(type => type.FieldRights).SingleOrDefaultAsync(ct));

    /// <summary>Those of all types that have any, by the type's code.</summary>
    public static async Task<Dictionary<string, FieldRights>> All(DeskDb db, CancellationToken ct)
    {
        var types = await db
            .CaseTypes.Where(type => type.FieldRights != null)
            .Select(type => new { type.Code, type.FieldRights })
            .ToListAsync(ct);
        return types.ToDictionary(type => type.Code, type => Read(type.FieldRights), StringComparer.Ordinal);
    }

    /// <summary>What a user may see and change on a case of a unit.</summary>
    public FieldSight For(DeskUser user, string? unit)
    {
        ArgumentNullException.ThrowIfNull(user);
        var inUnit = user
            .UnitRoles.Where(role => unit is not null && role.Reach.Contains(unit, StringComparer.Ordinal))
            .Select(role => role.Role);
        return For([.. user.Roles, .. inUnit]);
    }

    /// <summary>What a user may see and change on some case, by all the roles that he has anywhere.</summary>
    public FieldSight Anywhere(DeskUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return For(user.RolesAnywhere);
    }

    private FieldSight For(IReadOnlyCollection<string> roles)
    {
        if (IsEmpty || roles.Contains(Access.Role.Administrator))
            return FieldSight.Everything;
        var unread = Names(right => !Allows(right.Read, roles));
        var unwritten = Names(right => !Allows(right.Write, roles));
        unwritten.UnionWith(unread);
        return new FieldSight(unread, unwritten);
    }

    private HashSet<string> Names(Func<FieldRight, bool> isMeant) =>
        _fields.Where(field => isMeant(field.Value)).Select(field => field.Key).ToHashSet(StringComparer.Ordinal);

    private static bool Allows(IReadOnlyList<string>? wanted, IReadOnlyCollection<string> roles) =>
        wanted is null || wanted.Any(roles.Contains);
}
