namespace Baton.Web;

/// <summary>Settings of the browser desk: section <c>Web</c> of the configuration.</summary>
public sealed class WebOptions
{
    public const string Section = "Web";

    /// <summary>Code of the role whose people are offered as unit managers of a new case; empty offers everybody.</summary>
    public string UnitManagerRole { get; set; } = "unit-manager";
}
