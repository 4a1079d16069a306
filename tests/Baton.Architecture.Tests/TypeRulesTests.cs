using System.Reflection;
using System.Runtime.CompilerServices;

namespace Baton.Architecture.Tests;

/// <summary>House rules about types: sealed, named for what they are, interfaces only where there are several of a kind.</summary>
public sealed class TypeRulesTests
{
    private static readonly string[] BannedWords =
    [
        "Manager",
        "Helper",
        "Helpers",
        "Util",
        "Utils",
        "Utility",
        "Service",
        "Impl",
        "Dto",
        "Common",
    ];

    /// <summary>Types that carry the name of an element of BPMN or DMN.</summary>
    private static readonly HashSet<string> SpecificationNames = new(StringComparer.Ordinal) { "ServiceTask" };

    /// <summary>Interfaces with one implementation here because the other side of a package boundary has the rest, each with its reason.</summary>
    private static readonly Dictionary<string, string> SingleInterfaces = new(StringComparer.Ordinal)
    {
        ["ICaseBelongings"] = "cases do not know the channels, which keep rows and files for them",
        ["IDefinitionCatalog"] = "the pure engine is given its definitions; who embeds it brings his own",
        ["IKeySource"] = "the pure engine is given its keys; who embeds it brings his own",
        ["IMessageReports"] = "the ways out do not know where the desk keeps its messages",
        ["IOutboxDriver"] = "the runtime knows no channel; its hosts bring them",
    };

    private static readonly Type[] Types =
    [
        .. Repository
            .Projects.Keys.Select(Assembly.Load)
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace?.StartsWith("Baton", StringComparison.Ordinal) == true && !IsGenerated(type)),
    ];

    [Fact]
    public void A_class_is_sealed_unless_another_class_derives_from_it()
    {
        var parents = Types.Select(type => type.BaseType).OfType<Type>().Select(Definition).ToHashSet();
        var open = Types
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !parents.Contains(type))
            .Where(type => !IsComponent(type))
            .Select(type => type.FullName);

        Assert.Empty(open);
    }

    [Fact]
    public void A_type_name_says_what_the_thing_is()
    {
        var wrong =
            from type in Types
            where !type.IsNested && !SpecificationNames.Contains(type.Name) && BannedWords.Any(word => Words(type.Name).Contains(word))
            select type.FullName;

        Assert.Empty(wrong);
    }

    [Fact]
    public void An_interface_has_two_implementations_or_a_stated_reason()
    {
        var wrong =
            from type in Types
            where type is { IsInterface: true, IsNested: false } && !SingleInterfaces.ContainsKey(type.Name)
            where Types.Count(other => other is { IsInterface: false } && type.IsAssignableFrom(other)) < 2
            select type.FullName;

        Assert.Empty(wrong);
    }

    [Fact]
    public void Interfaces_are_rare()
    {
        var share = Types.Count(type => type.IsInterface) / (double)Types.Length;

        Assert.True(share < 0.08, $"{share:P1} of the types are interfaces");
    }

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute), false)
        || type.Name.Contains('<', StringComparison.Ordinal)
        || type.Name == "_Imports"
        || type.Namespace!.Contains(".Migrations", StringComparison.Ordinal)
        || (type.DeclaringType is { } outer && IsGenerated(outer));

    /// <summary>Razor compiles a component to an open class.</summary>
    private static bool IsComponent(Type type)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            if (parent.FullName == "Microsoft.AspNetCore.Components.ComponentBase")
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<string> Words(string name)
    {
        var start = 0;
        for (var index = 1; index <= name.Length; index++)
        {
            if (index == name.Length || char.IsUpper(name[index]))
            {
                yield return name[start..index].Split('`')[0];
                start = index;
            }
        }
    }
}
