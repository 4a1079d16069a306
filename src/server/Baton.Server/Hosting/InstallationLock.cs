using Baton.Server.Configuration;

namespace Baton.Server.Hosting;

/// <summary>
/// Makes sure that one process at a time serves a data directory with a database or changes its processes. The operating system lets go of it when the
/// process ends, however that happens.
/// </summary>
internal sealed class InstallationLock : IDisposable
{
    private readonly FileStream _file;

    private InstallationLock(FileStream file) => _file = file;

    /// <summary>Takes the lock; null where servers share the database, each with a data directory of its own or not.</summary>
    /// <exception cref="ConfigurationErrorException">Another process has it.</exception>
    public static InstallationLock? Take(ServerSettings settings)
    {
        string dataDirectory = settings.DataDirectory;
        Directory.CreateDirectory(dataDirectory);
        if (settings.Storage.IsShared)
        {
            return null;
        }
        try
        {
            return new InstallationLock(
                new FileStream(Path.Combine(dataDirectory, "baton.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)
            );
        }
        catch (IOException)
        {
            throw new ConfigurationErrorException([
                $"Data:Directory is '{dataDirectory}', where another Baton is at work. Stop it first, or give this one a directory of its own.",
            ]);
        }
    }

    public void Dispose() => _file.Dispose();
}
