using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Baton.Desk.Storage.Auditing;

/// <summary>Reads out of what is about to be saved what belongs into the audit log, so that nobody who changes a marked row has to think of it.</summary>
internal static class AuditChanges
{
    /// <summary>What stands for the value of a secret.</summary>
    public const string Secret = "changed";

    /// <summary>Chinese as Chinese, so that it can be read and searched.</summary>
    public static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly ConcurrentDictionary<Type, (AuditedAttribute? Thing, AuditedElementAttribute? Element)> Marks = [];

    /// <summary>One change for each marked thing, in the order in which they were touched.</summary>
    public static IReadOnlyList<AuditChange> Of(ChangeTracker tracker)
    {
        var changes = new OrderedDictionary<(string Kind, string Target), AuditChange>();
        foreach (var entry in tracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted))
                continue;
            var (thing, element) = Marks.GetOrAdd(entry.Metadata.ClrType, Mark);
            if (thing is not null)
                Fields(Change(changes, thing.Kind, entry, thing.Target), entry);
            else if (element is not null)
                Element(Change(changes, element.Kind, entry, element.Target), entry, element);
        }
        return [.. changes.Values.Where(change => change.IsWorthKeeping)];
    }

    private static (AuditedAttribute?, AuditedElementAttribute?) Mark(Type type) =>
        (type.GetCustomAttribute<AuditedAttribute>(), type.GetCustomAttribute<AuditedElementAttribute>());

    private static AuditChange Change(
        OrderedDictionary<(string Kind, string Target), AuditChange> changes,
        string kind,
        EntityEntry entry,
        string target
    )
    {
        var name = Convert.ToString(entry.Property(target).CurrentValue, CultureInfo.InvariantCulture)!;
        if (!changes.TryGetValue((kind, name), out var change))
            changes[(kind, name)] = change = new(kind, name);
        return change;
    }

    private static void Fields(AuditChange change, EntityEntry entry)
    {
        change.Action = entry.State switch
        {
            EntityState.Added => AuditActions.Created,
            EntityState.Deleted => AuditActions.Deleted,
            _ => AuditActions.Changed,
        };
        var simple = entry.Properties.Select(property => (Name(property), property));
        var complex = entry.ComplexProperties.SelectMany(
            whole => whole.Properties,
            (whole, property) => (JsonNamingPolicy.CamelCase.ConvertName(whole.Metadata.Name) + "." + Name(property), property)
        );
        foreach (var (name, property) in simple.Concat(complex))
            Field(change, entry.State, name, property);
    }

    private static string Name(PropertyEntry property) => JsonNamingPolicy.CamelCase.ConvertName(property.Metadata.Name);

    private static void Field(AuditChange change, EntityState state, string name, PropertyEntry property)
    {
        if (property.Metadata.IsPrimaryKey() || property.Metadata.PropertyInfo?.GetCustomAttribute<NotAuditedAttribute>() is not null)
            return;
        var before = state == EntityState.Added ? null : property.OriginalValue;
        var after = state == EntityState.Deleted ? null : property.CurrentValue;
        if (Equals(before, after))
            return;
        if (property.Metadata.PropertyInfo?.GetCustomAttribute<AuditedSecretAttribute>() is not null)
        {
            change.After[name] = Secret;
            return;
        }
        if (state != EntityState.Added)
            change.Before[name] = JsonSerializer.SerializeToNode(before, Json);
        if (state != EntityState.Deleted)
            change.After[name] = JsonSerializer.SerializeToNode(after, Json);
    }

    private static void Element(AuditChange change, EntityEntry entry, AuditedElementAttribute mark)
    {
        if (entry.State is EntityState.Deleted or EntityState.Modified)
            Add(change.Before, property => property.OriginalValue);
        if (entry.State is EntityState.Added or EntityState.Modified)
            Add(change.After, property => property.CurrentValue);

        void Add(JsonObject side, Func<PropertyEntry, object?> value)
        {
            if (side[mark.List] is not JsonArray list)
                side[mark.List] = list = [];
            var element = value(entry.Property(mark.Element));
            if (mark.Detail is { } detail)
                element = string.Create(CultureInfo.InvariantCulture, $"{element}: {value(entry.Property(detail))}");
            list.Add(JsonSerializer.SerializeToNode(element, Json));
        }
    }
}
