using System.Text.Json.Nodes;
using Baton.Desk.Customers;
using Baton.Desk.Forms;
using Baton.Desk.Http;
using Baton.Runtime;

namespace Baton.Desk.Cases.Portal;

/// <summary>What the check of a registration looks at.</summary>
internal sealed record RegistrationFacts(bool TypeIsOnPortal, FormSchema Form, bool CategoryIsKnown);

/// <summary>A registration that may become a case: texts without blanks around, the phone in E.164, the mail address in small letters.</summary>
internal sealed record Registration(string Name, string? Phone, string? Email, string Subject, string Description, JsonObject Form)
{
    public const int DescriptionMaxLength = 5000;
    private const int NameMaxLength = 200;
    private const int SubjectMaxLength = 200;
    private const int EmailMaxLength = 254;
    private const int PhoneMaxLength = 50;
    private const int KeyMinLength = 16;
    private const int KeyMaxLength = 200;

    /// <summary>By what the customer says that he can be reached.</summary>
    public string Reach() => string.Join(" · ", new[] { Name, Phone, Email }.OfType<string>());

    /// <summary>The customer that he becomes where nobody knows him.</summary>
    public SaveCustomerRequest AsCustomer(string language) =>
        new(Name, Language: language, Phones: Phone is null ? [] : [Phone], Emails: Email is null ? [] : [Email]);

    /// <summary>Pure: the registration, or all that is wrong with it. Says nothing about who is known.</summary>
    public static Outcome<Registration> Check(
        RegisterCaseRequest request,
        RegistrationFacts facts,
        PortalOptions options,
        string language,
        string region
    )
    {
        var faults = new List<FieldProblem>();
        if (!facts.TypeIsOnPortal)
            faults.Add(PortalTexts.Words.Field("type", "unknown", "type", language));
        var name = Text("name", request.Name, NameMaxLength, "name", language, faults);
        var subject = Text("subject", request.Subject, SubjectMaxLength, "subject", language, faults);
        var description = Text("description", request.Description, DescriptionMaxLength, "description", language, faults);
        if (request.Category is not null && !facts.CategoryIsKnown)
            faults.Add(PortalTexts.Words.Field("category", "unknown", "category", language));
        var (phone, email) = Reach(request, language, region, faults);
        if (request.Files.Count > options.FilesMax)
            faults.Add(PortalTexts.Words.Field("files", "maxItems", "files-max", language, ("max", $"{options.FilesMax}")));
        if (request.IdempotencyKey is { } key && key.Length is < KeyMinLength or > KeyMaxLength)
            faults.Add(PortalTexts.Words.Field("idempotencyKey", "length", "key-length", language));

        var check = FormValidation.Check(facts.Form, request.Form ?? [], language, region);
        faults.AddRange(check.Problems.Select(problem => problem with { Field = "form." + problem.Field }));
        return faults.Count > 0
            ? Problems.Invalid(language, faults)
            : new Registration(name, phone, email, subject, description, check.Data);
    }

    /// <summary>A problem of the desk in the fields of the page.</summary>
    public static Problem InOwnWords(Problem problem) =>
        problem with
        {
            Fields =
            [
                .. problem.Fields.Select(field =>
                    field with
                    {
                        Field =
                            field.Field.StartsWith("customer.phones", StringComparison.Ordinal) ? "phone"
                            : field.Field.StartsWith("customer.emails", StringComparison.Ordinal) ? "email"
                            : field.Field.Replace("customer.", "", StringComparison.Ordinal),
                    }
                ),
            ],
        };

    private static string Text(string field, string? text, int max, string key, string language, List<FieldProblem> faults)
    {
        var clean = (text ?? "").ReplaceLineEndings("\n").Trim();
        if (clean.Length == 0)
            faults.Add(PortalTexts.Words.Field(field, "required", key, language));
        else if (clean.Length > max)
            faults.Add(PortalTexts.Words.Field(field, "maxLength", "text-length", language, ("max", $"{max}")));
        return clean;
    }

    private static (string? Phone, string? Email) Reach(
        RegisterCaseRequest request,
        string language,
        string region,
        List<FieldProblem> faults
    )
    {
        string? phone = null;
        var isPhoneGiven = !string.IsNullOrWhiteSpace(request.Phone);
        if (isPhoneGiven && (request.Phone!.Length > PhoneMaxLength || !Telephone.TryNormalise(request.Phone, region, out phone)))
            faults.Add(PortalTexts.Words.Field("phone", "phone", "phone", language));
        var email = string.IsNullOrWhiteSpace(request.Email) ? null : request.Email.Trim().ToLowerInvariant();
        if (email is not null && (email.Length > EmailMaxLength || !FormValidation.IsMailAddress(email)))
            faults.Add(PortalTexts.Words.Field("email", "email", "email", language));
        if (!isPhoneGiven && email is null)
            faults.Add(PortalTexts.Words.Field("phone", "required", "reach", language));
        return (phone, email);
    }
}
