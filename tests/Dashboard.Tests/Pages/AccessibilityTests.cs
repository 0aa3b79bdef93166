using Microsoft.Playwright;
using PawPal.Dashboard.Tests.Pages.Stack;

namespace PawPal.Dashboard.Tests.Pages;

/// <summary>WCAG 2.2 AA as far as a machine sees it: names, one heading,
/// and contrast of every text as it is rendered.</summary>
[Collection(PageTests.Name)]
public sealed class AccessibilityTests(DashboardStack stack)
{
    private const string Names =
        """
        () => {
          const problems = [];
          const shown = e => e.checkVisibility({ visibilityProperty: true });
          const name = e =>
              (e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent || e.title || '').trim();
          for (const e of document.querySelectorAll('button, a, input, select, summary, [role=button]'))
            if (shown(e) && !name(e)) problems.push('no name: ' + e.outerHTML.slice(0, 120));
          for (const e of document.querySelectorAll('img')) if (!e.hasAttribute('alt')) problems.push('no alt: '
              + e.src);
          const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
          for (const id of new Set(ids.filter((one, at) => ids.indexOf(one) !== at))) problems.push('twice: ' + id);
          if (document.querySelectorAll('h1').length !== 1) problems.push('h1: '
              + document.querySelectorAll('h1').length);
          if (!document.querySelector('main') || !document.querySelector('nav')) problems.push('no main or nav');
          if (!document.documentElement.lang || !document.title) problems.push('no language or title');
          return problems;
        }
        """;

    private const string Contrast =
        """
        () => {
          const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
          const rgba = colour => {
            canvas.clearRect(0, 0, 1, 1);
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            return [...canvas.getImageData(0, 0, 1, 1).data];
          };
          const light = rgb =>
              rgb.slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
            .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
          const ground = e => {
            for (; e; e = e.parentElement) {
              const back = rgba(getComputedStyle(e).backgroundColor);
              if (back[3] > 250) return back;
            }
            return [255, 255, 255, 255];
          };
          const problems = new Set();
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const e = walker.currentNode.parentElement;
            if (!walker.currentNode.data.trim()
                || !e.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
            if (e.closest('.unseen, :disabled, .span-time.inside, svg, script, option')) continue;
            const [front, back] = [light(rgba(getComputedStyle(e).color)), light(ground(e))];
            const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
            if (ratio < 4.5) problems.add(`${ratio.toFixed(2)}: ${e.tagName}.${e.className} "${e.textContent.slice(0, 30)}"`);
          }
          return [...problems];
        }
        """;

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Everything_has_a_name_and_stands_out(ColorScheme scheme)
    {
        var trace = stack.Services.SpeakCommand(TimeSpan.FromMilliseconds(333), fails: true);
        stack.Services.Flush();
        stack.AppHost.Write("speech",
            string.Concat(Enumerable.Range(30, 8).Select(code => $"\u001b[{code}mcolour {code} red ")));
        stack.AppHost.WriteError("speech", "an error");
        await using var engineer = await stack.VisitAsync(options => options.ColorScheme = scheme);
        foreach (var path in new[]
        {
            "/?resource=backend-kx1&parameters=true&hidden=true", "/?view=graph", "/consolelogs/resource/speech?q=red",
            $"/structuredlogs?traceId={trace}", $"/traces?q={trace}", $"/traces/detail/{trace}",
            "/metrics/resource/gateway?instrument=http.server.request.duration",
        })
        {
            await engineer.GoAsync(path);
            await engineer.Expects(engineer.Page.Locator("[data-row]").First).ToBeVisibleAsync();
            Assert.Empty(await engineer.Page.EvaluateAsync<string[]>(Names));
            var faint = await engineer.Page.EvaluateAsync<string[]>(Contrast);
            Assert.True(faint.Length == 0, $"{path} in {scheme}:\n{string.Join('\n', faint)}");
        }
    }
}
