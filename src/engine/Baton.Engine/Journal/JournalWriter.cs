using System.Buffers;
using System.Text;
using Baton.Feel;

namespace Baton.Engine.Journal;

/// <summary>
/// Writes the fields of one journal row. Keys are written as the distance to the key before them and texts only once, because the events of
/// one commit speak of the same few things.
/// </summary>
/// <param name="output">Gets the bytes.</param>
/// <param name="texts">About how many different texts there will be.</param>
internal sealed class JournalWriter(IBufferWriter<byte> output, int texts = 0)
{
    /// <summary>Whole numbers with more than 18 characters are written as texts.</summary>
    private const long IntegersBelow = 1_000_000_000_000_000_000;
    private const long IntegersAbove = -100_000_000_000_000_000;

    private readonly Dictionary<string, int> _texts = new(texts, StringComparer.Ordinal);
    private long _lastKey;
    private long _lastInstance;

    public void Byte(byte value)
    {
        Span<byte> span = output.GetSpan(1);
        span[0] = value;
        output.Advance(1);
    }

    public void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Unsigned(ulong value)
    {
        Span<byte> span = output.GetSpan(10);
        int length = 0;
        while (value >= 0x80)
        {
            span[length++] = (byte)(value | 0x80);
            value >>= 7;
        }
        span[length++] = (byte)value;
        output.Advance(length);
    }

    public void Count(int value) => Unsigned((ulong)value);

    public void Signed(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    public void Key(long key)
    {
        Signed(key - _lastKey);
        _lastKey = key;
    }

    public void OptionalKey(long? key)
    {
        Bool(key is not null);
        if (key is { } known)
        {
            Key(known);
        }
    }

    /// <summary>The process instance of an event; nearly always the one before.</summary>
    public void Instance(long key)
    {
        Signed(key - _lastInstance);
        _lastInstance = key;
    }

    public void Time(DateTimeOffset? time)
    {
        Bool(time is not null);
        if (time is { } known)
        {
            Signed(known.UtcTicks);
        }
    }

    /// <summary>0 is null, 1 a new text that follows, n + 2 the n-th text of the row again.</summary>
    public void Text(string? text)
    {
        if (text is null)
        {
            Count(0);
            return;
        }
        if (_texts.TryGetValue(text, out int index))
        {
            Count(index + 2);
            return;
        }
        _texts.Add(text, _texts.Count);
        Count(1);
        FreshText(text);
    }

    public void Texts(IReadOnlyList<string> texts)
    {
        Count(texts.Count);
        for (int i = 0; i < texts.Count; i++)
        {
            Text(texts[i]);
        }
    }

    public void Variables(FeelContext variables)
    {
        Count(variables.Count);
        foreach ((string name, FeelValue value) in variables.Entries)
        {
            Text(name);
            Value(value);
        }
    }

    /// <summary>Values are as JSON holds them; other kinds do not occur in a journal.</summary>
    public void Value(FeelValue value)
    {
        switch (value.Kind)
        {
            case FeelKind.Null:
                Byte(ValueTags.Null);
                break;
            case FeelKind.Boolean:
                Byte(value.AsBoolean() ? ValueTags.True : ValueTags.False);
                break;
            case FeelKind.Number:
                Number(value.AsNumber());
                break;
            case FeelKind.String:
                Byte(ValueTags.Text);
                FreshText(value.AsString());
                break;
            case FeelKind.List:
                FeelList list = value.AsList();
                Byte(ValueTags.List);
                Count(list.Count);
                foreach (FeelValue item in list.AsSpan())
                {
                    Value(item);
                }
                break;
            case FeelKind.Context:
                Byte(ValueTags.Context);
                Variables(value.AsContext());
                break;
            default:
                throw new InvalidOperationException($"A value of kind {value.Kind} reached the journal without being normalised to JSON.");
        }
    }

    private void Number(FeelNumber number)
    {
        if (number.TryToInt64(out long whole) && whole is > IntegersAbove and < IntegersBelow)
        {
            Byte(ValueTags.Integer);
            Signed(whole);
            return;
        }
        Byte(ValueTags.Decimal);
        FreshText(number.ToString());
    }

    private void FreshText(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        Count(length);
        Encoding.UTF8.GetBytes(text, output.GetSpan(length));
        output.Advance(length);
    }
}

/// <summary>How the journal marks the kind of a value.</summary>
internal static class ValueTags
{
    public const byte Null = 0;
    public const byte False = 1;
    public const byte True = 2;
    public const byte Integer = 3;
    public const byte Decimal = 4;
    public const byte Text = 5;
    public const byte List = 6;
    public const byte Context = 7;
}
