using System.Diagnostics.CodeAnalysis;
using Fluid;

namespace Baton.Desk.Notifications.Drivers.Gateways;

/// <summary>A text of the configuration in Liquid, such as the body of a call: <c>{"to": {{ to | json }}}</c>.</summary>
internal sealed class GatewayTemplate
{
    private static readonly FluidParser Parser = new();
    private readonly IFluidTemplate _template;

    private GatewayTemplate(IFluidTemplate template) => _template = template;

    public static bool TryParse(string text, [NotNullWhen(true)] out GatewayTemplate? template, [NotNullWhen(false)] out string? error)
    {
        template = Parser.TryParse(text, out var parsed, out error) ? new GatewayTemplate(parsed) : null;
        return template is not null;
    }

    public static GatewayTemplate Parse(string text) =>
        TryParse(text, out var template, out var error) ? template : throw new InvalidOperationException($"Expected Liquid: {error}");

    public string Fill(IReadOnlyDictionary<string, string> values)
    {
        var context = new TemplateContext();
        foreach (var (name, value) in values)
            context.SetValue(name, value);
        return _template.Render(context);
    }
}
