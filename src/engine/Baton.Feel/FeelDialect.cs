namespace Baton.Feel;

/// <summary>Which names and functions an expression may use.</summary>
public enum FeelDialect
{
    /// <summary>The language of DMN 1.5 and nothing else.</summary>
    Standard,

    /// <summary>The language of process models: names in backticks and the functions that Camunda adds.</summary>
    Process,
}
