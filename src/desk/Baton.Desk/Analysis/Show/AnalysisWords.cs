using Baton.Desk.Analysis.Figures;
using Baton.Desk.Analysis.Traces;
using Baton.Desk.Texts;

namespace Baton.Desk.Analysis.Show;

/// <summary>Gives the elements of a process, departments and groups the names that people know. Pure.</summary>
internal sealed class AnalysisWords(
    AnalysedProcess process,
    PackWords words,
    IReadOnlyDictionary<string, LocalizedText> groups,
    IReadOnlyDictionary<string, LocalizedText> departments,
    string language
)
{
    /// <summary>Of the pack; else as drawn; else what kind of element it is.</summary>
    public string Element(string id, string? type = null)
    {
        var drawn = process.NameOf(id);
        var name = words.Element(process.ProcessId, id, drawn ?? "", language);
        if (name.Length > 0)
            return name;
        return type is not null && Kind(type) is { } kind ? AnalysisTexts.Words.Get(kind, language) : id;
    }

    public string Group(string? code) =>
        code is null ? AnalysisTexts.Words.Get("no-group", language)
        : groups.TryGetValue(code, out var name) ? name.In(language)
        : code;

    public string Department(string? code) =>
        code is null ? AnalysisTexts.Words.Get("no-department", language)
        : departments.TryGetValue(code, out var name) ? name.In(language)
        : code;

    public ProcessFigures Named(ProcessFigures figures)
    {
        var types = figures.Steps.ToDictionary(step => step.ElementId, step => step.Type, StringComparer.Ordinal);
        string Name(string id) => Element(id, types.GetValueOrDefault(id));
        return figures with
        {
            Steps =
            [
                .. figures.Steps.Select(step =>
                    step with
                    {
                        Name = Name(step.ElementId),
                        Departments = [.. step.Departments.Select(part => part with { Name = Department(part.Code) })],
                        Groups = [.. step.Groups.Select(part => part with { Name = Group(part.Code) })],
                    }
                ),
            ],
            Follows = [.. figures.Follows.Select(one => one with { FromName = Name(one.From), ToName = Name(one.To) })],
            Variants = [.. figures.Variants.Select(one => one with { Names = [.. one.Elements.Select(Name)] })],
            DropOuts = [.. figures.DropOuts.Select(one => one with { Name = Name(one.ElementId) })],
            Deviations = [.. figures.Deviations.Select(one => one with { Name = Name(one.ElementId) })],
        };
    }

    private static string? Kind(string type) =>
        type switch
        {
            "START_EVENT" => "kind.start",
            "END_EVENT" => "kind.end",
            "INTERMEDIATE_CATCH_EVENT" or "INTERMEDIATE_THROW_EVENT" or "BOUNDARY_EVENT" => "kind.event",
            "EXCLUSIVE_GATEWAY" or "INCLUSIVE_GATEWAY" or "COMPLEX_GATEWAY" or "EVENT_BASED_GATEWAY" => "kind.choice",
            "PARALLEL_GATEWAY" => "kind.parallel",
            _ => null,
        };
}
