using Baton.Dmn.Boxed;
using Baton.Feel;
using Baton.Feel.Compilation;
using Baton.Feel.Lexing;

namespace Baton.Dmn.Requirements;

/// <summary>
/// One evaluation over the requirements graph: each element is evaluated once, those that are required before those that
/// require them.
/// </summary>
internal sealed class DecisionRun
{
    private readonly FeelScope _inputs;
    private readonly Evaluation _run;
    private readonly FeelDialect _dialect;
    private readonly Dictionary<DrgElement, FeelValue> _known = [];
    private readonly List<EvaluatedDecision> _evaluated;

    /// <summary>Warnings about the input data of the decision whose requirements are being looked up.</summary>
    private List<FeelWarning> _aboutInputs = [];

    /// <summary>The decisions whose logic runs at this moment; what a failure leaves on top is the one that it broke off.</summary>
    private readonly Stack<(DecisionElement Decision, DecisionTrace Trace)> _running;

    private DecisionRun(
        FeelScope inputs,
        Evaluation run,
        FeelDialect dialect,
        List<EvaluatedDecision> evaluated,
        Stack<(DecisionElement Decision, DecisionTrace Trace)> running
    )
    {
        _evaluated = evaluated;
        _running = running;
        _dialect = dialect;
        _inputs = inputs;
        _run = run;
    }

    public static DecisionResult Evaluate(DecisionElement decision, FeelScope inputs, FeelEnvironment environment, FeelDialect dialect) =>
        Within(inputs, environment, dialect, run => run.ValueOf(new Requirement(null, decision)));

    public static DecisionResult Invoke(
        CallableElement callable,
        FeelContext arguments,
        FeelEnvironment environment,
        FeelDialect dialect
    ) =>
        Within(
            FeelScope.Of(arguments),
            environment,
            dialect,
            run =>
            {
                var value = run.ValueOf(new Requirement(null, callable));
                if (value.Kind != FeelKind.Function)
                {
                    return FeelValue.Null;
                }
                var function = value.AsFunction();
                var names = function.Parameters.Where(name => arguments.TryGet(name, out _)).ToList();
                return function.InvokeNamed(new Call(run._run, new Position(1, 1)), names, names.Select(name => arguments[name]).ToArray());
            }
        );

    private static DecisionResult Within(
        FeelScope inputs,
        FeelEnvironment environment,
        FeelDialect dialect,
        Func<DecisionRun, FeelValue> work
    )
    {
        var evaluation = Evaluation.Begin(FeelScope.Empty, environment, 0);
        var run = new DecisionRun(inputs, evaluation, dialect, [], new());
        try
        {
            return new(work(run), run._evaluated, evaluation.Warnings ?? [], null);
        }
        catch (Exception problem) when (BrokenOffException.Ends(problem, out var failure))
        {
            return new(FeelValue.Null, run._evaluated, evaluation.Warnings ?? [], failure) { Failed = run.BrokenOff() };
        }
        finally
        {
            evaluation.End();
        }
    }

    /// <summary>A run in which some elements are already given: the inputs of a decision service.</summary>
    public DecisionRun Given(IEnumerable<(DrgElement Element, FeelValue Value)> values)
    {
        var run = new DecisionRun(FeelScope.Empty, _run, _dialect, _evaluated, _running);
        foreach (var (element, value) in values)
        {
            run._known[element] = value;
        }
        return run;
    }

    public FeelValue ValueOf(Requirement requirement)
    {
        var element = requirement.Element;
        if (_known.TryGetValue(element, out var known))
        {
            return known;
        }
        var value = element switch
        {
            InputElement input => InputValue(requirement.Import, input),
            DecisionElement decision => Decide(decision),
            KnowledgeElement knowledge => Function(knowledge),
            BundleElement bundle => FeelValue.From(new BundleFunction(bundle, this)),
            _ => FeelValue.Null,
        };
        return _known[element] = value;
    }

    private FeelValue InputValue(string? import, InputElement input)
    {
        var before = _run.Warnings?.Count ?? 0;
        var value = Lookup(import, input);
        _aboutInputs.AddRange(_run.Warnings?.Skip(before) ?? []);
        return value;
    }

