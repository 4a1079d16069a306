using Baton.Desk.Access;
using Baton.Desk.Http;
using Baton.Desk.Storage;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Customers.Import;

/// <summary>Another customer whom lines may name as organisation.</summary>
internal sealed record NamedBody(long Key, string Kind);

/// <summary>What becomes of a line; the customer is written where it is new or changed.</summary>
internal sealed record PlannedLine(TableLine Line, string Result, Customer? Customer, IReadOnlyList<ImportFault> Faults);

/// <summary>A table with the meaning of its columns; decides what becomes of its lines by the same rules by which people save customers.</summary>
internal sealed class ImportPlan
{
    /// <summary>Most lines of one unit of work.</summary>
    public const int Batch = 200;

    private readonly DeskUser _user;
    private readonly ImportTable _table;
    private readonly IReadOnlyList<string?> _fields;
    private readonly string _region;
    private readonly Dictionary<string, int> _firstLines = new(StringComparer.Ordinal);

    private ImportPlan(DeskUser user, ImportTable table, IReadOnlyList<string?> fields, string region)
    {
        (_user, _table, _fields, _region) = (user, table, fields, region);
        foreach (var line in table.Lines)
            _firstLines.TryAdd(Cell(line, ImportFields.Number), line.Line);
    }

    public IEnumerable<TableLine[]> Batches => _table.Lines.Chunk(Batch);

    public int Count => _table.Lines.Count;

    public IReadOnlyList<ImportColumn> Columns =>
        [.. _table.Headings.Zip(_fields, (heading, meaning) => new ImportColumn(heading, meaning))];

    /// <summary>Reads the meaning of the columns: fields in their order, separated by commas; by their headings where nothing is said.</summary>
    public static Outcome<ImportPlan> Of(DeskUser user, ImportTable table, string? columns, string region)
    {
        if (columns is null)
            return new ImportPlan(user, table, ImportFields.Recognise(table.Headings), region);
        string?[] fields = [.. columns.Split(',', StringSplitOptions.TrimEntries).Select(field => field.Length == 0 ? null : field)];
        var unknown = fields.FirstOrDefault(field => field is not null && !ImportFields.All.Contains(field));
        var twice = fields.FirstOrDefault(field =>
            field is not null && !ImportFields.IsList(field) && fields.Count(other => other == field) > 1
        );
        if (unknown is not null || twice is not null || fields.Length > table.Headings.Count)
        {
            var fault = CustomerTexts.Words.Field(
                "columns",
                "unknown",
                "import-columns",
                user.Language,
                ("known", string.Join(", ", ImportFields.All))
            );
            return Problems.Invalid(user.Language, fault);
        }
        var rest = Enumerable.Repeat<string?>(null, table.Headings.Count - fields.Length);
        return new ImportPlan(user, table, [.. fields, .. rest], region);
    }

    /// <summary>Decides on lines and writes the customers that change; nobody saves. Organisations that the lines bring become known.</summary>
    public async Task<List<PlannedLine>> Decide(
        DeskDb db,
        TableLine[] lines,
        Dictionary<string, NamedBody> bodies,
        Func<long> nextKey,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var rows = await ImportRows.Read(db, lines, this, bodies, ct);
        var planned = new List<PlannedLine>(lines.Length);
        foreach (var line in lines)
        {
            var one = Decide(line, rows, nextKey, now);
            if (one.Customer is { } customer && CustomerKinds.IsBody(customer.Kind))
                bodies[customer.Number] = new(customer.Key, customer.Kind);
            planned.Add(one);
        }
        return planned;
    }

    private PlannedLine Decide(TableLine line, ImportRows rows, Func<long> nextKey, DateTimeOffset now)
    {
        var number = Cell(line, ImportFields.Number);
        if (Refusal(line, number, rows) is { } why)
            return Refused(line, [new(line.Line, number, ImportFields.Number, why)]);
        var known = rows.Customers.GetValueOrDefault(number);
        var request = Request(line, known, rows);
        var organisation = Cell(line, ImportFields.Organisation);
        var body = organisation.Length > 0 ? rows.Bodies.GetValueOrDefault(organisation) : null;
        var bodyKind = body?.Kind ?? (organisation.Length == 0 && known?.OrganisationKey is not null ? rows.KindOfOwn(known) : null);
        var kind = request.Kind ?? known?.Kind ?? CustomerKinds.Person;
        var manager = DeskUsers.Normal(request.KeyAccountManager ?? "");
        var facts = new CustomerFacts(
            request.Tier is null || request.Tier == known?.Tier || rows.Tiers.IsOffered(request.Tier),
            bodyKind,
            manager == known?.KeyAccountManager || rows.Managers.Contains(manager),
            known is not null && !CustomerKinds.IsBody(kind) && rows.WithMembers.Contains(known.Key)
        );
        var details = CustomerDetails.Check(_user.Language, known?.Key, kind, request, facts, _region);
        if (details.Problem is { } problem)
            return Refused(
                line,
                [.. problem.Fields.Select(fault => new ImportFault(line.Line, number, FieldOf(fault.Field), fault.Message))]
            );
        if (known is not null && CustomerRows.IsWritten(known, request, details.Value))
            return new(line, ImportResults.Unchanged, null, []);
        var customer = known ?? CustomerRows.New(nextKey(), number, rows.Tiers.Ordinary, _user.Language, now);
        CustomerRows.Write(customer, request, details.Value, now);
        return new(line, known is null ? ImportResults.New : ImportResults.Changed, customer, []);
    }

