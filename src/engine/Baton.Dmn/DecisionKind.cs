namespace Baton.Dmn;

/// <summary>The form of a decision's logic (DMN 1.5, section 10.2).</summary>
public enum DecisionKind
{
    /// <summary>A boxed expression of another form, or no logic at all.</summary>
    Other,

    /// <summary>A decision table.</summary>
    DecisionTable,

    /// <summary>One FEEL expression.</summary>
    LiteralExpression,
}
