using System.Globalization;
using System.Text;
using Baton.Desk.Processes.Packs;
using Baton.Runtime.Storage;
using Baton.Server.Configuration;

namespace Baton.Server.Commands;

/// <summary>What the operator reads when the server is ready: where it is, and who can sign in to try it.</summary>
internal static class Greeting
{
    public static string Text(IEnumerable<string> addresses, ServerSettings settings, BatonStorage storage)
    {
        var text = new StringBuilder();
        text.AppendLine();
        foreach (string address in addresses)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  Baton is ready at {address}");
        }
        string place = settings.Storage.IsShared ? $"the {storage.Name}" : settings.DataDirectory;
        text.AppendLine(CultureInfo.InvariantCulture, $"  Its data lies in {place}");
        if (settings.ControlledClock)
        {
            text.AppendLine("  Operators can set its clock (Clock:Controlled)");
        }
        if (settings.Administrator is { } administrator)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  The administrator is {administrator.UserName}");
        }
        foreach (PackDemo demo in Demos(settings))
        {
            AppendUsers(text, demo.Users);
        }
        return text.ToString();
    }

    private static void AppendUsers(StringBuilder text, IReadOnlyList<PackDemoUser> users)
    {
        int width = users.Count == 0 ? 0 : users.Max(user => user.UserName.Length);
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"  Demo users, password {DemoOptions.Password}");
        foreach (PackDemoUser user in users)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"    {user.UserName.PadRight(width)}  {user.DisplayName} ({string.Join(", ", user.Roles)})"
            );
        }
    }

    private static IEnumerable<PackDemo> Demos(ServerSettings settings) =>
        settings is { LoadDemo: true, PacksDirectory: { } folder }
            ? Directory
                .EnumerateDirectories(folder)
                .Order(StringComparer.Ordinal)
                .Where(pack => File.Exists(Path.Combine(pack, "pack.json")))
                .Select(pack => PackReading.FromFolder(pack).Pack?.Demo)
                .OfType<PackDemo>()
            : [];
}
