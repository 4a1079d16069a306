using Baton.Feel.Lexing;
using Baton.Feel.Parsing;
using Baton.Feel.Values;

namespace Baton.Feel.Compilation;

/// <summary><c>for</c>, <c>some</c> and <c>every</c>.</summary>
internal sealed partial class Compiler
{
    /// <summary>One iteration, compiled; <see cref="To"/> is null where it runs over a list.</summary>
    private sealed record Loop(Code From, Code? To, int Slot, Position At);

    /// <summary>What is done for each combination; a structure, so that no evaluation has to allocate it.</summary>
    private interface ILoopBody
    {
        /// <summary>False when the loops are to end.</summary>
        bool Run(Evaluation run);
    }

    private (Loop[] Loops, Bindings? Scope) Loops(IReadOnlyList<Iteration> iterations, Bindings? scope)
    {
        var loops = new Loop[iterations.Count];
        for (var i = 0; i < loops.Length; i++)
        {
            var (name, from, to) = iterations[i];
            var fromCode = Compile(from, scope);
            var toCode = to is null ? null : Compile(to, scope);
            scope = Bind(name, scope);
            loops[i] = new(fromCode, toCode, scope.Slot, from.At);
        }
        return (loops, scope);
    }

    private Code For(ForNode node, Bindings? scope)
    {
        var partial = Bind("partial", scope);
        var (loops, inner) = Loops(node.Iterations, partial);
        var body = Compile(node.Body, inner);
        var (at, slot) = (node.At, partial.Slot);
        var wantsPartial = Mentions.Name(node.Body, "partial");
        return run =>
        {
            var collect = new Collect(body, wantsPartial ? slot : -1, at);
            return Each(run, loops, 0, ref collect) is null ? FeelValue.Null : Evaluation.Bounded(at, FeelList.From(collect.Results));
        };
    }

    /// <summary>The values of a body; those so far are in the slot of <c>partial</c> where the body wants them.</summary>
    private readonly struct Collect(Code body, int partial, Position at) : ILoopBody
    {
        public List<FeelValue> Results { get; } = [];

        public bool Run(Evaluation run)
        {
            if (partial >= 0)
            {
                run.Step(at, Results.Count);
                run.Locals[partial] = FeelList.From(Results);
            }
            Results.Add(body(run));
            return true;
        }
    }

    private Code Quantified(QuantifiedNode node, Bindings? scope)
    {
        var (loops, inner) = Loops(node.Iterations, scope);
        var condition = Compile(node.Condition, inner);
        var isEvery = node.IsEvery;
        return run =>
        {
            var decide = new Decide(condition, isEvery);
            return Each(run, loops, 0, ref decide) is null ? FeelValue.Null
                : decide.IsDecided ? !isEvery
                : decide.IsUnknown ? FeelValue.Null
                : isEvery;
        };
    }

    /// <summary>Looks for the one combination that decides.</summary>
    private struct Decide(Code condition, bool isEvery) : ILoopBody
    {
        public bool IsDecided { get; private set; }

        public bool IsUnknown { get; private set; }

        public bool Run(Evaluation run)
        {
            var holds = condition(run);
            IsUnknown |= !holds.IsBoolean;
            IsDecided = isEvery ? holds.IsFalse : holds.IsTrue;
            return !IsDecided;
        }
    }

    /// <summary>Runs the body for all combinations; false when the body stopped it, null when something cannot be iterated.</summary>
    private static bool? Each<TBody>(Evaluation run, Loop[] loops, int level, ref TBody body)
        where TBody : struct, ILoopBody
    {
        if (level == loops.Length)
        {
            return body.Run(run);
        }
        var loop = loops[level];
        if (level % LevelsBetweenChecks == LevelsBetweenChecks - 1)
        {
            Evaluation.EnsureStack(loop.At);
        }
        var from = loop.From(run);
        if (loop.To is not null)
        {
            return EachBetween(run, loops, level, from, loop.To(run), ref body);
        }
        if (from.Is<FeelRange>(out var range))
        {
            return EachInRange(run, loops, level, range, ref body);
        }
        if (from.IsNull)
        {
            run.Warn(loop.At, "Null cannot be iterated over.");
            return null;
        }
        var list = AsList(from);
        for (var i = 0; i < list.Count; i++)
        {
            run.Step(loop.At);
            run.Locals[loop.Slot] = list[i];
            if (Each(run, loops, level + 1, ref body) is not true and var ended)
            {
                return ended;
            }
        }
        return true;
    }

    private static bool? EachInRange<TBody>(Evaluation run, Loop[] loops, int level, FeelRange range, ref TBody body)
        where TBody : struct, ILoopBody
    {
        var (from, to) = (range.Start, range.End);
        if (from.IsNull || to.IsNull)
        {
            run.Warn(loops[level].At, "A range without an end cannot be iterated over.");
            return null;
        }
        var call = new Call(run, loops[level].At);
        if (!range.StartIncluded)
        {
            from = Sequence.Next(call, from, 1);
        }
        if (!range.EndIncluded)
        {
            to = Sequence.Next(call, to, -1);
        }
        if (Ordering.TryCompare(from, to, out var order) && order > 0)
        {
            run.Warn(loops[level].At, "The range descends; write the ends without brackets to count down.");
            return null;
        }
        return EachBetween(run, loops, level, from, to, ref body);
    }

    private static bool? EachBetween<TBody>(Evaluation run, Loop[] loops, int level, FeelValue from, FeelValue to, ref TBody body)
        where TBody : struct, ILoopBody
    {
        var loop = loops[level];
        var call = new Call(run, loop.At);
        if (!Sequence.CanStep(from) || !Ordering.TryCompare(from, to, out var order))
        {
            run.Warn(
                loop.At,
                $"One cannot count from a value {Describe(from)} to one {Describe(to)}; whole numbers and dates can be counted."
            );
            return null;
        }
        var step = order <= 0 ? 1 : -1;
        for (var current = from; ; )
        {
            run.Step(loop.At);
            run.Locals[loop.Slot] = current;
            if (Each(run, loops, level + 1, ref body) is not true and var ended)
            {
                return ended;
            }
            current = Sequence.Next(call, current, step);
            if (!Ordering.TryCompare(current, to, out var rest) || rest * step > 0)
            {
                return true;
            }
        }
    }
}
