using System.CommandLine;

namespace Baton.Server.Commands;

/// <summary>
/// What can be said on the command line: nothing to serve, or one of a few commands that work on the data directory. Everything else is a
/// setting, as <c>--Data:Directory=…</c>.
/// </summary>
internal static class CommandLine
{
    public static Task<int> Run(string[] arguments)
    {
        var root = new RootCommand("Baton: the case desk and its process engine. Without a command it serves.")
        {
            TokenCommands.Create(),
            PackCommands.Create(),
            VerifyCommand.Create(),
            BackupCommand.Create(),
            HistoryCommand.Create(),
        };
        root.TreatUnmatchedTokensAsErrors = false;
        root.SetAction((parsed, ct) => ServeCommand.Run([.. parsed.UnmatchedTokens], ct));
        // Ctrl+C and SIGTERM belong to the host, which finishes its work first.
        return root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null })
            .InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
    }

    /// <summary>A command that takes settings beside its own options.</summary>
    public static Command WithSettings(this Command command, Func<ParseResult, CancellationToken, Task<int>> action)
    {
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(action);
        return command;
    }
}
