using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Baton.Desk.Channels.Fax.HylaFax;

/// <summary>Runs the client programs of HylaFAX. What they take is given as arguments, never through a shell.</summary>
internal sealed class HylaFaxClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private const int MaxOutput = 4 * 1024 * 1024;
    private const int MaxWords = 300;
    private const string ServerLine = "HylaFAX scheduler";

    private readonly HylaFaxOptions _options;
    private readonly string _home;

    /// <param name="options">Which server.</param>
    /// <param name="home">A folder of its own: the programs read their settings from the home of whoever runs them.</param>
    public HylaFaxClient(HylaFaxOptions options, string home)
    {
        _options = options;
        _home = home;
        Directory.CreateDirectory(home);
        File.WriteAllText(Path.Combine(home, ".hylarc"), $"JobFmt: \"{HylaFaxJob.Format}\"\n");
    }

    /// <summary>The jobs that wait and those that are done with.</summary>
    public async Task<IReadOnlyList<HylaFaxJob>> Jobs(CancellationToken ct)
    {
        var (output, said) = await Run("faxstat", ["-h", Server(withModem: false), "-s", "-d"], ct);
        // It ends well also where it reached nobody: an empty queue is one that the server tells of.
        return output.Contains(ServerLine, StringComparison.Ordinal)
            ? [.. HylaFaxJob.Read(output)]
            : throw new IOException($"faxstat failed: {Words(said)}");
    }

    /// <summary>Puts a document into the queue.</summary>
    public async Task Send(string tag, string number, int priority, ReadOnlyMemory<byte> pdf, CancellationToken ct)
    {
        var file = Path.Combine(_home, Guid.NewGuid().ToString("N") + ".pdf");
        try
        {
            await File.WriteAllBytesAsync(file, pdf, ct);
            List<string> arguments =
            [
                "-n",
                "-h",
                Server(withModem: true),
                "-o",
                _options.User,
                "-i",
                tag,
                "-P",
                priority.ToString(CultureInfo.InvariantCulture),
                "-t",
                _options.Tries.ToString(CultureInfo.InvariantCulture),
                "-T",
                _options.Dials.ToString(CultureInfo.InvariantCulture),
                "-k",
                string.Create(CultureInfo.InvariantCulture, $"now + {_options.KillMinutes} minutes"),
            ];
            if (_options.Sender is { Length: > 0 } sender)
                arguments.AddRange(["-S", sender]);
            await Run("sendfax", [.. arguments, "-d", number, file], ct);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private string Server(bool withModem)
    {
        var server = string.Create(CultureInfo.InvariantCulture, $"{_options.Host}:{_options.Port}");
        return withModem && _options.Modem is { Length: > 0 } modem ? modem + "@" + server : server;
    }

    /// <exception cref="IOException">The program is not there, or the server did not do it.</exception>
    private async Task<(string Output, string Said)> Run(string program, IEnumerable<string> arguments, CancellationToken ct)
    {
        var path = _options.Programs is { Length: > 0 } folder ? Path.Combine(folder, program) : program;
        var start = new ProcessStartInfo(path, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            WorkingDirectory = _home,
        };
        start.Environment["HOME"] = _home;
        start.Environment["FAXUSER"] = _options.User;
        start.Environment["LC_ALL"] = "C";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        using var process = Started(start, program);
        try
        {
            // A server that wants a password asks for it here and gets none.
            process.StandardInput.Close();
            var errors = ReadAll(process.StandardError, patience.Token);
            var output = await ReadAll(process.StandardOutput, patience.Token);
            var said = await errors;
            await process.WaitForExitAsync(patience.Token);
            return process.ExitCode == 0
                ? (output, said)
                : throw new IOException($"{program} failed: {Words(said.Length > 0 ? said : output)}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new IOException($"{program} did not end within {Patience.TotalSeconds:0} s.");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static Process Started(ProcessStartInfo start, string program)
    {
        try
        {
            return Process.Start(start) ?? throw new IOException($"{program} cannot be started.");
        }
        catch (Win32Exception)
        {
            throw new IOException($"{program} is not installed (Debian: apt-get install hylafax-client).");
        }
    }

    private static async Task<string> ReadAll(StreamReader reader, CancellationToken ct)
    {
        var text = new StringBuilder();
        var part = new char[16 * 1024];
        int length;
        while ((length = await reader.ReadAsync(part, ct)) > 0)
        {
            if (text.Length + length > MaxOutput)
                throw new IOException("The fax server said more than 4 MB.");
            text.Append(part, 0, length);
        }
        return text.ToString();
    }

    private static string Words(string text)
    {
        var line = string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return line.Length > MaxWords ? line[..MaxWords] : line;
    }
}
