namespace Baton.Feel.External;

/// <summary>A method that may be called, with the code that stands for it.</summary>
internal sealed record ExternalMethod(string ClassName, JavaSignature Signature, Func<ReadOnlySpan<FeelValue>, FeelValue> Body)
{
    public string Key => KeyOf(ClassName, Signature);

    public static string KeyOf(string className, JavaSignature signature) => $"{className.Trim()}.{signature}";
}
