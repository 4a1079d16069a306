using Baton.Feel.Lexing;
using Baton.Feel.Parsing;

namespace Baton.Feel;

/// <summary>
/// A value that an expression wants from an agent: one call of <c>fromAi</c>. It is read from the text alone, nothing is evaluated, so what the
/// call says of the value must be literal.
/// </summary>
/// <param name="Name">The reference that is the first argument, with its dots: <c>toolCall.url</c>.</param>
/// <param name="Description">What the value means; null when the call does not say.</param>
/// <param name="Type">The JSON type of the value, such as <c>string</c>; null when the call does not say.</param>
/// <param name="Schema">A JSON schema of the value; null when the call gives none.</param>
/// <param name="Options">Further properties; null when the call gives none.</param>
public sealed record AiParameter(string Name, string? Description, string? Type, FeelContext? Schema, FeelContext? Options)
{
    private const string Function = "fromAi";

    private static readonly string[] Arguments = ["value", "description", "type", "schema", "options"];

    /// <summary>All calls in an expression, in the order of its text. What stands inside the arguments of a call is not looked at.</summary>
    /// <param name="source">The expression.</param>
    /// <param name="dialect">Its language.</param>
    /// <exception cref="FeelSyntaxException">The text is no expression, or a call is not literal or does not name its value.</exception>
    public static IReadOnlyList<AiParameter> In(string source, FeelDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!source.Contains(Function, StringComparison.Ordinal))
        {
            return [];
        }
        var found = new List<AiParameter>();
        Gather(Parser.Expression(new SourceText(source), dialect, NameTable.Common(dialect), new FeelOptions().Types), found);
        return found;
    }

    private static void Gather(FeelNode node, List<AiParameter> found)
    {
        if (node is CallNode { Callee: NameNode { Name: Function } } call)
        {
            found.Add(Read(call));
            return;
        }
        foreach (var child in NodeChildren.Of(node))
        {
            Gather(child, found);
        }
    }

    private static AiParameter Read(CallNode call)
    {
        FeelNode? Argument(string name)
        {
            var index = call.Names is { } names ? IndexOf(names, name) : Array.IndexOf(Arguments, name);
            return index >= 0 && index < call.Arguments.Count ? call.Arguments[index] : null;
        }
        return new(
            Argument("value") is { } value ? Reference(value, call) : throw Wrong(call, "a value first, such as toolCall.url"),
            Text(call, "description", Argument("description")),
            Text(call, "type", Argument("type")),
            Context(call, "schema", Argument("schema")),
            Context(call, "options", Argument("options"))
        );
    }

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (string.Equals(names[i], name, StringComparison.Ordinal))
            {
                return i;
            }
        }
        return -1;
    }

    private static string Reference(FeelNode node, CallNode call) =>
        node switch
        {
            NameNode name => name.Name,
            PathNode path => $"{Reference(path.Source, call)}.{path.Name}",
            _ => throw Wrong(call, "a value that is named, such as toolCall.url"),
        };

    private static string? Text(CallNode call, string name, FeelNode? argument) =>
        argument switch
        {
            null or LiteralNode { Value.IsNull: true } => null,
            LiteralNode { Value: { Kind: FeelKind.String } text } => text.AsString() is { Length: > 0 } given ? given : null,
            _ => throw Wrong(call, $"a {name} that is a text between quotes"),
        };

    private static FeelContext? Context(CallNode call, string name, FeelNode? argument) =>
        argument switch
        {
            null or LiteralNode { Value.IsNull: true } => null,
            ContextNode context => Constant(call, name, context).AsContext() is { Count: > 0 } given ? given : null,
            _ => throw Wrong(call, $"{name} as a context in braces"),
        };

    private static FeelValue Constant(CallNode call, string name, FeelNode node) =>
        node switch
        {
            LiteralNode literal => literal.Value,
            NegationNode { Operand: LiteralNode { Value: { Kind: FeelKind.Number } number } } => FeelValue.From(-number.AsNumber()),
            ListNode list => FeelValue.From(FeelList.From(list.Items.Select(item => Constant(call, name, item)))),
            ContextNode context => FeelValue.From(
                FeelContext.From(context.Entries.Select(entry => KeyValuePair.Create(entry.Name, Constant(call, name, entry.Value))))
            ),
            _ => throw Wrong(call, $"{name} made of literals alone"),
        };

    private static FeelSyntaxException Wrong(CallNode call, string expected) =>
        new("A call of fromAi does not say what value is wanted", expected, call.At.Line, call.At.Column);
}
