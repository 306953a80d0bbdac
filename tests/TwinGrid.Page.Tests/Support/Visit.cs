using Microsoft.Playwright;

namespace TwinGrid.Page.Tests.Support;

/// <summary>One visit to the page: what the browser complains of and where it turns to is written down.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly List<string> _complaints = [];
    private readonly List<string> _strangers = [];
    private readonly IBrowserContext _context;

    private Visit(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>Errors on the console and in scripts, and requests to anywhere but the silo.</summary>
    public IReadOnlyList<string> Complaints => [.. _complaints, .. _strangers];

    public static async Task<Visit> ToAsync(House house, Chromium chromium, Action<BrowserNewContextOptions>? configure = null, string hash = "")
    {
        IBrowser browser = await chromium.OpenAsync();
        var options = new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 800 }, Locale = "en-GB", TimezoneId = "UTC" };
        configure?.Invoke(options);
        IBrowserContext context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(15_000);
        var visit = new Visit(context, await context.NewPageAsync());
        visit.Page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                visit._complaints.Add($"{message.Text} {message.Location}");
            }
        };
        visit.Page.PageError += (_, error) => visit._complaints.Add(error);
        visit.Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(house.Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                visit._strangers.Add(request.Url);
            }
        };
        await visit.Page.GotoAsync($"{house.Address}/live{hash}");
        await visit.Page.Locator("#link[data-state=live]").WaitForAsync();
        return visit;
    }

    /// <summary>The address part that selects an object.</summary>
    public static string Selected(string name) => $"#site={House.Site}&object={Uri.EscapeDataString(name)}";

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
