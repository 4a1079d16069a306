using System.Buffers.Binary;
using System.Text.Json;
using Baton.Feel.Compilation;

namespace Baton.Feel.Functions;

/// <summary>What process models use beyond DMN, as Camunda 8 has it. <c>is defined</c> is compiled, as it asks about a name.</summary>
internal static class ProcessFunctions
{
    public static void Define(BuiltIns.Define define)
    {
        define("get or else", "value: any, default: any", (_, a) => a[0].IsNull ? a[1] : a[0]);
        define("assert", "value: any, condition: any, cause: string?", Assert);
        define("is blank", "string: string", (_, a) => string.IsNullOrWhiteSpace(a[0].AsString()));
        define("trim", "string: string", (_, a) => a[0].AsString().Trim());
        define("extract", "string: string, pattern: string", (call, a) => Patterns.Extract(call, a[0].AsString(), a[1].AsString()));
        define("is empty", "list: list", (_, a) => a[0].AsList().Count == 0);
        define("duplicate values", "list: list", DuplicateValues);
        define("partition", "list: list, size: number", Partition);
        define("last day of month", "date: date|date and time", LastDayOfMonth);
        define("to json", "value: any", (call, a) => call.Bounded(FeelJson.ToJson(a[0])));
        define("from json", "value: string", FromJson);
        define("toJson", "value: any", (call, a) => call.Bounded(FeelJson.ToJson(a[0])));
        define("fromJson", "value: string", FromJson);
        define("string join", "list: list, delimiter: string?", StringFunctions.Join);
        define("string join", "list: list, delimiter: string?, prefix: string?, suffix: string?", JoinBetween);
        define("uuid", "", Uuid);
        define("random number", "", RandomNumber);
        define("fromAi", "value: any, description: string?, type: string?, schema: context?, options: context?", (_, a) => a[0]);
        define("to base64", "value: string", (_, a) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(a[0].AsString())));
    }

    private static FeelValue Assert(Call call, ReadOnlySpan<FeelValue> a) =>
        a[1].IsTrue
            ? a[0]
            : throw new BrokenOffException(
                FeelFailureKind.Assertion,
                a[2].Is<string>(out var cause) ? cause : "The condition of assert() does not hold.",
                call.At
            );

    private static FeelValue JoinBetween(Call call, ReadOnlySpan<FeelValue> a)
    {
        var joined = StringFunctions.Join(call, a[..2]);
        return joined.Is<string>(out var text) ? call.Bounded(Text(a[2]) + text + Text(a[3])) : joined;

        static string Text(FeelValue value) => value.IsNull ? "" : value.AsString();
    }

    /// <summary>A random UUID: version 4 of RFC 9562.</summary>
    private static FeelValue Uuid(Call call, ReadOnlySpan<FeelValue> a)
    {
        if (call.Run.Environment.Random is not { } random)
        {
            return call.Warn("uuid(): the program that evaluates this gives no randomness.");
        }
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, random.Next());
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], random.Next());
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>At least 0 and less than 1, in steps of 10^-15.</summary>
    private static FeelValue RandomNumber(Call call, ReadOnlySpan<FeelValue> a)
    {
        if (call.Run.Environment.Random is not { } random)
        {
            return call.Warn("random number(): the program that evaluates this gives no randomness.");
        }
        const long Steps = 1_000_000_000_000_000;
        var drawn = (long)Math.BigMul(random.Next(), Steps, out _);
        return FeelNumber.From(drawn) / FeelNumber.From(Steps);
    }

    private static FeelValue DuplicateValues(Call call, ReadOnlySpan<FeelValue> a)
    {
        var (seen, twice) = (new HashSet<FeelValue>(), new HashSet<FeelValue>());
        return FeelList.From(a[0].AsList().Where(item => !seen.Add(item) && twice.Add(item)));
    }

    private static FeelValue Partition(Call call, ReadOnlySpan<FeelValue> a) =>
        a[1].NumberBits.TryToInt32(out var size) && size > 0
            ? FeelList.From(a[0].AsList().Chunk(size).Select(part => FeelValue.From(FeelList.Of(part))))
            : call.Warn("partition(): the size must be a whole number above 0.");

    private static FeelValue LastDayOfMonth(Call call, ReadOnlySpan<FeelValue> a)
    {
        var date = CalendarFunctions.DateOf(a[0]);
        return FeelValue.From(FeelDate.Unchecked(date.Year, date.Month, FeelDate.DaysIn(date.Year, date.Month)));
    }

    private static FeelValue FromJson(Call call, ReadOnlySpan<FeelValue> a)
    {
        try
        {
            return call.Bounded(FeelJson.Parse(a[0].AsString()));
        }
        catch (JsonException)
        {
            return call.Warn("from json(): the text is no JSON.");
        }
    }
}
