using Baton.Feel.Compilation;

namespace Baton.Feel.Functions;

/// <summary>The work of a built-in; the arguments are already of the declared kinds, missing optional ones are null.</summary>
internal delegate FeelValue BuiltInBody(Call call, ReadOnlySpan<FeelValue> arguments);

/// <summary>A function of the language with its forms. The first form that takes the arguments is the one that runs.</summary>
internal sealed class BuiltInFunction(string name) : FeelFunction
{
    private Form[] _forms = [];

    public override string Name => name;

    public override IReadOnlyList<string> Parameters => _forms[0].Names;

    /// <summary>How many parameters the longest form has.</summary>
    public int MostParameters { get; private set; }

    public void Add(Form form)
    {
        _forms = [.. _forms, form];
        MostParameters = Math.Max(MostParameters, form.Names.Count);
    }

    internal override FeelValue Invoke(Call call, ReadOnlySpan<FeelValue> arguments) => Invoke(call, arguments, arguments.Length);

    /// <summary>With the first <paramref name="given"/> of these arguments; the others are null and lie ready for optional parameters.</summary>
    internal FeelValue Invoke(Call call, ReadOnlySpan<FeelValue> arguments, int given)
    {
        string? problem = null;
        foreach (var form in _forms)
        {
            if (form.Fit(arguments, given, ref problem, out var fitted))
            {
                return form.Body(call, fitted);
            }
        }
        return call.Warn($"{name}(): {problem}");
    }

    internal override FeelValue InvokeNamed(Call call, IReadOnlyList<string> names, ReadOnlySpan<FeelValue> arguments)
    {
        string? problem = null;
        foreach (var form in _forms)
        {
            if (form.Order(names, arguments) is { } ordered && form.Fit(ordered, ordered.Length, ref problem, out var fitted))
            {
                return form.Body(call, fitted);
            }
        }
        return call.Warn($"{name}(): {problem ?? $"there is no form with the parameters {string.Join(", ", names)}."}");
    }
}
