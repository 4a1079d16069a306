using System.Text;
using Baton.Feel;

namespace Baton.Runtime.Variables;

/// <summary>How large variables are as JSON, without writing them.</summary>
internal static class VariableSize
{
    /// <summary>Digits, signs and separators of a number, a truth value or null; near enough for a bound.</summary>
    private const long Scalar = 8;

    /// <summary>About how many bytes; counting stops once it is more than the limit.</summary>
    public static long Of(FeelContext variables, long limit)
    {
        long size = 0;
        Add(variables, limit, ref size);
        return size;
    }

    private static void Add(FeelContext context, long limit, ref long size)
    {
        foreach (var (name, value) in context.Entries)
        {
            size += Encoding.UTF8.GetByteCount(name) + 4;
            Add(value, limit, ref size);
            if (size > limit)
            {
                return;
            }
        }
    }

    private static void Add(FeelValue value, long limit, ref long size)
    {
        switch (value.Kind)
        {
            case FeelKind.String:
                size += Encoding.UTF8.GetByteCount(value.AsString()) + 2;
                break;
            case FeelKind.Context:
                Add(value.AsContext(), limit, ref size);
                break;
            case FeelKind.List:
                foreach (var item in value.AsList().AsSpan())
                {
                    Add(item, limit, ref size);
                    if (size > limit)
                    {
                        return;
                    }
                }
                break;
            default:
                size += Scalar;
                break;
        }
    }
}