    private FeelValue Lookup(string? import, InputElement input)
    {
        var inputs = _inputs;
        if (import is not null && inputs.TryGet(import, out var imported) && imported.Kind == FeelKind.Context)
        {
            inputs = FeelScope.Of(imported.AsContext());
        }
        if (!inputs.TryGet(input.Name, out var value))
        {
            return _run.Warn(new(1, 1), $"The input '{input.Name}' was not given.");
        }
        return Fit(input, value);
    }

    public FeelValue Fit(DrgElement element, FeelValue value) =>
        element.Type.TryFit(value, out var fitted)
            ? fitted
            : _run.Warn(new(1, 1), $"The value of '{element.Name}' is not of the type {element.Type.Description}.");

    private FeelValue Decide(DecisionElement decision)
    {
        _run.EnterCall(new(1, 1));
        // What is required comes first, so that its warnings are not taken for those of this decision.
        var outer = _aboutInputs;
        _aboutInputs = [];
        var scope = decision.Logic is null ? FeelScope.Empty : ScopeOf(decision.Requires);
        var trace = new DecisionTrace(_run, _aboutInputs);
        _aboutInputs = outer;
        _running.Push((decision, trace));
        var value = decision.Logic is { } logic
            ? logic.Evaluate(new BoxedRun(_run, trace), scope)
            : _run.Warn(new(1, 1), $"The decision '{decision.Name}' has no logic.");
        _running.Pop();
        _run.LeaveCall();
        value = Fit(decision, value);
        _evaluated.Add(Evaluated(decision, trace, value));
        return value;
    }

    private static EvaluatedDecision Evaluated(DecisionElement decision, DecisionTrace trace, FeelValue value) =>
        new(decision.Id, decision.Name, value, trace.Inputs, trace.Rules) { Kind = decision.Kind, Warnings = trace.Warnings() };

    private EvaluatedDecision? BrokenOff() => _running.TryPeek(out var top) ? Evaluated(top.Decision, top.Trace, FeelValue.Null) : null;

    private FeelValue Function(KnowledgeElement knowledge) =>
        knowledge.Logic switch
        {
            BoxedFunction logic => FeelValue.From(logic.Bind(knowledge, () => ScopeOf(knowledge.Requires, knowledge), knowledge.Name)),
            { } logic => logic.Evaluate(new BoxedRun(_run, null), FeelScope.Empty),
            null => _run.Warn(new(1, 1), $"The business knowledge model '{knowledge.Name}' has no logic."),
        };

    /// <summary>What an element sees: its requirements by name, those of other models inside a context named as the import.</summary>
    private FeelScope ScopeOf(IReadOnlyList<Requirement> requirements, KnowledgeElement? self = null)
    {
        var names = FeelContext.Empty;
        foreach (var requirement in requirements)
        {
            var (import, name, value) = (requirement.Import, requirement.Element.Name, ValueOf(requirement));
            names = import is null
                ? names.With(name, value)
                : names.With(
                    import,
                    (names[import].Kind == FeelKind.Context ? names[import].AsContext() : FeelContext.Empty).With(name, value)
                );
        }
        if (self is not null)
        {
            // A business knowledge model may call itself.
            names = names.With(self.Name, ValueOf(new Requirement(null, self)));
        }
        return _dialect == FeelDialect.Process ? WithUndeclared(names, requirements) : FeelScope.Of(names);
    }

    /// <summary>Process models hand all their variables to a decision, whether it declares them or not.</summary>
    private LayeredScope WithUndeclared(FeelContext names, IReadOnlyList<Requirement> requirements)
    {
        var scope = new LayeredScope(_inputs);
        foreach (var requirement in requirements)
        {
            if (requirement.Element is DecisionElement decision)
            {
                scope.Bind(decision.Id, ValueOf(requirement));
            }
        }
        foreach (var (name, value) in names.Entries)
        {
            scope.Bind(name, value);
        }
        return scope;
    }
}
