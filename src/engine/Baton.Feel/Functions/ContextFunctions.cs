using Baton.Feel.Compilation;

namespace Baton.Feel.Functions;

/// <summary>Contexts: DMN 1.5, section 10.3.4.8.</summary>
internal static class ContextFunctions
{
    public static void Define(BuiltIns.Define define)
    {
        define("get value", "m: context, key: string", (_, a) => a[0].AsContext()[a[1].AsString()]);
        define("get value", "context: context, key: string", (_, a) => a[0].AsContext()[a[1].AsString()]);
        define("get value", "context: context, keys: list", (_, a) => GetDeep(a[0], a[1].AsList()));
        define("get entries", "m: context", GetEntries);
        define("get entries", "context: context", GetEntries);
        define("context", "entries: list", FromEntries);
        define(
            "context put",
            "context: context, key: string, value: any",
            (call, a) => call.Bounded(a[0].AsContext().With(a[1].AsString(), a[2]))
        );
        define("context put", "context: context, keys: list, value: any", PutDeep);
        define("context merge", "contexts: list", Merge);
    }

    private static FeelValue GetDeep(FeelValue value, FeelList keys)
    {
        foreach (var key in keys.AsSpan())
        {
            if (!value.Is<FeelContext>(out var context) || !key.Is<string>(out var name))
            {
                return FeelValue.Null;
            }
            value = context[name];
        }
        return keys.Count == 0 ? FeelValue.Null : value;
    }

    private static FeelValue GetEntries(Call call, ReadOnlySpan<FeelValue> a) =>
        FeelList.From(a[0].AsContext().Entries.Select(entry => FeelValue.From(FeelContext.Of(("key", entry.Key), ("value", entry.Value)))));

    private static FeelValue FromEntries(Call call, ReadOnlySpan<FeelValue> a)
    {
        var context = new FeelContext.Builder();
        foreach (var item in a[0].AsList().AsSpan())
        {
            if (!item.Is<FeelContext>(out var entry) || !entry["key"].Is<string>(out var key) || !entry.TryGet("value", out var value))
            {
                return call.Warn("context(): each item must be a context with 'key', which is text, and 'value'.");
            }
            if (context.Contains(key))
            {
                return call.Warn($"context(): the key '{key}' comes twice.");
            }
            context.Set(key, value);
        }
        return call.Bounded(context.Build());
    }

    private static FeelValue PutDeep(Call call, ReadOnlySpan<FeelValue> a)
    {
        var keys = a[1].AsList();
        if (keys.Count == 0)
        {
            return call.Warn("context put(): the list of keys is empty.");
        }
        return Put(call, a[0], keys, 0, a[2]) is { } put ? call.Bounded(put) : FeelValue.Null;
    }

    private static FeelValue? Put(Call call, FeelValue into, FeelList keys, int level, FeelValue value)
    {
        Evaluation.EnsureStack(call.At);
        if (level == keys.Count)
        {
            return value;
        }
        if (level > Values.Extent.MaxDepth || !keys[level].Is<string>(out var key))
        {
            call.Warn("context put(): each key must be text.");
            return null;
        }
        if (into.IsNull)
        {
            into = FeelContext.Empty;
        }
        if (!into.Is<FeelContext>(out var context))
        {
            call.Warn($"context put(): there is no context at '{key}'.");
            return null;
        }
        return Put(call, context[key], keys, level + 1, value) is { } inner ? context.With(key, inner) : default(FeelValue?);
    }

    private static FeelValue Merge(Call call, ReadOnlySpan<FeelValue> a)
    {
        var merged = new FeelContext.Builder();
        foreach (var item in a[0].AsList().AsSpan())
        {
            if (!item.Is<FeelContext>(out var context))
            {
                return call.Warn("context merge(): the list must hold contexts only.");
            }
            foreach (var (name, value) in context.Entries)
            {
                merged.Set(name, value);
            }
        }
        return call.Bounded(merged.Build());
    }
}
