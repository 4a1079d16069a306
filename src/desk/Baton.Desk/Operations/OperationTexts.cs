using Baton.Desk.Texts;

namespace Baton.Desk.Operations;

/// <summary>The sentences of operations, from the resources beside this file.</summary>
internal static class OperationTexts
{
    public static TextSet Words { get; } = new(typeof(OperationTexts));
}
