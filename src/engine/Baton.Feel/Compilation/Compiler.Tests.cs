using Baton.Feel.Parsing;
using Baton.Feel.Values;

namespace Baton.Feel.Compilation;

/// <summary>Unary tests and <c>in</c>: a value against operators, ranges, lists and expressions over <c>?</c>.</summary>
internal sealed partial class Compiler
{
    private Code Tests(UnaryTestsNode node, Bindings input)
    {
        if (node.Tests.Count == 0)
        {
            return Constant(FeelValue.True);
        }
        var slot = input.Slot;
        var (tests, constant) = (new Code[node.Tests.Count], new List<FixedTest>());
        for (var i = 0; i < tests.Length; i++)
        {
            (tests[i], var test) = Test(node.Tests[i], run => run.Locals[slot], input, mayAsk: true);
            if (test is not null)
            {
                constant.Add(test);
            }
        }
        if (constant.Count == tests.Length)
        {
            var all = FixedTest.AnyOf(constant);
            Fixed = node.IsNegated ? all.Negated() : all;
        }
        Code any = tests.Length == 1 ? tests[0] : run => Or(run, tests);
        return node.IsNegated ? run => Not(any(run)) : any;
    }

    private Code In(InNode node, Bindings? scope)
    {
        var value = Compile(node.Value, scope);
        var slot = _slots++;
        Code tested = run => run.Locals[slot];
        var tests = node.Tests.Select(test => Test(test, tested, scope, mayAsk: false).Code).ToArray();
        return run =>
        {
            run.Locals[slot] = value(run);
            return tests.Length == 1 ? tests[0](run) : Or(run, tests);
        };
    }

    /// <summary>
    /// One test of the value; <paramref name="mayAsk"/> where it may be a condition over <c>?</c> rather than something to
    /// compare with. Beside its code the test itself where it is constant.
    /// </summary>
    private (Code Code, FixedTest? Fixed) Test(FeelNode node, Code tested, Bindings? scope, bool mayAsk)
    {
        var at = node.At;
        if (node is ComparisonTestNode comparison)
        {
            var operand = Compile(comparison.Operand, scope);
            var compared = IsConstant(operand, out var with) ? FixedTest.Compared(comparison.Operator, with) : null;
            return (Comparison(comparison.Operator, tested, operand, at), compared);
        }
        var test = Compile(node, scope);
        if (mayAsk && Mentions.Input(node))
        {
            return (run => test(run) is { IsBoolean: true } holds ? holds : FeelValue.Null, null);
        }
        return (
            run => Matches(new Call(run, at), tested(run), test(run), mayAsk),
            IsConstant(test, out var value) ? FixedTest.Plain(value) : null
        );
    }

    private static FeelValue Matches(Call call, FeelValue tested, FeelValue test, bool mayAsk)
    {
        if (test.Is<FeelRange>(out var range) && tested.Kind != FeelKind.Range)
        {
            return FeelValue.From(Ordering.Contains(range, tested));
        }
        if (test.Is<FeelList>(out var list))
        {
            return Contained(call, tested, list);
        }
        if (mayAsk && test.IsBoolean && !tested.IsBoolean)
        {
            return test;
        }
        return tested.IsNull || test.IsNull ? tested.IsNull && test.IsNull : ValueComparison.Equal(call, tested, test);
    }

    private static FeelValue Contained(Call call, FeelValue tested, FeelList list)
    {
        if (tested.Is<FeelList>(out var testedList) && Equality.Same(FeelValue.From(testedList), FeelValue.From(list)))
        {
            return true;
        }
        call.Step(list.Count);
        foreach (var item in list.AsSpan())
        {
            var found =
                item.Is<FeelRange>(out var range) && tested.Kind != FeelKind.Range
                    ? Ordering.Contains(range, tested) ?? false
                    : Equality.Same(item, tested);
            if (found)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary><c>(!= 10)</c> as a value: all values but one.</summary>
    private Code UnequalTo(ComparisonTestNode node, Bindings? scope)
    {
        var operand = Compile(node.Operand, scope);
        return run => FeelValue.From(new FeelRange(operand(run), false, default, false) { Form = RangeForm.Exclusion });
    }
}
