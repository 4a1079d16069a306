using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace Baton.Desk.Notifications.Templates;

/// <summary>What is wrong with a template.</summary>
/// <param name="Message">A sentence.</param>
/// <param name="Line">From 1; null where it is not known.</param>
internal sealed record LiquidFault(string Message, int? Line);

/// <summary>A template could not be filled.</summary>
internal sealed class LiquidException(LiquidFault fault) : Exception(fault.Message)
{
    public LiquidFault Fault { get; } = fault;
}

/// <summary>
/// Liquid that reaches nothing but the values it is given: no files, no members of objects, only filters that are listed here, and bounds for steps, depth
/// and every text that it makes. Safe from any thread.
/// </summary>
internal static partial class LiquidText
{
    /// <summary>Longest text that a template may make.</summary>
    public const int OutputMax = 100_000;

    /// <summary>Longest template.</summary>
    public const int SourceMax = 50_000;

    private const int ValueMax = 20_000;
    private const int ArgumentsMax = 1_000;
    private const int StepsMax = 20_000;
    private const int KeptMax = 2_000;

    private static readonly string[] Filters =
    [
        "append",
        "capitalize",
        "ceil",
        "default",
        "divided_by",
        "downcase",
        "escape",
        "first",
        "floor",
        "join",
        "last",
        "lstrip",
        "minus",
        "modulo",
        "newline_to_br",
        "plus",
        "prepend",
        "remove",
        "replace",
        "reverse",
        "round",
        "rstrip",
        "size",
        "slice",
        "sort",
        "split",
        "strip",
        "strip_html",
        "times",
        "truncate",
        "uniq",
        "upcase",
        "url_encode",
    ];

    private static readonly FluidParser Parser = new(new FluidParserOptions { AllowFunctions = false });
    private static readonly TemplateOptions Options = Bounded();
    private static readonly ConcurrentDictionary<string, IFluidTemplate> Parsed = new(StringComparer.Ordinal);

    /// <summary>Null when it can be read and uses only filters that there are.</summary>
    public static LiquidFault? Check(string source)
    {
        if (source.Length > SourceMax)
            return new($"Expected at most {SourceMax} characters.", null);
        if (!Parser.TryParse(source, out var template, out var error))
            return Fault(error);
        var filter = Visit(template).Filters.FirstOrDefault(name => !Filters.Contains(name, StringComparer.Ordinal));
        return filter is null ? null : UnknownFilter(source, filter);
    }

