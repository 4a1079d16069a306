using System.Xml.Linq;
using Baton.Dmn.Tests.Tck;

namespace Baton.Dmn.Tests.Fuzzing;

/// <summary>The sound models that are damaged: one with every boxed expression, those of the packs, the official ones where they are there.</summary>
internal static class SeedModels
{
    private const int LongestOfOthers = 30_000;

    private const string Everything = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="all" name="all" namespace="all">
          <itemDefinition name="size"><typeRef>string</typeRef><allowedValues><text>"low", "high"</text></allowedValues></itemDefinition>
          <itemDefinition name="order"><itemComponent name="price"><typeRef>number</typeRef></itemComponent>
            <itemComponent name="size" isCollection="true"><typeRef>size</typeRef></itemComponent></itemDefinition>
          <itemDefinition name="orders" isCollection="true"><typeRef>order</typeRef></itemDefinition>
          <inputData id="x" name="x"><variable name="x" typeRef="number"/></inputData>
          <inputData id="list" name="list"><variable name="list" typeRef="orders"/></inputData>
          <businessKnowledgeModel id="f" name="f"><variable name="f" typeRef="number"/><encapsulatedLogic>
            <formalParameter name="n" typeRef="number"/><literalExpression><text>if n &lt; 1 then 0 else n + f(n - 1)</text></literalExpression>
          </encapsulatedLogic></businessKnowledgeModel>
          <decision id="table" name="table"><variable name="table" typeRef="size"/>
            <informationRequirement><requiredInput href="#x"/></informationRequirement>
            <decisionTable hitPolicy="PRIORITY">
              <input id="i"><inputExpression typeRef="number"><text>x</text></inputExpression><inputValues><text>[0..100]</text></inputValues></input>
              <input><inputExpression><text>x * 2</text></inputExpression></input>
              <output name="size" typeRef="size"><outputValues><text>"high", "low"</text></outputValues>
                <defaultOutputEntry><text>"low"</text></defaultOutputEntry></output>
              <rule><inputEntry><text>&lt; 20</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>"low"</text></outputEntry></rule>
              <rule><inputEntry><text>(10..50]</text></inputEntry><inputEntry><text>not(7, 9)</text></inputEntry><outputEntry><text>"high"</text></outputEntry></rule>
            </decisionTable></decision>
          <decision id="figures" name="figures"><variable name="figures"/>
            <informationRequirement><requiredInput href="#x"/></informationRequirement>
            <decisionTable hitPolicy="COLLECT" aggregation="SUM">
              <input><inputExpression><text>x</text></inputExpression></input><output/>
              <rule><inputEntry><text>&gt; 1, null</text></inputEntry><outputEntry><text>x</text></outputEntry></rule>
              <rule><inputEntry><text>? in [1..5]</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>
            </decisionTable></decision>
          <decision id="boxes" name="boxes"><variable name="boxes"/>
            <informationRequirement><requiredDecision href="#table"/></informationRequirement>
            <informationRequirement><requiredInput href="#list"/></informationRequirement>
            <knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>
            <context>
              <contextEntry><variable name="a" typeRef="number"/><literalExpression><text>1 + 1</text></literalExpression></contextEntry>
              <contextEntry><variable name="call"/><invocation><literalExpression><text>f</text></literalExpression>
                <binding><parameter name="n"/><literalExpression><text>a</text></literalExpression></binding></invocation></contextEntry>
              <contextEntry><variable name="rows"/><relation><column name="p"/><column name="q"/>
                <row><literalExpression><text>1</text></literalExpression><literalExpression><text>table</text></literalExpression></row></relation></contextEntry>
              <contextEntry><variable name="some"/><filter><in><literalExpression><text>list</text></literalExpression></in>
                <match><literalExpression><text>price &gt; a</text></literalExpression></match></filter></contextEntry>
              <contextEntry><variable name="loop"/><for iteratorVariable="i"><in><literalExpression><text>1..3</text></literalExpression></in>
                <return><conditional><if><literalExpression><text>i &gt; 1</text></literalExpression></if>
                  <then><list><literalExpression><text>partial</text></literalExpression></list></then>
                  <else><literalExpression><text>i</text></literalExpression></else></conditional></return></for></contextEntry>
              <contextEntry><variable name="any"/><every iteratorVariable="i"><in><literalExpression><text>rows</text></literalExpression></in>
                <satisfies><literalExpression><text>i.p = 1</text></literalExpression></satisfies></every></contextEntry>
              <contextEntry><variable name="g"/><functionDefinition><formalParameter name="m"/>
                <literalExpression><text>m + call</text></literalExpression></functionDefinition></contextEntry>
              <contextEntry><literalExpression><text>{all: [a, call, rows, some, loop, any], g: g(2)}</text></literalExpression></contextEntry>
            </context></decision>
          <decisionService id="bundle" name="bundle"><outputDecision href="#table"/><outputDecision href="#figures"/><inputData href="#x"/></decisionService>
        </definitions>
        """;

    public static IReadOnlyList<XDocument> All { get; } =
    [.. Enumerable.Repeat(XDocument.Parse(Everything), 10), .. Files().Select(path => XDocument.Load(path))];

    private static IEnumerable<string> Files()
    {
        var folders = new[] { Path.Combine(Root(), "packs"), TckFolder.Path }.OfType<string>().Where(Directory.Exists);
        return folders
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.dmn", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            .Where(path => new FileInfo(path).Length < LongestOfOthers);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder.Parent is not null && !File.Exists(Path.Combine(folder.FullName, "Baton.slnx")))
        {
            folder = folder.Parent;
        }
        return folder.FullName;
    }
}
