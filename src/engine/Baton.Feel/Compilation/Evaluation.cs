using System.Runtime.CompilerServices;
using Baton.Feel.Lexing;
using Baton.Feel.Values;

namespace Baton.Feel.Compilation;

/// <summary>
/// The state of one evaluation: local values, variables, warnings and what is left of its budget. Used by one thread at a time
/// and kept for the next evaluation of that thread.
/// </summary>
internal sealed class Evaluation
{
    /// <summary>Iterations and calls that one evaluation may make.</summary>
    public const int MaxSteps = 5_000_000;

    public const int MaxCallDepth = 200;
    public const int MaxTextLength = 10_000_000;

    /// <summary>More warnings than these say nothing new.</summary>
    public const int MaxWarnings = 100;

    [ThreadStatic]
    private static Evaluation? _idle;

    private List<FeelWarning>? _warnings;
    private int _steps;
    private int _callDepth;
    private FeelValue[] _ownLocals = [];
    private FeelValue[] _arguments = new FeelValue[16];
    private int _argumentsEnd;
    private readonly Stack<FeelValue[]> _spareLocals = new();

    /// <summary>The values of the names that the running function has bound, by slot.</summary>
    public FeelValue[] Locals { get; set; } = [];

    public FeelScope Scope { get; set; } = FeelScope.Empty;

    public FeelEnvironment Environment { get; private set; }

    public IReadOnlyList<FeelWarning>? Warnings => _warnings;

    public static Evaluation Begin(FeelScope scope, FeelEnvironment environment, int slots)
    {
        var run = _idle ?? new();
        _idle = null;
        if (run._ownLocals.Length < slots)
        {
            run._ownLocals = new FeelValue[slots];
        }
        run.Locals = run._ownLocals;
        run.Scope = scope;
        run.Environment = environment;
        return run;
    }

    public void End()
    {
        if (_ownLocals.Length > 0)
        {
            Array.Clear(_ownLocals);
        }
        if (_argumentsEnd > 0)
        {
            // Something was broken off in the middle of a call.
            Array.Clear(_arguments);
            _argumentsEnd = 0;
        }
        Scope = FeelScope.Empty;
        _warnings = null;
        _steps = 0;
        _callDepth = 0;
        _idle = this;
    }

    public FeelValue Warn(Position at, string message)
    {
        _warnings ??= [];
        if (_warnings.Count < MaxWarnings)
        {
            _warnings.Add(new(message, at.Line, at.Column));
        }
        return FeelValue.Null;
    }

    public void Step(Position at, int steps = 1)
    {
        _steps += steps;
        if (_steps > MaxSteps)
        {
            throw new BrokenOffException(
                FeelFailureKind.Limit,
                $"The expression took more than {MaxSteps} steps; make its lists shorter.",
                at
            );
        }
    }

    /// <summary>Locals for a part of the evaluation, to be given back; what they held before is not cleared.</summary>
    public FeelValue[] RentLocals(int slots) =>
        slots == 0 ? []
        : _spareLocals.TryPeek(out var spare) && spare.Length >= slots ? _spareLocals.Pop()
        : new FeelValue[Math.Max(slots, 8)];

    public void ReturnLocals(FeelValue[] locals, int slots)
    {
        if (slots > 0)
        {
            Array.Clear(locals, 0, slots);
            _spareLocals.Push(locals);
        }
    }

    /// <summary>Room for the arguments of a call, all null at first; calls inside of the call take theirs behind it.</summary>
    public int TakeArguments(int count)
    {
        var start = _argumentsEnd;
        _argumentsEnd += count;
        if (_argumentsEnd > _arguments.Length)
        {
            Array.Resize(ref _arguments, Math.Max(_argumentsEnd, _arguments.Length * 2));
        }
        return start;
    }

    public void SetArgument(int at, FeelValue value) => _arguments[at] = value;

    /// <summary>Valid until they are released, also when the room grows meanwhile.</summary>
    public ReadOnlySpan<FeelValue> Arguments(int start, int count) => _arguments.AsSpan(start, count);

    public void ReleaseArguments(int start)
    {
        Array.Clear(_arguments, start, _argumentsEnd - start);
        _argumentsEnd = start;
    }

    public void EnterCall(Position at)
    {
        Step(at);
        if (++_callDepth > MaxCallDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new BrokenOffException(
                FeelFailureKind.Limit,
                $"Functions call each other more than {MaxCallDepth} levels deep; end the recursion.",
                at
            );
        }
    }

    public void LeaveCall() => _callDepth--;

    /// <summary>Lets a new structure or text pass only when it is not too large.</summary>
    public static FeelValue Bounded(Position at, FeelValue value)
    {
        if (Extent.Of(value) is { IsTooLarge: true })
        {
            throw new BrokenOffException(
                FeelFailureKind.Limit,
                $"A value nests deeper than {Extent.MaxDepth} levels or holds more than {Extent.MaxSize} values.",
                at
            );
        }
        if (value.Is<string>(out var text) && text.Length > MaxTextLength)
        {
            throw new BrokenOffException(FeelFailureKind.Limit, $"A text is longer than {MaxTextLength} characters.", at);
        }
        return value;
    }
}
