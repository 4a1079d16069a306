using Microsoft.Extensions.Options;

namespace Baton.Desk.Customers.Lookup;

/// <summary>The foreign system that knows customers, such as a billing system: section <c>Customers:Lookup</c>. Without an address nothing is asked.</summary>
public sealed class CustomerLookupOptions
{
    public const string Section = "Customers:Lookup";

    /// <summary>Stands in <see cref="AddressByNumber"/> for the customer number.</summary>
    public const string NumberPlace = "{number}";

    /// <summary>Stands in <see cref="AddressByPhone"/> for the number in E.164.</summary>
    public const string PhonePlace = "{phone}";

    /// <summary>What people call the system.</summary>
    public string Name { get; set; } = "Billing";

    /// <summary>Where a customer of a number is told of, http or https, with <c>{number}</c> in path or query; null where numbers are not asked for.</summary>
    public string? AddressByNumber { get; set; }

    /// <summary>Where a customer of a phone is told of, http or https, with <c>{phone}</c> in path or query; null where phones are not asked for.</summary>
    public string? AddressByPhone { get; set; }

    /// <summary>The header that carries the secret, such as <c>Authorization</c>; null for none.</summary>
    public string? HeaderName { get; set; }

    /// <summary>The secret; rather from the environment (<c>Customers__Lookup__HeaderValue</c>) than from a file.</summary>
    public string? HeaderValue { get; set; }

    /// <summary>How long an agent waits for an answer at most.</summary>
    public int TimeoutMilliseconds { get; set; } = 2000;

    /// <summary>For how long an answer counts as fresh: the customer who is opened again is not asked for before.</summary>
    public int FreshSeconds { get; set; } = 60;

    /// <summary>Where in the answer each field stands: fields of <see cref="LookupFields"/> and their JSON paths.</summary>
    public Dictionary<string, string> Fields { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Codes of tiers here by the words of the foreign system; what is not named is looked for among codes and names.</summary>
    public Dictionary<string, string> Tiers { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    internal bool IsOn => AddressByNumber is { Length: > 0 } || AddressByPhone is { Length: > 0 };
}

/// <summary>Says which settings of the look-up cannot be used.</summary>
internal sealed class CustomerLookupOptionsCheck : IValidateOptions<CustomerLookupOptions>
{
    private const string Section = CustomerLookupOptions.Section;

    public ValidateOptionsResult Validate(string? name, CustomerLookupOptions options)
    {
        var errors = Errors(options).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Errors(CustomerLookupOptions options)
    {
        if (options.AddressByNumber is { Length: > 0 } byNumber && !LookupAddress.IsUsable(byNumber, CustomerLookupOptions.NumberPlace))
            yield return $"{Section}:AddressByNumber must be an http or https address with {{number}} in its path or query, but is '{byNumber}'.";
        if (options.AddressByPhone is { Length: > 0 } byPhone && !LookupAddress.IsUsable(byPhone, CustomerLookupOptions.PhonePlace))
            yield return $"{Section}:AddressByPhone must be an http or https address with {{phone}} in its path or query, but is '{byPhone}'.";
        if (options.TimeoutMilliseconds is < 100 or > 10_000)
            yield return $"{Section}:TimeoutMilliseconds must lie between 100 and 10000, but is {options.TimeoutMilliseconds}.";
        if (options.FreshSeconds is < 0 or > 86_400)
            yield return $"{Section}:FreshSeconds must lie between 0 and 86400, but is {options.FreshSeconds}.";
        if (string.IsNullOrWhiteSpace(options.Name) || options.Name.Length > 50)
            yield return $"{Section}:Name must be a name of up to 50 characters, but is '{options.Name}'.";
        if (string.IsNullOrEmpty(options.HeaderName) != string.IsNullOrEmpty(options.HeaderValue))
            yield return $"{Section}:HeaderName and HeaderValue must be set together.";
        if (options.HeaderName is { Length: > 0 } header && !header.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
            yield return $"{Section}:HeaderName must be the name of a header such as Authorization, but is '{header}'.";
        if (options.HeaderValue?.Any(char.IsControl) == true)
            yield return $"{Section}:HeaderValue must be one line.";
        foreach (var (field, path) in options.Fields)
        {
            if (!LookupFields.All.Contains(field))
                yield return $"{Section}:Fields:{field} is no field. Use one of {string.Join(", ", LookupFields.All)}.";
            else if (JsonPath.Parse(path) is null)
                yield return $"{Section}:Fields:{field} must be a path such as customer.phones[*].number, but is '{path}'.";
        }
        if (options.IsOn && !options.Fields.ContainsKey(LookupFields.Name))
            yield return $"{Section}:Fields:name is missing. Say where in the answer the name stands.";
    }
}
