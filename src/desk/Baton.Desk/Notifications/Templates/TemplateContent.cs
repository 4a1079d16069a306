using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Baton.Desk.Notifications.Messages;

namespace Baton.Desk.Notifications.Templates;

/// <summary>What a template says, in three languages each; the texts are Liquid.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Subject">In a line; the bell and push messages say it, too.</param>
/// <param name="Text">Plain words, for mail, fax and voice.</param>
/// <param name="Html">The same as a page; null for plain words only.</param>
/// <param name="Sms">For text messages; null takes the subject.</param>
/// <param name="IsUrgent">It does not heed quiet hours and is never collected.</param>
public sealed record TemplateContent(
    LocalizedText Name,
    LocalizedText Subject,
    LocalizedText Text,
    LocalizedText? Html = null,
    LocalizedText? Sms = null,
    bool IsUrgent = false
)
{
    /// <summary>Names beside those of the desk that come with the order.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>
    /// Agents begin answers to customers with it. It names the case and the agent, but neither tasks nor time limits; its <see cref="Values"/> are blanks
    /// that the agent fills in.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsForAnswers { get; init; }

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    internal static TemplateContent Read(string json) => JsonSerializer.Deserialize<TemplateContent>(json, Json)!;

    internal string Write() => JsonSerializer.Serialize(this, Json);

    /// <summary>The texts with the names of their places, for checks.</summary>
    internal IEnumerable<(string Place, string Language, string Source)> Sources()
    {
        foreach (var (place, text) in new[] { ("subject", Subject), ("text", Text), ("html", Html), ("sms", Sms) })
        {
            if (text is null)
                continue;
            yield return (place, Languages.SimplifiedChinese, text.ZhHans);
            yield return (place, Languages.TraditionalChinese, text.ZhHant);
            yield return (place, Languages.English, text.En);
        }
    }

    /// <summary>The body that a channel takes.</summary>
    internal LocalizedText Body(string channel) =>
        channel switch
        {
            MessageChannels.Sms => Sms ?? Subject,
            MessageChannels.Desk or MessageChannels.Push => Subject,
            _ => Text,
        };
}
