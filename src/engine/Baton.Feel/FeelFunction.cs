namespace Baton.Feel;

/// <summary>A function as a value: built in, written in FEEL, or a business knowledge model.</summary>
public abstract class FeelFunction
{
    internal FeelFunction() { }

    /// <summary>
    /// A function written in C#, to be given to expressions as a variable. It is called with one argument for each parameter, of
    /// whatever kinds the expression gives; it must be pure and safe for any number of threads. An exception that it throws becomes
    /// null with a warning.
    /// </summary>
    /// <param name="name">For warnings; an expression calls the function by the name of the variable.</param>
    /// <param name="parameters">Their names, in order, for calls with named arguments.</param>
    /// <param name="body">What the function does.</param>
    public static FeelFunction Of(string name, IReadOnlyList<string> parameters, Func<ReadOnlySpan<FeelValue>, FeelValue> body)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(body);
        return new External.HostFunction(name, [.. parameters], body);
    }

    /// <summary>The name it was found under, or null for a function literal.</summary>
    public abstract string? Name { get; }

    /// <summary>Parameter names in order; for overloaded built-ins those of the first form.</summary>
    public abstract IReadOnlyList<string> Parameters { get; }

    /// <summary>The types it declares, or null when it declares none.</summary>
    internal virtual Types.FunctionType? Signature => null;

    internal abstract FeelValue Invoke(Compilation.Call call, ReadOnlySpan<FeelValue> arguments);

    /// <summary>The arguments in the order of the parameters, or null when a name is unknown.</summary>
    internal virtual FeelValue InvokeNamed(Compilation.Call call, IReadOnlyList<string> names, ReadOnlySpan<FeelValue> arguments)
    {
        var ordered = new FeelValue[Parameters.Count];
        if (names.Count > ordered.Length)
        {
            return call.Warn($"{Describe()} takes {ordered.Length} arguments, but {names.Count} were given.");
        }
        for (var i = 0; i < names.Count; i++)
        {
            var at = IndexOf(Parameters, names[i]);
            if (at < 0)
            {
                return call.Warn($"{Describe()} has no parameter '{names[i]}'; it has {string.Join(", ", Parameters)}.");
            }
            ordered[at] = arguments[i];
        }
        return names.Count < ordered.Length
            ? call.Warn($"{Describe()} needs all of its parameters: {string.Join(", ", Parameters)}.")
            : Invoke(call, ordered);
    }

    internal string Describe() => Name is null ? "The function" : $"{Name}()";

    internal static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (string.Equals(names[i], name, StringComparison.Ordinal))
            {
                return i;
            }
        }
        return -1;
    }
}
