using System.CommandLine;

namespace Baton.Bench.Mails;

/// <summary>The command <c>mail</c>.</summary>
internal static class MailCommand
{
    public static Command Create()
    {
        var mails = BenchOptions.Number("--mails", "How many lie in the mailbox; half of them bring files.", 10_000);
        var command = new Command("mail", "A full mailbox of a real Dovecot, taken into the inbox of a server by IMAP.")
        {
            BenchOptions.StoreOnDisk,
            mails,
            BenchOptions.Directory,
        };
        command.SetAction(
            (parsed, ct) =>
                MailBench.Run(new(parsed.GetValue(BenchOptions.StoreOnDisk)!, parsed.AtLeastOne(mails), parsed.Folder()), Console.Out, ct)
        );
        return command;
    }
}
