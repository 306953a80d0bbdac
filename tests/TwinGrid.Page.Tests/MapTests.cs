using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TwinGrid.Page.Tests.Support;
using static Microsoft.Playwright.Assertions;
using Position = TwinGrid.Model.Position;

namespace TwinGrid.Page.Tests;

/// <summary>The map, its list, and what is selected.</summary>
public sealed class MapTests(House house, Chromium chromium) : IClassFixture<House>
{
    [Fact]
    public async Task The_map_has_a_dot_where_each_object_is_and_nothing_goes_elsewhere()
    {
        await using Visit visit = await Visit.ToAsync(house, chromium);
        await Expect(visit.Page.Locator("#count")).ToHaveTextAsync(new Regex(@"^\d+ objects · 20 anchors$"));
        int dots = await visit.Page.EvaluateAsync<int>("""
            () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
              const { map, objects } = twingrid, canvas = document.getElementById('dots'), context = canvas.getContext('2d');
              let found = 0;
              for (let id = 0; id < objects.count; id++) {
                const at = context.getImageData(Math.round(map.px(objects.toX[id])), Math.round(map.py(objects.toY[id])), 1, 1).data;
                if (objects.placed[id] && at[3] > 0) found++;
              }
              done(found);
            })))
            """);
        Assert.InRange(dots, 20, 30);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task An_object_that_moves_moves_on_the_map_and_glides_unless_motion_is_unwanted()
    {
        await using Visit visit = await Visit.ToAsync(house, chromium, options => options.ReducedMotion = ReducedMotion.Reduce);
        await house.PlaceAsync("walker", new Position(0.5, 0.5), 1);
        await visit.Page.WaitForFunctionAsync("() => twingrid.objects.numbers.has('walker') && twingrid.objects.placed[twingrid.objects.numbers.get('walker')]");
        await house.PlaceAsync("walker", new Position(3.25, 2.5), 2);
        await visit.Page.WaitForFunctionAsync("""
            () => { const o = twingrid.objects, id = o.numbers.get('walker'); return o.toX[id] === 3.25 && o.fromX[id] === 3.25 && o.toY[id] === 2.5; }
            """);
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => twingrid.map.smooth === false"));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_click_on_a_dot_selects_its_object()
    {
        await using Visit visit = await Visit.ToAsync(house, chromium);
        await ClickOnAsync(visit.Page, "tag-003");
        await Expect(visit.Page.Locator("#side-object h2")).ToHaveTextAsync("tag-003");
        await Expect(visit.Page.Locator("#side-object .facts")).ToContainTextAsync("95 % within");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Close tag-003" }).ClickAsync();
        await Expect(visit.Page.Locator("#side-object")).ToContainTextAsync("Nothing selected");
    }

    [Fact]
    public async Task The_hologram_of_a_tag_is_brightest_where_the_tag_is()
    {
        await using Visit visit = await Visit.ToAsync(house, chromium, hash: Visit.Selected("tag-005"));
        await visit.Page.GetByLabel("Hologram on the map").CheckAsync();
        await Expect(visit.Page.Locator("#side-object")).ToContainTextAsync("Likelihood from");
        double[] peak = await visit.Page.EvaluateAsync<double[]>("""
            async () => {
              const h = await (await fetch('/live/hall-3/objects/tag-005/hologram')).json();
              const levels = atob(h.levels);
              let best = 0;
              for (let i = 0; i < levels.length; i++) if (levels.charCodeAt(i) > levels.charCodeAt(best)) best = i;
              const o = twingrid.objects, id = o.numbers.get('tag-005');
              return [h.x + best % h.columns * h.step, h.y + Math.floor(best / h.columns) * h.step, o.toX[id], o.toY[id]];
            }
            """);
        Assert.InRange(Math.Abs(peak[0] - peak[2]), 0, 0.02);
        Assert.InRange(Math.Abs(peak[1] - peak[3]), 0, 0.02);
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => twingrid.map.hologram !== null"));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_restarted_silo_is_found_again_and_the_page_says_since_when_it_was_gone()
    {
        await using var other = new HouseOfItsOwn();
        await other.House.InitializeAsync();
        await using Visit visit = await Visit.ToAsync(other.House, chromium);
        await other.House.StopAsync();
        await Expect(visit.Page.Locator("#stale")).ToContainTextAsync("What you see is as of");
        await Expect(visit.Page.Locator("#link")).ToHaveTextAsync("Connection lost");
        await other.House.StartAsync();
        await visit.Page.Locator("#link[data-state=live]").WaitForAsync();
        await Expect(visit.Page.Locator("#stale")).ToBeHiddenAsync();
        await Expect(visit.Page.Locator("#count")).ToContainTextAsync("25 objects");
        await other.House.PlaceAsync("tag-001", new Position(1, 1), 9);
        await other.House.PlaceAsync("newcomer", new Position(1, 3), 9);
        await visit.Page.WaitForFunctionAsync("() => twingrid.objects.numbers.has('newcomer')");
    }

    internal static async Task ClickOnAsync(IPage page, string name)
    {
        double[] at = await page.EvaluateAsync<double[]>("""
            name => {
              const { map, objects } = twingrid, id = objects.numbers.get(name), frame = map.box.getBoundingClientRect();
              return [frame.left + map.px(objects.toX[id]) / map.ratio, frame.top + map.py(objects.toY[id]) / map.ratio];
            }
            """, name);
        await page.Mouse.ClickAsync((float)at[0], (float)at[1]);
    }

    private sealed class HouseOfItsOwn : IAsyncDisposable
    {
        public House House { get; } = new();

        public ValueTask DisposeAsync() => House.DisposeAsync();
    }
}
