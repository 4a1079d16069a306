namespace Baton.Desk.Storage.Auditing;

/// <summary>Every change of such a row goes into the audit log, in the unit of work that changes it.</summary>
/// <param name="kind">What it is, as the log names it; a text <c>kind.KIND</c> of the log's words goes with it.</param>
/// <param name="target">The property that names the one among its kind.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AuditedAttribute(string kind, string target) : Attribute
{
    public string Kind { get; } = kind;
    public string Target { get; } = target;
}

/// <summary>The row is an element of a list of an audited thing: the log says which elements went and which came.</summary>
/// <param name="kind">The thing, as in <see cref="AuditedAttribute"/>.</param>
/// <param name="target">The property that names the thing.</param>
/// <param name="list">The name of the list in the log.</param>
/// <param name="element">The property that is the element.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AuditedElementAttribute(string kind, string target, string list, string element) : Attribute
{
    public string Kind { get; } = kind;
    public string Target { get; } = target;
    public string List { get; } = list;
    public string Element { get; } = element;

    /// <summary>A property that says more about the element, such as where it holds; null for none.</summary>
    public string? Detail { get; init; }
}

/// <summary>Nothing that an administrator decides: counters, versions, copies for searching.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NotAuditedAttribute : Attribute;

/// <summary>The log says that it changed, never what it is.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AuditedSecretAttribute : Attribute;
