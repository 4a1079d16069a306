using System.IO.Compression;
using System.Net;
using System.Text;
using System.Xml.Linq;
using Baton.Desk.Cases;
using Baton.Desk.Cases.Export;
using Baton.Desk.Tests.Http;
using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Cases.Export;

public sealed class ExportCasesTests
{
    private static readonly XNamespace Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private static CancellationToken Ct => DeskHost.Ct;

    [Theory]
    [InlineData("amy", "csv")]
    [InlineData("bob", "csv")]
    [InlineData("carl", "csv")]
    [InlineData("amy", "xlsx")]
    [InlineData("bob", "xlsx")]
    [InlineData("carl", "xlsx")]
    public async Task What_is_exported_is_what_the_users_list_shows(string user, string format)
    {
        await using var desk = await DeskHost.Start();
        await desk.Open("Of Amy, \"first\"");
        await desk.Open("Of Bob", by: "bob");
        await desk.Open("Of Amy, second");
        var search = new SearchCasesRequest { Text = "Of", Sort = "number" };

        var listed = (await desk.Get<SearchCases>().Handle(await desk.User(user), search, Ct)).Value;
        var exported = Rows(format, await Write(desk, user, search, new() { Format = format, Columns = "number,subject,status,openedBy" }));

        Assert.Equal(["Number", "Subject", "Status", "Opened by"], exported[0]);
        Assert.Equal(
            listed.Items.Select(row => new[] { row.Number, row.Subject, row.StatusText, row.OpenedByName }),
            exported.Skip(1).Select(row => row.ToArray())
        );
        Assert.Equal(
            user switch
            {
                "amy" => 2,
                "bob" => 1,
                _ => 3,
            },
            listed.Items.Count
        );
    }

    [Fact]
    public async Task Many_rows_come_each_once_and_in_order()
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open();
        await desk.Change(
            async (db, unit) =>
            {
                var one = await db.Cases.AsNoTracking().SingleAsync(row => row.Number == opened.Number, Ct);
                foreach (var number in Enumerable.Range(0, 1203))
                    db.Cases.Add(Copy(one, unit.NextKey(), $"MANY-{number:D5}"));
            }
        );

