using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Attachments;
using Baton.Desk.Cases.Retention;
using Baton.Desk.Channels.Fax;
using Baton.Desk.Contacts;
using Baton.Desk.Storage;
using Baton.Desk.Storage.Files;
using Baton.Desk.Tests.Channels.Fax;
using Baton.Runtime;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Cases.Retention;

/// <summary>Closed cases go when the period of their type is over, with all that belongs to them; nothing else does.</summary>
public sealed class CaseRetentionTests
{
    private static readonly byte[] Letter = Encoding.ASCII.GetBytes("%PDF-1.7 a letter of the customer");

    /// <summary>The period of the desks here, and somewhat more.</summary>
    private static readonly TimeSpan Over = TimeSpan.FromDays(31);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_case_goes_with_its_rows_files_and_process_when_its_period_is_over()
    {
        await using var desk = await Open();
        var number = await FinishedCase(desk);
        var row = await desk.Case(number);
        var document = await desk.Read(db =>
            db.Set<FaxTransmission>().Where(one => one.CaseKey == row.Key).Select(one => one.Document).SingleAsync(Ct)
        );
        string[] files = [FaxDocuments.NameOf(document!), AttachmentStore.NameOf(Convert.ToHexStringLower(SHA256.HashData(Letter)))];
        Assert.Equal([true, true], await AreKept(desk, files));

        await Round(desk, Over - TimeSpan.FromDays(2));
        Assert.NotEmpty(await Rows(desk, row.Key));
        await Round(desk, TimeSpan.FromDays(2));

        Assert.Empty(await Rows(desk, row.Key));
        Assert.Null(await desk.Get<Runtime.Search.EngineSearch>().ProcessInstance(row.ProcessInstanceKey!.Value, Ct));
        Assert.Equal(0L, await Number(desk, $"SELECT COUNT(*) FROM engine_journal WHERE root_instance_key = {row.ProcessInstanceKey}"));
        Assert.Equal(0, await desk.Read(db => db.IdempotentCreates.CountAsync(one => one.ResultKey == row.Key, Ct)));
        Assert.True(await desk.Read(db => db.Customers.AnyAsync(one => one.Key == row.CustomerKey, Ct)));
        Assert.Empty(await desk.Runtime.Verify(Ct));
        // The content of an attachment might be on its way once more: it goes when that cannot be any longer.
        await desk.PinClock(desk.Now + TimeSpan.FromHours(2));
        Assert.Equal([false, false], await AreKept(desk, files));
        var next = await FinishedCase(desk, "Another");
        Assert.NotEqual(number, next);
    }

