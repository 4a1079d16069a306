using Microsoft.EntityFrameworkCore;

namespace Baton.Desk.Tests.Packs;

/// <summary>Deployment C: one complaint from its registration to the archive, with all that can happen on the way.</summary>
public sealed class OperatorPackTests
{
    private static CancellationToken Ct => OperatorDesk.Ct;

    [Fact]
    public async Task A_complaint_of_a_key_account_goes_straight_to_the_dispatcher_and_its_manager_is_told_by_SMS()
    {
        await using var desk = await OperatorDesk.Open();

        var number = await desk.Register("M-1002");

        Assert.Equal("mo-urgent", (await desk.Show(number)).Assessment?.Severity);
        var told = await desk.Sent(number, "mo-key-account");
        Assert.Contains(told, one => one.Channel == "sms" && one.To.Contains("mo.gao", StringComparison.Ordinal));
        Assert.Equal(number, (await desk.Show(number, "mo.gao")).Case.Number);
        Assert.Equal(("FirstHandling", "mo.liu"), await desk.At(number));
        await desk.Do("mo.liu", number, "mo-send-on");
        Assert.Equal(("Dispatch", "mo-dispatcher"), await desk.At(number));
        Assert.Equal(80, (await desk.Show(number)).Tasks[0].Priority);
    }

    [Fact]
    public async Task Whoever_took_it_owns_it_and_each_step_rates_the_one_before()
    {
        await using var desk = await OperatorDesk.Open();
        var number = await desk.Register("M-1007");

        var assessment = (await desk.Show(number)).Assessment;
        Assert.Equal("mo-usual", assessment?.Severity);
        Assert.Contains(assessment!.Reasons.SelectMany(one => one.Conditions), one => one.Value == "Customer complaint");
        Assert.Empty(await desk.Sent(number, "mo-key-account"));
        await desk.Do("mo.liu", number, "mo-send-on");
        Assert.False((await desk.Try("mo.sun", number, "mo-passed")).Succeeded);
        await desk.Do("mo.sun", number, "mo-passed", form: new() { ["registrationRating"] = "5" });
        await desk.Do("mo.zhao", number, "mo-dispatched", form: new() { ["reviewRating"] = "4" });
        Assert.Equal(("Handle", "mo-jinan-network"), await desk.At(number));
        await desk.Do("jn.li", number, "mo-handled", "A repeater is installed.", new() { ["cause"] = "network", ["dispatchRating"] = "5" });
        Assert.Equal(("AnswerCustomer", "mo.liu"), await desk.At(number));
        await desk.Do("mo.liu", number, "mo-answered", "Told him.", new() { ["handlingRating"] = "4" });
        Assert.NotEmpty(await desk.Sent(number, "mo-answered"));
        await desk.Do("mo.han", number, "mo-content", form: new() { ["contentment"] = "content" });

        var closed = await desk.Show(number);
        Assert.Equal("mo-archived", closed.Case.Status);
        Assert.Empty(closed.Tasks);
    }

