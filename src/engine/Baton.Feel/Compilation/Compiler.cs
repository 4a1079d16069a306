using Baton.Feel.Functions;
using Baton.Feel.Lexing;
using Baton.Feel.Parsing;

namespace Baton.Feel.Compilation;

/// <summary>
/// Turns a syntax tree into delegates, once. All decisions that need no values are taken here: slots of local names, built-in
/// functions, constants.
/// </summary>
internal sealed partial class Compiler
{
    /// <summary>The name under which unary tests see the value they test.</summary>
    public const string InputName = "?";

    private const int LevelsBetweenChecks = 24;

    private readonly FeelDialect _dialect;
    private readonly HashSet<string> _declared;
    private readonly ExternalFunctions _external;
    private int _slots;
    private int _depth;

    public Compiler(FeelOptions options)
    {
        _dialect = options.Dialect;
        _declared = new(options.Names, StringComparer.Ordinal);
        _external = options.ExternalFunctions;
    }

    public int Slots => _slots;

    /// <summary>The names that were looked up outside of the expression.</summary>
    public HashSet<string> FreeNames { get; } = new(StringComparer.Ordinal);

    /// <summary>What the unary tests are where they are all constant.</summary>
    public FixedTest? Fixed { get; private set; }

    public Code Expression(FeelNode node) => Compile(node, null);

    /// <summary>Slot 0 holds the input value.</summary>
    public Code UnaryTests(UnaryTestsNode node)
    {
        var scope = new Bindings(null, InputName, _slots++);
        return Tests(node, scope);
    }

    private Code Compile(FeelNode node, Bindings? scope)
    {
        _depth++;
        var code = CodeOf(node, scope);
        _depth--;
        // A deep body of a function that calls itself uses up the stack between two calls.
        return _depth % LevelsBetweenChecks == LevelsBetweenChecks - 1 && node.Height > 1 ? Checked(code, node.At) : code;
    }

    private static Code Checked(Code code, Position at) =>
        code.Target is ConstantSource
            ? code
            : run =>
            {
                Evaluation.EnsureStack(at);
                return code(run);
            };

    private Code CodeOf(FeelNode node, Bindings? scope) =>
        node switch
        {
            LiteralNode literal => Constant(literal.Value),
            NameNode name => Name(name, scope),
            PathNode path => Path(path, scope),
            FilterNode filter => Filter(filter, scope),
            NegationNode negation => Negation(negation, scope),
            ArithmeticNode arithmetic => Arithmetic(arithmetic, scope),
            ComparisonNode comparison => Comparison(comparison, scope),
            LogicNode logic => Logic(logic, scope),
            BetweenNode between => Between(between, scope),
            InNode inside => In(inside, scope),
            InstanceOfNode instance => InstanceOf(instance, scope),
            IfNode choice => If(choice, scope),
            ForNode loop => For(loop, scope),
            QuantifiedNode quantified => Quantified(quantified, scope),
            FunctionNode function => Function(function, scope),
            CallNode call => Call(call, scope),
            ListNode list => List(list, scope),
            ContextNode context => Context(context, scope),
            RangeNode range => Range(range, scope),
            ComparisonTestNode test => UnequalTo(test, scope),
            _ => throw new InvalidOperationException($"There is no code for {node.GetType().Name}."),
        };

    private static Code Constant(FeelValue value) => new ConstantSource(value).Read;

    private static bool IsConstant(Code code, out FeelValue value)
    {
        value = code.Target is ConstantSource constant ? constant.Value : default;
        return code.Target is ConstantSource;
    }

    /// <summary>The value itself where code depends on nothing and nothing goes wrong, otherwise the code.</summary>
    private static Code Folded(Code code, params ReadOnlySpan<Code> operands)
    {
        foreach (var operand in operands)
        {
            if (operand.Target is not ConstantSource)
            {
                return code;
            }
        }
        var run = Evaluation.Begin(FeelScope.Empty, default, 0);
        try
        {
            var value = code(run);
            return run.Warnings is null ? Constant(value) : code;
        }
        catch (Exception problem) when (BrokenOffException.Ends(problem, out _))
        {
            return code;
        }
        finally
        {
            run.End();
        }
    }

    private Bindings Bind(string name, Bindings? scope) => new(scope, name, _slots++);

    /// <summary>From the inside out: entries of filter items, then the local name, then the variable, then the built-in function.</summary>
    private Code Name(NameNode node, Bindings? scope)
    {
        for (var binding = scope; binding is not null; binding = binding.Outer)
        {
            if (binding.IsItem)
            {
                return new EntrySource(node.Name, binding.Slot, Name(node, binding.Outer)).Read;
            }
            if (string.Equals(binding.Name, node.Name, StringComparison.Ordinal))
            {
                var slot = binding.Slot;
                return run => run.Locals[slot];
            }
        }
        return Variable(node);
    }

    private Code Variable(NameNode node)
    {
        FreeNames.Add(node.Name);
        return new VariableSource(node.Name, FeelValue.From(BuiltIns.Find(node.Name, _dialect)), node.At).Read;
    }

    private Code If(IfNode node, Bindings? scope)
    {
        var (condition, then, otherwise) = (Compile(node.Condition, scope), Compile(node.Then, scope), Compile(node.Else, scope));
        var at = node.Condition.At;
        return run =>
        {
            var holds = condition(run);
            if (!holds.IsBoolean)
            {
                run.Warn(at, $"The condition of 'if' is {Describe(holds)}, not true or false; 'else' is taken.");
            }
            return holds.IsTrue ? then(run) : otherwise(run);
        };
    }

    private Code InstanceOf(InstanceOfNode node, Bindings? scope)
    {
        var (value, type) = (Compile(node.Value, scope), node.Type.Unrestricted);
        if (type is Types.UnknownType)
        {
            return run => run.Warn(node.At, $"There is no type '{type.Name}'.");
        }
        return run => type.Has(value(run));
    }

    internal static string Describe(FeelValue value) => value.IsNull ? "null" : $"of kind {value.Kind}";
}
