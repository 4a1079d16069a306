using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Baton.Desk.Http;
using Baton.Engine;
using Baton.Runtime;

namespace Baton.Desk.Channels.Xml;

/// <summary>A fault with its place in the message.</summary>
/// <param name="Element">Which element or attribute it is about.</param>
/// <param name="Line">From 1; 0 where it is not known.</param>
/// <param name="Column">From 1; 0 where it is not known.</param>
/// <param name="Message">What is wrong and what helps.</param>
internal sealed record ExchangeFault(string Element, int Line, int Column, string Message);

/// <summary>Why a message is not taken.</summary>
internal sealed record ExchangeProblem(Problem Problem, IReadOnlyList<ExchangeFault> Faults);

/// <summary>Reads a message of another system: bounded, without document types and entities, and only what follows the schema.</summary>
internal static class ExchangeReading
{
    public const int MaxMegabytes = 16;
    public const int MaxBytes = MaxMegabytes * 1024 * 1024;
    private const int MaxDepth = 16;
    private const int MaxFaults = 20;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxBytes,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    public static Problem TooLarge(string language) =>
        new(
            RejectionKind.InvalidArgument,
            Answer.TooLarge,
            CaseExchangeTexts.Words.Get("large", language, ("max", MaxMegabytes.ToString(CultureInfo.InvariantCulture))),
            []
        );

    /// <param name="content">The message as it came, or what it is wrapped in.</param>
    /// <param name="language">Of the sentences about faults.</param>
    /// <param name="levelsAround">How many elements the message may be wrapped in.</param>
    public static (XDocument? Document, ExchangeProblem? Problem) Document(byte[] content, string language, int levelsAround = 0)
    {
        if (content.Length > MaxBytes)
            return (null, new(TooLarge(language), []));
        try
        {
            if (Deep(content, MaxDepth + levelsAround, language) is { } deep)
                return (null, Refused(deep, language));
            using var reader = XmlReader.Create(new MemoryStream(content), Settings);
            return (XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace), null);
        }
        catch (XmlException error)
        {
            var sentence = CaseExchangeTexts.Words.Get("malformed", language, ("reason", error.Message));
            return (null, Refused(new ExchangeFault("", error.LineNumber, error.LinePosition, sentence), language));
        }
        catch (Exception error) when (error is NotSupportedException or ArgumentException)
        {
            // An encoding that is not read here.
            var sentence = CaseExchangeTexts.Words.Get("malformed", language, ("reason", error.Message));
            return (null, Refused(new ExchangeFault("", 0, 0, sentence), language));
        }
    }

    /// <summary>Why it is no message that is taken here; null where it is one.</summary>
    /// <param name="message">The root of a document, or what is wrapped in one.</param>
    /// <param name="language">Of the sentences about faults.</param>
    /// <param name="expected">The elements that are taken here.</param>
    public static ExchangeProblem? Check(XElement message, string language, params string[] expected)
    {
        if (message.Name.Namespace != ExchangeSchema.Namespace || !expected.Contains(message.Name.LocalName, StringComparer.Ordinal))
        {
            var sentence = CaseExchangeTexts.Words.Get(
                "root",
                language,
                ("expected", string.Join(", ", expected)),
                ("namespace", ExchangeSchema.Namespace.NamespaceName)
            );
            return Refused(At(message, message.Name.LocalName, sentence), language);
        }
        var faults = new List<ExchangeFault>();
        var schema = ExchangeSchema.Compile();
        message.Validate(
            schema.GlobalElements[new XmlQualifiedName(message.Name.LocalName, message.Name.NamespaceName)]!,
            schema,
            (sender, args) =>
            {
                if (faults.Count < MaxFaults)
                    faults.Add(At(sender as XObject, Name(sender), args.Message));
            }
        );
        return faults.Count == 0 ? null : Refused(faults, language);
    }

    /// <summary>A problem with one place.</summary>
    public static ExchangeProblem Refused(Problem problem, XElement place, string sentence) =>
        new(problem, [At(place, place.Name.LocalName, sentence)]);

    /// <summary>Gives the faults that a use case found their places in the message.</summary>
    public static ExchangeProblem Placed(Problem problem, XElement message) =>
        new(
            problem,
            [
                .. problem.Fields.Select(field =>
                {
                    var name = field.Field[(field.Field.LastIndexOf('.') + 1)..];
                    var place =
                        message.Descendants().FirstOrDefault(one => (string?)one.Attribute("name") == name)
                        ?? message.Descendants().FirstOrDefault(one => one.Name.LocalName == name)
                        ?? message;
                    return At(place, field.Field, field.Message);
                }),
            ]
        );

    /// <summary>Checked before anything is built of it, as what is built is walked by recursion.</summary>
    private static ExchangeFault? Deep(byte[] content, int maxDepth, string language)
    {
        using var reader = XmlReader.Create(new MemoryStream(content), Settings);
        while (reader.Read())
        {
            if (reader.Depth > maxDepth)
            {
                var place = (IXmlLineInfo)reader;
                var sentence = CaseExchangeTexts.Words.Get("deep", language, ("max", MaxDepth.ToString(CultureInfo.InvariantCulture)));
                return new(reader.LocalName, place.LineNumber, place.LinePosition, sentence);
            }
        }
        return null;
    }

    private static ExchangeProblem Refused(ExchangeFault fault, string language) => Refused([fault], language);

    private static ExchangeProblem Refused(IReadOnlyList<ExchangeFault> faults, string language) =>
        new(Problem.Invalid("invalid-message", CaseExchangeTexts.Words.Get("unfit", language)), faults);

    private static ExchangeFault At(XObject? place, string name, string message) =>
        place is IXmlLineInfo info && info.HasLineInfo()
            ? new(name, info.LineNumber, info.LinePosition, message)
            : new(name, 0, 0, message);

    private static string Name(object? sender) =>
        sender switch
        {
            XElement element => element.Name.LocalName,
            XAttribute attribute => attribute.Name.LocalName,
            _ => "",
        };
}
