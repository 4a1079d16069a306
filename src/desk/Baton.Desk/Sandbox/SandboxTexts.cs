using Baton.Desk.Texts;

namespace Baton.Desk.Sandbox;

/// <summary>The sentences of the sandbox, from the resources beside this file.</summary>
internal static class SandboxTexts
{
    public static TextSet Words { get; } = new(typeof(SandboxTexts));
}
