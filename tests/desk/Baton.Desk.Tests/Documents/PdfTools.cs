using System.ComponentModel;
using System.Diagnostics;

namespace Baton.Desk.Tests.Documents;

/// <summary>Reads PDFs with poppler's commands, so that what is tested is what other programs see.</summary>
internal static class PdfTools
{
    /// <summary>Runs a poppler command on the PDF ("{pdf}" stands for its path); skips the test where poppler-utils is absent, except in CI.</summary>
    public static string Run(byte[] pdf, string command, params string[] arguments)
    {
        var file = Path.Combine(Path.GetTempPath(), $"baton-{Guid.NewGuid():N}.pdf");
        File.WriteAllBytes(file, pdf);
        try
        {
            var start = new ProcessStartInfo(command) { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in arguments)
            {
                start.ArgumentList.Add(argument.Replace("{pdf}", file, StringComparison.Ordinal));
            }

            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd();
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{command} failed: {errors}");
            Assert.Equal("", errors);
            return output;
        }
        catch (Win32Exception) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip($"{command} of poppler-utils is not installed.");
            throw;
        }
        finally
        {
            File.Delete(file);
        }
    }

    public static string Text(byte[] pdf) => Run(pdf, "pdftotext", "-layout", "-enc", "UTF-8", "{pdf}", "-");
}
