using System.Xml;
using System.Xml.Linq;
using Baton.Feel;

namespace Baton.Dmn.Tests.Tck;

/// <summary>What became of one case; without a problem it passed.</summary>
internal sealed record TckOutcome(string Folder, string Case, string? Problem)
{
    public override string ToString() => $"{Folder} {Case}: {Problem ?? "passed"}";
}

/// <summary>Runs the cases of one file. Whatever is wrong with a file or a model fails its own cases and no others.</summary>
internal static class TckRun
{
    private static readonly FeelEnvironment Now = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc);

    public static IEnumerable<TckOutcome> Of(TckFile file)
    {
        if (file.Problem is not null)
        {
            return [new(file.Folder, file.Name, file.Problem)];
        }
        var model = new Lazy<DmnModel>(() => new TckModels(Path.GetDirectoryName(file.ModelPath)!).Load(file.ModelPath));
        return file.Cases.Select(test => new TckOutcome(file.Folder, test.Id, ProblemOf(test, model))).ToList();
    }

    private static string? ProblemOf(TckCase test, Lazy<DmnModel> model)
    {
        try
        {
            return test.Results.Count == 0
                ? "The case expects no result."
                : test.Results.Select(expected => ProblemOf(test, expected, model.Value)).FirstOrDefault(problem => problem is not null);
        }
        catch (Exception problem)
        {
            return $"{problem.GetType().Name}: {problem.Message} {problem.StackTrace?.Split('\n')[0].Trim()}";
        }
    }

    private static string? ProblemOf(TckCase test, TckExpectation expected, DmnModel model)
    {
        var result = Evaluate(model, test, expected);
        var passed = expected.IsError
            ? result.Output.IsNull || result.Failure is not null
            : result.Failure is null && TckValues.Same(expected.Value, result.Output);
        return passed
            ? null
            : $"{expected.Name} should be {expected.Value}, but is {result.Output}. {result.Failure?.Message ?? string.Join(' ', result.Warnings.Take(3))}"
                + string.Concat(model.Diagnostics.Take(3).Select(diagnostic => $" [{diagnostic}]"));
    }

    private static DecisionResult Evaluate(DmnModel model, TckCase test, TckExpectation expected)
    {
        if (test.InvocableName is { Length: > 0 } name && test.Type is not "decision")
        {
            return model.Invoke(name, test.Inputs, Now);
        }
        var wanted = test.InvocableName is { Length: > 0 } named ? named : expected.Name;
        var decision =
            model.Decisions.FirstOrDefault(decision => decision.Name == wanted)
            ?? model.Find(wanted)
            ?? throw new InvalidOperationException($"There is no decision '{wanted}'.");
        return decision.Evaluate(test.Inputs, Now);
    }
}

/// <summary>The models of one folder, which may import each other.</summary>
internal sealed class TckModels(string folder)
{
    private readonly Lazy<Dictionary<string, string>> _files = new(() => ByNamespace(folder));
    private readonly Dictionary<string, DmnModel> _loaded = new(StringComparer.Ordinal);
    private readonly HashSet<string> _loading = new(StringComparer.Ordinal);

    public DmnModel Load(string path)
    {
        if (!_loading.Add(path))
        {
            throw new InvalidDataException($"The model {Path.GetFileName(path)} imports itself.");
        }
        using var file = File.OpenRead(path);
        var model = DmnModel.Read(
            file,
            new DmnOptions
            {
                Dialect = FeelDialect.Standard,
                Imports = Imported,
                ExternalFunctions = ExternalFunctions.JavaBasics,
            }
        );
        _loading.Remove(path);
        return model;
    }

    private DmnModel? Imported(string space)
    {
        if (!_loaded.TryGetValue(space, out var model) && _files.Value.TryGetValue(space, out var path))
        {
            _loaded[space] = model = Load(path);
        }
        return model;
    }

    private static Dictionary<string, string> ByNamespace(string folder)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*.dmn").Order(StringComparer.Ordinal))
        {
            try
            {
                files.TryAdd((string?)XDocument.Load(file).Root!.Attribute("namespace") ?? "", file);
            }
            catch (XmlException)
            {
                // Nothing can import it; a case of its own says what is wrong with it.
            }
        }
        return files;
    }
}
