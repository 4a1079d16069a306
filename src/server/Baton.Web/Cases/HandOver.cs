using Baton.Desk.Organisation;

namespace Baton.Web.Cases;

/// <summary>To whom tasks go, and why, while somebody types it.</summary>
public sealed class HandOver
{
    public Person? Person { get; private set; }

    /// <summary>Code of a role; null for a person.</summary>
    public string? Role { get; private set; }

    public string Reason { get; set; } = "";

    public void To(Person person) => (Person, Role) = (person, null);

    public void ToRole(string? code) => (Person, Role) = (null, string.IsNullOrEmpty(code) ? null : code);
}
