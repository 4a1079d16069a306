using Baton.Desk.Cases;

namespace Baton.Desk.Tests.Cases;

/// <summary>What the time line says about a correction.</summary>
public sealed class ChangedFieldsTests
{
    [Theory]
    [InlineData(Languages.English, "Subject")]
    [InlineData(Languages.TraditionalChinese, "主旨")]
    public async Task A_correction_names_the_fields_that_were_changed_as_the_form_calls_them(string language, string subject)
    {
        await using var desk = await DeskHost.Start();
        var opened = await desk.Open("Modem");
        var request = new EditCaseRequest(Subject: "Telephone")
        {
            Form = new() { ["serviceNumber"] = "61234567" },
            Version = (await desk.Show(opened.Number)).Version,
        };

        var edited = await desk.Get<EditCase>().Handle(await desk.User("amy"), opened.Number, request, DeskHost.Ct);

        Assert.Null(edited.Problem);
        var shown = await desk.Show(opened.Number, language: language);
        var field = shown.Form!.Fields.Single(one => one.Key == "serviceNumber").LabelIn(language);
        var told = Assert.Single(shown.Timeline, item => item.Fields.Count > 0);
        Assert.Equal([field, subject], told.Fields);
        Assert.NotEqual("serviceNumber", field);
    }
}
