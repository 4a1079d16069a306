using System.Xml.Linq;

namespace Baton.Feel.Tests.Fuzzing;

/// <summary>Makes a sound file wrong in places: elements gone, doubled, moved, renamed; attributes, references and texts exchanged; text cut.</summary>
internal sealed class XmlDamage
{
    /// <summary>Names that an element may be given instead of its own.</summary>
    public required string[] Names { get; init; }

    /// <summary>Values that an attribute may be given.</summary>
    public required string[] Values { get; init; }

    /// <summary>Texts that an element may be given.</summary>
    public required string[] Texts { get; init; }

    /// <summary>What is left alone, because it decides nothing and would take most of the wounds.</summary>
    public Func<XElement, bool> IsSpared { get; init; } = _ => false;

    public string Of(XDocument sound, Dice dice)
    {
        var document = new XDocument(sound);
        for (var wound = dice.Below(5); wound > 0; wound--)
        {
            Change(document, dice);
        }
        var text = document.ToString(SaveOptions.DisableFormatting);
        return dice.OneIn(10) ? Cut(text, dice) : text;
    }

    private void Change(XDocument document, Dice dice)
    {
        XElement[] all = [.. document.Descendants().Where(element => element.Parent is not null && !IsSpared(element))];
        if (all.Length == 0)
        {
            return;
        }
        var element = dice.Of(all);
        var other = dice.Of(all);
        switch (dice.Below(10))
        {
            case 0:
                element.Remove();
                break;
            case 1:
                element.AddAfterSelf(new XElement(element));
                break;
            case 2 when other != element && !other.Ancestors().Contains(element):
                element.Remove();
                other.Add(element);
                break;
            case 3:
                other.Add(new XElement(element));
                break;
            case 4:
                element.Name = element.Name.Namespace + dice.Of(Names);
                break;
            case 5 when element.Attribute("id") is { } id && other.Attribute("id") is { } otherId:
                (id.Value, otherId.Value) = (otherId.Value, id.Value);
                break;
            case 6 or 7 when Attributes(element) is { Length: > 0 } attributes:
                dice.Of(attributes).Value = dice.OneIn(2) ? dice.Of(Values) : AnyId(all, dice);
                break;
            case 8 when Attributes(element) is { Length: > 0 } attributes:
                dice.Of(attributes).Remove();
                break;
            default:
                XElement[] texts = [.. all.Where(candidate => !candidate.HasElements && candidate.Value.Length > 0)];
                if (texts.Length > 0)
                {
                    dice.Of(texts).Value = dice.OneIn(2) ? dice.Of(Texts) : AnyId(all, dice);
                }
                break;
        }
    }

    private static XAttribute[] Attributes(XElement element) =>
        [.. element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration)];

    private static string AnyId(XElement[] all, Dice dice) => (string?)dice.Of(all).Attribute("id") ?? "nobody";

    private static string Cut(string text, Dice dice)
    {
        var at = dice.Below(text.Length);
        return dice.Below(3) switch
        {
            0 => text[..at],
            1 => text.Insert(at, dice.Of("<", "&", "\u0001", "]]>", "<!--", "\"", "<a/>", "&#x0;", "xmlns:a=\"\"")),
            _ => text.Remove(at, Math.Min(text.Length - at, 1 + dice.Below(9))),
        };
    }
}
