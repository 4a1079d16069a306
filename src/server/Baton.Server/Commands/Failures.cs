using Baton.Runtime.Storage;
using Baton.Server.Configuration;

namespace Baton.Server.Commands;

/// <summary>Ends a command with what the operator can act on, instead of a stack trace.</summary>
internal static class Failures
{
    public static async Task<int> Catch(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (ConfigurationErrorException error)
        {
            await Console.Error.WriteLineAsync("Baton cannot start with this configuration:");
            foreach (string line in error.Errors)
            {
                await Console.Error.WriteLineAsync($"  {line}");
            }
            return 1;
        }
        catch (SchemaException error)
        {
            await Console.Error.WriteLineAsync($"Baton cannot use this database: {error.Message}");
            return 1;
        }
    }
}
