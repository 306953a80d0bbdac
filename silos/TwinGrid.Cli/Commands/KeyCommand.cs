using System.CommandLine;
using System.Text.Json;
using TwinGrid.Silo.Feeds;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid key: keys for those who post to feeds.</summary>
internal static class KeyCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<bool> json = CommonOptions.Json();
        var make = new Command("new", "Print a new key, once, and its hash. The key is for the client; the hash is for the settings.") { json };
        make.SetAction(parsed =>
        {
            string key = FeedKey.New(), hash = FeedKey.HashOf(key);
            Console.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(new { key, hash }) : $"key   {key}\nhash  {hash}");
            return ExitCodes.Done;
        });
        return new Command("key", "Make keys for clients that post to feeds.") { make };
    }
}
