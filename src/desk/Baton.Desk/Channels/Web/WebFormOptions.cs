using Microsoft.Extensions.Options;

namespace Baton.Desk.Channels.Web;

/// <summary>What web forms take in: section <c>WebForms</c>.</summary>
public sealed class WebFormOptions
{
    public const string Section = "WebForms";

    /// <summary>Nobody fills a form in within so many seconds.</summary>
    public int MinSeconds { get; set; } = 3;

    /// <summary>A form that was opened so many hours ago is to be sent again.</summary>
    public int MaxHours { get; set; } = 24;

    /// <summary>How many files come at once at most.</summary>
    public int FilesMax { get; set; } = 5;

    /// <summary>With more links than this no case is opened by itself.</summary>
    public int LinksMax { get; set; } = 3;

    /// <summary>Requests that one address may make in a minute.</summary>
    public int RequestsPerMinute { get; set; } = 120;

    /// <summary>Forms that one address may send in an hour.</summary>
    public int SendsPerHour { get; set; } = 30;

    /// <summary>How often one form may be sent in an hour, by whomever.</summary>
    public int SendsPerForm { get; set; } = 1000;

    /// <summary>So many confirmations one mail address gets a day; 0 for none.</summary>
    public int ConfirmationsPerDay { get; set; } = 3;

    internal sealed class Check : IValidateOptions<WebFormOptions>
    {
        public ValidateOptionsResult Validate(string? name, WebFormOptions options)
        {
            (string Name, int Value, int Min, int Max)[] bounds =
            [
                (nameof(MinSeconds), options.MinSeconds, 0, 600),
                (nameof(MaxHours), options.MaxHours, 1, 168),
                (nameof(FilesMax), options.FilesMax, 0, 20),
                (nameof(LinksMax), options.LinksMax, 0, 1000),
                (nameof(RequestsPerMinute), options.RequestsPerMinute, 1, 1_000_000),
                (nameof(SendsPerHour), options.SendsPerHour, 1, 1_000_000),
                (nameof(SendsPerForm), options.SendsPerForm, 1, 1_000_000),
                (nameof(ConfirmationsPerDay), options.ConfirmationsPerDay, 0, 1000),
            ];
            var errors = bounds
                .Where(one => one.Value < one.Min || one.Value > one.Max)
                .Select(one => $"{Section}:{one.Name} must lie between {one.Min} and {one.Max}, but is {one.Value}.")
                .ToList();
            return errors.Count > 0 ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
        }
    }
}
