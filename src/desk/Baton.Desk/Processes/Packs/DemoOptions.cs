namespace Baton.Desk.Processes.Packs;

/// <summary>The configuration section <c>Demo</c>.</summary>
public sealed class DemoOptions
{
    public const string Section = "Demo";

    /// <summary>The password of every demo user; documented, so never load the demo where others can reach it.</summary>
    public const string Password = "baton-demo";

    /// <summary>Whether an import makes the demo people and customers of the pack.</summary>
    public bool Load { get; set; }
}
