using System.Security.Cryptography;
using Baton.Runtime.Instances;

namespace Baton.Runtime.Deployments;

/// <summary>What one DMN file brought.</summary>
internal sealed record AddedDecisions(DecisionRequirementsVersion Requirements, IReadOnlyList<DecisionVersion> Decisions);

/// <summary>Gives versions to the decisions of a DMN file.</summary>
internal sealed class DecisionRows(UnitOfWork unit, EngineRoom room)
{
    public AddedDecisions Add(ParsedDecisions parsed, long deploymentKey)
    {
        var checksum = Convert.ToHexStringLower(SHA256.HashData(parsed.Resource.Content.Span));
        var (key, version, isNew) = Resource(parsed, checksum, deploymentKey);
        var requirements = new DecisionRequirementsVersion(key, parsed.Id, parsed.Name, version, parsed.Resource.Name);
        var decisions = parsed.Decisions.Select(decision =>
            isNew ? Insert(parsed, decision, key, deploymentKey) : Find(parsed, decision, key)
        );
        return new(requirements, [.. decisions]);
    }

    private (long Key, int Version, bool IsNew) Resource(ParsedDecisions parsed, string checksum, long deploymentKey)
    {
        using (
            var reader = room
                .Store.Query(
                    "SELECT resource_key, version, checksum, name FROM engine_resource WHERE kind = 'dmn' AND resource_id = @p0 AND is_deleted = 0 ORDER BY version DESC LIMIT 1"
                )
                .With(parsed.Id)
                .Read()
        )
        {
            if (reader.Read() && reader.GetString(2) == checksum && reader.GetString(3) == parsed.Resource.Name)
            {
                return (reader.GetInt64(0), (int)reader.GetInt64(1), false);
            }
        }
        // Counted over the deleted ones too: a version number is given once.
        var version =
            (
                room.Store.Query("SELECT MAX(version) FROM engine_resource WHERE kind = 'dmn' AND resource_id = @p0")
                    .With(parsed.Id)
                    .Number()
                ?? 0
            ) + 1;
        var key = unit.NextKey();
        room.Store.Query(
                """
                INSERT INTO engine_resource (resource_key, deployment_key, name, kind, resource_id, version, checksum, content, title)
                VALUES (@p0, @p1, @p2, 'dmn', @p3, @p4, @p5, @p6, @p7)
                """
            )
            .With(key)
            .With(deploymentKey)
            .With(parsed.Resource.Name)
            .With(parsed.Id)
            .With(version)
            .With(checksum)
            .With(parsed.Resource.Content.ToArray())
            .With(parsed.Name)
            .Execute();
        return (key, (int)version, true);
    }

    private DecisionVersion Insert(ParsedDecisions parsed, (string Id, string Name) decision, long requirementsKey, long deploymentKey)
    {
        var version =
            (
                room.Store.Query("SELECT MAX(version) FROM engine_decision_definition WHERE decision_id = @p0").With(decision.Id).Number()
                ?? 0
            ) + 1;
        var key = unit.NextKey();
        room.Store.Query(
                """
                INSERT INTO engine_decision_definition (decision_key, decision_id, version, name, requirements_key, requirements_id,
                  resource_name, deployment_key)
                VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)
                """
            )
            .With(key)
            .With(decision.Id)
            .With(version)
            .With(decision.Name)
            .With(requirementsKey)
            .With(parsed.Id)
            .With(parsed.Resource.Name)
            .With(deploymentKey)
            .Execute();
        return new(key, decision.Id, decision.Name, (int)version, parsed.Id, requirementsKey);
    }

    private DecisionVersion Find(ParsedDecisions parsed, (string Id, string Name) decision, long requirementsKey)
    {
        using var reader = room
            .Store.Query("SELECT decision_key, version FROM engine_decision_definition WHERE decision_id = @p0 AND requirements_key = @p1")
            .With(decision.Id)
            .With(requirementsKey)
            .Read();
        reader.Read();
        return new(reader.GetInt64(0), decision.Id, decision.Name, (int)reader.GetInt64(1), parsed.Id, requirementsKey);
    }
}