    /// <summary>Why the line has no customer to speak of; null when it has.</summary>
    private string? Refusal(TableLine line, string number, ImportRows rows)
    {
        if (number.Length == 0)
            return CustomerTexts.Words.Get("import-number", _user.Language);
        if (_firstLines[number] != line.Line)
            return CustomerTexts.Words.Get("import-twice", _user.Language, ("line", $"{_firstLines[number]}"));
        if (line.Cells.Any(cell => cell.Length > TableFile.MaxCell))
            return CustomerTexts.Words.Get("import-cell", _user.Language, ("max", $"{TableFile.MaxCell}"));
        return rows.Customers.GetValueOrDefault(number) switch
        {
            { MergedIntoKey: not null } => CustomerTexts.Words.Get("customer-merged", _user.Language),
            { ErasedAt: not null } => CustomerTexts.Words.Get("customer-erased", _user.Language),
            _ => null,
        };
    }

    /// <summary>What the line says, and what is known already where it says nothing.</summary>
    private SaveCustomerRequest Request(TableLine line, Customer? known, ImportRows rows)
    {
        var organisation = Cell(line, ImportFields.Organisation);
        return new(
            Said(line, ImportFields.Name) ?? known?.Name ?? "",
            Cell(line, ImportFields.Number),
            Said(line, ImportFields.Tier) is { } tier ? rows.Tiers.Find(tier) ?? tier : known?.Tier,
            Said(line, ImportFields.Language) is { } language ? ImportWords.Language(language) : known?.Language,
            Several(line, ImportFields.Phones) ?? (known is null ? null : CustomerDetails.Numbers(known, CustomerPhone.Phone)),
            Several(line, ImportFields.Faxes) ?? (known is null ? null : CustomerDetails.Numbers(known, CustomerPhone.Fax)),
            Several(line, ImportFields.Emails) ?? (known is null ? null : CustomerDetails.MailAddresses(known)),
            Said(line, ImportFields.Remark) ?? known?.Remark
        )
        {
            Kind = Said(line, ImportFields.Kind) is { } kind ? ImportWords.Kind(kind) : known?.Kind,
            // A key that nobody has stands for an organisation that is not known: the check refuses it by name.
            OrganisationKey = organisation.Length > 0 ? rows.Bodies.GetValueOrDefault(organisation)?.Key ?? 0 : known?.OrganisationKey,
            KeyAccountManager = Said(line, ImportFields.KeyAccountManager) ?? known?.KeyAccountManager,
            Addresses = PostalAddresses(line, known),
        };
    }

    /// <summary>An address that is known keeps what it is for, of which files say nothing.</summary>
    private List<PostalAddress>? PostalAddresses(TableLine line, Customer? known)
    {
        var own = known is null ? null : CustomerDetails.PostalAddresses(known);
        var said = Texts(line, ImportFields.Addresses).ToList();
        return said.Count == 0 ? own : said.ConvertAll(text => own?.Find(address => address.Text == text) ?? new("", text));
    }

    private List<string>? Several(TableLine line, string field)
    {
        var all = Texts(line, field)
            .SelectMany(text => text.Split([',', ';', '，', '；', '、', '|', '\n', '\r'], StringSplitOptions.TrimEntries))
            .Where(text => text.Length > 0)
            .ToList();
        return all.Count == 0 ? null : all;
    }

    private string? Said(TableLine line, string field) => Cell(line, field) is { Length: > 0 } text ? text : null;

    internal string Cell(TableLine line, string field) => Texts(line, field).FirstOrDefault("");

    private IEnumerable<string> Texts(TableLine line, string field)
    {
        for (var index = 0; index < _fields.Count; index++)
        {
            if (_fields[index] == field && line.Cells[index].Length > 0)
                yield return line.Cells[index];
        }
    }

    /// <summary>The column behind a field of the check, which names entries of lists by their place.</summary>
    private static string FieldOf(string field) => field == "organisationKey" ? ImportFields.Organisation : field.Split('[')[0];

    private static PlannedLine Refused(TableLine line, List<ImportFault> faults) => new(line, ImportResults.Refused, null, faults);
}
