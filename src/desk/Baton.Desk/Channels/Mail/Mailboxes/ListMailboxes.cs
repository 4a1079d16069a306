using Baton.Desk.Channels.Mail.Mails;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Mail.Mailboxes;

/// <summary>Lists mailboxes and how reading them goes; passwords are never shown.</summary>
public sealed class ListMailboxes(DeskReader reader)
{
    public async Task<Outcome<IReadOnlyList<MailboxView>>> Handle(DeskUser user, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (!user.May(Permissions.AdministerOrganisation))
            return Problems.Forbidden(user.Language);
        return await reader.Read(
            async db =>
            {
                var rows = await db.Set<Mailbox>().OrderBy(row => row.Code).ToListAsync(ct);
                var states = await db.Set<MailboxState>().ToDictionaryAsync(row => row.Mailbox, StringComparer.Ordinal, ct);
                var counts = await db.Set<ReceivedMail>()
                    .Where(row => row.State == MailStates.Stored || row.State == MailStates.Aside)
                    .GroupBy(row => new { row.Mailbox, row.State })
                    .Select(group => new
                    {
                        group.Key.Mailbox,
                        group.Key.State,
                        Count = group.Count(),
                    })
                    .ToListAsync(ct);
                var dayAgo = db.Now - TimeSpan.FromDays(1);
                var taken = await db.Set<ReceivedMail>()
                    .Where(row => row.State == MailStates.Taken && row.TakenAt > dayAgo)
                    .GroupBy(row => row.Mailbox)
                    .Select(group => new { Mailbox = group.Key, Count = group.Count() })
                    .ToDictionaryAsync(one => one.Mailbox, one => one.Count, StringComparer.Ordinal, ct);
                int Count(string mailbox, string state) =>
                    counts.Where(one => one.Mailbox == mailbox && one.State == state).Sum(one => one.Count);
                return Outcome.Of<IReadOnlyList<MailboxView>>(
                    rows.ConvertAll(row =>
                        View(row, states.GetValueOrDefault(row.Code), db.Now) with
                        {
                            Backlog = Count(row.Code, MailStates.Stored),
                            Aside = Count(row.Code, MailStates.Aside),
                            TakenToday = taken.GetValueOrDefault(row.Code),
                        }
                    )
                );
            },
            ct
        );
    }

    internal static MailboxView View(Mailbox row, MailboxState? state, DateTimeOffset now) =>
        new(row.Code, row.Name, row.Address, row.IsEnabled, row.Version)
        {
            Settings = new()
            {
                Protocol = row.Protocol,
                Host = row.Host,
                Port = row.Port,
                Security = row.Security,
                User = row.User,
                TokenUrl = row.TokenUrl,
                ClientId = row.ClientId,
                Scope = row.Scope,
                Folder = row.Folder,
                AfterFetch = row.AfterFetch,
                MoveTo = row.MoveTo,
                PollSeconds = row.PollSeconds,
                AlarmMinutes = row.AlarmMinutes,
                Unit = row.Unit,
                CaseType = row.CaseType,
                Category = row.Category,
                OpensCases = row.OpensCases,
                TakesUnknownSenders = row.TakesUnknownSenders,
                ClosedCase = row.ClosedCase,
                ReopenDays = row.ReopenDays,
                QuietMinutes = row.QuietMinutes,
                Rule = row.Rule,
                HasPlusAddresses = row.HasPlusAddresses,
                Language = row.Language,
                Signature = row.Signature,
            },
            HasSecret = row.Secret is not null,
            Health = Health(row, state, now),
            LastSuccessAt = state?.LastSuccessAt,
            LastFailureAt = state?.LastFailureAt,
            LastError = state?.LastError,
            Failures = state?.Failures ?? 0,
        };

    private static string Health(Mailbox row, MailboxState? state, DateTimeOffset now)
    {
        if (!row.IsEnabled)
            return "off";
        if (state is null)
            return "waiting";
        if (now - (state.LastSuccessAt ?? state.Since) >= TimeSpan.FromMinutes(row.AlarmMinutes))
            return "silent";
        return state.Failures > 0 ? "failing"
            : state.LastSuccessAt is null ? "waiting"
            : "ok";
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/mailboxes",
                async (DeskUser user, ListMailboxes handler, CancellationToken ct) => Answer.Ok(await handler.Handle(user, ct))
            )
            .RequirePermission(Permissions.AdministerOrganisation)
            .Describe("ListMailboxes", "Mailboxes, their settings without secrets, and how reading them goes")
            .Produces<IReadOnlyList<MailboxView>>();
}
