using System.Data.Common;
using Baton.Desk;
using Baton.Desk.Access;
using Baton.Desk.Audit;
using Baton.Desk.Processes.ImportPack;
using Baton.Runtime;
using Baton.Runtime.Storage;
using Baton.Server.Configuration;

namespace Baton.Server.Hosting;

/// <summary>Starts the runtime and makes sure of what the configuration promises, before anybody is let in.</summary>
internal sealed class Preparation(
    ServerSettings settings,
    EnsureAdministrator administrators,
    ImportPack packs,
    NoteSettings noteSettings,
    BatonRuntime runtime,
    BatonStorage storage
)
{
    /// <exception cref="ConfigurationErrorException">The administrator or a pack is refused.</exception>
    public async Task Run(CancellationToken cancellationToken)
    {
        StorageCheck.Reach(storage);
        await runtime.Start(cancellationToken);
        // Servers that start together on one database bring in the same packs: one after the other.
        await using DbConnection connection = storage.OpenWriter();
        using IDisposable? held = storage.LockSchema(connection);
        ThrowIfRefused((await noteSettings.Run(cancellationToken)).Problem);
        if (settings.Administrator is { } administrator)
        {
            Outcome<DeskUser> outcome = await administrators.Run(administrator.UserName, administrator.Password, cancellationToken);
            ThrowIfRefused(outcome.Problem);
        }
        if (settings is { LoadDemo: true, PacksDirectory: { } folder })
        {
            Outcome<IReadOnlyList<ImportPackResult>> outcome = await packs.ImportAll(folder, withDemo: true, cancellationToken);
            ThrowIfRefused(outcome.Problem);
        }
    }

    private static void ThrowIfRefused(Problem? problem)
    {
        if (problem is not null)
        {
            throw new ConfigurationErrorException([problem.Detail, .. problem.Fields.Select(field => $"  {field.Field}: {field.Message}")]);
        }
    }
}
