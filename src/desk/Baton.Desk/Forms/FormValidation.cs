using System.Globalization;
using System.Net.Mail;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baton.Desk.Customers;
using Baton.Desk.Texts;
using Baton.Runtime;

namespace Baton.Desk.Forms;

/// <summary>What checking a form's data found.</summary>
/// <param name="Problems">Empty when all is well; field names are the components' keys.</param>
/// <param name="Data">The values of the visible fields, normalised: numbers as numbers, phone numbers in E.164. Nothing else that was sent.</param>
public sealed record FormCheck(IReadOnlyList<FieldProblem> Problems, JsonObject Data);

/// <summary>Checks data against a form, with messages in the user's language. Pure.</summary>
public static class FormValidation
{
    /// <summary>Ends a pattern that would never end. It counts the time in which a busy machine lets others work, too: what fits must not be refused for that.</summary>
    internal static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(2);

    /// <param name="schema">The form.</param>
    /// <param name="data">What was typed.</param>
    /// <param name="language">The language of the messages.</param>
    /// <param name="region">The region of phone numbers without a country code.</param>
    public static FormCheck Check(FormSchema schema, JsonObject data, string language, string region)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(data);
        var check = new Checker(language, region);
        foreach (var field in schema.Fields)
        {
            if (field.ReadOnly || FormCondition.IsHidden(field, data))
                continue;
            check.Field(field, data[field.Key]);
        }
        return new FormCheck(check.Problems, check.Data);
    }

    private sealed class Checker(string language, string region)
    {
        public List<FieldProblem> Problems { get; } = [];
        public JsonObject Data { get; } = [];

        public void Field(FormComponent field, JsonNode? value)
        {
            if (field.Type == FormComponentType.Checkbox)
            {
                Checkbox(field, value);
                return;
            }
            if (FormValues.IsEmpty(value))
            {
                if (field.Rules.Required)
                    Fail(field, "required");
                else
                    Data[field.Key] = null;
                return;
            }
            switch (field.Type)
            {
                case FormComponentType.Number:
                    Number(field, value);
                    break;
                case FormComponentType.Radio or FormComponentType.Select:
                    Choice(field, value);
                    break;
                case FormComponentType.Checklist:
                    Choices(field, value);
                    break;
                case FormComponentType.DateTime:
                    Moment(field, value);
                    break;
                default:
                    Words(field, value);
                    break;
            }
        }

        private void Checkbox(FormComponent field, JsonNode? value)
        {
            var isChecked = FormValues.Text(value) == "true";
            if (value is not null && FormValues.Text(value) is not ("true" or "false"))
                Fail(field, "checkbox");
            else if (field.Rules.Required && !isChecked)
                Fail(field, "required");
            else
                Data[field.Key] = isChecked;
        }

        private void Words(FormComponent field, JsonNode? value)
        {
            if (value is not JsonValue || value.GetValueKind() is not (JsonValueKind.String or JsonValueKind.Number))
            {
                Fail(field, "text");
                return;
            }
            var text = FormValues.Text(value).Trim();
            var rules = field.Rules;
            var before = Problems.Count;
            if (text.Length < rules.MinLength)
                Fail(field, "minLength", ("min", Whole(rules.MinLength.Value)));
            if (text.Length > rules.MaxLength)
                Fail(field, "maxLength", ("max", Whole(rules.MaxLength.Value)));
            if (rules.Pattern is { } pattern && !Matches(text, pattern))
                Fail(field, "pattern");
            if (rules.ValidationType == "email" && !IsMailAddress(text))
                Fail(field, "email");
            if (rules.ValidationType == "phone")
            {
                if (Telephone.TryNormalise(text, region, out var number))
                    text = number;
                else
                    Fail(field, "phone");
            }
            if (Problems.Count == before)
                Data[field.Key] = text;
        }

        private void Number(FormComponent field, JsonNode? value)
        {
            if (FormValues.Number(value) is not { } number)
            {
                Fail(field, "number");
                return;
            }
            var before = Problems.Count;
            if (number < field.Rules.Min)
                Fail(field, "min", ("min", Decimal(field.Rules.Min.Value)));
            if (number > field.Rules.Max)
                Fail(field, "max", ("max", Decimal(field.Rules.Max.Value)));
            if (field.DecimalDigits is { } digits && digits <= 28 && decimal.Round(number, digits) != number)
                Fail(field, "decimalDigits", ("digits", Whole(digits)));
            if (Problems.Count == before)
                Data[field.Key] = number;
        }

        private void Choice(FormComponent field, JsonNode? value)
        {
            var text = FormValues.Text(value);
            if (field.Options.Any(option => option.Value == text))
                Data[field.Key] = text;
            else
                Fail(field, "option");
        }

        private void Choices(FormComponent field, JsonNode? value)
        {
            if (value is not JsonArray chosen)
            {
                Fail(field, "option");
                return;
            }
            var texts = chosen.Select(FormValues.Text).Distinct(StringComparer.Ordinal).ToList();
            if (texts.All(text => field.Options.Any(option => option.Value == text)))
                Data[field.Key] = new JsonArray([.. texts.Select(text => JsonValue.Create(text))]);
            else
                Fail(field, "option");
        }

        private void Moment(FormComponent field, JsonNode? value)
        {
            var text = FormValues.Text(value).Trim();
            if (!FormMoments.IsOne(field.Subtype, text))
            {
                Fail(
                    field,
                    field.Subtype switch
                    {
                        "date" => "date",
                        "time" => "time",
                        _ => "datetime",
                    }
                );
                return;
            }
            var before = Problems.Count;
            if (field.Rules.Earliest is { } earliest && FormMoments.Compare(field.Subtype, text, earliest) < 0)
                Fail(field, "earliest", ("min", earliest));
            if (field.Rules.Latest is { } latest && FormMoments.Compare(field.Subtype, text, latest) > 0)
                Fail(field, "latest", ("max", latest));
            if (Problems.Count == before)
                Data[field.Key] = text;
        }

        private void Fail(FormComponent field, string code, params ReadOnlySpan<(string, string)> parameters)
        {
            (string, string)[] all = [("field", field.LabelIn(language)), .. parameters];
            Problems.Add(new FieldProblem(field.Key, code, DeskTexts.Get("form." + code, language, all)));
        }
    }

    private static bool Matches(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.ECMAScript, PatternTimeout);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    internal static bool IsMailAddress(string text) =>
        MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal);

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Decimal(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
