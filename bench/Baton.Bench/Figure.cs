using System.Text.Json;

namespace Baton.Bench;

/// <summary>A measured figure beside the raw limit it is compared with; without a ratio where the limit is zero.</summary>
internal sealed record Figure(string Name, double Value, string Unit, string RawName, double RawValue, double? Ratio)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Figure Of(string name, double value, string unit, string rawName, double rawValue) =>
        new(
            name,
            Math.Round(value, 3),
            unit,
            rawName,
            Math.Round(rawValue, 3),
            Math.Abs(rawValue) < double.Epsilon ? null : Math.Round(value / rawValue, 3)
        );

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}
