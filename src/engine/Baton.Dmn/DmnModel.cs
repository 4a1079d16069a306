using Baton.Dmn.Reading;
using Baton.Dmn.Requirements;
using Baton.Feel;

namespace Baton.Dmn;

/// <summary>
/// A decision model read from DMN XML (1.1 to 1.5) and compiled. What is wrong with it is listed in <see cref="Diagnostics"/>;
/// the sound parts can be evaluated all the same. Immutable and safe for any number of threads.
/// </summary>
public sealed class DmnModel
{
    private readonly Dictionary<string, DrgElement> _byId;

    internal DmnModel(ModelContent content)
    {
        (Id, Name, Namespace) = (content.Id, content.Name, content.Namespace);
        Diagnostics = content.Diagnostics;
        Types = content.Types;
        Dialect = content.Dialect;
        Elements = content.Elements;
        EntryNames = content.EntryNames;
        Decisions = [.. Elements.OfType<DecisionElement>().Select(decision => new DmnDecision(this, decision))];
        _byId = new(StringComparer.Ordinal);
        foreach (var element in Elements)
        {
            _byId.TryAdd(element.Id, element);
        }
    }

    /// <summary>The id of the definitions (the decision requirements graph).</summary>
    public string Id { get; }

    /// <summary>The name of the definitions.</summary>
    public string Name { get; }

    /// <summary>The namespace under which other models import it.</summary>
    public string Namespace { get; }

    /// <summary>Its decisions, in the order of the file; those it imports are not among them.</summary>
    public IReadOnlyList<DmnDecision> Decisions { get; }

    /// <summary>What is wrong with the model, in the order it was found; empty for a sound one.</summary>
    public IReadOnlyList<DmnDiagnostic> Diagnostics { get; }

    internal FeelDialect Dialect { get; }

    internal TypeTable Types { get; }

    internal IReadOnlyList<DrgElement> Elements { get; }

    internal IReadOnlyCollection<string> EntryNames { get; }

    /// <summary>Reads a model. Never throws for what is in it: problems are listed in <see cref="Diagnostics"/>.</summary>
    /// <param name="xml">The file, in whatever encoding it declares; it stays open.</param>
    public static DmnModel Read(Stream xml) => Read(xml, new DmnOptions());

    /// <summary>Reads a model from text. Never throws for what is in it: problems are listed in <see cref="Diagnostics"/>.</summary>
    public static DmnModel Read(string xml) => Read(xml, new DmnOptions());

    /// <summary>Reads a model with imports, external functions and the language of the options.</summary>
    /// <param name="xml">The file, in whatever encoding it declares; it stays open.</param>
    /// <param name="options">How to read it.</param>
    public static DmnModel Read(Stream xml, DmnOptions options)
    {
        ArgumentNullException.ThrowIfNull(xml);
        ArgumentNullException.ThrowIfNull(options);
        return ModelReader.Read(SafeXml.Load(xml), options);
    }

    /// <summary>Reads a model from text, with imports, external functions and the language of the options.</summary>
    public static DmnModel Read(string xml, DmnOptions options)
    {
        ArgumentNullException.ThrowIfNull(xml);
        ArgumentNullException.ThrowIfNull(options);
        return ModelReader.Read(SafeXml.Load(xml), options);
    }

    /// <summary>The decision of this id, or null.</summary>
    public DmnDecision? Find(string id) => Decisions.FirstOrDefault(decision => string.Equals(decision.Id, id, StringComparison.Ordinal));

    internal DrgElement? ById(string id) => _byId.GetValueOrDefault(id);

    /// <summary>
    /// Calls a business knowledge model or decision service by name with named arguments.
    /// </summary>
    /// <exception cref="ArgumentException">The model has nothing of this name that can be called.</exception>
    public DecisionResult Invoke(string name, FeelContext arguments, FeelEnvironment environment)
    {
        var element = Elements.FirstOrDefault(element =>
            element is CallableElement && string.Equals(element.Name, name, StringComparison.Ordinal)
        );
        return element is CallableElement callable
            ? DecisionRun.Invoke(callable, arguments, environment, Dialect)
            : throw new ArgumentException(
                $"The model '{Name}' has no business knowledge model and no decision service named '{name}'.",
                nameof(name)
            );
    }
}