    /// <summary>The names that a template reads, with dots; without those that it makes itself. Nothing for what cannot be read.</summary>
    public static IReadOnlyList<string> Names(string source)
    {
        if (!Parser.TryParse(source, out var template, out _))
            return [];
        var seen = Visit(template);
        return [.. seen.Names.Where(name => !seen.Made.Contains(name.Split('.')[0])).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>
    /// Those of <see cref="Names"/> that a template prints and never tests: without a value something is missing in its text. Names that stand in conditions or
    /// have a default are the template's own care.
    /// </summary>
    public static IReadOnlyList<string> Printed(string source)
    {
        if (!Parser.TryParse(source, out var template, out _))
            return [];
        var tested = Visit(template).Tested;
        return [.. Names(source).Where(name => !tested.Contains(name))];
    }

    /// <summary>From 1; null where the text does not stand.</summary>
    public static int? LineOf(string source, string text)
    {
        var at = source.IndexOf(text, StringComparison.Ordinal);
        return at < 0 ? null : 1 + source.AsSpan(0, at).Count('\n');
    }

    /// <summary>Fills the template.</summary>
    /// <param name="source">The template.</param>
    /// <param name="values">All that it may name: texts, numbers, truths, lists, and dictionaries of these.</param>
    /// <param name="isHtml">Values are written so that they cannot be taken for markup.</param>
    /// <exception cref="LiquidException">It cannot be read, or not be filled.</exception>
    public static string Fill(string source, IReadOnlyDictionary<string, object?> values, bool isHtml)
    {
        if (!Parsed.TryGetValue(source, out var template))
        {
            if (Check(source) is { } wrong)
                throw new LiquidException(wrong);
            template = Parser.Parse(source);
            if (Parsed.Count >= KeptMax)
                Parsed.Clear();
            Parsed[source] = template;
        }
        var context = new TemplateContext(Options) { CultureInfo = CultureInfo.InvariantCulture };
        foreach (var (name, value) in values)
            context.SetValue(name, FluidValue.Create(value, Options));
        using var writer = new BoundedWriter();
        TextEncoder encoder = isHtml ? HtmlEncoder.Default : NullEncoder.Default;
        try
        {
            // Everything that it reads is in memory: it never waits.
            template.RenderAsync(writer, encoder, context).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception error) when (error is not (OperationCanceledException or LiquidException))
        {
            throw new LiquidException(new(error.Message, null));
        }
        return writer.ToString();
    }

    private static TemplateOptions Bounded()
    {
        var known = new TemplateOptions();
        var options = new TemplateOptions
        {
            MaxSteps = StepsMax,
            MaxRecursion = 20,
            StrictFilters = true,
            CultureInfo = CultureInfo.InvariantCulture,
            Assigned = (_, value, _) => new(Short(value)),
            Captured = (_, value, _) => new(Short(value)),
        };
        options.Filters.Clear();
        foreach (var name in Filters)
        {
            if (!known.Filters.TryGetValue(name, out var filter))
                throw new InvalidOperationException($"Expected the Liquid filter '{name}'.");
            options.Filters.AddFilter(name, (input, arguments, context) => Guarded(filter, input, arguments, context));
        }
        return options;
    }

    /// <summary>What goes in is short, and so is what comes out: chains of filters cannot grow without end.</summary>
    private static async ValueTask<FluidValue> Guarded(
        FilterDelegate filter,
        FluidValue input,
        FilterArguments arguments,
        TemplateContext context
    )
    {
        var length = 0;
        for (var index = 0; index < arguments.Count; index++)
            length += arguments.At(index).ToStringValue().Length;
        if (length > ArgumentsMax)
            throw new LiquidException(new($"Expected at most {ArgumentsMax} characters as what a filter is told.", null));
        return Short(await filter(Short(input), arguments, context));
    }

    private static FluidValue Short(FluidValue value) =>
        value.Type == FluidValues.String && value.ToStringValue().Length > ValueMax
            ? throw new LiquidException(new($"Expected values of at most {ValueMax} characters.", null))
            : value;

    private static LiquidFault UnknownFilter(string source, string name) =>
        new(
            $"There is no filter '{name}'. Use one of {string.Join(", ", Filters)}.",
            FilterPattern().Matches(source).FirstOrDefault(match => match.Groups[1].Value == name) is { } match
                ? 1 + source.AsSpan(0, match.Index).Count('\n')
                : null
        );

    private static LiquidFault Fault(string error)
    {
        var place = PlacePattern().Match(error);
        return new(error, place.Success ? int.Parse(place.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null);
    }

    private static Reading Visit(IFluidTemplate template)
    {
        var reading = new Reading();
        reading.VisitTemplate(template);
        return reading;
    }

    [GeneratedRegex(@"\((\d{1,6}):\d{1,6}\)", RegexOptions.CultureInvariant)]
    private static partial Regex PlacePattern();

    [GeneratedRegex(@"\|\s*(\w{1,50})", RegexOptions.CultureInvariant)]
    private static partial Regex FilterPattern();

    /// <summary>Collects what a template names and makes.</summary>
    private sealed class Reading : AstVisitor
    {
        public List<string> Names { get; } = [];
        public HashSet<string> Made { get; } = ["forloop", "tablerowloop"];
        public List<string> Filters { get; } = [];

        /// <summary>Names in conditions, in loops, and before a default.</summary>
        public HashSet<string> Tested { get; } = new(StringComparer.Ordinal);

        protected override Expression VisitMemberExpression(MemberExpression memberExpression)
        {
            var path = memberExpression.Segments.TakeWhile(segment => segment is IdentifierSegment).Cast<IdentifierSegment>();
            Names.Add(string.Join('.', path.Select(segment => segment.Identifier)));
            return base.VisitMemberExpression(memberExpression);
        }

        protected override Expression VisitFilterExpression(FilterExpression filterExpression)
        {
            Filters.Add(filterExpression.Name);
            if (filterExpression.Name == "default")
                Test(filterExpression.Input);
            return base.VisitFilterExpression(filterExpression);
        }

        protected override Statement VisitForStatement(ForStatement forStatement)
        {
            Made.Add(forStatement.Identifier);
            Test(forStatement.Source);
            return base.VisitForStatement(forStatement);
        }

        protected override Statement VisitIfStatement(IfStatement ifStatement)
        {
            Test(ifStatement.Condition);
            return base.VisitIfStatement(ifStatement);
        }

        protected override Statement VisitElseIfStatement(ElseIfStatement elseIfStatement)
        {
            Test(elseIfStatement.Condition);
            return base.VisitElseIfStatement(elseIfStatement);
        }

        protected override Statement VisitUnlessStatement(UnlessStatement unlessStatement)
        {
            Test(unlessStatement.Condition);
            return base.VisitUnlessStatement(unlessStatement);
        }

        protected override Statement VisitCaseStatement(CaseStatement caseStatement)
        {
            Test(caseStatement.Expression);
            return base.VisitCaseStatement(caseStatement);
        }

        private void Test(Expression expression)
        {
            var inner = new Reading();
            inner.Visit(expression);
            Tested.UnionWith(inner.Names);
        }

        protected override Statement VisitAssignStatement(AssignStatement assignStatement)
        {
            Made.Add(assignStatement.Identifier);
            return base.VisitAssignStatement(assignStatement);
        }

        protected override Statement VisitCaptureStatement(CaptureStatement captureStatement)
        {
            Made.Add(captureStatement.Identifier);
            return base.VisitCaptureStatement(captureStatement);
        }
    }

    private sealed class BoundedWriter() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override void Write(char value)
        {
            Take(1);
            base.Write(value);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            Take(count);
            base.Write(buffer, index, count);
        }

        public override void Write(ReadOnlySpan<char> buffer)
        {
            Take(buffer.Length);
            base.Write(buffer);
        }

        public override void Write(string? value)
        {
            Take(value?.Length ?? 0);
            base.Write(value);
        }

        public override Task WriteAsync(char value)
        {
            Write(value);
            return Task.CompletedTask;
        }

        public override Task WriteAsync(string? value)
        {
            Write(value);
            return Task.CompletedTask;
        }

        public override Task WriteAsync(char[] buffer, int index, int count)
        {
            Write(buffer, index, count);
            return Task.CompletedTask;
        }

        public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.Span);
            return Task.CompletedTask;
        }

        private void Take(int count)
        {
            if (GetStringBuilder().Length + count > OutputMax)
                throw new LiquidException(new($"Expected a text of at most {OutputMax} characters.", null));
        }
    }
}
