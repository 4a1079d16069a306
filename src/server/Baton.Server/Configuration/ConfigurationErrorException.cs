namespace Baton.Server.Configuration;

/// <summary>The configuration cannot be used. The start ends with these lines and exit code 1.</summary>
internal sealed class ConfigurationErrorException(IReadOnlyList<string> errors) : Exception("The configuration cannot be used.")
{
    /// <summary>Every error, each beginning with its key.</summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}
