using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Baton.Desk.Cases.Assessing;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.CallBacks;
using Baton.Desk.Cases.Fields;
using Baton.Desk.Cases.Ties;
using Baton.Desk.Cases.Watching;
using Baton.Desk.Contacts;
using Baton.Desk.Contacts.Inbox;
using Baton.Desk.Customers;
using Baton.Desk.Forms;
using Baton.Desk.Http;
using Baton.Desk.Organisation;
using Baton.Desk.Storage;
using Baton.Desk.ThirdParties;
using Baton.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Baton.Desk.Cases;

/// <summary>A case to open.</summary>
/// <param name="Type">Code of the case type.</param>
/// <param name="Subject">What it is about, in a line.</param>
public sealed record OpenCaseRequest(string Type, string Subject)
{
    public string? Category { get; init; }
    public string? Description { get; init; }

    /// <summary>A known customer; or null with <see cref="Customer"/>.</summary>
    public long? CustomerKey { get; init; }

    /// <summary>A customer whom nobody knows yet; created together with the case.</summary>
    public SaveCustomerRequest? Customer { get; init; }

    /// <summary>The number that the customer called from; null for his main number.</summary>
    public string? Phone { get; init; }

    /// <summary>
    /// phone, fax, mail, web, ...; phone when null. account-manager, branch and supervision need the permission of their page instead of cases.open.
    /// </summary>
    public string? Channel { get; init; }

    /// <summary>The department that the case belongs to; the agent's first one when null.</summary>
    public string? Department { get; init; }

    /// <summary>Who is to check it; the department's default manager when null.</summary>
    public string? UnitManager { get; init; }

    /// <summary>The special fields of the type.</summary>
    public JsonObject? Form { get; init; }

    /// <summary>
    /// How the agent settled it at the first contact: the case is recorded and closed at once, without a process. Null sends it on its way.
    /// </summary>
    public string? Solution { get; init; }

    /// <summary>When the customer was promised to be called back; null for no promise.</summary>
    public DateTimeOffset? CallBackAt { get; init; }

    /// <summary>What he is to be told then; 1,000 characters at most.</summary>
    public string? CallBackRemark { get; init; }

    /// <summary>Code of the third party that the case is about; null for none.</summary>
    public string? ThirdParty { get; init; }

    /// <summary>Number or key of the case whose child it becomes; null for none.</summary>
    public string? Parent { get; init; }

    /// <summary>The draft that becomes this case: its attachments go to the case, the draft goes away.</summary>
    public string? DraftKey { get; init; }

    /// <summary>The contact of the inbox that becomes this case: its files go to the case, and it is decided.</summary>
    public long? IncomingKey { get; init; }

    /// <summary>Files that were taken in for it already; they become its attachments.</summary>
    internal IReadOnlyList<TakenFile> Files { get; init; } = [];

    /// <summary>The form of the case from which this one is split or opened; what the request says goes before it.</summary>
    internal InheritedForm? Inherited { get; init; }

    /// <summary>It follows from another case and keeps the channel of that one; nobody registers it on a page.</summary>
    internal bool Follows { get; init; }

    /// <summary>What opens it.</summary>
    internal string Permission => Follows ? Permissions.OpenCases : CaseEntries.Permission(Channel);

    /// <summary>Repeating the request with the same key answers with the same case.</summary>
    [JsonIgnore]
    public string? IdempotencyKey { get; init; }
}

/// <summary>The new case; without a process instance when it was settled at once.</summary>
public sealed record CaseOpened(long Key, string Number, long? ProcessInstanceKey);

