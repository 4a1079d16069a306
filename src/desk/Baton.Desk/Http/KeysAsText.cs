using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Baton.Desk.Http;

/// <summary>
/// Writes the keys of the desk's records as text, because 64 bits do not fit a JavaScript number; reads both. Only in the desk's own
/// types: other parts of the server have their own rules. A number that is no key says so by <see cref="JsonNumberHandling.Strict"/>, itself or its type.
/// </summary>
internal static class KeysAsText
{
    public static void Apply(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.Assembly != typeof(KeysAsText).Assembly || type.NumberHandling is not null)
            return;
        foreach (var property in type.Properties)
        {
            if (IsKey(property.PropertyType) && property.NumberHandling is null)
                property.NumberHandling = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString;
        }
    }

    private static bool IsKey(Type type) => type == typeof(long) || type == typeof(long?) || type == typeof(IReadOnlyList<long>);
}
