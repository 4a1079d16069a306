namespace Baton.Desk.Customers.Merge;

/// <summary>What a merge took from one customer and gave to another.</summary>
/// <param name="Cases">Keys of the cases that went over.</param>
/// <param name="Contacts">Keys of the contacts that went over.</param>
/// <param name="Notes">Keys of the notes that went over.</param>
/// <param name="Members">Keys of the persons who belonged to the merged customer.</param>
/// <param name="Phones">All numbers of the merged customer.</param>
/// <param name="Emails">All mail addresses of the merged customer.</param>
/// <param name="Addresses">All postal addresses of the merged customer.</param>
internal sealed record MovedRows(
    IReadOnlyList<long> Cases,
    IReadOnlyList<long> Contacts,
    IReadOnlyList<long> Notes,
    IReadOnlyList<long> Members,
    IReadOnlyList<MovedPhone> Phones,
    IReadOnlyList<MovedEmail> Emails,
    IReadOnlyList<MovedAddress> Addresses
);

/// <summary>A number; <paramref name="WasAdded"/> says that the other customer did not have it yet.</summary>
internal sealed record MovedPhone(string Kind, string Number, int SortOrder, bool WasAdded);

/// <summary>A mail address; <paramref name="WasAdded"/> says that the other customer did not have it yet.</summary>
internal sealed record MovedEmail(string Address, int SortOrder, bool WasAdded);

/// <summary>A postal address; <paramref name="WasAdded"/> says that the other customer did not have it yet.</summary>
internal sealed record MovedAddress(int SortOrder, string Label, string Text, bool WasAdded);
