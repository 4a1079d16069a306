using System.CommandLine;
using System.Globalization;
using Baton.Runtime.Sqlite;
using Baton.Server.Configuration;
using Baton.Server.Hosting;

namespace Baton.Server.Commands;

/// <summary><c>backup</c>: copies the database of a data directory, also while a server works on it.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var to = new Option<string>("--to") { Description = "The file to write; it must not exist.", Required = true };
        return new Command("backup", "Copy the SQLite database, also while a server runs on it.") { to }.WithSettings(
            (parsed, ct) => Failures.Catch(() => Run([.. parsed.UnmatchedTokens], Path.GetFullPath(parsed.GetRequiredValue(to))))
        );
    }

    /// <summary>Opens no runtime: a copy must change nothing, not even bring the schema up to date.</summary>
    private static async Task<int> Run(string[] arguments, string target)
    {
        WebApplicationBuilder builder = ServerHost.CreateBuilder(arguments);
        var reader = new SettingsReader(builder.Configuration);
        ServerSettings settings = builder.ReadSettings(arguments, reader);
        reader.ThrowIfWrong();
        if (settings.Storage.IsShared)
        {
            await Console.Error.WriteLineAsync(
                "Expected a SQLite database to copy, but Storage:Provider is Postgres. Use pg_dump --format=custom, or pg_basebackup for the whole cluster; docs/guide/backup.md says how."
            );
            return 1;
        }
        try
        {
            long bytes = SqliteBackup.Copy(new SqliteStorageOptions { ConnectionString = settings.Storage.ConnectionString }, target);
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{target}: {bytes} bytes, checked."));
            await Console.Out.WriteLineAsync(Rest(settings));
            return 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }

    private static string Rest(ServerSettings settings) =>
        $"""
            To a complete backup belong also, copied after this file:
              {Path.Combine(settings.DataDirectory, "attachments")}: contents of attachments
              {Path.Combine(settings.DataDirectory, "fax-documents")}: documents of faxes
              {Path.Combine(settings.DataDirectory, "fax")}: the spool of faxes, unless the configuration names another place
              {Path.Combine(settings.DataDirectory, "keys")}: keys of cookies; keep them secret
              the configuration of the server
            """;
}
