using Baton.Desk.Notifications.Templates;

namespace Baton.Desk.Tests.Notifications;

/// <summary>Liquid that reaches nothing but its values and always ends.</summary>
public sealed class LiquidTextTests
{
    private static readonly Dictionary<string, object?> Values = new()
    {
        ["case"] = new Dictionary<string, object?> { ["number"] = "T-1", ["subject"] = "<b>bold</b>" },
        ["list"] = new List<object?> { "a", "b" },
    };

    [Theory]
    [InlineData("{{ case.number }}", "T-1")]
    [InlineData("{{ case.missing }}{{ nothing.at.all }}", "")]
    [InlineData("{% for one in list %}{{ one | upcase }}{% endfor %}", "AB")]
    [InlineData("{{ case.subject }}", "<b>bold</b>")]
    [InlineData("{{ case.number.Length }}{{ case.GetType }}", "")]
    public void Values_are_filled_in_and_what_is_not_there_is_empty(string source, string expected)
    {
        Assert.Equal(expected, LiquidText.Fill(source, Values, isHtml: false));
    }

    [Fact]
    public void In_a_page_values_cannot_become_markup()
    {
        Assert.Equal("<p>&lt;b&gt;bold&lt;/b&gt;</p>", LiquidText.Fill("<p>{{ case.subject }}</p>", Values, isHtml: true));
    }

    [Theory]
    [InlineData("one\n{{ case.number", 2)]
    [InlineData("one\ntwo\n{{ case.number | shout }}", 3)]
    public void What_cannot_be_read_says_where(string source, int line)
    {
        Assert.Equal(line, LiquidText.Check(source)!.Line);
    }

    [Theory]
    [InlineData("{% for i in (1..100000) %}{% for j in (1..100000) %}x{% endfor %}{% endfor %}")]
    [InlineData("{% for i in (1..10000) %}xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx{% endfor %}")]
    [InlineData("{% assign a = 'xxxxxxxxxx' %}{% for i in (1..40) %}{% assign a = a | append: a %}{% endfor %}")]
    [InlineData("{% capture a %}{% for i in (1..9000) %}xxxxxxxxxx{% endfor %}{% endcapture %}{{ a }}")]
    [InlineData("{% include 'secret' %}")]
    public void What_would_never_end_or_reach_out_is_stopped(string source)
    {
        Assert.Throws<LiquidException>(() => LiquidText.Fill(source, Values, isHtml: false));
    }

    [Fact]
    public void A_template_names_what_it_reads_without_what_it_makes()
    {
        var names = LiquidText.Names(
            "{% assign x = case.number %}{% for one in list %}{{ one.name }}{{ x }}{% if task.dueAt %}!{% endif %}{% endfor %}"
        );

        Assert.Equal(["case.number", "list", "task.dueAt"], names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_templates_that_the_desk_brings_are_whole_in_three_languages()
    {
        foreach (var (code, content) in TemplateShelf.Own)
        {
            Assert.Empty(TemplateChecks.Missing(content));
            Assert.Empty(TemplateChecks.Check(content).Select(fault => $"{code} {fault}"));
        }
    }
}
