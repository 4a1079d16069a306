using Baton.Web.Canvas;
using Bunit;

namespace Baton.Web.Tests;

/// <summary>The drawing's calls into the browser: created once, updated when something changed, disposed.</summary>
public sealed class BpmnCanvasTests : DeskContext
{
    private static readonly BpmnDrawing Drawing = new("<xml/>", ["Approve"], ["Start"], new Dictionary<string, string>());

    [Fact]
    public void The_drawing_is_made_once_and_updated_when_the_work_moves_on()
    {
        var module = JSInterop.SetupModule("./_content/Baton.Web/Canvas/BpmnCanvas.razor.js");
        var drawn = module.SetupModule("create", _ => true);
        drawn.Mode = JSRuntimeMode.Loose;

        var canvas = Render<BpmnCanvas>(parts => parts.Add(canvas => canvas.Drawing, Drawing).Add(canvas => canvas.Label, "Process"));
        canvas.Render(parts => parts.Add(canvas => canvas.Drawing, Drawing).Add(canvas => canvas.Label, "Process"));
        drawn.VerifyNotInvoke("update");

        var moved = Drawing with { Active = ["SendFax"] };
        canvas.Render(parts => parts.Add(canvas => canvas.Drawing, moved).Add(canvas => canvas.Label, "Process"));

        module.VerifyInvoke("create");
        Assert.Same(moved, drawn.VerifyInvoke("update").Arguments[0]);
    }
}
