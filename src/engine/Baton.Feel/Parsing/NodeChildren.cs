namespace Baton.Feel.Parsing;

/// <summary>What stands directly inside a node, in the order of the text.</summary>
internal static class NodeChildren
{
    public static IEnumerable<FeelNode> Of(FeelNode node) =>
        node switch
        {
            PathNode path => [path.Source],
            FilterNode filter => [filter.Source, filter.Condition],
            NegationNode negation => [negation.Operand],
            ArithmeticNode arithmetic => [arithmetic.Left, arithmetic.Right],
            ComparisonNode comparison => [comparison.Left, comparison.Right],
            LogicNode logic => logic.Operands,
            BetweenNode between => [between.Value, between.Low, between.High],
            InNode inside => inside.Tests.Prepend(inside.Value),
            InstanceOfNode instance => [instance.Value],
            IfNode choice => [choice.Condition, choice.Then, choice.Else],
            ForNode loop => Of(loop.Iterations).Append(loop.Body),
            QuantifiedNode quantified => Of(quantified.Iterations).Append(quantified.Condition),
            FunctionNode { Body: { } body } => [body],
            CallNode call => call.Arguments.Prepend(call.Callee),
            ListNode list => list.Items,
            ContextNode context => context.Entries.Select(entry => entry.Value),
            RangeNode range => new[] { range.Start, range.End }.OfType<FeelNode>(),
            ComparisonTestNode test => [test.Operand],
            UnaryTestsNode tests => tests.Tests,
            _ => [],
        };

    private static IEnumerable<FeelNode> Of(IReadOnlyList<Iteration> iterations) =>
        iterations.SelectMany(each => new[] { each.From, each.To }.OfType<FeelNode>());
}