/// <summary>Opens a case and starts its process: both, or neither.</summary>
public sealed class OpenCase(
    BatonRuntime runtime,
    DeskReader reader,
    FormCatalog forms,
    FormChoices choices,
    CaseDecisions decisions,
    SaveCustomer saveCustomer,
    IOptions<DeskOptions> options,
    TimeProvider clock
)
{
    private const string Operation = "case";
    internal const string PhoneChannel = "phone";

    public Task<Outcome<CaseOpened>> Handle(DeskUser user, OpenCaseRequest request, CancellationToken ct) =>
        Handle(
            user,
            request,
            request.IncomingKey is { } incoming
                ? async (unit, db, row) => await OpenIncoming.TakeOver(db, unit, user, incoming, row, ct)
                : null,
            ct
        );

    /// <summary>Opens a case that takes over what came in with another one; what moves it refuses the whole where it cannot.</summary>
    internal async Task<Outcome<CaseOpened>> Handle(
        DeskUser user,
        OpenCaseRequest request,
        Func<UnitOfWork, DeskDb, Case, ValueTask<Problem?>>? takeOver,
        CancellationToken ct
    )
    {
        if (!user.May(request.Permission))
            return Problems.Forbidden(user.Language);
        var type = await reader.Read(db => db.CaseTypes.SingleOrDefaultAsync(row => row.Code == request.Type, ct), ct);
        var form = type?.FormId is { } formId ? (await forms.Latest(formId, ct))?.At(request.Channel) : null;
        var rights = FieldRights.Read(type?.FieldRights);
        var sight = rights.For(user, request.Department ?? user.HomeUnit(request.Permission));
        var values = Values(request, sight);
        if (form is not null)
            form = await choices.Fill(form, values, ct);
        var fields = new Fields(form, values, sight, rights.Guarded);
        var decision = await decisions.Latest(type?.DecisionId, ct);
        return await runtime.Write<CaseOpened>(unit => Open(unit, user, request, type, fields, decision, takeOver, ct), ct);
    }

    private async ValueTask<Outcome<CaseOpened>> Open(
        UnitOfWork unit,
        DeskUser user,
        OpenCaseRequest request,
        CaseType? type,
        Fields fields,
        CaseDecision? decision,
        Func<UnitOfWork, DeskDb, Case, ValueTask<Problem?>>? takeOver,
        CancellationToken ct
    )
    {
        await using var db = DeskDb.In(unit);
        var earlier = await Idempotency.Find(
            db,
            user,
            Operation,
            request.IdempotencyKey,
            AttachedFiles.Compared(request, request.Files),
            ct
        );
        if (earlier.Problem is { } misused)
            return misused;
        if (earlier.Value is { } existing)
        {
            var row = await db.Cases.SingleAsync(one => one.Key == existing, ct);
            return new CaseOpened(row.Key, row.Number, row.ProcessInstanceKey);
        }

        var facts = await Load(db, user, request, type, fields, ct);
        var decided = Decide(user, request, facts, options.Value.DefaultRegion, unit.Now);
        if (decided.Problem is { } invalid)
            return invalid;
        var parent = request.Parent is null ? null : await CaseGuard.Find(db, user, request.Parent, ct);
        if (
            request.Parent is not null
            && (parent is null ? Problems.NotFound("case", user.Language) : await LinkCheck.Parent(db, parent, user, ct)) is { } orphan
        )
            return orphan;
        var customer = facts.Customer;
        if (customer is null)
        {
            var added = await saveCustomer.Add(db, unit, user, request.Customer!, ct);
            if (added.Problem is { } refused)
                return refused with { Fields = [.. refused.Fields.Select(field => field with { Field = "customer." + field.Field })] };
            customer = added.Value;
        }

        var opened = decided.Value(customer);
        var number = await CaseNumbers.Next(db, facts.Type!.NumberPrefix, unit.Now, options.Value.Zone(clock), ct);
        var entity = Row(unit, user, number, facts.Type, opened, fields.Guarded);
        db.Cases.Add(entity);
        if (takeOver is null)
            db.Contacts.Add(FirstContact(unit, user, entity));
        else if (await takeOver(unit, db, entity) is { } kept)
            return kept;
        Timeline.Add(db, unit, entity.Key, TimelineCodes.Opened, user.UserName, null, ("number", number), ("channel", entity.Channel));
        await Assessor.Open(db, unit, entity, decision, customer, ct);
        if (parent is not null)
            Tie(db, unit, user, parent, entity);
        if (request.CallBackAt is { } callBackAt)
            await CallBacks.CallBacks.Promise(db, unit, user, entity, callBackAt, request.CallBackRemark, options.Value.Zone(clock), ct);
        Idempotency.Remember(db, unit, user, Operation, request.IdempotencyKey, AttachedFiles.Compared(request, request.Files), entity.Key);
        AttachedFiles.Add(db, unit, entity, user.UserName, request.Files);
        if (request.DraftKey is { } draftKey)
            await TakeOverDraft(db, unit, user, draftKey, entity.Key, ct);
        if (entity.IsSolvedAtOnce)
            Settle(db, unit, user, entity, request.Solution!.Trim());
        await db.SaveChangesAsync(ct);
        if (entity.IsSolvedAtOnce)
            return new CaseOpened(entity.Key, number, null);

        var started = await CaseProcess.Start(
            unit,
            facts.Type.ProcessId,
            number,
            CaseVariables.Of(entity, opened.Form, opened.CustomerFax)
        );
        if (started.Problem is { } notStarted)
            return notStarted;
        await KeyAccounts.Follow(db, unit, entity, user.UserName, ct);
        // The follower of cases writes the instance's key on the row, in this same unit.
        return new CaseOpened(entity.Key, number, started.Value.ProcessInstanceKey);
    }

    /// <summary>The form of the type with the values that it is to have, and what the user may of its fields.</summary>
    /// <param name="Form">Null when the type has none.</param>
    /// <param name="Values">What was sent, and what is taken over from another case.</param>
    /// <param name="Sight">What the user may read and change.</param>
    /// <param name="Guarded">The fields that not everybody may read.</param>
    internal sealed record Fields(FormSchema? Form, JsonObject Values, FieldSight Sight, IReadOnlySet<string> Guarded);

    /// <summary>What the decision looks at.</summary>
    internal sealed record Facts(
        CaseType? Type,
        Fields Fields,
        bool CategoryIsKnown,
        Customer? Customer,
        bool DepartmentIsKnown,
        string? Department,
        bool UnitManagerIsKnown,
        string? UnitManager,
        FieldProblem? ThirdParty
    );

    /// <summary>A case that may be opened.</summary>
    internal sealed record Decided(
        OpenCaseRequest Request,
        JsonObject Form,
        Customer Customer,
        string? Phone,
        string? Department,
        string? UnitManager
    )
    {
        public string? CustomerFax => Customer.Phones.FirstOrDefault(phone => phone.Kind == CustomerPhone.Fax)?.Number;
    }

    /// <summary>Pure: may this case be opened, and with which data? The customer comes last, because he may be created with it.</summary>
    internal static Outcome<Func<Customer, Decided>> Decide(
        DeskUser user,
        OpenCaseRequest request,
        Facts facts,
        string region,
        DateTimeOffset now
    )
    {
        var faults = new List<FieldProblem>();
        if (facts.Type is null or { IsRetired: true })
            faults.Add(Problems.Field("type", "unknown", "case.unknown-type", user.Language, ("code", request.Type ?? "")));
        else if (!IsOffered(facts.Type, request))
            faults.Add(
                Problems.Field("type", "entry", "case.type-not-offered", user.Language, ("type", facts.Type.Name.In(user.Language)))
            );
        if (string.IsNullOrWhiteSpace(request.Subject))
            faults.Add(Problems.Field("subject", "required", "case.subject", user.Language));
        else if (request.Subject.Length > 200)
            faults.Add(Problems.Field("subject", "maxLength", "case.subject-length", user.Language, ("max", "200")));
        if (request.Description?.Length > 20_000)
            faults.Add(Problems.Field("description", "maxLength", "case.description-length", user.Language, ("max", "20000")));
        if (request.Solution is { } solution && Opinion.Check(solution, "solution", user.Language) is { } unsaid)
            faults.Add(unsaid);
        if (request.Category is { } category && !facts.CategoryIsKnown)
            faults.Add(Problems.Field("category", "unknown", "case.unknown-category", user.Language, ("code", category)));
        if (request.CustomerKey is not null && facts.Customer is null)
            faults.Add(Problems.Field("customerKey", "unknown", "problem.not-found.customer", user.Language));
        else if (facts.Customer?.ErasedAt is not null)
            faults.Add(CustomerTexts.Words.Field("customerKey", "erased", "customer-erased", user.Language));
        else if (facts.Customer is null && request.Customer is null)
            faults.Add(Problems.Field("customer", "required", "case.customer", user.Language));
        if (request.Department is { } department && !facts.DepartmentIsKnown)
            faults.Add(Problems.Field("department", "unknown", "user.unknown-department", user.Language, ("code", department)));
        if (user.May(request.Permission) && !user.MayIn(request.Permission, facts.Department))
            faults.Add(UnitTexts.Words.Field("department", "forbidden", "case-out-of-reach", user.Language));
        if (request.UnitManager is { } manager && !facts.UnitManagerIsKnown)
            faults.Add(Problems.Field("unitManager", "unknown", "department.unknown-user", user.Language, ("name", manager)));
        if (facts.ThirdParty is { } party)
            faults.Add(party);
        if (request.CallBackAt is { } callBackAt)
            faults.AddRange(CallBackRules.Check(callBackAt, request.CallBackRemark, now, user, ("callBackAt", "callBackRemark")));
        string? phone = null;
        if (!string.IsNullOrWhiteSpace(request.Phone) && !Telephone.TryNormalise(request.Phone, region, out phone))
            faults.Add(Problems.Field("phone", "phone", "customer.phone", user.Language, ("value", request.Phone ?? "")));

        var (form, sight) = (facts.Fields.Form ?? FormSchema.Empty, facts.Fields.Sight);
        var check = FormValidation.Check(sight.Narrow(form), facts.Fields.Values, user.Language, region);
        var refused = sight.Refuse(request.Form, [], form, user.Language);
        faults.AddRange(refused.Concat(check.Problems).Select(problem => problem with { Field = "form." + problem.Field }));
        if (faults.Count > 0)
            return Problems.Invalid(user.Language, faults);
        foreach (var field in form.Fields.Where(field => !sight.MayWrite(field.Key) && !field.ReadOnly))
            check.Data[field.Key] = (facts.Fields.Values[field.Key] ?? field.DefaultValue)?.DeepClone();
        foreach (var reserved in CaseVariables.Reserved)
            check.Data.Remove(reserved);
        return Outcome.Of<Func<Customer, Decided>>(customer => new Decided(
            request,
            check.Data,
            customer,
            phone ?? customer.Phones.Where(one => one.Kind == CustomerPhone.Phone).MinBy(one => one.SortOrder)?.Number,
            facts.Department,
            facts.UnitManager
        ));
    }

    /// <summary>Whether the page by which the case comes offers its type; what comes without a page, or of another case, may be of any.</summary>
    private static bool IsOffered(CaseType type, OpenCaseRequest request) =>
        request.Follows
        || CaseEntries.Of(request.Channel) is var entry && (entry == CaseEntries.Desk || CaseEntries.Read(type.Entries).Contains(entry));

    private static async Task<Facts> Load(
        DeskDb db,
        DeskUser user,
        OpenCaseRequest request,
        CaseType? type,
        Fields fields,
        CancellationToken ct
    )
    {
        var department = request.Department ?? user.HomeUnit(request.Permission);
        var unitManager = request.UnitManager ?? await UnitManagers.Default(db, department, ct);
        return new(
            type,
            fields,
            request.Category is { } category && await db.Categories.AnyAsync(row => row.Code == category && !row.IsRetired, ct),
            request.CustomerKey is { } key ? await CustomerRows.Find(db, key, ct) : null,
            department is not null && await db.Departments.AnyAsync(row => row.Code == department && !row.IsClosed, ct),
            department,
            unitManager is not null && await db.Users.AnyAsync(row => row.UserName == unitManager && !row.IsDisabled, ct),
            unitManager,
            await SetThirdParty.Unfit(db, user, request.ThirdParty, "thirdParty", ct)
        );
    }

    /// <summary>What was sent, before it what is taken over from another case. What the user may not change is taken over alone.</summary>
    private static JsonObject Values(OpenCaseRequest request, FieldSight sight)
    {
        var values = new JsonObject();
        foreach (var (name, value) in request.Inherited?.For(sight) ?? [])
            values[name] = value?.DeepClone();
        foreach (var (name, value) in (request.Form ?? []).Where(one => sight.MayWrite(one.Key)))
            values[name] = value?.DeepClone();
        return values;
    }

    private static Case Row(UnitOfWork unit, DeskUser user, string number, CaseType type, Decided opened, IReadOnlySet<string> guarded)
    {
        var subject = opened.Request.Subject.Trim();
        // A phrase that was inserted while the case had no number yet.
        var description = (opened.Request.Description?.Trim() ?? "").Replace(CaseNumbers.PlaceHolder, number, StringComparison.Ordinal);
        return new Case
        {
            Key = unit.NextKey(),
            Number = number,
            TypeCode = type.Code,
            CategoryCode = opened.Request.Category,
            Subject = subject,
            Description = description,
            CustomerKey = opened.Customer.Key,
            CustomerName = opened.Customer.Name,
            CustomerPhone = opened.Phone,
            Channel = opened.Request.Channel ?? PhoneChannel,
            OpenedBy = user.UserName,
            DepartmentCode = opened.Department,
            ThirdPartyCode = opened.Request.ThirdParty,
            UnitManager = opened.UnitManager,
            KeyAccountManager = opened.Customer.KeyAccountManager,
            Status = opened.Request.Solution is null ? type.InitialStatus : CaseStatus.SolvedAtOnce,
            IsSolvedAtOnce = opened.Request.Solution is not null,
            StatusAt = unit.Now,
            OpenedAt = unit.Now,
            UpdatedAt = unit.Now,
            FormData = opened.Form.ToJsonString(FormJson.Options),
            SearchText = CaseSearchText.Of(number, subject, description, opened.Customer.Name, opened.Phone, opened.Form, guarded),
            Version = 1,
        };
    }

    private static void Tie(DeskDb db, UnitOfWork unit, DeskUser user, Case parent, Case child)
    {
        child.ParentKey = parent.Key;
        (parent.UpdatedAt, parent.Version) = (unit.Now, parent.Version + 1);
        Timeline.Add(db, unit, parent.Key, TieCodes.ChildLinked, user.UserName, null, ("number", child.Number));
        Timeline.Add(db, unit, child.Key, TieCodes.ParentLinked, user.UserName, null, ("number", parent.Number));
        unit.Tell(DeskChanges.Case(parent.Key));
    }

    /// <summary>Closes the case with what the agent did.</summary>
    private static void Settle(DeskDb db, UnitOfWork unit, DeskUser user, Case row, string solution)
    {
        row.IsClosed = true;
        row.ClosedAt = unit.Now;
        Timeline.Add(db, unit, row.Key, TimelineCodes.SolvedAtOnce, user.UserName);
        db.Opinions.Add(
            new Opinion
            {
                Key = unit.NextKey(),
                CaseKey = row.Key,
                Author = user.UserName,
                DepartmentCode = user.Departments.Count > 0 ? user.Departments[0] : null,
                Text = solution,
                At = unit.Now,
            }
        );
    }

    /// <summary>The contact that the case came from; those settled at once are logged without a case.</summary>
    /// <param name="unit">The unit that opens the case.</param>
    /// <param name="user">Who takes it in.</param>
    /// <param name="row">The new case.</param>
    /// <param name="note">What was said, where that is kept apart from the description.</param>
    internal static Contact FirstContact(UnitOfWork unit, DeskUser user, Case row, string? note = null) =>
        new()
        {
            Key = unit.NextKey(),
            CustomerKey = row.CustomerKey,
            CaseKey = row.Key,
            Channel = row.Channel,
            Phone = row.CustomerPhone,
            Subject = row.Subject,
            Note = note,
            LoggedBy = user.UserName,
            At = unit.Now,
        };

    /// <summary>The attachments of a draft go to the case, and the draft goes away.</summary>
    internal static async Task TakeOverDraft(DeskDb db, UnitOfWork unit, DeskUser user, string draftKey, long caseKey, CancellationToken ct)
    {
        foreach (var attachment in await AttachmentRows.OfDraft(db, user, draftKey).ToListAsync(ct))
        {
            attachment.DraftKey = null;
            attachment.CaseKey = caseKey;
            if (attachment.ReplacedAt is null)
                Timeline.Add(db, unit, caseKey, TimelineCodes.AttachmentAdded, user.UserName, null, ("file", attachment.FileName));
        }
        var draft = await db.Drafts.FindAsync([user.UserName, draftKey], ct);
        if (draft is not null)
            db.Drafts.Remove(draft);
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost(
                "/cases",
                async (OpenCaseRequest request, DeskUser user, OpenCase handler, HttpContext context, CancellationToken ct) =>
                    Answer.Created(
                        await handler.Handle(user, request with { IdempotencyKey = Answer.IdempotencyKey(context) }, ct),
                        opened => "/api/cases/" + opened.Number
                    )
            )
            .RequirePermission([.. Permissions.OpenSomeCases])
            .Describe("OpenCase", "Open a case and start its process", StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict)
            .Produces<CaseOpened>(StatusCodes.Status201Created);
}
