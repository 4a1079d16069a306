using Baton.Dmn.Requirements;
using Baton.Feel;

namespace Baton.Dmn;

/// <summary>A decision of a model.</summary>
public sealed class DmnDecision
{
    private readonly DecisionElement _element;

    internal DmnDecision(DmnModel model, DecisionElement element)
    {
        Model = model;
        _element = element;
    }

    public string Id => _element.Id;

    public string Name => _element.Name;

    public DecisionKind Kind => _element.Kind;

    public DmnModel Model { get; }

    /// <summary>
    /// Evaluates the decision and all it requires, with the input data found by name. In the process dialect decisions also see
    /// inputs that the model does not declare, and required decisions by id as well as by name. Never throws, always ends.
    /// </summary>
    public DecisionResult Evaluate(FeelContext inputs, FeelEnvironment environment) => Evaluate(FeelScope.Of(inputs), environment);

    /// <summary>As <see cref="Evaluate(FeelContext, FeelEnvironment)"/>, with the input data looked up in a scope when it is needed.</summary>
    public DecisionResult Evaluate(FeelScope inputs, FeelEnvironment environment) =>
        DecisionRun.Evaluate(_element, inputs, environment, Model.Dialect);
}
