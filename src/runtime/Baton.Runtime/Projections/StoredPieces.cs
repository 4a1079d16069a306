using Baton.Engine;
using Baton.Engine.AdHoc;
using Baton.Engine.MultiInstance;
using Baton.Engine.Variables;
using Baton.Runtime.Instances;
using Baton.Runtime.Lanes;

namespace Baton.Runtime.Projections;

/// <summary>Finds out into how many pieces the rows have cut the collections of an instance, where that was not written by this lane.</summary>
internal static class StoredPieces
{
    private const string OfInstance =
        "SELECT variable_key, MAX(position) + 1 FROM engine_variable_piece WHERE root_instance_key = @p0 GROUP BY variable_key";

    private const string OfVariable =
        "SELECT MAX(position) + 1 FROM engine_variable_piece WHERE root_instance_key = @p0 AND variable_key = @p1";

    /// <summary>The variable whose pieces an event may have changed, or null.</summary>
    public static long? Variable(CachedInstance instance, EngineEvent @event) =>
        @event switch
        {
            LoopResultCollected collected => collected.VariableKey,
            AdHocResultCollected collected => collected.VariableKey,
            VariableUpdated updated when instance.Pieces.ContainsKey(updated.Key) => updated.Key,
            _ => null,
        };

    /// <summary>All collections of an instance that was just loaded.</summary>
    public static void Read(LaneStore store, long root, CachedInstance instance)
    {
        using var reader = store.Query(OfInstance).With(root).Read();
        while (reader.Read())
        {
            instance.Pieces[reader.GetInt64(0)] = (int)reader.GetInt64(1);
        }
    }

    /// <summary>Those of these variables that another lane may have written.</summary>
    public static void Read(LaneStore store, long root, CachedInstance instance, IEnumerable<long> variables)
    {
        foreach (var key in variables)
        {
            if (store.Query(OfVariable).With(root).With(key).Number() is { } pieces)
            {
                instance.Pieces[key] = (int)pieces;
            }
            else
            {
                instance.Pieces.Remove(key);
            }
        }
    }
}
