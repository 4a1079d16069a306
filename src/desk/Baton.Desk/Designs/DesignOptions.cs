namespace Baton.Desk.Designs;

/// <summary>How designs become versions: section <c>Designs</c> of the configuration.</summary>
public sealed class DesignOptions
{
    public const string Section = "Designs";

    /// <summary>Whether only a design can be deployed that was approved by somebody who had not drawn it.</summary>
    public bool FourEyes { get; set; }
}
