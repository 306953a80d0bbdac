using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using TwinGrid.Adapters.Llrp.Emulator;
using TwinGrid.Adapters.Llrp.Session;
using TwinGrid.Adapters.Llrp.Tests.Session;
using TwinGrid.Adapters.Readers;
using TwinGrid.Model;

namespace TwinGrid.Adapters.Llrp.Tests.Peers;

public class LlrpJsTests
{
    [Fact]
    public async Task A_whole_session_with_llrpjs_as_the_reader()
    {
        using LlrpJs script = LlrpJs.Start("reader.js");
        int port = int.Parse((await script.LineAsync())["port ".Length..], CultureInfo.InvariantCulture);
        var reader = new LlrpReader(
            new LlrpOptions
            {
                Name = "dock",
                Host = "127.0.0.1",
                Port = port,
                PowerDbm = 27,
                Antennas = [new AntennaPlan(1, new Position(1, 0)), new AntennaPlan(2, new Position(2, 0))],
                Patience = TimeSpan.FromSeconds(30),
            },
            TimeProvider.System);
        ImmutableArray<PhaseRead> reads = await reader.TakeAsync(300);

        // The emulator's counterpart sends 300 reads in a pattern that each of them shows.
        Assert.Equal(300, reads.Length);
        for (int i = 0; i < reads.Length; i++)
        {
            PhaseRead read = reads[i];
            Assert.Equal((1 + i % 2, 1.0 + i % 2, 902.75e6 + i % 3 * 0.5e6, -50.0 - i % 10, 1 + i % 4, 0.0), (read.Port, read.Antenna.X, read.FrequencyHz, read.RssiDbm, read.Reads, read.Concentration));
            Assert.Equal(TagNames.NameOf($"3034257BF7194E4000001A{0x85 + i % 3:X2}"), read.Tag);
        }

        Assert.Contains("power 27 dBm is not among the reader's: 20 dBm is used", reader.Health.Notes);
        string[] asked = await script.RestAsync();
        Assert.Equal(
            [
                "GET_SUPPORTED_VERSION", "GET_READER_CAPABILITIES", "GET_READER_CONFIG", "SET_READER_CONFIG", "DELETE_ROSPEC", "ADD_ROSPEC", "ENABLE_ROSPEC",
                "START_ROSPEC", "STOP_ROSPEC", "DELETE_ROSPEC", "CLOSE_CONNECTION",
            ],
            asked.Select(line => line["asked ".Length..]).Where(name => name != "KEEPALIVE_ACK"));
    }

    [Fact]
    public async Task The_emulator_is_inventoried_by_llrpjs()
    {
        // Its decoder can't read extensions, so a plain reader.
        await using LlrpEmulator emulator = Emulated.Start(Emulated.Room with { IsImpinj = false, Rate = 1000 });
        using LlrpJs script = LlrpJs.Start("client.js", emulator.Port.ToString(CultureInfo.InvariantCulture));
        JsonElement[] reads = [.. (await script.RestAsync()).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(200, reads.Length);
        Assert.Equal(
            emulator.Room.Epcs.Select(Convert.ToHexString).Order(),
            reads.Select(read => Hex(read.GetProperty("epc"))).Distinct().Order());
        Assert.Equal([1, 2], reads.Select(read => read.GetProperty("antenna").GetInt32()).Distinct().Order());
        Assert.All(reads, read => Assert.InRange(read.GetProperty("rssi").GetInt32(), -84, 0));
        Assert.Equal([123u], emulator.RoSpecs.Keys);
    }

    private static string Hex(JsonElement epc) => epc.ValueKind == JsonValueKind.String
        ? epc.GetString()!.ToUpperInvariant()
        : Convert.ToHexString([.. epc.EnumerateArray().Select(part => part.GetByte())]);
}
