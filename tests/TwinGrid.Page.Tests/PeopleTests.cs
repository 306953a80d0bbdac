using Microsoft.Playwright;
using TwinGrid.Page.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TwinGrid.Page.Tests;

/// <summary>People with a keyboard, a phone, a dark room or a screen reader.</summary>
public sealed class PeopleTests(House house, Chromium chromium) : IClassFixture<House>
{
    [Theory]
    [InlineData("TAG-00", "tag-000")]
    [InlineData("urn:epc:id:sgtin:0614141.812345.6789", House.Milk)]
    [InlineData("https://id.gs1.org/01/80614141123458/21/6789", House.Milk)]
    [InlineData("(01)80614141123458(21)6789", House.Milk)]
    [InlineData("3074257BF7194E4000001A85", House.Milk)]
    public async Task Search_finds_by_part_of_a_name_and_by_any_form_of_an_epc(string text, string name)
    {
        await using Visit visit = await Visit.ToAsync(house, chromium);
        await visit.Page.Keyboard.PressAsync("/");
        await visit.Page.Keyboard.TypeAsync(text);
        await Expect(visit.Page.Locator("#found [role=option]").First).ToHaveTextAsync(name);
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("#side-object h2")).ToHaveTextAsync(name);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Search_says_when_there_is_nothing()
    {
        await using Visit visit = await Visit.ToAsync(house, chromium);
        await visit.Page.Locator("#q").FillAsync("no such thing");
        await Expect(visit.Page.Locator("#found")).ToContainTextAsync("Nothing is called");
    }

