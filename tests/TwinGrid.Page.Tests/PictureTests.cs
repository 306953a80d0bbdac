using Microsoft.Playwright;
using TwinGrid.Page.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace TwinGrid.Page.Tests;

/// <summary>The pictures of docs/page.md, made anew when asked for: TWINGRID_PICTURES names the folder.</summary>
public sealed class PictureTests(House house, Chromium chromium) : IClassFixture<House>
{
    [Theory]
    [InlineData("page-light", 1280, 800, ColorScheme.Light)]
    [InlineData("page-dark", 1280, 800, ColorScheme.Dark)]
    [InlineData("page-phone", 390, 844, ColorScheme.Light)]
    public async Task A_picture_of_the_page(string name, int width, int height, ColorScheme scheme)
    {
        string? folder = Environment.GetEnvironmentVariable("TWINGRID_PICTURES");
        Assert.SkipWhen(folder is null, "pictures are made only when TWINGRID_PICTURES names a folder");
        await using Visit visit = await Visit.ToAsync(
            house,
            chromium,
            options => (options.ViewportSize, options.ColorScheme, options.ReducedMotion) = (new ViewportSize { Width = width, Height = height }, scheme, ReducedMotion.Reduce),
            Visit.Selected(House.Milk));
        await Expect(visit.Page.Locator("svg.chart")).ToBeVisibleAsync();
        await visit.Page.WaitForFunctionAsync("() => twingrid.objects.alert.includes(1)");
        await visit.Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder!, name + ".png"), FullPage = width < 900 });
        foreach (string tab in new[] { "Alerts", "Adapters" })
        {
            await visit.Page.GetByRole(AriaRole.Tab, new() { Name = tab }).ClickAsync();
            await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder!, $"{name}-{tab}.png"), FullPage = width < 900 });
        }

        await visit.Page.GetByRole(AriaRole.Tab, new() { Name = "List" }).ClickAsync();
        await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder!, $"{name}-List.png") });
    }
}
