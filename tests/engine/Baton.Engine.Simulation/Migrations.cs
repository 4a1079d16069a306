using System.Text.RegularExpressions;
using Baton.Engine.Compilation;
using Baton.Engine.Instances;
using Baton.Engine.Migration;

namespace Baton.Engine.Simulation;

/// <summary>Migrations to a second deployment of the same model, in which elements have other ids.</summary>
internal static partial class Migrations
{
    private const string Mark = "Z";

    /// <summary>The same model with other ids.</summary>
    public static string Twin(string model) => Ids().Replace(model, $"$1{Mark}$2");

    /// <summary>The id of an element in the model that was drawn.</summary>
    public static string Original(string id) => id.Replace(Mark, "", StringComparison.Ordinal);

    /// <summary>Maps everything, or only what is active, so that other waits are closed and opened anew.</summary>
    public static MigrateInstance ToTwin(ElementInstance instance, long targetKey, Random random)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        if (random.Next(2) == 0)
        {
            ExecutableProcess process = instance.Definition.Process;
            ids.UnionWith(process.Elements.Where(each => each.Parent is not null).Select(each => each.Id));
            ids.UnionWith(process.Flows.Select(each => each.Id));
        }
        else
        {
            AddActive(instance, ids);
        }
        ElementMapping[] mappings =
        [
            .. ids.Where(id => !id.Contains('#', StringComparison.Ordinal)).Select(id => new ElementMapping(id, Other(id))),
        ];
        return new MigrateInstance(instance.Key, targetKey, mappings);
    }

    /// <summary>Whether something in the process instance is just being terminated, which must be over first.</summary>
    public static bool IsBeingCutOff(InstanceState state, ElementInstance instance) =>
        state.ElementInstances.Any(each => each.State == ElementState.Terminating && ReferenceEquals(each.ProcessInstance, instance));

    private static string Other(string id) => id.Contains(Mark, StringComparison.Ordinal) ? Original(id) : Twin(id);

    private static void AddActive(ElementInstance scope, HashSet<string> ids)
    {
        foreach (ExecutableFlow flow in scope.Definition.Process.Flows)
        {
            if (scope.TokensOn(flow) > 0 || scope.OpenedBy?.Contains(flow) == true)
            {
                ids.Add(flow.Id);
                ids.Add(flow.Target.Id);
            }
        }
        foreach (ElementInstance child in scope.Inside.Where(each => !each.IsProcess))
        {
            ids.Add(child.Element.Id);
            if (!ReferenceEquals(child.Element.Parent, scope.Element) && child.Element.Parent is { Parent: not null } around)
            {
                // A compensation handler stands in a scope that has completed.
                ids.Add(around.Type == ElementType.AdHocSubProcessInnerInstance ? around.Parent.Id : around.Id);
            }
            AddActive(child, ids);
        }
    }

    [GeneratedRegex(
        "(?<![A-Za-z0-9])(leaf|link|one|other|sub|trans|adhoc|begin|esp|on|guard|after|exit|undo|cundo|split|join|some|rest|merge|choice)(c?[0-9]+)(?![A-Za-z0-9])"
    )]
    private static partial Regex Ids();
}
