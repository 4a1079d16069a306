using System.Xml.Linq;
using Baton.Feel;

namespace Baton.Dmn.Tests.Tck;

public sealed class TckTests(ITestOutputHelper output)
{
    /// <summary>Raise it with each case that is won; never lower it.</summary>
    private const int PassedSoFar = 1986;

    private static readonly FeelEnvironment Now = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc);

    [Fact]
    public void The_official_cases_that_passed_so_far_still_pass()
    {
        var root = TckFolder.Required();
        var (passed, total) = (0, 0);
        foreach (var folder in TckFile.In(root).GroupBy(file => file.Folder))
        {
            var (folderPassed, folderTotal) = (0, 0);
            foreach (var file in folder)
            {
                var model = Load(file.ModelPath);
                foreach (var test in file.Cases)
                {
                    folderTotal++;
                    var failure = Check(model, test);
                    folderPassed += failure is null ? 1 : 0;
                    if (failure is not null)
                    {
                        output.WriteLine($"  {folder.Key} {test.Id}: {failure}");
                    }
                }
            }
            output.WriteLine($"{folder.Key}: {folderPassed}/{folderTotal}");
            (passed, total) = (passed + folderPassed, total + folderTotal);
        }
        output.WriteLine($"TCK: {passed}/{total}");
        Assert.True(passed >= PassedSoFar, $"{passed} of {total} cases pass, but {PassedSoFar} did before.");
    }

    private static DmnModel Load(string path)
    {
        var siblings = Directory.EnumerateFiles(Path.GetDirectoryName(path)!, "*.dmn").Where(file => file != path);
        var byNamespace = siblings.ToDictionary(
            file => (string?)XDocument.Load(file).Root!.Attribute("namespace") ?? file,
            StringComparer.Ordinal
        );
        return DmnModel.Read(
            File.ReadAllText(path),
            space => byNamespace.TryGetValue(space, out var file) ? Load(file) : null,
            FeelDialect.Standard
        );
    }

    private static string? Check(DmnModel model, TckCase test)
    {
        foreach (var expected in test.Results)
        {
            try
            {
                var result = Evaluate(model, test, expected);
                if (result.Failure is not null || !Same(expected.Value, result.Output))
                {
                    var why =
                        result.Failure?.Message
                        ?? (result.Warnings.Count > 0 ? result.Warnings[0].Message : null)
                        ?? model
                            .Diagnostics.FirstOrDefault(d => d.ElementId?.Contains(expected.Name, StringComparison.Ordinal) == true)
                            ?.Message;
                    return $"{expected.Name} should be {expected.Value}, but is {result.Output}. {why}";
                }
            }
            catch (Exception problem) when (problem is not Xunit.Sdk.XunitException)
            {
                return $"{expected.Name}: {problem.GetType().Name} {problem.Message} {problem.StackTrace?.Split('\n')[0]}";
            }
        }
        return null;
    }

    private static DecisionResult Evaluate(DmnModel model, TckCase test, TckExpectation expected)
    {
        if (test.Type is "decisionService" or "bkm" && test.InvocableName is { } name)
        {
            return model.Invoke(name, test.Inputs, Now);
        }
        var decision =
            model.Decisions.FirstOrDefault(decision => decision.Name == expected.Name)
            ?? throw new InvalidOperationException($"There is no decision '{expected.Name}'.");
        return decision.Evaluate(test.Inputs, Now);
    }

    /// <summary>Numbers may differ behind the eighth digit, as the expected values are rounded.</summary>
    private static bool Same(FeelValue expected, FeelValue actual)
    {
        if (expected.Kind == FeelKind.Number && actual.Kind == FeelKind.Number)
        {
            return (expected.AsNumber() - actual.AsNumber()).Abs() <= FeelNumber.Parse("0.00000001");
        }
        if (expected.Kind == FeelKind.List && actual.Kind == FeelKind.List)
        {
            var (left, right) = (expected.AsList(), actual.AsList());
            return left.Count == right.Count && left.Zip(right).All(pair => Same(pair.First, pair.Second));
        }
        if (expected.Kind == FeelKind.Context && actual.Kind == FeelKind.Context)
        {
            var (left, right) = (expected.AsContext(), actual.AsContext());
            return left.Count == right.Count
                && left.Entries.All(entry => right.TryGet(entry.Key, out var value) && Same(entry.Value, value));
        }
        return expected.Equals(actual);
    }
}
