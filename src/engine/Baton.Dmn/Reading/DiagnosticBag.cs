using System.Xml.Linq;

namespace Baton.Dmn.Reading;

/// <summary>Collects what is wrong while a model is read.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<DmnDiagnostic> _found = [];

    public IReadOnlyList<DmnDiagnostic> Found => _found;

    public void Add(XElement element, string message)
    {
        var named = element.AncestorsAndSelf().FirstOrDefault(ancestor => ancestor.Id() is not null);
        _found.Add(new(message, named?.Id(), SafeXml.LineOf(element)));
    }

    public void Add(DmnDiagnostic diagnostic) => _found.Add(diagnostic);
}
