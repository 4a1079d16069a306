namespace Baton.Web.Cases;

/// <summary>Whom to ask: a person or a department, with the name that people read.</summary>
public sealed record AskedParty(bool IsDepartment, string Name, string DisplayName);
