using System.Diagnostics.CodeAnalysis;

namespace Baton.Desk.Processes.Packs;

/// <summary>What reading a pack gave: a pack that can be imported, or every problem it has.</summary>
public sealed class PackReading
{
    private PackReading(Pack? pack, IReadOnlyList<PackProblem> problems)
    {
        Pack = pack;
        Problems = problems;
    }

    /// <summary>Null exactly when there are problems.</summary>
    public Pack? Pack { get; }

    public IReadOnlyList<PackProblem> Problems { get; }

    [MemberNotNullWhen(true, nameof(Pack))]
    public bool IsValid => Pack is not null;

    /// <summary>Reads a folder.</summary>
    public static PackReading FromFolder(string folder) => Of(PackFiles.FromFolder(folder));

    /// <summary>Reads a zip archive.</summary>
    public static PackReading FromZip(Stream zip) => Of(PackFiles.FromZip(zip));

    /// <summary>Checks files that were read before.</summary>
    public static PackReading Of(PackFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (files.Problems.Count > 0)
            return new PackReading(null, files.Problems);
        var problems = new List<PackProblem>();
        var pack = new PackReader(files, problems).Read();
        return problems.Count > 0 ? new PackReading(null, problems) : new PackReading(pack, []);
    }
}
