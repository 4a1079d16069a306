using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Xml.Linq;

namespace Baton.Bpmn.Tests.Reading;

/// <summary>Everything that a model says through its public properties, places in the file and the XML itself left out.</summary>
internal static class ModelGraph
{
    private static readonly string[] Places = ["Line", "Column"];

    public static string Of(BpmnDefinitions definitions)
    {
        var text = new StringBuilder();
        Write(text, definitions, 0, new HashSet<object>(ReferenceEqualityComparer.Instance));
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value, int depth, HashSet<object> around)
    {
        switch (value)
        {
            case null:
                text.AppendLine("null");
                return;
            case string or bool or int or Enum:
                text.AppendLine(Convert.ToString(value, CultureInfo.InvariantCulture));
                return;
            case IDictionary pairs:
                text.AppendLine();
                foreach (DictionaryEntry pair in pairs)
                {
                    Line(text, depth, Convert.ToString(pair.Key, CultureInfo.InvariantCulture)!);
                    Write(text, pair.Value, depth + 1, around);
                }
                return;
            case IEnumerable items:
                text.AppendLine();
                foreach (object? item in items)
                {
                    Line(text, depth, "-");
                    Write(text, item, depth + 1, around);
                }
                return;
        }
        text.AppendLine(value.GetType().Name);
        if (!around.Add(value))
        {
            return;
        }
        foreach (PropertyInfo property in Properties(value.GetType()))
        {
            Line(text, depth, property.Name);
            Write(text, property.GetValue(value), depth + 1, around);
        }
        around.Remove(value);
    }

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0)
            .Where(property => !Places.Contains(property.Name) && !typeof(XNode).IsAssignableFrom(property.PropertyType))
            .OrderBy(property => property.Name, StringComparer.Ordinal);

    private static void Line(StringBuilder text, int depth, string name) => text.Append(' ', depth * 2).Append(name).Append(": ");
}
