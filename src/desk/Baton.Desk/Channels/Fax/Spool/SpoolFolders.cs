namespace Baton.Desk.Channels.Fax.Spool;

/// <summary>The folders of a spool directory; docs/guide/fax.md is the contract with gateways.</summary>
internal sealed class SpoolFolders(string root)
{
    /// <summary>Written by Baton, emptied by the gateway.</summary>
    public string Outgoing { get; } = Path.Combine(root, "outgoing");

    /// <summary>What the gateway is sending.</summary>
    public string Taken { get; } = Path.Combine(root, "taken");

    /// <summary>What the gateway has done with.</summary>
    public string Done { get; } = Path.Combine(root, "done");

    /// <summary>Written by the gateway, emptied by Baton.</summary>
    public string Results { get; } = Path.Combine(root, "results");

    public string Processed { get; } = Path.Combine(root, "results", "processed");

    public string Rejected { get; } = Path.Combine(root, "results", "rejected");

    public void Create()
    {
        foreach (var folder in new[] { Outgoing, Taken, Done, Results, Processed, Rejected })
        {
            Directory.CreateDirectory(folder);
        }
    }

    /// <summary>True when the job file or a later trace of it is there: then it was handed over and must not be written again.</summary>
    public bool Knows(string id) =>
        File.Exists(Path.Combine(Outgoing, id + ".job"))
        || File.Exists(Path.Combine(Taken, id + ".job"))
        || File.Exists(Path.Combine(Done, id + ".job"))
        || File.Exists(Path.Combine(Results, id + ".result"))
        || File.Exists(Path.Combine(Processed, id + ".result"));
}
