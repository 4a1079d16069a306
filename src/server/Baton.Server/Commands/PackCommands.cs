using System.CommandLine;
using Baton.Desk;
using Baton.Desk.Processes.ExportPack;
using Baton.Desk.Processes.ImportPack;
using Baton.Desk.Processes.ListPacks;
using Baton.Desk.Processes.Packs;
using Baton.Runtime;

namespace Baton.Server.Commands;

/// <summary><c>pack import</c>, <c>pack export</c> and <c>pack list</c>: solution packs without a browser.</summary>
internal static class PackCommands
{
    public static Command Create() => new("pack", "Solution packs.") { Import(), Export(), List() };

    private static Command Import()
    {
        var path = new Argument<string>("path") { Description = "The folder of the pack, or its zip." };
        return new Command("import", "Import a pack; with --Demo:Load=true its demo people and customers, too.") { path }.WithSettings(
            (parsed, ct) =>
                Failures.Catch(async () =>
                {
                    // A running server would not notice the new definitions.
                    await using CommandHost host = await CommandHost.Start([.. parsed.UnmatchedTokens], ct, alone: true);
                    if (Read(parsed.GetRequiredValue(path)) is not { } files)
                    {
                        await Console.Error.WriteLineAsync(
                            $"There is no folder and no file '{Path.GetFullPath(parsed.GetRequiredValue(path))}'."
                        );
                        return 1;
                    }
                    Outcome<ImportPackResult> outcome = await host.Get<ImportPack>().Import(files, withDemo: host.Settings.LoadDemo, ct);
                    return await CommandHost.Print(outcome, result => $"{result.Id} {result.Version}: {result.Change}");
                })
        );
    }

    private static Command Export()
    {
        var id = new Argument<string>("id") { Description = "The pack, as 'pack list' names it." };
        var path = new Argument<string>("path") { Description = "The zip to write." };
        return new Command("export", "Write an installed pack to a zip, file for file as it was imported.") { id, path }.WithSettings(
            (parsed, ct) =>
                Failures.Catch(async () =>
                {
                    await using CommandHost host = await CommandHost.Start([.. parsed.UnmatchedTokens], ct);
                    Outcome<PackArchive> outcome = await host.Get<ExportPack>().Export(parsed.GetRequiredValue(id), Languages.Default, ct);
                    string target = Path.GetFullPath(parsed.GetRequiredValue(path));
                    if (outcome.Succeeded)
                    {
                        await File.WriteAllBytesAsync(target, outcome.Value.Zip, ct);
                    }
                    return await CommandHost.Print(outcome, archive => $"{target}: {archive.Zip.Length} bytes");
                })
        );
    }

    private static Command List() =>
        new Command("list", "The installed packs.").WithSettings(
            (parsed, ct) =>
                Failures.Catch(async () =>
                {
                    await using CommandHost host = await CommandHost.Start([.. parsed.UnmatchedTokens], ct);
                    foreach (PackView pack in await host.Get<ListPacks>().All(ct))
                    {
                        await Console.Out.WriteLineAsync($"{pack.Id} {pack.Version} {pack.Name.In(Languages.Default)}");
                    }
                    return 0;
                })
        );

    private static PackFiles? Read(string path)
    {
        if (Directory.Exists(path))
        {
            return PackFiles.FromFolder(path);
        }
        if (!File.Exists(path))
        {
            return null;
        }
        using FileStream zip = File.OpenRead(path);
        return PackFiles.FromZip(zip);
    }
}