        var text = Encoding.UTF8.GetString(
            await Write(desk, "carl", new() { Number = "MANY", Sort = "number" }, new() { Format = "csv", Columns = "number" })
        );
        var numbers = text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1);

        Assert.Equal(Enumerable.Range(0, 1203).Select(number => $"MANY-{number:D5}"), numbers);
    }

    [Fact]
    public async Task A_csv_begins_with_a_mark_and_no_cell_of_it_is_a_formula()
    {
        await using var desk = await DeskHost.Start();
        foreach (var subject in new[] { "=1+1", "+1", "-1", "@SUM(A1)", "\tx", "a,\"b\"\nc" })
        {
            var opened = await desk.Open();
            await desk.Change(async (db, _) => (await db.Cases.SingleAsync(row => row.Number == opened.Number, Ct)).Subject = subject);
        }

        var file = await Write(desk, "amy", new() { Sort = "number" }, new() { Format = "csv", Columns = "subject" });
        var text = Encoding.UTF8.GetString(file);

        Assert.Equal([0xEF, 0xBB, 0xBF], file[..3]);
        Assert.Contains("\r\n\"'=1+1\"\r\n\"'+1\"\r\n\"'-1\"\r\n\"'@SUM(A1)\"\r\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\"a,\"\"b\"\"\nc\"\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?m)^\"?[=+@-]", text);
    }

    [Theory]
    [InlineData("Asia/Hong_Kong", "2026-11-23 09:00:00")]
    [InlineData("Europe/Berlin", "2026-11-23 02:00:00")]
    [InlineData(null, "2026-11-23 09:00:00")]
    public async Task Instants_are_in_the_readers_zone_and_headings_in_his_language(string? zone, string time)
    {
        await using var desk = await DeskHost.Start();
        await desk.Open();
        var request = new ExportCasesRequest
        {
            Format = "csv",
            Columns = "openedAt",
            Zone = zone,
            Language = Languages.TraditionalChinese,
        };

        var text = Encoding.UTF8.GetString(await Write(desk, "amy", new(), request));

        Assert.Equal($"\uFEFF建立時間\r\n{time}\r\n", text);
    }

    [Theory]
    [InlineData("pdf", null, null, "format")]
    [InlineData("csv", "number,secret", null, "columns")]
    [InlineData("csv", "number,number", null, "columns")]
    [InlineData("csv", null, "Mars/Base", "zone")]
    public async Task What_cannot_be_written_is_refused(string format, string? columns, string? zone, string field)
    {
        await using var desk = await DeskHost.Start();
        var request = new ExportCasesRequest
        {
            Format = format,
            Columns = columns,
            Zone = zone,
        };

        var outcome = await desk.Get<ExportCases>().Handle(await desk.User("amy"), new(), request, Ct);

        Assert.Equal(field, Assert.Single(outcome.Problem!.Fields).Field);
    }

    [Fact]
    public async Task The_page_sees_how_far_it_is_and_stops_it()
    {
        await using var desk = await DeskHost.Start();
        await desk.Open();
        var amy = await desk.User("amy");
        var export = await desk.Get<ExportCases>().Handle(amy, new(), new() { Format = "csv", Run = "one" }, Ct);
        using var run = desk.Get<ExportRuns>().Join(amy, "one");
        var seen = new List<(int Written, int? Total, bool IsEnded)>();
        run.Changed += () => seen.Add((run.Written, run.Total, run.IsEnded));

        await export.Value.Write(Stream.Null, Ct);
        run.Stop();
        var stopped = export.Value.Write(Stream.Null, Ct);

        Assert.Equal([(1, 1, false), (1, 1, true)], seen.Take(2));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
        Assert.True(run.IsEnded);
    }

    [Fact]
    public async Task A_name_of_an_export_is_each_users_own()
    {
        await using var desk = await DeskHost.Start();
        using var ofAmy = desk.Get<ExportRuns>().Join(await desk.User("amy"), "one");
        using var ofBob = desk.Get<ExportRuns>().Join(await desk.User("bob"), "one");

        Assert.NotSame(ofAmy, ofBob);
    }

    [Theory]
    [InlineData("csv", "text/csv", "Cases-2026-11-23.csv")]
    [InlineData("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Cases-2026-11-23.xlsx")]
    public async Task A_file_comes_over_http_and_is_logged(string format, string type, string name)
    {
        await using var server = await DeskServer.Start();
        await server.Desk.Open();

        using var answer = await server.Client("amy").GetAsync($"/api/cases/export?format={format}&openedFrom=2026-11-01T00:00:00Z", Ct);
        var rows = Rows(format, await answer.Content.ReadAsByteArrayAsync(Ct));
        var logged = await server.Desk.Read(db => db.SecurityEvents.SingleAsync(row => row.Kind == "cases-exported", Ct));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(name, answer.Content.Headers.ContentDisposition!.FileNameStar ?? answer.Content.Headers.ContentDisposition.FileName);
        Assert.Equal(2, rows.Count);
        Assert.Equal(("amy", $"1 rows as {format}"), (logged.UserName, logged.Detail));
        using var forbidden = await server.Client("adam").GetAsync("/api/cases/export?format=csv", Ct);
        using var wrong = await server.Client("amy").GetAsync("/api/cases/export?format=pdf", Ct);
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    private static async Task<byte[]> Write(DeskHost desk, string user, SearchCasesRequest search, ExportCasesRequest request)
    {
        var export = await desk.Get<ExportCases>().Handle(await desk.User(user), search, request, Ct);
        Assert.True(export.Succeeded, export.Problem?.ToString());
        using var file = new MemoryStream();
        await export.Value.Write(file, Ct);
        return file.ToArray();
    }

    private static List<List<string>> Rows(string format, byte[] file) => format == "csv" ? CsvRows(file) : XlsxRows(file);

    /// <summary>Reads by a reader of its own, so that the writer's mistakes show.</summary>
    private static List<List<string>> CsvRows(byte[] file)
    {
        var (rows, row, cell, isQuoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        foreach (var letter in Encoding.UTF8.GetString(file).TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal))
        {
            if (letter == '"')
            {
                if (!isQuoted && cell.Length > 0)
                    cell.Append('"');
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && letter is ',' or '\n' && !isQuoted)
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (letter == '\n')
                {
                    rows.Add(row);
                    row = [];
                }
            }
            else
            {
                cell.Append(letter);
            }
        }
        return rows;
    }

    private static List<List<string>> XlsxRows(byte[] file)
    {
        using var book = new ZipArchive(new MemoryStream(file));
        var entry = book.Entries.Single(one => one.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal));
        using var content = entry.Open();
        return
        [
            .. XDocument
                .Load(content)
                .Descendants(Sheet + "row")
                .Select(row => row.Elements(Sheet + "c").Select(cell => cell.Value).ToList()),
        ];
    }

    private static Case Copy(Case one, long key, string number) =>
        new()
        {
            Key = key,
            Number = number,
            TypeCode = one.TypeCode,
            Subject = one.Subject,
            Description = one.Description,
            CustomerName = one.CustomerName,
            Channel = one.Channel,
            FormData = one.FormData,
            Status = one.Status,
            OpenedBy = one.OpenedBy,
            OpenedAt = one.OpenedAt,
            UpdatedAt = one.UpdatedAt,
            SearchText = number.ToLowerInvariant(),
        };
}
