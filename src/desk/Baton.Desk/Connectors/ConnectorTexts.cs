using Baton.Desk.Texts;

namespace Baton.Desk.Connectors;

/// <summary>The sentences about connections to other systems, from the resources beside this file.</summary>
internal static class ConnectorTexts
{
    public static TextSet Words { get; } = new(typeof(ConnectorTexts));
}