    [Fact]
    public async Task The_keyboard_alone_reaches_map_list_and_details()
    {
        await using Visit visit = await Visit.ToAsync(house, chromium);
        IPage page = visit.Page;
        string[] reached = await TabStopsAsync(page, 12);
        Assert.Equal(["skip", "q", "theme", "tab-map", "map", "zoom-in", "zoom-out", "zoom-fit", "tab-object"], reached.Where(id => id.Length > 0).Take(9));
        await page.Locator("#map").FocusAsync();
        await page.Keyboard.PressAsync("n");
        await Expect(page.Locator("#side-object h2")).ToHaveCountAsync(1);
        await Expect(page.Locator("#announce")).ToContainTextAsync("selected");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#side-object h2")).ToHaveCountAsync(0);
        double before = await page.EvaluateAsync<double>("() => twingrid.map.view.scale");
        await page.Keyboard.PressAsync("+");
        Assert.True(await page.EvaluateAsync<double>("() => twingrid.map.view.scale") > before);

        await page.Locator("#tab-map").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator("#view-list")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#side-object h2")).ToHaveTextAsync("tag-000");
        await page.Keyboard.PressAsync("End");
        await Expect(page.Locator("#list .row:focus")).ToContainTextAsync("tag-023");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task An_alert_is_acknowledged_dispositioned_and_closed_with_the_keyboard()
    {
        house.Answers.Reset();
        await using Visit visit = await Visit.ToAsync(house, chromium);
        IPage page = visit.Page;
        await page.Locator("#tab-object").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.GetByRole(AriaRole.Button, new() { Name = "Acknowledge: " }).PressAsync("Enter");
        await Expect(page.GetByLabel("Your name")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Ada");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Say what becomes of the goods" }).PressAsync("Enter");
        await page.GetByLabel("Verdict").SelectOptionAsync("reject");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close: " }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).PressAsync("Enter");
        await Expect(page.Locator("#side-alerts")).ToContainTextAsync("Nothing is open");
        Assert.Equal(["acknowledge: Ada", "disposition: Ada", "close: Ada"], house.Answers.Posted);
        house.Answers.Reset();
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_phone_s_width_has_everything_and_scrolls_in_one_direction()
    {
        await using Visit visit = await Visit.ToAsync(
            house, chromium, options => (options.ViewportSize, options.HasTouch) = (new ViewportSize { Width = 360, Height = 740 }, true), Visit.Selected(House.Milk));
        await Expect(visit.Page.Locator("svg.chart")).ToBeVisibleAsync();
        foreach (string tab in new[] { "List", "Alerts", "Adapters", "Object" })
        {
            await visit.Page.GetByRole(AriaRole.Tab, new() { Name = tab }).ClickAsync();
            Assert.True(await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= 360, tab);
            string tooWide = await visit.Page.EvaluateAsync<string>("""
                () => [...document.querySelectorAll('body *')]
                  .filter(e => e.checkVisibility() && !e.closest('.vh, .skip, svg') && e.getBoundingClientRect().right > 361)
                  .map(e => e.id || e.className).join(' ')
                """);
            Assert.Equal("", tooWide);
        }
    }

    [Fact]
    public async Task Dark_follows_the_system_and_the_toggle_overrules_it()
    {
        await using Visit visit = await Visit.ToAsync(house, chromium, options => options.ColorScheme = ColorScheme.Dark);
        Task<int> BrightnessAsync() => visit.Page.EvaluateAsync<int>("() => Math.max(...getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number))");
        Assert.InRange(await BrightnessAsync(), 0, 60);
        ILocator toggle = visit.Page.GetByRole(AriaRole.Button, new() { Name = "Colour theme: system" });
        await toggle.ClickAsync();
        Assert.InRange(await BrightnessAsync(), 200, 255);
        await visit.Page.ReloadAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Colour theme: light" })).ToBeVisibleAsync();
        Assert.InRange(await BrightnessAsync(), 200, 255);
    }

    [Fact]
    public async Task A_screen_reader_finds_landmarks_names_and_the_table_of_objects()
    {
        await using Visit visit = await Visit.ToAsync(house, chromium, hash: Visit.Selected(House.Milk));
        await Expect(visit.Page.Locator("svg.chart")).ToBeVisibleAsync();
        string tree = await visit.Page.Locator("body").AriaSnapshotAsync();
        Assert.All(
            new[]
            {
                "banner", "search", "main", "complementary \"Details\"",
                "combobox \"Search by name or EPC\"", "tablist \"View of the site\"", "tab \"Map\" [selected]", "tab \"Alerts 1 open\"",
                "application \"Map of hall-3", "img \"Temperature from", "heading \"Timeline", "status: Live",
            },
            name => Assert.Contains(name, tree, StringComparison.Ordinal));
        await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "List" }).ClickAsync();
        string list = await visit.Page.Locator("#list").AriaSnapshotAsync();
        Assert.Contains("grid \"Objects\"", list, StringComparison.Ordinal);
        Assert.Contains("columnheader \"Place (x, y)\"", list, StringComparison.Ordinal);
        Assert.Contains("gridcell \"tag-000\"", list, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Axe_finds_no_fault(ColorScheme scheme, int width)
    {
        string? axe = Axe();
        Assert.SkipWhen(axe is null, "axe-core was not found: npm install --prefix .ci/tools axe-core@4.14.1");
        await using Visit visit = await Visit.ToAsync(
            house,
            chromium,
            options => (options.ColorScheme, options.BypassCSP, options.ViewportSize) = (scheme, true, new ViewportSize { Width = width, Height = 800 }),
            Visit.Selected(House.Milk));
        await Expect(visit.Page.Locator("svg.chart")).ToBeVisibleAsync();
        await visit.Page.AddScriptTagAsync(new PageAddScriptTagOptions { Path = axe });
        foreach (string tab in new[] { "Object", "Alerts", "Adapters", "List" })
        {
            await visit.Page.GetByRole(AriaRole.Tab, new() { Name = tab }).ClickAsync();
            string[] faults = await visit.Page.EvaluateAsync<string[]>(
                "async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 120) + ' ' + n.failureSummary).join(' | '))");
            Assert.Empty(faults);
        }
    }

    private static async Task<string[]> TabStopsAsync(IPage page, int count)
    {
        var reached = new List<string>();
        for (int i = 0; i < count; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string>("() => document.activeElement.id"));
        }

        return [.. reached];
    }

    private static string? Axe()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string file = Path.Combine(folder.FullName, ".ci", "tools", "node_modules", "axe-core", "axe.min.js");
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }
}
