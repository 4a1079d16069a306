namespace Baton.Desk.Versions.Differences;

/// <summary>One thing that a model says of an element.</summary>
/// <param name="Property">The code of the property.</param>
/// <param name="Detail">Which of several; null where there is one only.</param>
/// <param name="Value">What it says.</param>
/// <param name="IsReference">The value is the id of another element: it is the same where that was only renamed.</param>
internal readonly record struct Fact(string Property, string? Detail, string Value, bool IsReference = false);
