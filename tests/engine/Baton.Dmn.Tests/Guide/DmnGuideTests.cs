using Baton.Feel;
using Baton.Guide;

namespace Baton.Dmn.Tests.Guide;

/// <summary>The samples of docs/guide/dmn.md, on the models that the page shows.</summary>
public sealed class DmnGuideTests
{
    private static readonly IReadOnlyList<string> Shown = GuidePage.Blocks("dmn.md", "xml");

    private readonly List<string> _log = [];

    [Fact]
    public void A_decision_is_read_and_evaluated()
    {
        var xml = Shown[0];
        // sample: evaluate
        var model = DmnModel.Read(xml); // or a stream
        var inputs = FeelContext.Of(("tier", "gold"), ("amount", 250));
        var result = model.Find("discount")!.Evaluate(inputs, new FeelEnvironment(DateTimeOffset.UnixEpoch));
        // end
        Assert.Empty(model.Diagnostics);
        Assert.Equal("0.15", result.Output.ToString());
    }

    [Fact]
    public void The_result_tells_why()
    {
        var model = DmnModel.Read(Shown[0]);
        var result = model.Find("discount")!.Evaluate(FeelContext.Of(("tier", "gold"), ("amount", 250)), default);
        // sample: why
        foreach (var decision in result.Evaluated)
        {
            Log($"{decision.Name} = {decision.Output}");
            foreach (var input in decision.Inputs)
            {
                Log($"  {input.Name} was {input.Value}");
            }
            foreach (var rule in decision.MatchedRules)
            {
                Log($"  rule {rule.Number} gave {string.Join(", ", rule.Outputs.Select(output => output.Value))}");
            }
        }
        // end
        Assert.Equal(["size = \"large\"", "discount = 0.15", "  tier was \"gold\"", "  size was \"large\"", "  rule 1 gave 0.15"], _log);
    }

    [Fact]
    public void Problems_of_a_model_are_listed_and_wrong_inputs_are_warnings()
    {
        var xml = Shown[0];
        // sample: problems
        var model = DmnModel.Read(xml.Replace("&gt;= 100", "&gt;= ", StringComparison.Ordinal));
        foreach (var problem in model.Diagnostics)
        {
            Log($"{problem.ElementId}, line {problem.Line}: {problem.Message}");
        }
        var result = DmnModel.Read(xml).Find("discount")!.Evaluate(FeelContext.Of(("tier", "lead"), ("amount", 1)), default);
        foreach (var warning in result.Warnings)
        {
            Log(warning.Message); // The value of 'tier' is not of the type tTier (allowed: "gold", "silver").
        }
        // end
        Assert.Contains(_log, line => line.StartsWith("size, line ", StringComparison.Ordinal));
        Assert.Contains("The value of 'tier' is not of the type tTier (allowed: \"gold\", \"silver\").", _log);
    }

    [Fact]
    public void Options_give_the_dialect_the_imports_and_external_functions()
    {
        var (prices, xml) = (Shown[0], Shown[1]);
        // sample: imports
        var options = new DmnOptions
        {
            Dialect = FeelDialect.Standard,
            Imports = space => space == "https://example.org/prices" ? DmnModel.Read(prices) : null,
            ExternalFunctions = ExternalFunctions.JavaBasics,
        };
        var model = DmnModel.Read(xml, options);
        var inputs = FeelContext.Of(("tier", "gold"), ("amount", 250));
        var price = model.Find("price")!.Evaluate(inputs, default).Output;
        // end
        Assert.Empty(model.Diagnostics);
        Assert.Equal("212.5", price.ToString());
    }

    [Fact]
    public void Services_and_knowledge_models_are_called_by_name()
    {
        var model = DmnModel.Read(Shown[0]);
        // sample: services
        var result = model.Invoke("discount for size", FeelContext.Of(("tier", "silver"), ("size", "large")), default);
        // end
        Assert.Equal("0.05", result.Output.ToString());
        Assert.Equal(["discount"], result.Evaluated.Select(decision => decision.Name));
    }

    private void Log(string line) => _log.Add(line);
}
