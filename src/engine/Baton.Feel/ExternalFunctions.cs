using System.Collections.Immutable;
using Baton.Feel.External;
using Baton.Feel.Types;

namespace Baton.Feel;

/// <summary>
/// The external functions (DMN 1.5, section 10.3.2.13.3) that expressions may call: an allow-list from the class and the method
/// signature that a model names to the code that runs. Nothing is ever looked up by reflection; what is not on the list is null with
/// a warning. Immutable and safe for any number of threads, as long as the functions themselves are.
/// </summary>
/// <remarks>
/// A model writes <c>function(a, b) external {java: {class: "org.example.Prices", method signature: "net(double, int)"}}</c>. The
/// arguments are converted to the types of the signature before the function sees them: whole numbers within the range of
/// <c>byte</c>, <c>short</c>, <c>int</c>, <c>long</c>; numbers rounded to <c>float</c> or <c>double</c>; text of one character for
/// <c>char</c>; and <c>boolean</c>, the classes of <c>java.lang</c>, <c>java.math</c>, <c>java.time</c> and <c>java.util</c> that
/// have a counterpart in FEEL. Where that fails, the result is null with a warning.
/// </remarks>
public sealed class ExternalFunctions
{
    private readonly ImmutableDictionary<string, ExternalMethod> _methods;

    private ExternalFunctions(ImmutableDictionary<string, ExternalMethod> methods) => _methods = methods;

    /// <summary>No external function at all.</summary>
    public static ExternalFunctions None { get; } = new(ImmutableDictionary.Create<string, ExternalMethod>(StringComparer.Ordinal));

    /// <summary>
    /// Harmless static methods of <c>java.lang</c> and <c>java.math</c>, written in C#: <c>Math</c>; <c>String.valueOf</c>,
    /// <c>format</c> and <c>join</c>; <c>valueOf</c>, <c>toString</c> and the parsing methods of the number classes, of
    /// <c>Boolean</c> and of <c>Character</c>; <c>BigDecimal.valueOf</c> and <c>BigInteger.valueOf</c>.
    /// </summary>
    public static ExternalFunctions JavaBasics => JavaLibrary.Functions;

    /// <summary>A list that also has this function; one of the same class and signature is replaced.</summary>
    /// <param name="className">The full name of the class, as models write it: <c>java.lang.Math</c>.</param>
    /// <param name="methodSignature">
    /// The method with the types of its parameters: <c>max(int, int)</c>. An array at the end takes any number of arguments; it is
    /// written <c>double[]</c>, <c>double...</c> or in the form of Java's class names, <c>[Ljava.lang.Object;</c>.
    /// </param>
    /// <param name="function">
    /// Called with the arguments, already converted; those for an array at the end follow one by one. It must be pure and safe for
    /// any number of threads. An exception that it throws becomes null with a warning.
    /// </param>
    /// <exception cref="ArgumentException">The class has no name, the signature cannot be read or names a type without counterpart in FEEL.</exception>
    public ExternalFunctions With(string className, string methodSignature, Func<ReadOnlySpan<FeelValue>, FeelValue> function)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(className);
        ArgumentNullException.ThrowIfNull(methodSignature);
        ArgumentNullException.ThrowIfNull(function);
        var signature = JavaSignature.TryRead(methodSignature, out var read, out var problem)
            ? read
            : throw new ArgumentException(problem, nameof(methodSignature));
        var method = new ExternalMethod(className.Trim(), signature, function);
        return new(_methods.SetItem(method.Key, method));
    }

    /// <summary>A list with the functions of both; where both have the same, that of <paramref name="others"/> counts.</summary>
    public ExternalFunctions With(ExternalFunctions others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return new(_methods.SetItems(others._methods));
    }

    /// <summary>The function that a definition stands for, or null and why there is none.</summary>
    internal FeelFunction? Find(ExternalMapping mapping, IReadOnlyList<(string Name, FeelType Type)> parameters, out string problem)
    {
        if (!JavaSignature.TryRead(mapping.MethodSignature, out var signature, out problem))
        {
            return null;
        }
        var key = ExternalMethod.KeyOf(mapping.ClassName, signature);
        if (_methods.TryGetValue(key, out var method))
        {
            return new ExternalFunction(method, parameters);
        }
        problem =
            $"The external function {key} is not allowed. Who compiles the expression or reads the model can allow it with ExternalFunctions.With.";
        return null;
    }
}
