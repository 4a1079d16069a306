using Baton.Feel;
using Baton.Runtime.Storage;

namespace Baton.Runtime.Projections;

/// <summary>Writes variables and incidents.</summary>
internal static class DataRows
{
    private static readonly RowShape NewVariable = RowShape.Insert(
        "engine_variable",
        "root_instance_key",
        "variable_key",
        "process_instance_key",
        "scope_key",
        "name",
        "value"
    );

    private static readonly RowShape ChangedVariable = new(
        RowVerb.Update,
        "engine_variable",
        ["value"],
        ["root_instance_key", "variable_key"]
    );

    private static readonly RowShape ReshapedVariable = new(
        RowVerb.Update,
        "engine_variable",
        ["value", "is_split"],
        ["root_instance_key", "variable_key"]
    );

    private static readonly RowShape NewPiece = RowShape.Insert(
        "engine_variable_piece",
        "root_instance_key",
        "variable_key",
        "position",
        "value"
    );

    private static readonly RowShape ChangedPiece = new(
        RowVerb.Update,
        "engine_variable_piece",
        ["value"],
        ["root_instance_key", "variable_key", "position"]
    );

    private static readonly RowShape DroppedPieces = RowShape.Delete("engine_variable_piece", "root_instance_key", "variable_key");

    private static readonly RowShape NewIncident = RowShape.Insert(
        "engine_incident",
        "root_instance_key",
        "incident_key",
        "process_instance_key",
        "definition_key",
        "element_instance_key",
        "element_id",
        "job_key",
        "error_type",
        "message",
        "state",
        "raised_at",
        "resolved_at"
    );

    private static readonly RowShape ResolvedIncident = new(
        RowVerb.Update,
        "engine_incident",
        ["state", "resolved_at"],
        ["root_instance_key", "incident_key"]
    );

    public static void Write(RowWriters writers, IReadOnlyCollection<VariableEntry> rows)
    {
        foreach (var row in rows)
        {
            row.Settle();
            if (row.IsNew)
            {
                writers[NewVariable]
                    .Bind(row.Root)
                    .Bind(row.Key)
                    .Bind(row.ProcessInstanceKey)
                    .Bind(row.ScopeKey)
                    .Bind(row.Name)
                    .Bind(FeelJson.ToJson(row.Value))
                    .Add();
            }
            else if (row.Form == VariableForm.Whole)
            {
                WriteWhole(writers, row);
            }
            else
            {
                WritePieces(writers, row);
            }
        }
    }

    private static void WriteWhole(RowWriters writers, VariableEntry row)
    {
        var value = FeelJson.ToJson(row.Value);
        if (row.DropsPieces)
        {
            writers[DroppedPieces].Bind(row.Root).Bind(row.Key).Add();
            writers[ReshapedVariable].Bind(value).Bind(false).Bind(row.Root).Bind(row.Key).Add();
        }
        else
        {
            writers[ChangedVariable].Bind(value).Bind(row.Root).Bind(row.Key).Add();
        }
    }

    private static void WritePieces(RowWriters writers, VariableEntry row)
    {
        if (row.Form == VariableForm.Split)
        {
            writers[ReshapedVariable].Bind("[]").Bind(true).Bind(row.Root).Bind(row.Key).Add();
        }
        foreach (var (position, text) in row.Pieces)
        {
            if (position < row.EarlierPieces)
            {
                writers[ChangedPiece].Bind(text).Bind(row.Root).Bind(row.Key).Bind((long)position).Add();
            }
            else
            {
                writers[NewPiece].Bind(row.Root).Bind(row.Key).Bind((long)position).Bind(text).Add();
            }
        }
    }

    public static void Write(RowWriters writers, IReadOnlyCollection<IncidentEntry> rows)
    {
        foreach (var row in rows)
        {
            if (row.IsNew)
            {
                writers[NewIncident]
                    .Bind(row.Root)
                    .Bind(row.Key)
                    .Bind(row.ProcessInstanceKey)
                    .Bind(row.DefinitionKey)
                    .Bind(row.ElementInstanceKey)
                    .Bind(row.ElementId)
                    .Bind(row.JobKey)
                    .Bind(row.Type)
                    .Bind(row.Message)
                    .Bind(row.State)
                    .Bind(row.RaisedAt)
                    .Bind(row.ResolvedAt)
                    .Add();
            }
            else
            {
                writers[ResolvedIncident].Bind(row.State).Bind(row.ResolvedAt).Bind(row.Root).Bind(row.Key).Add();
            }
        }
    }
}
