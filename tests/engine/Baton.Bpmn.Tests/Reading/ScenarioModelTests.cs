namespace Baton.Bpmn.Tests.Reading;

/// <summary>The models of the behaviour scenarios are accepted, except those that are broken on purpose.</summary>
public sealed class ScenarioModelTests
{
    [Fact]
    public void Every_scenario_model_reads_and_validates_unless_it_is_broken_on_purpose()
    {
        IReadOnlyList<string> files = SharedData.Files("bpmn-scenarios", "*.bpmn");
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            using FileStream stream = File.OpenRead(file);
            BpmnReadResult result = BpmnReader.Read(stream, Path.GetFileName(file));
            List<BpmnDiagnostic> found = [.. result.Diagnostics];
            if (result.Definitions is { } definitions)
            {
                found.AddRange(BpmnValidation.Validate(definitions, ValidationOptions.Default));
            }
            bool broken = file.EndsWith(".broken.bpmn", StringComparison.Ordinal);
            bool refused = found.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
            Assert.True(broken == refused, $"{file}: {string.Join("; ", found)}");
        }
    }
}
