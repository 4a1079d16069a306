namespace Baton.Feel.Functions;

/// <summary>
/// One form of a built-in function, declared as text: <c>substring(string: string, start position: number, length: number?)</c>.
/// A <c>?</c> makes a parameter optional, a leading <c>...</c> takes all further arguments, <c>|</c> joins kinds.
/// </summary>
internal sealed class Form
{
    private readonly Slot[] _slots;

    private readonly int _required;

    private readonly record struct Slot(string Name, FeelKind[] Kinds, bool IsOptional, bool IsRest)
    {
        private readonly int _kinds = Kinds.Aggregate(0, (kinds, kind) => kinds | (1 << (int)kind));

        public bool TakesAny => Kinds.Length == 0;

        public bool Takes(FeelKind kind) => ((_kinds >> (int)kind) & 1) != 0;
    }

    private Form(Slot[] slots, BuiltInBody body)
    {
        _slots = slots;
        _required = slots.Count(slot => !slot.IsOptional && !slot.IsRest);
        Body = body;
        Names = [.. slots.Select(slot => slot.Name)];
    }

    public BuiltInBody Body { get; }

    public IReadOnlyList<string> Names { get; }

    private bool HasRest => _slots.Length > 0 && _slots[^1].IsRest;

    public static Form Read(string parameters, BuiltInBody body)
    {
        var slots = parameters.Length == 0 ? [] : parameters.Split(", ").Select(ReadSlot).ToArray();
        return new(slots, body);
    }

    private static Slot ReadSlot(string text)
    {
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        var isRest = text.StartsWith("...", StringComparison.Ordinal);
        var kinds = text[(colon + 2)..];
        return new(text[(isRest ? 3 : 0)..colon], [.. kinds.TrimEnd('?').Split('|').SelectMany(KindsOf)], kinds.EndsWith('?'), isRest);
    }

    private static FeelKind[] KindsOf(string name) =>
        name switch
        {
            "any" => [],
            "boolean" => [FeelKind.Boolean],
            "number" => [FeelKind.Number],
            "string" => [FeelKind.String],
            "date" => [FeelKind.Date],
            "time" => [FeelKind.Time],
            "date and time" => [FeelKind.DateTime],
            "days" => [FeelKind.DaysTimeDuration],
            "months" => [FeelKind.YearsMonthsDuration],
            "duration" => [FeelKind.DaysTimeDuration, FeelKind.YearsMonthsDuration],
            "list" => [FeelKind.List],
            "context" => [FeelKind.Context],
            "range" => [FeelKind.Range],
            "function" => [FeelKind.Function],
            "null" => [FeelKind.Null],
            _ => throw new ArgumentException($"'{name}' is no kind.", nameof(name)),
        };

    /// <summary>
    /// The first <paramref name="given"/> arguments as this form wants them, or what is wrong. They are copied only where one
    /// must be converted, or where no nulls lie behind them for parameters that were left out.
    /// </summary>
    public bool Fit(ReadOnlySpan<FeelValue> arguments, int given, ref string? problem, out ReadOnlySpan<FeelValue> fitted)
    {
        fitted = default;
        if (given < _required || (given > _slots.Length && !HasRest))
        {
            problem ??= $"{given} arguments were given, but it takes {string.Join(", ", Names)}.";
            return false;
        }
        var wanted = HasRest ? given : _slots.Length;
        var copy = wanted > arguments.Length ? Copy(arguments[..given], wanted) : null;
        for (var i = 0; i < given; i++)
        {
            ref readonly var slot = ref _slots[Math.Min(i, _slots.Length - 1)];
            if (slot.TakesAny || slot.Takes(arguments[i].Kind))
            {
                continue;
            }
            if (!Fit(arguments[i], slot, out var converted))
            {
                problem =
                    $"'{slot.Name}' must be {string.Join(" or ", slot.Kinds)}, but it is {Compilation.Compiler.Describe(arguments[i])}.";
                return false;
            }
            copy ??= Copy(arguments[..given], wanted);
            copy[i] = converted;
        }
        fitted = copy ?? arguments[..wanted];
        return true;
    }

    private static FeelValue[] Copy(ReadOnlySpan<FeelValue> arguments, int length)
    {
        var copy = new FeelValue[length];
        arguments.CopyTo(copy);
        return copy;
    }

    private static bool Fit(FeelValue value, Slot slot, out FeelValue fitted)
    {
        fitted = value;
        if (value.IsNull && slot.IsOptional)
        {
            return true;
        }
        if (value.IsNull)
        {
            return false;
        }
        if (value.Is<FeelList>(out var list))
        {
            fitted = list.Count == 1 ? list[0] : default;
            return list.Count == 1 && slot.Takes(fitted.Kind);
        }
        if (slot.Kinds is [FeelKind.List])
        {
            fitted = FeelList.Of(value);
            return true;
        }
        return false;
    }

    /// <summary>Named arguments in the order of the parameters; null when a name is not one of them.</summary>
    public FeelValue[]? Order(IReadOnlyList<string> names, ReadOnlySpan<FeelValue> arguments)
    {
        if (names.Count > _slots.Length)
        {
            return null;
        }
        var last = -1;
        var ordered = new FeelValue[_slots.Length];
        var given = new bool[_slots.Length];
        for (var i = 0; i < names.Count; i++)
        {
            var at = FeelFunction.IndexOf(Names, names[i]);
            if (at < 0 || given[at])
            {
                return null;
            }
            (ordered[at], given[at], last) = (arguments[i], true, Math.Max(last, at));
        }
        for (var i = 0; i < _slots.Length; i++)
        {
            if (!given[i] && !_slots[i].IsOptional)
            {
                return null;
            }
        }
        return ordered[..(last + 1)];
    }
}