    [Fact]
    public async Task A_customer_who_is_not_content_brings_it_back_and_the_supervisors_are_told()
    {
        await using var desk = await OperatorDesk.Open();
        var number = await desk.Register("M-1004");
        await desk.Do("mo.liu", number, "mo-solved", "Switched the data service on again.");

        await desk.Do("mo.han", number, "mo-discontent", "It was off again after an hour.", new() { ["contentment"] = "discontent" });

        Assert.Equal(("Dispatch", "mo-dispatcher"), await desk.At(number));
        var told = await desk.Sent(number, "mo-not-content");
        Assert.Contains(told, one => one.To.Contains("mo.song", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_customer_who_is_not_reached_is_asked_on_three_days()
    {
        await using var desk = await OperatorDesk.Open();
        var number = await desk.Register("M-1007");
        await desk.Do("mo.liu", number, "mo-solved", "Explained it.");

        for (var day = 0; day < 3; day++)
        {
            Assert.Equal("ReturnVisit", (await desk.At(number)).Step);
            await desk.Do("mo.han", number, "mo-not-reached");
            await desk.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal("mo-archived", (await desk.Show(number)).Case.Status);
    }

    [Fact]
    public async Task What_is_laid_aside_comes_back_by_itself_and_its_clock_rests()
    {
        await using var desk = await OperatorDesk.Open();
        var number = await Dispatched(desk, "M-1002");
        await desk.Do("jn.li", number, "mo-lay-aside", "Waiting for the landlord.", new() { ["waitDays"] = 2 });
        Assert.Equal(("Waiting", "mo-jinan-network"), await desk.At(number));
        Assert.Equal("mo-suspended", (await desk.Show(number)).Case.Status);

        await desk.Advance(TimeSpan.FromDays(2) + TimeSpan.FromMinutes(1));

        Assert.Equal(("Handle", "mo-jinan-network"), await desk.At(number));
        Assert.Empty(await desk.Sent(number, "mo-escalated"));
    }

    [Fact]
    public async Task What_a_department_leaves_goes_up_to_its_manager_and_to_the_supervisors()
    {
        await using var desk = await OperatorDesk.Open();
        var number = await Dispatched(desk, "M-1002");

        // 09:05: four hours of a diamond customer are over at 13:05, and a reminder follows every two hours.
        for (var hour = 0; hour < 9; hour++)
            await desk.Advance(TimeSpan.FromHours(1));

        var mails = (await desk.Sent(number, "mo-limit-over", "Handle")).Where(one => one.Channel == "mail").ToList();
        Assert.Equal(3, mails.Count);
        Assert.All(mails, one => Assert.Contains("jn.li", one.To, StringComparison.Ordinal));
        Assert.Equal([false, true, true], mails.Select(one => one.Cc.Contains("jn.wang", StringComparison.Ordinal)));
        Assert.Equal([false, false, true], mails.Select(one => one.Cc.Contains("mo.song", StringComparison.Ordinal)));
        Assert.True((await desk.Show(number)).Tasks[0].Priority >= 85);
    }

    [Theory]
    [InlineData("qingdao", "13705310102", "mo.billing.charge.data", "mo-qingdao-billing")]
    [InlineData(null, "053512345678", "mo.service.counter.queue", "mo-yantai-service")]
    [InlineData(null, "+8653112345678", "mo.network.outage", "mo-jinan-network")]
    [InlineData(null, "13705310102", "mo.network.outage", null)]
    public async Task City_or_area_code_and_category_propose_the_department(
        string? city,
        string number,
        string category,
        string? department
    )
    {
        await using var desk = await OperatorDesk.Open();
        var enquiry = await desk.Register(
            "M-1007",
            change: request =>
                request with
                {
                    Type = "mo-enquiry",
                    Category = category,
                    Form = new()
                    {
                        ["serviceNumber"] = number,
                        ["city"] = city,
                        ["about"] = "other",
                    },
                }
        );

        var asked = await desk.Try("mo.liu", enquiry, "mo-ask-department", "When is it repaired?");

        Assert.Equal(department is not null, asked.Succeeded);
        if (department is not null)
            Assert.Equal(("DepartmentAnswers", department), await desk.At(enquiry));
    }

    [Fact]
    public async Task A_suggestion_goes_to_the_default_manager_and_its_customer_is_thanked()
    {
        await using var desk = await OperatorDesk.Open();
        var number = await desk.Register(
            "M-1007",
            change: request =>
                request with
                {
                    Type = "mo-suggestion",
                    Category = null,
                    Form = new() { ["about"] = "network" },
                }
        );

        Assert.Equal(("Consider", "mo.meng"), await desk.At(number));
        await desk.Do("mo.meng", number, "take-up", form: new() { ["handledBy"] = "mo-jinan-network" });
        await desk.Do("jn.li", number, "carried-out", "It is in the plan of next year.");

        Assert.Equal("mo-archived", (await desk.Show(number)).Case.Status);
        Assert.NotEmpty(await desk.Sent(number, "mo-thanks"));
    }

    [Fact]
    public async Task An_appointment_is_confirmed_and_both_are_reminded_two_hours_before()
    {
        await using var desk = await OperatorDesk.Open();
        var number = await desk.Register(
            "M-1007",
            change: request =>
                request with
                {
                    Type = "mo-appointment",
                    Form = new()
                    {
                        ["serviceNumber"] = "13705310102",
                        ["city"] = "jinan",
                        ["appointmentDate"] = "2026-03-05",
                        ["appointmentTime"] = "13:30",
                        ["purpose"] = "repair",
                        ["appointmentPlace"] = "12 Spring Road",
                    },
                }
        );
        await desk.Do("jn.li", number, "mo-confirm", form: new() { ["visitor"] = "Li" });
        Assert.Equal("mo-appointed", (await desk.Show(number)).Case.Status);
        Assert.Empty(await desk.Sent(number, "mo-appointment-reminder"));

        // It is 09:05; the appointment is at 13:30.
        await desk.Advance(TimeSpan.FromMinutes(150));

        Assert.Contains(await desk.Sent(number, "mo-appointment-reminder"), one => one.To.Contains("jn.li", StringComparison.Ordinal));
        await desk.Do("jn.li", number, "mo-missed", "Nobody was at home.");
        Assert.Equal(("AgreeAnew", "mo.liu"), await desk.At(number));
        await desk.Do("mo.liu", number, "mo-new-time", form: new() { ["appointmentDate"] = "2026-03-06" });
        Assert.Equal("Confirm", (await desk.At(number)).Step);
    }

    [Fact]
    public async Task The_demo_says_who_looks_after_customers_and_who_works_by_mail()
    {
        await using var desk = await OperatorDesk.Open();

        var managers = await desk.Read(db =>
            db.Customers.Where(row => row.KeyAccountManager != null).Select(row => row.Number).OrderBy(one => one).ToListAsync(Ct)
        );
        var byMail = await desk.Read(db => db.Users.Where(row => row.WorksByMail).Select(row => row.UserName).ToListAsync(Ct));

        Assert.Equal(["M-1001", "M-1002", "M-1003", "M-1004"], managers);
        Assert.Equal(["jn.zhang"], byMail);
    }

    private static async Task<string> Dispatched(OperatorDesk desk, string customer)
    {
        var number = await desk.Register(customer);
        await desk.Do("mo.liu", number, "mo-send-on");
        await desk.Do("mo.zhao", number, "mo-dispatched");
        return number;
    }
}
