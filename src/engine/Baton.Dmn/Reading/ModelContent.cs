using Baton.Dmn.Requirements;
using Baton.Feel;

namespace Baton.Dmn.Reading;

/// <summary>All that the reader found in one file.</summary>
internal sealed record ModelContent(
    string Id,
    string Name,
    string Namespace,
    FeelDialect Dialect,
    IReadOnlyList<DmnDiagnostic> Diagnostics,
    TypeTable Types,
    IReadOnlyList<DrgElement> Elements,
    IReadOnlyCollection<string> EntryNames
);
