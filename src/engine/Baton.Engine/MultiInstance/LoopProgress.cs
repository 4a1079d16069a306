using Baton.Feel;

namespace Baton.Engine.MultiInstance;

/// <summary>How far a multi-instance body has come.</summary>
internal sealed class LoopProgress(FeelList items)
{
    public FeelList Items { get; } = items;

    public int Started { get; set; }

    public int Completed { get; set; }

    public int Terminated { get; set; }

    /// <summary>Whether the completion condition held: nothing more is started.</summary>
    public bool IsOver { get; set; }
}
