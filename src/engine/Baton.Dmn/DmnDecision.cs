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

    /// <summary>The id of the decision, unique in its model.</summary>
    public string Id => _element.Id;

    /// <summary>The name under which other decisions see its value.</summary>
    public string Name => _element.Name;

    /// <summary>What its logic is.</summary>
    public DecisionKind Kind => _element.Kind;

    /// <summary>The model it belongs to.</summary>
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
