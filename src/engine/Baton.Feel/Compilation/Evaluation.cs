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

    public const string StackEnds =
        "Functions and what they compute nest too deeply for the stack; end the recursion or compute less in one expression.";

    /// <summary>More warnings than these say nothing new.</summary>
    public const int MaxWarnings = 100;

    [ThreadStatic]
    private static Evaluation? _idle;

    private List<FeelWarning>? _warnings;
    private bool _isBusy;
    private int _steps;
    private int _callDepth;
    private FeelValue[] _ownLocals = [];
    private readonly Stack<FeelValue[]> _spareLocals = new();

    /// <summary>The values of the names that the running function has bound, by slot.</summary>
    public FeelValue[] Locals { get; set; } = [];

    public FeelScope Scope { get; set; } = FeelScope.Empty;

    public FeelEnvironment Environment { get; private set; }

    public IReadOnlyList<FeelWarning>? Warnings => _warnings;

    public static Evaluation Begin(FeelScope scope, FeelEnvironment environment, int slots)
    {
        var run = _idle;
        if (run is null)
        {
            _idle = run = new();
        }
        else if (run._isBusy)
        {
            run = new();
        }
        run._isBusy = true;
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
        // Nothing reads the scope before the next evaluation has set it.
        Scope = null!;
        _warnings = null;
        _steps = 0;
        _callDepth = 0;
        _isBusy = false;
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
            TooManySteps(at);
        }
    }

    // Apart, so that counting a step needs no call.
    private static void TooManySteps(Position at) =>
        throw new BrokenOffException(FeelFailureKind.Limit, $"The expression took more than {MaxSteps} steps; make its lists shorter.", at);

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

    public void EnterCall(Position at)
    {
        Step(at);
        if (++_callDepth > MaxCallDepth)
        {
            throw new BrokenOffException(
                FeelFailureKind.Limit,
                $"Functions call each other more than {MaxCallDepth} levels deep; end the recursion.",
                at
            );
        }
        EnsureStack(at);
    }

    public static void EnsureStack(Position at)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new BrokenOffException(FeelFailureKind.Limit, StackEnds, at);
        }
    }

    public void LeaveCall() => _callDepth--;

    /// <summary>Lets a new structure or text pass only when it is not too large.</summary>
    public static FeelValue Bounded(Position at, FeelValue value)
    {
        if (value.Is<string>(out var text))
        {
            return Bounded(at, text);
        }
        if (Extent.Of(value) is { IsTooLarge: true })
        {
            throw new BrokenOffException(
                FeelFailureKind.Limit,
                $"A value nests deeper than {Extent.MaxDepth} levels or holds more than {Extent.MaxSize} values.",
                at
            );
        }
        return value;
    }

    /// <summary>Lets a new text pass only when it is not too long.</summary>
    public static string Bounded(Position at, string text)
    {
        if (text.Length > MaxTextLength)
        {
            throw new BrokenOffException(FeelFailureKind.Limit, $"A text is longer than {MaxTextLength} characters.", at);
        }
        return text;
    }
}
