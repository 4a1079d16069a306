using System.Diagnostics;
using Baton.Desk.Access;
using Baton.Desk.Cases;
using Baton.Desk.Organisation;
using Baton.Desk.Storage.Words;
using Microsoft.EntityFrameworkCore;

namespace Baton.Bench.Desk;

/// <summary>Fills the database of a desk that was started once with the demo.</summary>
internal static class DeskFilling
{
    /// <summary>Does nothing where it was done before.</summary>
    /// <returns>How many rows were written, and how long it took with all indexes.</returns>
    public static async Task<(long Rows, TimeSpan Time)> Run(BulkRows bulk, DeskSize size, DateTimeOffset end)
    {
        var sample = await Sample(bulk, size, end);
        if (await bulk.Db.Cases.AnyAsync(row => row.Key == size.Cases))
        {
            return (0, TimeSpan.Zero);
        }
        var began = Stopwatch.GetTimestamp();
        await Organisation(bulk, size);
        bulk.Begin();
        Customers(bulk, size);
        bulk.Write(Cases(sample));
        bulk.Write(Cases(sample).SelectMany(DeskSample.Timeline));
        bulk.Write(Cases(sample).Select(DeskSample.Task));
        bulk.Write(Cases(sample).Select(DeskSample.Candidate));
        bulk.Write(Cases(sample).SelectMany(DeskSample.Involvements));
        bulk.WriteWords(WordTable.Cases.Name, Cases(sample));
        bulk.Finish();
        return ((long)size.Cases * (DeskSize.TimelinePerCase + 6) + size.Customers * 3L, Stopwatch.GetElapsedTime(began));
    }

    /// <summary>The rows that the database was filled with, or shall be.</summary>
    public static async Task<DeskSample> Sample(BulkRows bulk, DeskSize size, DateTimeOffset end)
    {
        var categories = await bulk
            .Db.Categories.Where(one => one.Level == 4)
            .OrderBy(one => one.Code)
            .Select(one => one.Code)
            .ToListAsync();
        return new(size, end, categories);
    }

    private static IEnumerable<Case> Cases(DeskSample sample)
    {
        for (var number = 1; number <= sample.Size.Cases; number++)
        {
            yield return sample.Case(number);
        }
    }

    private static void Customers(BulkRows bulk, DeskSize size)
    {
        var all = Enumerable.Range(0, size.Customers).Select(number => DeskSample.Customer(number));
        bulk.Write(all);
        bulk.Write(all.SelectMany(one => one.Phones));
        bulk.WriteWords(WordTable.Customers.Name, all);
    }

    /// <summary>Everybody signs in as the people of the demo do.</summary>
    private static async Task Organisation(BulkRows bulk, DeskSize size)
    {
        var db = bulk.Db;
        var password = await db.Users.Where(user => user.UserName == "amy").Select(user => user.PasswordHash).SingleAsync();
        for (var index = 0; index < size.People; index++)
        {
            var user = new User
            {
                UserName = DeskSample.Person(index),
                DisplayName = $"Person {index}",
                Language = "zh-Hans",
                PasswordHash = password,
                SecurityStamp = "bench",
            };
            user.Roles.AddRange(Roles(index).Select(role => new UserRole { UserName = user.UserName, RoleCode = role }));
            db.Users.Add(user);
        }
        await db.SaveChangesAsync();
        for (var index = 0; index < size.Departments; index++)
        {
            var code = DeskSample.Department(index);
            var department = new Department
            {
                Code = code,
                Name = new($"部门 {index}", $"部門 {index}", $"Unit {index}"),
                DefaultManager = DeskSample.Person(index * 8 % size.People),
            };
            for (var person = index; person < size.People; person += size.Departments)
            {
                department.Members.Add(new() { DepartmentCode = code, UserName = DeskSample.Person(person) });
            }
            db.Departments.Add(department);
        }
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
    }

    private static IEnumerable<string> Roles(int person)
    {
        yield return "agent";
        if (DeskSample.IsManager(person))
        {
            yield return "unit-manager";
        }
        if (DeskSample.ReadsAll(person))
        {
            yield return "csm";
        }
    }
}
