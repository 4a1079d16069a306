using System.Text.Json;
using Baton.Feel;

namespace Baton.Runtime.Variables;

/// <summary>Variables of a process from and to types of the program, by way of JSON.</summary>
public static class VariableJson
{
    /// <summary>How types are mapped where nothing else is given: names in camel case, read without regard to case.</summary>
    public static JsonSerializerOptions Default { get; } = new(JsonSerializerDefaults.Web);

    /// <summary>The variables that the properties of an object are.</summary>
    /// <param name="variables">Any object that serializes to a JSON object, a JSON text, a <see cref="FeelContext"/>, or null for none.</param>
    /// <param name="json">How the object is mapped; null is <see cref="Default"/>.</param>
    /// <exception cref="VariableException">It is no JSON object.</exception>
    public static FeelContext From(object? variables, JsonSerializerOptions? json = null)
    {
        switch (variables)
        {
            case null:
                return FeelContext.Empty;
            case FeelContext context:
                return context;
        }
        try
        {
            var text = variables as string ?? JsonSerializer.Serialize(variables, variables.GetType(), json ?? Default);
            var value = FeelJson.Parse(text);
            return value.Kind == FeelKind.Context
                ? value.AsContext()
                : throw new VariableException(
                    $"Expected variables as an object with names, but {NameOf(variables.GetType())} gives a {value.Kind} in JSON."
                );
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new VariableException($"Expected to write {NameOf(variables.GetType())} as JSON, but: {error.Message}", error);
        }
    }

    /// <summary>The variables as an object of the type; what it has no property for is left out.</summary>
    /// <exception cref="VariableException">A variable has another form than the property.</exception>
    public static T To<T>(FeelContext variables, JsonSerializerOptions? json = null)
    {
        ArgumentNullException.ThrowIfNull(variables);
        if (variables is T same)
        {
            return same;
        }
        return Read<T>(FeelJson.ToJson(variables), json);
    }

    /// <summary>A JSON text as an object of the type.</summary>
    /// <exception cref="VariableException">It has another form.</exception>
    public static T Read<T>(string text, JsonSerializerOptions? json = null)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, json ?? Default)!;
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new VariableException($"Expected to read variables as {NameOf(typeof(T))}, but: {error.Message}", error);
        }
    }

    private static string NameOf(Type type) => type.FullName ?? type.Name;
}
