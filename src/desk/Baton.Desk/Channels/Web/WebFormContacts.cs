using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baton.Desk.Cases.Portal;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Web;

/// <summary>Makes contacts of what people wrote into web forms.</summary>
internal sealed partial class WebFormContacts(DeskReader reader, IOptions<WebFormOptions> options)
{
    private const string Channel = "web";

    public static string Source(WebForm form) => "web:" + form.Code;

    public Task<ArrivedContact> Of(WebForm form, WebFormToken token, Registration written, DateTimeOffset now, CancellationToken ct) =>
        reader.Read(
            async db =>
            {
                var links = Links(written);
                var isSuspicious = links > options.Value.LinksMax;
                var (from, other) = await Ways(db, written, ct);
                return new ArrivedContact(Channel, Source(form), token.Once, written.Subject, now)
                {
                    From = from,
                    OtherAddress = other,
                    FromName = written.Name,
                    To = form.Name.In(Languages.Default),
                    Text = written.Description,
                    CustomerKey = await KnownCustomer.Find(db, written, ct),
                    Unit = form.Unit,
                    CaseType = form.CaseType,
                    Form = written.Form.Count > 0 ? written.Form.ToJsonString(Forms.FormJson.Options) : null,
                    OpensCase = form.OpensCases && !isSuspicious,
                    Reason = isSuspicious ? InboxReasons.Suspicious : null,
                    ReasonDetail = isSuspicious ? $"{links}" : null,
                };
            },
            ct
        );

    /// <summary>The number goes first, but a way that is blocked before both.</summary>
    private static async Task<(string? First, string? Other)> Ways(DeskDb db, Registration written, CancellationToken ct)
    {
        var (phone, email) = (written.Phone, written.Email);
        if (phone is null || email is null)
            return (phone ?? email, null);
        var isMailBlocked = await db.Set<BlockedSender>().AnyAsync(one => one.Address == email, ct);
        return isMailBlocked ? (email, phone) : (phone, email);
    }

    /// <summary>How many links stand in all that was written. Pure.</summary>
    internal static int Links(Registration written)
    {
        var texts = written.Form.Select(one => one.Value).OfType<JsonValue>().Select(value => value.ToString());
        return texts.Append(written.Subject).Append(written.Description).Append(written.Name).Sum(text => Link().Count(text));
    }

    [GeneratedRegex(@"https?://|\bwww\.|\[url", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
