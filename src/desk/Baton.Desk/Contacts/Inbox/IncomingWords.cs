using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Contacts.Inbox;

/// <summary>Takes out of contacts who sent them and what he wrote; that they came stays.</summary>
internal static class IncomingWords
{
    public static Task<int> Erase(IQueryable<IncomingContact> rows, CancellationToken ct) =>
        rows.ExecuteUpdateAsync(
            set =>
                set.SetProperty(row => row.From, (string?)null)
                    .SetProperty(row => row.FromName, (string?)null)
                    .SetProperty(row => row.OtherAddress, (string?)null)
                    .SetProperty(row => row.Text, (string?)null)
                    .SetProperty(row => row.Form, (string?)null)
                    .SetProperty(row => row.ReasonDetail, (string?)null),
            ct
        );
}
