using System.Text;
using Baton.Desk.Access;
using Baton.Desk.Forms;

namespace Baton.Desk.Processes.Packs;

/// <summary>Checks that the rights of a case type to single fields name fields of the pack's forms and roles of the pack.</summary>
internal static class FieldRightChecks
{
    /// <param name="pack">The pack.</param>
    /// <param name="type">The case type.</param>
    /// <param name="place">Where its rights stand.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static void Check(Pack pack, PackCaseType type, string place, List<PackProblem> problems)
    {
        if (type.Fields.Count == 0)
            return;
        var fields = Fields(pack);
        var roles = pack.Roles.Select(role => role.Code).Append(Role.Administrator).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, right) in type.Fields)
        {
            if (!fields.Contains(name))
                Add(name, "Expected the key of a field in one of the pack's forms.");
            foreach (var role in (right.Read ?? []).Concat(right.Write ?? []).Where(role => !roles.Contains(role)).Distinct())
                Add(name, $"Expected roles of the pack, but found '{role}'.");
            // Somebody who may change what he cannot see would overwrite it blindly.
            foreach (var role in (right.Write ?? []).Where(role => right.Read is { } read && !read.Contains(role, StringComparer.Ordinal)))
                Add(name, $"Expected everybody in 'write' in 'read', too, but '{role}' is not.");
        }

        void Add(string name, string message) => problems.Add(new("case-types.json", $"{place}.{name}", message));
    }

    /// <summary>The keys of all fields of all forms; what cannot be read is told elsewhere.</summary>
    private static HashSet<string> Fields(Pack pack) =>
        pack
            .Resources.Where(resource => resource.Path.EndsWith(".form", StringComparison.Ordinal))
            .Select(resource => FormReader.Read(Encoding.UTF8.GetString(resource.Content).TrimStart('\uFEFF')))
            .Where(form => form.Succeeded)
            .SelectMany(form => form.Value.Fields)
            .Select(field => field.Key)
            .ToHashSet(StringComparer.Ordinal);
}
