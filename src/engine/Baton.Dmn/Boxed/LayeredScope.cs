using Baton.Feel;

namespace Baton.Dmn.Boxed;

/// <summary>Names bound by a boxed expression over those around it.</summary>
internal sealed class LayeredScope(FeelScope outer) : FeelScope
{
    private readonly Dictionary<string, FeelValue> _own = new(StringComparer.Ordinal);

    public void Bind(string name, FeelValue value) => _own[name] = value;

    public override bool TryGet(string name, out FeelValue value) => _own.TryGetValue(name, out value) || outer.TryGet(name, out value);
}
