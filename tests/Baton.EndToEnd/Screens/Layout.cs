using Microsoft.Playwright;

namespace Baton.EndToEnd.Screens;

/// <summary>Looks for text that is cut off for pages that are wider than their window, and for drawings outside their frame.</summary>
internal static class Layout
{
    private const string Look = """
        async () => {
          // What was resized is drawn again with the next frame.
          await new Promise(shown => requestAnimationFrame(() => requestAnimationFrame(shown)));
          const faults = [];
          const root = document.documentElement;
          if (root.scrollWidth > root.clientWidth + 1) faults.push(`the page is ${root.scrollWidth}px wide in a window of ${root.clientWidth}px`);
          for (const element of document.querySelectorAll('button, label, h1, h2, h3, th, .button, .chip, summary, .view-link')) {
            const style = getComputedStyle(element);
            // Words for screen readers stand in a box of one pixel.
            const isShown = element.offsetParent !== null && style.visibility !== 'hidden' && element.clientWidth > 1;
            const mayCut = style.textOverflow === 'ellipsis' || element.title || element.closest('.cut,[title]');
            if (isShown && !mayCut && element.scrollWidth > element.clientWidth + 2 && style.overflowX !== 'visible')
              faults.push(`'${element.textContent.trim().slice(0, 40)}' is cut off`);
          }
          for (const canvas of document.querySelectorAll('.bpmn-canvas-drawing')) {
            const frame = canvas.getBoundingClientRect();
            const isInside = box => box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
            if (frame.width > 0 && ![...canvas.querySelectorAll('.djs-visual')].every(part => isInside(part.getBoundingClientRect())))
              faults.push('the drawing of the process leaves its frame');
          }
          return faults;
        }
        """;

    public static async Task<IReadOnlyList<string>> Faults(IPage page) => await page.EvaluateAsync<string[]>(Look);
}
