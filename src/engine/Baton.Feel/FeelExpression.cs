using System.Collections.Frozen;
using Baton.Feel.Compilation;
using Baton.Feel.Lexing;
using Baton.Feel.Parsing;

namespace Baton.Feel;

/// <summary>
/// A FEEL expression, read and compiled once and then evaluated as often as wanted, by any number of threads at a time.
/// Evaluation never throws and always ends: what FEEL has no value for is null with a warning, what exceeds a bound is a failure.
/// </summary>
public sealed class FeelExpression
{
    private readonly Code _code;
    private readonly int _slots;
    private readonly bool _isTest;
    private readonly FixedTest? _fixed;

    private FeelExpression(string source, Code code, Compiler compiler, bool isTest)
    {
        Source = source;
        _code = code;
        _slots = compiler.Slots;
        _isTest = isTest;
        _fixed = compiler.Fixed;
        Variables = compiler.FreeNames.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The text it was compiled from.</summary>
    public string Source { get; }

    /// <summary>The names that the expression may look up in its scope; built-in functions that are only called are not among them.</summary>
    public IReadOnlySet<string> Variables { get; }

    /// <summary>An expression in the language of process models.</summary>
    /// <exception cref="FeelSyntaxException">The text is no expression.</exception>
    public static FeelExpression Compile(string source) => Compile(source, new FeelOptions());

    /// <summary>An expression in a language.</summary>
    /// <exception cref="FeelSyntaxException">The text is no expression.</exception>
    public static FeelExpression Compile(string source, FeelDialect dialect) => Compile(source, new FeelOptions { Dialect = dialect });

    /// <summary>With names that will be in scope, external functions and the language of the options.</summary>
    /// <exception cref="FeelSyntaxException">The text is no expression.</exception>
    public static FeelExpression Compile(string source, FeelOptions options)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        var node = Parser.Expression(new SourceText(source), options.Dialect, NamesOf(options), options.Types);
        var compiler = new Compiler(options);
        return new(source, compiler.Expression(node), compiler, isTest: false);
    }

    /// <summary>Compiles where a text that is no expression is ordinary: false, with the error.</summary>
    public static bool TryCompile(
        string source,
        FeelDialect dialect,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out FeelExpression? expression,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out FeelSyntaxException? error
    )
    {
        try
        {
            (expression, error) = (Compile(source, dialect), null);
            return true;
        }
        catch (FeelSyntaxException problem)
        {
            (expression, error) = (null, problem);
            return false;
        }
    }

    /// <summary>The tests of a decision table cell, such as <c>&lt; 10, [20..30]</c> or <c>not("a")</c>.</summary>
    /// <exception cref="FeelSyntaxException">The text is no unary test.</exception>
    public static FeelExpression CompileUnaryTests(string source) => CompileUnaryTests(source, new FeelOptions());

    /// <summary>The tests of a decision table cell in a language.</summary>
    /// <exception cref="FeelSyntaxException">The text is no unary test.</exception>
    public static FeelExpression CompileUnaryTests(string source, FeelDialect dialect) =>
        CompileUnaryTests(source, new FeelOptions { Dialect = dialect });

    /// <summary>With names that will be in scope, external functions and the language of the options.</summary>
    /// <exception cref="FeelSyntaxException">The text is no unary test.</exception>
    public static FeelExpression CompileUnaryTests(string source, FeelOptions options)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        var node = Parser.UnaryTests(new SourceText(source), options.Dialect, NamesOf(options), options.Types);
        var compiler = new Compiler(options);
        return new(source, compiler.UnaryTests(node), compiler, isTest: true);
    }

    private static NameTable NamesOf(FeelOptions options)
    {
        var table = new NameTable(NameTable.Common(options.Dialect));
        foreach (var name in options.Names.Concat(options.EntryNames))
        {
            table.Add(name);
        }
        return table;
    }

    /// <summary>Evaluates it once. Never throws and always ends; variables are looked up when they are needed.</summary>
    public FeelResult Evaluate(FeelScope scope, FeelEnvironment environment) => Evaluate(FeelValue.Null, scope, environment);

    /// <summary>Whether the value passes the tests: true, false, or null when that cannot be told.</summary>
    public FeelResult EvaluateUnaryTests(FeelValue input, FeelScope scope, FeelEnvironment environment) =>
        Evaluate(input, scope, environment);

    private FeelResult Evaluate(FeelValue input, FeelScope scope, FeelEnvironment environment)
    {
        if (_fixed is not null && _fixed.Of(input) is not Verdict.Open and var verdict)
        {
            return new(verdict == Verdict.Null ? FeelValue.Null : verdict == Verdict.True, null);
        }
        var run = Evaluation.Begin(scope, environment, _slots);
        try
        {
            if (_isTest)
            {
                run.Locals[0] = input;
            }
            return new(_code(run), run.Warnings);
        }
        catch (Exception problem) when (BrokenOffException.Ends(problem, out var failure))
        {
            return new(FeelValue.Null, run.Warnings, failure);
        }
        finally
        {
            run.End();
        }
    }

    /// <summary>Evaluates as a part of a larger evaluation, such as that of a decision.</summary>
    internal FeelValue Run(Evaluation run, FeelScope scope, FeelValue input = default)
    {
        var (outerLocals, outerScope) = (run.Locals, run.Scope);
        var locals = run.RentLocals(_slots);
        run.Locals = locals;
        run.Scope = scope;
        if (_isTest)
        {
            locals[0] = input;
        }
        var value = _code(run);
        (run.Locals, run.Scope) = (outerLocals, outerScope);
        run.ReturnLocals(locals, _slots);
        return value;
    }

    /// <summary>Whether tests hold as a part of a larger evaluation; where all is constant nothing needs to be run.</summary>
    internal bool Holds(Evaluation run, FeelScope scope, FeelValue input)
    {
        var verdict = _fixed?.Of(input) ?? Verdict.Open;
        return verdict == Verdict.Open ? Run(run, scope, input).IsTrue : verdict == Verdict.True;
    }
}
