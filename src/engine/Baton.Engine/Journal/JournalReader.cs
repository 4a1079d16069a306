using System.Text;
using Baton.Feel;

namespace Baton.Engine.Journal;

/// <summary>Reads the fields of one journal row as <see cref="JournalWriter"/> wrote them.</summary>
internal ref struct JournalReader(ReadOnlySpan<byte> row)
{
    private readonly List<string> _texts = [];
    private ReadOnlySpan<byte> _rest = row;
    private long _lastKey;
    private long _lastInstance;

    public readonly bool AtEnd => _rest.IsEmpty;

    public byte Byte()
    {
        byte value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    public bool Bool() => Byte() != 0;

    public ulong Unsigned()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
        throw new InvalidDataException("A number of the journal row runs over 64 bits. The row is damaged.");
    }

    public int Count() => checked((int)Unsigned());

    public long Signed()
    {
        ulong raw = Unsigned();
        return (long)(raw >> 1) ^ -(long)(raw & 1);
    }

    public long Key() => _lastKey += Signed();

    public long? OptionalKey() => Bool() ? Key() : null;

    public long Instance() => _lastInstance += Signed();

    public DateTimeOffset? Time() => Bool() ? new DateTimeOffset(Signed(), TimeSpan.Zero) : null;

    public string? OptionalText()
    {
        int code = Count();
        if (code == 0)
        {
            return null;
        }
        if (code > 1)
        {
            return _texts[code - 2];
        }
        string text = FreshText();
        _texts.Add(text);
        return text;
    }

    public string Text() => OptionalText() ?? throw new InvalidDataException("A text of the journal row is missing. The row is damaged.");

    public IReadOnlyList<string> Texts()
    {
        int count = Count();
        if (count == 0)
        {
            return [];
        }
        var texts = new List<string>();
        for (int i = 0; i < count; i++)
        {
            texts.Add(Text());
        }
        return texts;
    }

    public FeelContext Variables()
    {
        int count = Count();
        if (count == 0)
        {
            return FeelContext.Empty;
        }
        var entries = new List<KeyValuePair<string, FeelValue>>();
        for (int i = 0; i < count; i++)
        {
            string name = Text();
            entries.Add(new(name, Value()));
        }
        return FeelContext.From(entries);
    }

    public FeelValue Value()
    {
        byte tag = Byte();
        switch (tag)
        {
            case ValueTags.Null:
                return FeelValue.Null;
            case ValueTags.False:
                return FeelValue.False;
            case ValueTags.True:
                return FeelValue.True;
            case ValueTags.Integer:
                return FeelValue.From(Signed());
            case ValueTags.Decimal:
                string text = FreshText();
                return FeelNumber.TryParse(text, out FeelNumber number)
                    ? number
                    : throw new InvalidDataException($"'{text}' in the journal row is not a number. The row is damaged.");
            case ValueTags.Text:
                return FeelValue.From(FreshText());
            case ValueTags.List:
                int count = Count();
                var items = new List<FeelValue>();
                for (int i = 0; i < count; i++)
                {
                    items.Add(Value());
                }
                return FeelList.From(items);
            case ValueTags.Context:
                return Variables();
            default:
                throw new InvalidDataException($"{tag} is not the mark of a value. The journal row is damaged or newer than this program.");
        }
    }

    private string FreshText()
    {
        int length = Count();
        string text = Encoding.UTF8.GetString(_rest[..length]);
        _rest = _rest[length..];
        return text;
    }
}
