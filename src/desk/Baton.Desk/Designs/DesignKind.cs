namespace Baton.Desk.Designs;

/// <summary>What a design becomes when it is deployed.</summary>
public enum DesignKind
{
    /// <summary>BPMN 2.0 XML with its diagram.</summary>
    Process,

    /// <summary>DMN XML with its diagram.</summary>
    Decision,

    /// <summary>A form-js schema as JSON.</summary>
    Form,
}
