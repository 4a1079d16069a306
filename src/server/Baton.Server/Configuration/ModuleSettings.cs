using Baton.Desk;
using Baton.Desk.Cases.Attachments.Scanning;
using Baton.Desk.Cases.Portal;
using Baton.Desk.Channels.Drop;
using Baton.Desk.Channels.Fax;
using Baton.Desk.Channels.Fax.In;
using Baton.Desk.Channels.Mail.Fetching;
using Baton.Desk.Channels.Sms;
using Baton.Desk.Channels.Telephony;
using Baton.Desk.Channels.Voice;
using Baton.Desk.Channels.Web;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Customers.Lookup;
using Baton.Desk.Designs;
using Baton.Desk.Documents;
using Baton.Desk.Feeds;
using Baton.Desk.Notifications.Drivers.Mail;
using Baton.Desk.Notifications.Drivers.Push;
using Baton.Desk.Notifications.Drivers.Sms;
using Baton.Desk.Notifications.Drivers.Voice;
using Baton.Desk.Notifications.Messages;
using Baton.Desk.Outbound;
using Baton.Desk.Webhooks;
using Baton.Runtime;
using Microsoft.Extensions.Options;

namespace Baton.Server.Configuration;

/// <summary>Checks the sections that belong to the modules, by the rules that the modules have for them.</summary>
internal static class ModuleSettings
{
    public static void Check(IServiceProvider services, SettingsReader reader)
    {
        Read(reader, () => services.GetRequiredService<IOptions<RuntimeOptions>>().Value.Problems());
        Read(reader, () => services.GetRequiredService<IOptions<DeskOptions>>().Value.Errors());
        // These options come with a check that runs when they are made.
        Read(reader, () => services.GetRequiredService<IOptions<FaxOptions>>().Value is null ? [] : []);
        Read(reader, () => services.GetRequiredService<IOptions<ScannerOptions>>().Value is null ? [] : []);
        Read(reader, () => services.GetRequiredService<IOptions<DocumentOptions>>().Value is null ? [] : []);
        Read(reader, () => services.GetRequiredService<IOptions<CustomerLookupOptions>>().Value is null ? [] : []);
        Read(reader, () => services.GetRequiredService<IOptions<PortalOptions>>().Value is null ? [] : []);
        Read(reader, () => services.GetRequiredService<IOptions<OutboundOptions>>().Value is null ? [] : []);
        Read(reader, () => services.GetRequiredService<IOptions<MailOptions>>().Value is null ? [] : []);
        Read(reader, () => services.GetRequiredService<IOptions<MailboxOptions>>().Value is null ? [] : []);
        Read(reader, () => services.GetRequiredService<IOptions<SmsOptions>>().Value is null ? [] : []);
        Read(reader, () => services.GetRequiredService<IOptions<PushOptions>>().Value is null ? [] : []);
        Read(reader, () => services.GetRequiredService<IOptions<VoiceOptions>>().Value is null ? [] : []);
        Read(reader, () => services.GetRequiredService<IOptions<MessageOptions>>().Value is null ? [] : []);
        Read(reader, () => services.GetRequiredService<IOptions<DesignOptions>>().Value is null ? [] : []);
        Read(reader, () => services.GetRequiredService<IOptions<InboxOptions>>().Value is null ? [] : []);
        Read(reader, () => services.GetRequiredService<IOptions<SmsInOptions>>().Value is null ? [] : []);
        Read(reader, () => services.GetRequiredService<IOptions<TelephonyOptions>>().Value is null ? [] : []);
        Read(reader, () => services.GetRequiredService<IOptions<WebFormOptions>>().Value is null ? [] : []);
        Read(reader, () => services.GetRequiredService<IOptions<FaxInOptions>>().Value is null ? [] : []);
        Read(reader, () => services.GetRequiredService<IOptions<VoiceInOptions>>().Value is null ? [] : []);
        Read(reader, () => services.GetRequiredService<IOptions<DropOptions>>().Value is null ? [] : []);
        Read(reader, () => services.GetRequiredService<IOptions<WebhookOptions>>().Value is null ? [] : []);
        Read(reader, () => services.GetRequiredService<IOptions<FeedOptions>>().Value is null ? [] : []);
    }

    private static void Read(SettingsReader reader, Func<IEnumerable<string>> errors)
    {
        try
        {
            reader.AddAll(errors());
        }
        catch (OptionsValidationException wrong)
        {
            reader.AddAll(wrong.Failures);
        }
        catch (InvalidOperationException wrong)
        {
            // A value of the wrong type; the message names the key.
            reader.AddAll([wrong.Message]);
        }
    }
}
