using System.Globalization;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Notifications.Templates;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Channels.Web;

/// <summary>
/// Tells whoever sent a web form by mail that it has come in, in the words of a template of the desk. Nothing that he wrote stands in it, so that nobody
/// has the desk send his words to others; an address gets only so many a day.
/// </summary>
internal sealed class WebFormConfirmation(BatonRuntime runtime, MessageDesk messages, MessageDrivers drivers, WebFormLimits limits)
{
    /// <summary>By which the sender asks about it while there is no case.</summary>
    public static string Number(Received received) => received.Key.ToString(CultureInfo.InvariantCulture);

    public async Task Send(WebForm form, Received received, string mail, string language, CancellationToken ct)
    {
        if (!drivers.IsSetUp(MessageChannels.Mail) || !limits.MayConfirm(mail))
            return;
        await runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                var row = await db.IncomingContacts.AsNoTracking().SingleAsync(one => one.Key == received.Key, ct);
                if (row.State == InboxStates.Spam)
                    return Done.Outcome;
                var order = new MessageOrder
                {
                    Id = "web-form:" + Number(received),
                    Template = TemplateShelf.WebForm,
                    Channels = [MessageChannels.Mail],
                    To = [new(null, mail) { Language = language }],
                    CaseKey = row.CaseKey,
                    Values = new Dictionary<string, object?>
                    {
                        ["number"] = received.CaseNumber ?? Number(received),
                        ["form"] = form.Name.In(language),
                        ["thanks"] = form.Thanks.In(language),
                    },
                };
                await messages.Order(unit, db, order, ct);
                await db.SaveChangesAsync(ct);
                return Done.Outcome;
            },
            ct
        );
    }
}
