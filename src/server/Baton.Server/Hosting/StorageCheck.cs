using Baton.Runtime.Storage;
using Baton.Server.Configuration;
using Npgsql;

namespace Baton.Server.Hosting;

/// <summary>Tells early and plainly that a database server cannot be reached or does not let us in.</summary>
internal static class StorageCheck
{
    /// <exception cref="ConfigurationErrorException">The database does not open; the message names it without secrets.</exception>
    public static void Reach(BatonStorage storage)
    {
        try
        {
            storage.OpenWriter().Dispose();
        }
        catch (NpgsqlException refused)
        {
            string why = refused is PostgresException told ? told.MessageText : refused.Message;
            throw new ConfigurationErrorException([
                $"{StorageSettings.Key}: the {storage.Name} cannot be used: {why.TrimEnd('.')}. Start it, create the database, or correct the setting.",
            ]);
        }
    }
}
