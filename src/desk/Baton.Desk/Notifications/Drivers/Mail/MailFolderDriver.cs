using Baton.Desk.Storage.Files;

namespace Baton.Desk.Notifications.Drivers.Mail;

/// <summary>Writes mails as .eml files, which any mail program opens, and sends none: for trying out.</summary>
internal sealed class MailFolderDriver(string folder, MailOptions options, TimeProvider clock) : IMessageDriver
{
    public string Channel => Messages.MessageChannels.Mail;

    public async Task<MessageDelivery> Deliver(OutgoingMessage message, CancellationToken ct)
    {
        var mail = MailWriter.Write(message, options, clock.GetUtcNow());
        if (mail.Receivers.Count == 0)
            return new(MessageVerdict.Refused, null, "Nobody of its receivers has a usable address.");
        // No server sees these: the file says who would have got them.
        mail.Message.Headers.Add("X-Baton-Envelope", string.Join(", ", mail.Receivers.Select(one => one.Address)));
        using var content = new MemoryStream();
        await mail.Message.WriteToAsync(content, ct);
        Directory.CreateDirectory(folder);
        var name = MailWriter.MessageId(message.Id, "").TrimEnd('@') + ".eml";
        await DurableFile.Write(Path.Combine(folder, name), content.ToArray(), ct);
        return new(MessageVerdict.Delivered, mail.Message.MessageId, null);
    }
}
