using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TwinGrid.Adapters.Replay;
using TwinGrid.Adapters.Simulated;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Cli.Tests;

public sealed class ReplayTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("twingrid-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_recording_is_played_to_the_same_digest_at_any_speed_and_a_cut_one_to_its_last_whole_chunk()
    {
        string file = Path.Combine(_folder, "room.tgo");
        var room = new SimulatedRoom(RoomSynthesis.Create(new RoomOptions(), 3), "room", DateTimeOffset.UnixEpoch);
        long count = await Recording.WriteAsync(room, file, TestContext.Current.CancellationToken);
        JsonElement fast = await ReplayAsync(file), paced = await ReplayAsync(file, "--speed", "20");
        Assert.Equal((count, count, 0), (fast.GetProperty("observations").GetInt64(), fast.GetProperty("accepted").GetInt64(), fast.GetProperty("cut_off").GetInt64()));
        Assert.Equal(fast.GetProperty("digest").GetString(), paced.GetProperty("digest").GetString());

        byte[] whole = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(file, whole[..^10], TestContext.Current.CancellationToken);
        Answer text = await Twingrid.RunAsync("replay", file);
        Assert.Equal((0, ""), (text.Code, text.Error));
        Assert.Contains("the recording was cut off", text.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none.tgo", "max", "none.tgo: expected a file, found nothing there")]
    [InlineData("none.tgo", "0", "--speed: expected a number above zero or max, found 0")]
    public async Task What_can_not_be_played_is_told_in_one_line(string file, string speed, string part)
    {
        Answer answer = await Twingrid.RunAsync("replay", Path.Combine(_folder, file), "--speed", speed, "--json");
        Assert.Equal((2, ""), (answer.Code, answer.Output));
        Assert.Contains(part, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_key_comes_with_its_hash()
    {
        Answer answer = await Twingrid.RunAsync("key", "new", "--json");
        JsonElement pair = JsonDocument.Parse(answer.Output).RootElement;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(pair.GetProperty("key").GetString()!))), pair.GetProperty("hash").GetString());
    }

    private static async Task<JsonElement> ReplayAsync(string file, params string[] more)
    {
        Answer answer = await Twingrid.RunAsync(["replay", file, "--json", .. more]);
        Assert.True(answer.Code == 0, answer.Error);
        return JsonDocument.Parse(answer.Output).RootElement;
    }
}
