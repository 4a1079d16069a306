using Baton.Feel.Parsing;

namespace Baton.Feel.External;

/// <summary>What the definition of an external function says: which method of which class it stands for.</summary>
internal sealed record ExternalMapping(string ClassName, string MethodSignature)
{
    public const string ClassEntry = "class";
    public const string SignatureEntry = "method signature";

    public const string Expected = """
        An external function names its class and method: external {java: {class: "java.lang.Math", method signature: "abs(int)"}}.
        """;

    /// <summary>The mapping behind <c>external</c>, or null when it is none to a Java method.</summary>
    public static ExternalMapping? Of(FeelNode node) =>
        Entry(node, "java") is { } java && Text(java, ClassEntry) is { } name && Text(java, SignatureEntry) is { } signature
            ? new(name, signature)
            : null;

    /// <summary>The mapping of a boxed definition of the kind Java, which is the inner context.</summary>
    public static ExternalMapping? Of(FeelValue value) =>
        value.Is<FeelContext>(out var context)
        && context[ClassEntry].Is<string>(out var name)
        && context[SignatureEntry].Is<string>(out var signature)
            ? new(name, signature)
            : null;

    private static FeelNode? Entry(FeelNode node, string name) =>
        (node as ContextNode)?.Entries.FirstOrDefault(entry => string.Equals(entry.Name, name, StringComparison.Ordinal))?.Value;

    private static string? Text(FeelNode node, string name) =>
        Entry(node, name) is LiteralNode { Value: var value } && value.Is<string>(out var text) ? text : null;
}
