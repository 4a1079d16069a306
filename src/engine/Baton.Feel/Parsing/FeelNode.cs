using Baton.Feel.Lexing;
using Baton.Feel.Types;

namespace Baton.Feel.Parsing;

/// <summary>A node of the syntax tree. Immutable once the parser has handed it out.</summary>
internal abstract record FeelNode(Position At)
{
    /// <summary>How many nodes lie on the longest way down; bounded, so that recursion over the tree is safe.</summary>
    public int Height { get; internal set; } = 1;

    public sealed override string ToString() => NodePrinter.Print(this);
}

internal sealed record LiteralNode(Position At, FeelValue Value) : FeelNode(At);

internal sealed record NameNode(Position At, string Name) : FeelNode(At);

internal sealed record PathNode(Position At, FeelNode Source, string Name) : FeelNode(At);

internal sealed record FilterNode(Position At, FeelNode Source, FeelNode Condition) : FeelNode(At);

internal sealed record NegationNode(Position At, FeelNode Operand) : FeelNode(At);

internal enum ArithmeticOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

internal sealed record ArithmeticNode(Position At, ArithmeticOperator Operator, FeelNode Left, FeelNode Right) : FeelNode(At);

internal enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

internal sealed record ComparisonNode(Position At, ComparisonOperator Operator, FeelNode Left, FeelNode Right) : FeelNode(At);

/// <summary>A chain of <c>and</c> or of <c>or</c>.</summary>
internal sealed record LogicNode(Position At, bool IsAnd, IReadOnlyList<FeelNode> Operands) : FeelNode(At);

internal sealed record BetweenNode(Position At, FeelNode Value, FeelNode Low, FeelNode High) : FeelNode(At);

internal sealed record InNode(Position At, FeelNode Value, IReadOnlyList<FeelNode> Tests) : FeelNode(At);

internal sealed record InstanceOfNode(Position At, FeelNode Value, FeelType Type) : FeelNode(At);

internal sealed record IfNode(Position At, FeelNode Condition, FeelNode Then, FeelNode Else) : FeelNode(At);

/// <summary>One <c>name in list</c> or <c>name in from..to</c> (then <paramref name="To"/> is given).</summary>
internal sealed record Iteration(string Name, FeelNode From, FeelNode? To);

internal sealed record ForNode(Position At, IReadOnlyList<Iteration> Iterations, FeelNode Body) : FeelNode(At);

internal sealed record QuantifiedNode(Position At, bool IsEvery, IReadOnlyList<Iteration> Iterations, FeelNode Condition) : FeelNode(At);

internal sealed record Parameter(string Name, FeelType? Type);

/// <summary>A function literal: with a body, or <c>external</c> with the definition of what it stands for.</summary>
internal sealed record FunctionNode(Position At, IReadOnlyList<Parameter> Parameters, FeelNode? Body, FeelNode? Definition = null)
    : FeelNode(At);

internal sealed record CallNode(Position At, FeelNode Callee, IReadOnlyList<FeelNode> Arguments, IReadOnlyList<string>? Names)
    : FeelNode(At);

internal sealed record ListNode(Position At, IReadOnlyList<FeelNode> Items) : FeelNode(At);

internal sealed record ContextEntry(string Name, FeelNode Value);

internal sealed record ContextNode(Position At, IReadOnlyList<ContextEntry> Entries) : FeelNode(At);

internal sealed record RangeNode(
    Position At,
    FeelNode? Start,
    bool StartIncluded,
    FeelNode? End,
    bool EndIncluded,
    RangeForm Form = RangeForm.Interval
) : FeelNode(At);

/// <summary>An operator with only its right side: <c>&lt; 10</c>.</summary>
internal sealed record ComparisonTestNode(Position At, ComparisonOperator Operator, FeelNode Operand) : FeelNode(At);

/// <summary>The unary tests of a decision table cell; no tests at all is <c>-</c>, which always holds.</summary>
internal sealed record UnaryTestsNode(Position At, bool IsNegated, IReadOnlyList<FeelNode> Tests) : FeelNode(At);
