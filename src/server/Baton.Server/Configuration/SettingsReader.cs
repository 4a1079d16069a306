using System.Globalization;

namespace Baton.Server.Configuration;

/// <summary>Reads settings by key and collects all that is wrong with them, so that the operator sees every error at once.</summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    private readonly List<string> _errors = [];

    /// <summary>One line for each wrong setting; it begins with the key.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>The text, or null when the key is missing or empty.</summary>
    public string? Text(string key) => configuration[key] is { Length: > 0 } text ? text : null;

    public bool? Flag(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }
        if (bool.TryParse(text, out bool flag))
        {
            return flag;
        }
        Add(key, $"must be true or false, but is '{text}'");
        return null;
    }

    public int Number(string key, int fallback, int min, int max)
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max)
        {
            return number;
        }
        Add(key, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {min} to {max}, but is '{text}'"));
        return fallback;
    }

    /// <summary>One of the names, in any case.</summary>
    public TEnum Choice<TEnum>(string key, TEnum fallback)
        where TEnum : struct, Enum
    {
        if (Text(key) is not { } text)
        {
            return fallback;
        }
        string? name = Enum.GetNames<TEnum>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (name is not null)
        {
            return Enum.Parse<TEnum>(name);
        }
        Add(key, $"must be one of {string.Join(", ", Enum.GetNames<TEnum>())}, but is '{text}'");
        return fallback;
    }

    public void Add(string key, string problem) => _errors.Add($"{key} {problem}.");

    /// <exception cref="ConfigurationErrorException">Something was wrong; it lists all that was.</exception>
    public void ThrowIfWrong()
    {
        if (_errors.Count > 0)
        {
            throw new ConfigurationErrorException(_errors);
        }
    }

    /// <summary>Takes over what a module's own options class found; its lines begin with their keys, too.</summary>
    public void AddAll(IEnumerable<string> errors) => _errors.AddRange(errors);
}
