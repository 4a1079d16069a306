using Baton.Feel.Compilation;

namespace Baton.Feel.Functions;

/// <summary>The work of a built-in; the arguments are already of the declared kinds, missing optional ones are null.</summary>
internal delegate FeelValue BuiltInBody(Call call, ReadOnlySpan<FeelValue> arguments);

/// <summary>A function of the language with its forms. The first form that takes the arguments is the one that runs.</summary>
internal sealed class BuiltInFunction(string name) : FeelFunction
{
    private readonly List<Form> _forms = [];

    public override string Name => name;

    public override IReadOnlyList<string> Parameters => _forms[0].Names;

    public void Add(Form form) => _forms.Add(form);

    internal override FeelValue Invoke(Call call, ReadOnlySpan<FeelValue> arguments)
    {
        string? problem = null;
        foreach (var form in _forms)
        {
            if (form.Fit(arguments, ref problem) is { } fitted)
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
            if (form.Order(names, arguments) is { } ordered && form.Fit(ordered, ref problem) is { } fitted)
            {
                return form.Body(call, fitted);
            }
        }
        return call.Warn($"{name}(): {problem ?? $"there is no form with the parameters {string.Join(", ", names)}."}");
    }
}
