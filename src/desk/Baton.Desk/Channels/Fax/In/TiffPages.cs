using System.ComponentModel;
using System.Diagnostics;

namespace Baton.Desk.Channels.Fax.In;

/// <summary>Makes PDF of TIFF with a program of the machine, where it is there.</summary>
internal static class TiffPages
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The path of a temporary PDF, which the caller deletes; null where it cannot be made.</summary>
    public static async Task<string?> AsPdf(string program, string tiff, CancellationToken ct)
    {
        if (program.Length == 0)
            return null;
        var pdf = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pdf");
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, ["-o", pdf, tiff])
                {
                    RedirectStandardError = true,
                    RedirectStandardOutput = true,
                    UseShellExecute = false,
                }
            );
            if (process is null)
                return null;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(Patience);
            try
            {
                await Task.WhenAll(
                    process.StandardError.ReadToEndAsync(patience.Token),
                    process.StandardOutput.ReadToEndAsync(patience.Token),
                    process.WaitForExitAsync(patience.Token)
                );
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                File.Delete(pdf);
                ct.ThrowIfCancellationRequested();
                return null;
            }
            if (process.ExitCode == 0 && new FileInfo(pdf) is { Exists: true, Length: > 0 })
                return pdf;
            File.Delete(pdf);
            return null;
        }
        catch (Win32Exception)
        {
            // The program is not installed: the fax is offered as it came.
            return null;
        }
    }
}
