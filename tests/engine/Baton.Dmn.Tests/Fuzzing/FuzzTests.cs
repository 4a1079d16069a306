using System.Globalization;
using Baton.Dmn.Requirements;
using Baton.Feel;
using Baton.Feel.Tests.Fuzzing;

namespace Baton.Dmn.Tests.Fuzzing;

/// <summary>
/// Damaged models by number. One in fifty of BATON_FUZZ_INPUTS, since reading a model takes as long as many expressions;
/// BATON_FUZZ_FIRST is the number of the first.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly int Inputs = Setting("BATON_FUZZ_INPUTS", 100_000) / 50;
    private static readonly int First = Setting("BATON_FUZZ_FIRST", 0);

    private static readonly FeelEnvironment Noon = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void No_damaged_model_breaks_the_reader_or_an_evaluation()
    {
        var (decisions, values) = (0, 0);
        for (var number = First; number < First + Inputs; number++)
        {
            foreach (var value in Try(number))
            {
                (decisions, values) = (decisions + 1, values + (value.IsNull ? 0 : 1));
            }
        }
        output.WriteLine($"{Inputs} models from {First} with {decisions} decisions, {values} with a value other than null");
        // Models that are all unreadable would test next to nothing.
        Assert.True(decisions > Inputs && values > decisions / 10, $"{decisions} decisions, {values} values.");
    }

    private static List<FeelValue> Try(int number)
    {
        var dice = new Dice(number);
        var seed = dice.Below(SeedModels.All.Count);
        var xml = DecisionDamage.Of(SeedModels.All[seed], dice);
        var dialect = dice.OneIn(2) ? FeelDialect.Process : FeelDialect.Standard;
        try
        {
            var model = DmnModel.Read(xml, new DmnOptions { Dialect = dialect });
            var values = new List<FeelValue>();
            var inputs = Variables(dice);
            foreach (var decision in model.Decisions)
            {
                values.Add(decision.Evaluate(inputs, Noon).Output);
            }
            foreach (var callable in model.Elements.OfType<CallableElement>())
            {
                values.Add(model.Invoke(callable.Name, inputs, Noon).Output);
            }
            return values;
        }
        catch (Exception problem)
        {
            throw new InvalidOperationException($"Model {number}, {dialect}: {xml}", problem);
        }
    }

    private static FeelContext Variables(Dice dice)
    {
        var order = FeelContext.Of(("price", dice.Below(5)), ("size", FeelList.Of("low")));
        return FeelContext.Of(
            ("x", dice.Of(FeelValue.From(dice.Below(60)), FeelValue.Null, "low", FeelList.Of(1), order)),
            ("list", dice.Of(FeelList.Of(order, order), FeelList.Empty, order, FeelValue.From(1))),
            ("n", dice.Below(300))
        );
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;
}
