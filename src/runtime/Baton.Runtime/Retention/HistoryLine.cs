using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using Baton.Runtime.Lanes;
using Baton.Runtime.Time;

namespace Baton.Runtime.Retention;

/// <summary>
/// All that is kept of a root instance and of what it called, as one line of JSON: a list of rows for each kind. Keys are texts, as over the
/// API; instants are ISO 8601; values of variables are the JSON texts that they are stored as.
/// </summary>
internal static class HistoryLine
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly (string Name, string Table, string Order)[] Kinds =
    [
        ("processInstances", "engine_process_instance", "process_instance_key"),
        ("elementInstances", "engine_element_instance", "element_instance_key"),
        ("sequenceFlows", "engine_sequence_flow", "process_instance_key, flow_id"),
        ("variables", "engine_variable", "variable_key"),
        ("variablePieces", "engine_variable_piece", "variable_key, position"),
        ("jobs", "engine_job", "job_key"),
        ("userTasks", "engine_user_task", "user_task_key"),
        ("incidents", "engine_incident", "incident_key"),
        ("decisionInstances", "engine_decision_instance", "decision_instance_key"),
        ("correlatedMessages", "engine_correlated_message", "correlation_id"),
    ];

    /// <summary>Writes the line, its end included.</summary>
    public static void Write(Stream to, LaneStore store, OverdueInstance instance)
    {
        WriteObject(to, store, instance);
        to.WriteByte((byte)'\n');
    }

    /// <summary>Writes the object of the line.</summary>
    public static void WriteObject(Stream to, LaneStore store, OverdueInstance instance)
    {
        using var json = new Utf8JsonWriter(to, Options);
        json.WriteStartObject();
        json.WriteString("processInstanceKey", Text(instance.Key));
        json.WriteString("processId", instance.ProcessId);
        json.WriteString("endedAt", Instant.FromMilliseconds(instance.EndedAt));
        foreach (var (name, table, order) in Kinds)
        {
            json.WriteStartArray(name);
            using var reader = store
                .Query($"SELECT * FROM {table} WHERE root_instance_key = @p0 ORDER BY {order}")
                .With(instance.Key)
                .Read();
            while (reader.Read())
            {
                WriteRow(json, reader);
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, DbDataReader row)
    {
        json.WriteStartObject();
        for (var column = 0; column < row.FieldCount; column++)
        {
            if (!row.IsDBNull(column))
            {
                WriteValue(json, row.GetName(column), row.GetValue(column));
            }
        }
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, string column, object value)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(Pascal(column));
        switch (value)
        {
            case long key when column.EndsWith("_key", StringComparison.Ordinal):
                json.WriteString(name, Text(key));
                break;
            case long at when column.EndsWith("_at", StringComparison.Ordinal) || column == "deadline":
                json.WriteString(name, Instant.FromMilliseconds(at));
                break;
            case long flag when column.StartsWith("is_", StringComparison.Ordinal):
                json.WriteBoolean(name, flag != 0);
                break;
            case long number:
                json.WriteNumber(name, number);
                break;
            case byte[] bytes:
                json.WriteBase64String(name, bytes);
                break;
            default:
                json.WriteString(name, Convert.ToString(value, Invariant));
                break;
        }
    }

    private static string Pascal(string column) =>
        string.Concat(column.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static string Text(long key) => key.ToString(Invariant);

    private static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;
}
