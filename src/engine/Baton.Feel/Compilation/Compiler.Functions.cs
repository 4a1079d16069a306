using System.Runtime.CompilerServices;
using Baton.Feel.Functions;
using Baton.Feel.Lexing;
using Baton.Feel.Parsing;

namespace Baton.Feel.Compilation;

/// <summary>Room for the arguments of nearly every call, on the stack.</summary>
[InlineArray(Count)]
internal struct FewValues
{
    public const int Count = 4;

    private FeelValue _first;
}

/// <summary>Function literals and calls.</summary>
internal sealed partial class Compiler
{
    private Code Function(FunctionNode node, Bindings? scope)
    {
        if (node.Body is null)
        {
            return External(node, node.Definition!);
        }
        var slots = new int[node.Parameters.Count];
        for (var i = 0; i < slots.Length; i++)
        {
            scope = Bind(node.Parameters[i].Name, scope);
            slots[i] = scope.Slot;
        }
        var body = Compile(node.Body, scope);
        var shape = new FunctionShape(node.Parameters, slots, body);
        return run => FeelValue.From(new LambdaFunction(shape, (FeelValue[])run.Locals.Clone(), run.Scope));
    }

    private Code Call(CallNode node, Bindings? scope)
    {
        if (node.Callee is NameNode name && !IsBound(name.Name, scope))
        {
            if (_dialect == FeelDialect.Process && name.Name == "is defined" && node.Arguments.Count == 1)
            {
                return IsDefined(node.Arguments[0], scope);
            }
            if (BuiltIns.Find(name.Name, _dialect) is { } builtIn && !_declared.Contains(name.Name))
            {
                return CallBuiltIn(node, builtIn, scope);
            }
        }
        return CallValue(node, Compile(node.Callee, scope), scope);
    }

    private static bool IsBound(string name, Bindings? scope)
    {
        for (; scope is not null; scope = scope.Outer)
        {
            if (string.Equals(scope.Name, name, StringComparison.Ordinal))
            {
                return true;
            }
        }
        return false;
    }

    private Code CallBuiltIn(CallNode node, BuiltInFunction function, Bindings? scope)
    {
        var arguments = node.Arguments.Select(argument => Compile(argument, scope)).ToArray();
        var (at, names) = (node.At, node.Names);
        if (names is not null)
        {
            return run => function.InvokeNamed(new Call(run, at), names, Arguments(run, arguments));
        }
        var code =
            function.MostParameters == 1 && arguments is [var only]
                ? CallWithOne(function, only, at)
                : CallWithFew(function, arguments, at);
        return IsConversion(function.Name) ? Folded(code, arguments) : code;
    }

    private static Code CallWithOne(BuiltInFunction function, Code argument, Position at) =>
        run =>
        {
            run.Step(at);
            var value = argument(run);
            return function.Invoke(new Call(run, at), new ReadOnlySpan<FeelValue>(in value), 1);
        };

    private static Code CallWithFew(BuiltInFunction function, Code[] arguments, Position at)
    {
        var constants = Array.ConvertAll(arguments, argument => IsConstant(argument, out var value) ? value : default);
        var computed = Array.ConvertAll(arguments, argument => argument.Target is ConstantSource ? null : argument);
        return arguments.Length <= FewValues.Count && function.MostParameters <= FewValues.Count
            ? run =>
            {
                run.Step(at);
                // The nulls behind the arguments stand for parameters that were left out.
                var room = default(FewValues);
                Span<FeelValue> values = room;
                for (var i = 0; i < arguments.Length; i++)
                {
                    values[i] = computed[i] is { } argument ? argument(run) : constants[i];
                }
                return function.Invoke(new Call(run, at), values, arguments.Length);
            }
            : run =>
            {
                run.Step(at);
                return function.Invoke(new Call(run, at), Arguments(run, arguments));
            };
    }

    /// <summary>Functions that make a value of a text and are worth calling once when the text is known.</summary>
    private static bool IsConversion(string name) =>
        name is "date" or "time" or "date and time" or "duration" or "years and months duration" or "number";

    private Code CallValue(CallNode node, Code callee, Bindings? scope)
    {
        var arguments = node.Arguments.Select(argument => Compile(argument, scope)).ToArray();
        var (at, names, callAt) = (node.Callee.At, node.Names, node.At);
        return run =>
        {
            var value = callee(run);
            if (!value.Is<FeelFunction>(out var function))
            {
                return run.Warn(at, $"This is {Describe(value)} and cannot be called.");
            }
            var given = Arguments(run, arguments);
            run.EnterCall(callAt);
            var call = new Call(run, callAt);
            var result = names is null ? function.Invoke(call, given) : function.InvokeNamed(call, names, given);
            run.LeaveCall();
            return result;
        };
    }

    private static FeelValue[] Arguments(Evaluation run, Code[] arguments)
    {
        var values = new FeelValue[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i](run);
        }
        return values;
    }

    /// <summary>Whether the variable, and each entry on the path, is there; null counts as there.</summary>
    private Code IsDefined(FeelNode node, Bindings? scope)
    {
        switch (node)
        {
            case NameNode name when !IsBound(name.Name, scope):
                FreeNames.Add(name.Name);
                return run => run.Scope.TryGet(name.Name, out _);
            case PathNode path:
                var (exists, source) = (IsDefined(path.Source, scope), Compile(path.Source, scope));
                return run => exists(run).IsTrue && source(run).Is<FeelContext>(out var context) && context.TryGet(path.Name, out _);
            default:
                var value = Compile(node, scope);
                return run => !value(run).IsNull;
        }
    }
}