    [Fact]
    public async Task Open_reopened_and_younger_cases_stay_and_so_do_those_of_types_that_are_kept()
    {
        await using var desk = await Open();
        var open = await desk.ApprovedCase("Still open");
        var reopened = await CanceledCase(desk, "Reopened");
        var waiting = await FinishedCase(desk, "A fax is on its way");
        await Change(
            desk,
            async db =>
            {
                await db
                    .Cases.Where(row => row.Number == reopened)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.IsClosed, false).SetProperty(row => row.ClosedAt, (DateTimeOffset?)null),
                        Ct
                    );
                await db.Set<FaxTransmission>().ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, FaxStatus.Sending), Ct);
            }
        );
        await AddType(desk, "eternal");
        await AddClosed(desk, "eternal", 1);
        await desk.PinClock(desk.Now + TimeSpan.FromDays(20));
        var younger = await CanceledCase(desk, "Younger");

        await Round(desk, TimeSpan.FromDays(15));

        var numbers = await desk.Read(db => db.Cases.Select(row => row.Number).ToListAsync(Ct));
        Assert.Equal(
            [.. new[] { open, reopened, waiting, younger, "eternal-0" }.Order(StringComparer.Ordinal)],
            numbers.Order(StringComparer.Ordinal)
        );
        Assert.NotNull(
            await desk.Get<Runtime.Search.EngineSearch>().ProcessInstance((await desk.Case(younger)).ProcessInstanceKey!.Value, Ct)
        );

        await Change(
            desk,
            db => db.Set<FaxTransmission>().ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, FaxStatus.Sent), Ct)
        );
        await Round(desk, TimeSpan.FromHours(2));
        Assert.False(await desk.Read(db => db.Cases.AnyAsync(row => row.Number == waiting, Ct)));
    }

    [Fact]
    public async Task A_content_that_another_case_has_stays()
    {
        await using var desk = await Open();
        await FinishedCase(desk);
        var open = await desk.ApprovedCase("Still open");
        await Attach(desk, open);

        await Round(desk, Over);
        await desk.PinClock(desk.Now + TimeSpan.FromHours(2));

        Assert.Equal([true], await AreKept(desk, AttachmentStore.NameOf(Convert.ToHexStringLower(SHA256.HashData(Letter)))));
    }

    [Fact]
    public async Task Without_a_period_everything_is_kept()
    {
        await using var desk = await FaxDesk.Open();
        await CanceledCase(desk, "Old");

        await Round(desk, TimeSpan.FromDays(10_000));

        Assert.Equal(1, await desk.Read(db => db.Cases.CountAsync(Ct)));
    }

    [Fact]
    public async Task One_unit_deletes_twenty_cases_and_the_next_follows_at_once()
    {
        await using var desk = await Open();
        await AddClosed(desk, "order", 45);
        await desk.PinClock(desk.Now + Over);
        var work = desk.Get<CaseRetention>().Work;
        var left = new List<(int Cases, bool GoesOn)>();

        for (var units = 0; units < 3; units++)
        {
            var due = desk.Now - TimeSpan.FromMinutes(1);
            var next = (await desk.Runtime.Write<DateTimeOffset?>(async unit => await work.Run(unit, due), Ct)).Value;
            left.Add((await desk.Read(db => db.Cases.CountAsync(Ct)), next <= desk.Now));
        }

        Assert.Equal([(25, true), (5, true), (0, false)], left);
    }

    [Fact]
    public async Task The_archive_has_everything_of_a_case_before_it_is_deleted()
    {
        await using var desk = await Open();
        var number = await FinishedCase(desk);
        var row = await desk.Case(number);

        await Round(desk, Over);

        var file = Assert.Single(Directory.GetFiles(Archive(desk.Folder)));
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"cases-{desk.Now.UtcDateTime:yyyy-MM-dd}.jsonl"), Path.GetFileName(file));
        var line = JsonNode.Parse(Assert.Single(await File.ReadAllLinesAsync(file, Ct)))!;
        Assert.Equal(number, (string?)line["caseNumber"]);
        Assert.Equal(row.Key.ToString(CultureInfo.InvariantCulture), (string?)line["key"]);
        Assert.Equal(
            (row.Subject, row.Description, row.CustomerName),
            ((string?)line["subject"], (string?)line["description"], (string?)line["customerName"])
        );
        Assert.Equal(row.ClosedAt, line["closedAt"]!.GetValue<DateTimeOffset>());
        Assert.Contains(TimelineCodes.FaxSent, line["timeline"]!.AsArray().Select(one => (string?)one!["code"]));
        Assert.Equal("Seen.", (string?)Assert.Single(line["opinions"]!.AsArray())!["text"]);
        Assert.Equal("approve", (string?)Assert.Single(line["workItems"]!.AsArray())!["completedAction"]);
        Assert.Contains("He called.", line["contacts"]!.AsArray().Select(one => (string?)one!["note"]));
        var attachment = Assert.Single(line["attachments"]!.AsArray())!;
        Assert.Equal(
            ("letter.pdf", Convert.ToHexStringLower(SHA256.HashData(Letter))),
            ((string?)attachment["fileName"], (string?)attachment["sha256"])
        );
        Assert.Equal(FaxDesk.GoodNumber, (string?)Assert.Single(line["faxTransmissions"]!.AsArray())!["number"]);
        var instance = Assert.Single(line["processInstances"]!.AsArray())!;
        Assert.Equal(row.ProcessInstanceKey!.Value.ToString(CultureInfo.InvariantCulture), (string?)instance["processInstanceKey"]);
        Assert.NotEmpty(instance["elementInstances"]!.AsArray());
    }

    [Fact]
    public async Task Nothing_is_deleted_that_cannot_be_archived()
    {
        await using var desk = await Open();
        await AddClosed(desk, "order", 1);
        await File.WriteAllTextAsync(Archive(desk.Folder), "A file where the folder should be.", Ct);
        await desk.PinClock(desk.Now + Over);

        await Assert.ThrowsAnyAsync<IOException>(() =>
            desk.Runtime.Write<DateTimeOffset?>(async unit => await desk.Get<CaseRetention>().Work.Run(unit, unit.Now), Ct)
        );

        Assert.Equal(1, await desk.Read(db => db.Cases.CountAsync(Ct)));
    }

    [Fact]
    public async Task A_look_ahead_counts_and_writes_by_type_and_deletes_nothing()
    {
        await using var desk = await Open();
        var first = await desk.Case(await FinishedCase(desk));
        await desk.PinClock(desk.Now + TimeSpan.FromHours(1));
        var waiting = await FinishedCase(desk, "A fax is on its way");
        await Change(
            desk,
            db =>
                db.Set<FaxTransmission>()
                    .Where(row => row.CaseKey != first.Key)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, FaxStatus.Queued), Ct)
        );
        await AddClosed(desk, "order", 30);
        await desk.Runtime.Write<Done>(
            unit =>
            {
                unit.SetSchedule(CaseRetention.Schedule, null);
                return new(Done.Outcome);
            },
            Ct
        );
        var last = desk.Now;
        await desk.PinClock(desk.Now + Over);
        using var written = new MemoryStream();

        var counts = await desk.Get<CaseHistoryPreview>().Count(Ct);
        var lines = await desk.Get<CaseHistoryPreview>().Export(written, Ct);

        Assert.Equal([new CaseHistoryCount("order", 31, 1, first.ClosedAt, last)], counts);
        Assert.Equal(31, lines);
        var text = Encoding.UTF8.GetString(written.ToArray());
        Assert.Equal(31, text.Count(letter => letter == '\n'));
        Assert.Contains(first.Number, text, StringComparison.Ordinal);
        Assert.DoesNotContain(waiting, text, StringComparison.Ordinal);
        Assert.Equal(32, await desk.Read(db => db.Cases.CountAsync(Ct)));
        Assert.False(Directory.Exists(Archive(desk.Folder)));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("PT0S")]
    [InlineData("-P1D")]
    [InlineData("P200Y")]
    public void A_wrong_period_is_named_by_its_key(string period)
    {
        var options = new DeskOptions
        {
            History = new() { Default = period, CaseTypes = { ["order"] = period, ["eternal"] = "forever" } },
        };

        Assert.Equal(
            [
                $"Desk:History:Default is '{period}', but must be a period longer than zero and at most 100 years, such as P180D, or 'forever'.",
                $"Desk:History:CaseTypes:order is '{period}', but must be a period longer than zero and at most 100 years, such as P180D, or 'forever'.",
            ],
            options.Errors()
        );
    }

    private static Task<FaxDesk> Open() =>
        FaxDesk.Open(folder =>
            new()
            {
                ["Desk:History:Default"] = "forever",
                ["Desk:History:CaseTypes:order"] = "P30D",
                ["Desk:History:ArchiveFolder"] = Archive(folder),
            }
        );

    private static string Archive(string folder) => Path.Combine(folder, "archive");

    /// <summary>Lets the clock go on and the periods be looked at.</summary>
    private static async Task Round(FaxDesk desk, TimeSpan later)
    {
        var at = desk.Now + later;
        await desk.Runtime.Write<Done>(
            unit =>
            {
                unit.SetSchedule(CaseRetention.Schedule, at);
                return new(Done.Outcome);
            },
            Ct
        );
        await desk.PinClock(at);
    }

    /// <summary>A case with something of everything, whose fax was sent.</summary>
    private static async Task<string> FinishedCase(FaxDesk desk, string subject = "Finished")
    {
        var number = await desk.ApprovedCase(subject);
        await Attach(desk, number);
        var row = await desk.Case(number);
        await Change(
            desk,
            (db, unit) =>
            {
                db.Contacts.Add(
                    new Contact
                    {
                        Key = unit.NextKey(),
                        CaseKey = row.Key,
                        CustomerKey = row.CustomerKey,
                        Channel = "phone",
                        Subject = "Asked again",
                        Note = "He called.",
                        LoggedBy = "amy",
                        At = unit.Now,
                    }
                );
                return Task.CompletedTask;
            }
        );
        await desk.PinClock(desk.Now + TimeSpan.FromMinutes(30));
        var transmission = await desk.Read(db =>
            db.Set<FaxTransmission>().Where(one => one.CaseKey == row.Key).Select(one => one.Key).SingleAsync(Ct)
        );
        await desk.Report(FaxTransmission.IdOf(transmission), "status=sent");
        Assert.True((await desk.Case(number)).IsClosed);
        Assert.NotEmpty(await desk.Read(db => db.Notifications.Where(one => one.CaseKey == row.Key).ToListAsync(Ct)));
        return number;
    }

    private static async Task<string> CanceledCase(FaxDesk desk, string subject)
    {
        var number = await desk.ApprovedCase(subject);
        var key = (await desk.Case(number)).ProcessInstanceKey!.Value;
        Assert.Null((await desk.Runtime.Write(unit => unit.Engine.CancelInstance(key), Ct)).Problem);
        return number;
    }

    private static async Task Attach(FaxDesk desk, string number)
    {
        var request = new UploadAttachmentRequest(number, null, "letter.pdf") { Content = new MemoryStream(Letter) };
        Assert.Null((await desk.Get<UploadAttachment>().Handle(desk.Manager, request, Ct)).Problem);
    }

    private static Task AddType(FaxDesk desk, string code) =>
        Change(
            desk,
            (db, _) =>
            {
                db.CaseTypes.Add(
                    new()
                    {
                        Code = code,
                        Name = LocalizedText.Same(code),
                        Kind = "request",
                        NumberPrefix = "X",
                        ProcessId = "order",
                        InitialStatus = "open",
                    }
                );
                return Task.CompletedTask;
            }
        );

    /// <summary>Closed cases as an importer brings them, without a process.</summary>
    private static Task AddClosed(FaxDesk desk, string type, int count) =>
        Change(
            desk,
            (db, unit) =>
            {
                for (var index = 0; index < count; index++)
                    db.Cases.Add(
                        new Case
                        {
                            Key = unit.NextKey(),
                            Number = string.Create(CultureInfo.InvariantCulture, $"{type}-{index}"),
                            TypeCode = type,
                            Subject = "Imported",
                            Description = "",
                            CustomerName = "Somebody",
                            Channel = "phone",
                            OpenedBy = "amy",
                            Status = "done",
                            IsClosed = true,
                            OpenedAt = unit.Now,
                            ClosedAt = unit.Now,
                            FormData = "{}",
                            SearchText = "imported",
                        }
                    );
                return Task.CompletedTask;
            }
        );

    private static Task Change(FaxDesk desk, Func<DeskDb, Task> change) => Change(desk, (db, _) => change(db));

    private static async Task Change(FaxDesk desk, Func<DeskDb, UnitOfWork, Task> change)
    {
        var outcome = await desk.Runtime.Write<Done>(
            async unit =>
            {
                await using var db = DeskDb.In(unit);
                await change(db, unit);
                await db.SaveChangesAsync(Ct);
                return Done.Outcome;
            },
            Ct
        );
        Assert.Null(outcome.Problem);
    }

    /// <summary>The tables that have rows of a case, found by the model so that a new table is not forgotten.</summary>
    private static Task<List<string>> Rows(FaxDesk desk, long caseKey) =>
        desk.Read(async db =>
        {
            var found = new List<string>();
            foreach (var entity in db.Model.GetEntityTypes())
            {
                var column =
                    entity.ClrType == typeof(Case) ? "key"
                    : entity.FindProperty("CaseKey") is null ? null
                    : "case_key";
                if (column is null)
                    continue;
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = string.Create(
                    CultureInfo.InvariantCulture,
                    $"SELECT COUNT(*) FROM {entity.GetTableName()} WHERE \"{column}\" = {caseKey}"
                );
                if (Convert.ToInt64(await command.ExecuteScalarAsync(Ct), CultureInfo.InvariantCulture) > 0)
                    found.Add(entity.GetTableName()!);
            }
            return found;
        });

    private static Task<long> Number(FaxDesk desk, FormattableString sql) =>
        desk.Read(async db =>
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = FormattableString.Invariant(sql);
            return Convert.ToInt64(await command.ExecuteScalarAsync(Ct), CultureInfo.InvariantCulture);
        });

    private static async Task<IReadOnlyList<bool>> AreKept(FaxDesk desk, params string[] files)
    {
        var kept = new List<bool>();
        foreach (var file in files)
        {
            await using var content = await desk.Get<IFileStore>().Open(file, Ct);
            kept.Add(content is not null);
        }
        return kept;
    }
}
