using Microsoft.Playwright;
using TwinGrid.Bench.Page;

[assembly: AssemblyFixture(typeof(TwinGrid.Page.Tests.Support.Chromium))]

namespace TwinGrid.Page.Tests.Support;

/// <summary>One headless browser for all tests; those that want it are skipped, saying so, where there is none.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private readonly SemaphoreSlim _gate = new(1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The browser, started when first wanted.</summary>
    public async Task<IBrowser> OpenAsync()
    {
        string? path = BrowserPath.Find();
        Assert.SkipWhen(path is null, BrowserPath.Missing);
        await _gate.WaitAsync();
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = BrowserPath.Arguments });
        }
        finally
        {
            _gate.Release();
        }
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _gate.Dispose();
    }
}
