using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Runtime.Batches.Plans;
using Baton.Runtime.Search;

namespace Baton.Runtime.Batches;

/// <summary>What an operation does to each of the instances that it finds. It is kept as JSON under the word of its type.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(CancelInstancesPlan), CancelInstancesPlan.Word)]
[JsonDerivedType(typeof(ResolveIncidentsPlan), ResolveIncidentsPlan.Word)]
[JsonDerivedType(typeof(ModifyInstancesPlan), ModifyInstancesPlan.Word)]
[JsonDerivedType(typeof(MigrateInstancesPlan), MigrateInstancesPlan.Word)]
[JsonDerivedType(typeof(DeleteInstancesPlan), DeleteInstancesPlan.Word)]
[JsonDerivedType(typeof(DeleteDecisionInstancesPlan), DeleteDecisionInstancesPlan.Word)]
public abstract record BatchPlan
{
    private protected BatchPlan() { }

    /// <summary>The word for it in the REST interface.</summary>
    internal abstract string Type { get; }

    /// <summary>Where its items are found.</summary>
    internal abstract BatchSource Source { get; }

    /// <summary>What an instance must be for the plan to make sense; narrows every filter.</summary>
    internal abstract Filter? Eligible { get; }

    /// <summary>Does it to one item, by the calls that a single request takes. Not found means that there is nothing left to do.</summary>
    internal abstract ValueTask<Outcome<Done>> Run(UnitOfWork unit, long itemKey);

    internal string Write() => JsonSerializer.Serialize(this);

    internal static BatchPlan Read(string json) => JsonSerializer.Deserialize<BatchPlan>(json)!;

    internal Filter Narrow(Filter? filter) =>
        (filter, Eligible) switch
        {
            ({ } wanted, { } eligible) => new Filter.All(wanted, eligible),
            _ => filter ?? Eligible ?? new Filter.All(),
        };
}
