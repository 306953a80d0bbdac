using System.Text.Json;
using TwinGrid.Adapters.Llrp.Wire;
using TwinGrid.Adapters.Llrp.Wire.Reports;
using TwinGrid.Adapters.Llrp.Wire.Schema;

namespace TwinGrid.Adapters.Llrp.Tests.Wire;

/// <summary>
/// Messages recorded from readers, with the values that EdgeX's device-rfid-llrp-go decoded: NAME-000.bytes (without the header) beside
/// NAME-000.json, in the folder that the environment variable TWINGRID_LLRP names. They are not ours to pass on.
/// </summary>
public class RecordedMessagesTests
{
    private const string Variable = "TWINGRID_LLRP";

    [Fact]
    public void Recorded_messages_decode_to_the_values_in_their_JSON_and_encode_to_the_same_bytes()
    {
        string[] files = Files();
        foreach (string file in files)
        {
            byte[] bytes = WithHeader(file);
            LlrpMessage message = LlrpCodec.Decode(bytes);
            Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(LlrpCodec.Encode(message)));
            using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(file, ".json")));
            List<string> differences = RecordedJson.Differences(message, json.RootElement);
            Assert.True(differences.Count == 0, $"{Path.GetFileName(file)}: {string.Join("; ", differences)}");
        }
    }

    [Fact]
    public void A_value_changed_in_the_JSON_or_in_the_bytes_is_noticed()
    {
        foreach (string file in Files())
        {
            string text = File.ReadAllText(Path.ChangeExtension(file, ".json"));
            LlrpMessage message = LlrpCodec.Decode(WithHeader(file));
            int changes = 0;
            for (int at = text.IndexOf(": ", StringComparison.Ordinal); at >= 0; at = text.IndexOf(": ", at + 1, StringComparison.Ordinal))
            {
                char first = text[at + 2];
                if (char.IsAsciiDigit(first) && first != '0')
                {
                    using JsonDocument json = JsonDocument.Parse($"{text[..(at + 2)]}{(first == '9' ? '8' : (char)(first + 1))}{text[(at + 3)..]}");
                    Assert.NotEmpty(RecordedJson.Differences(message, json.RootElement));
                    changes++;
                }
            }

            Assert.True(changes > 0 || !text.AsSpan().ContainsAnyInRange('1', '9'), Path.GetFileName(file));
        }
    }

    [Fact]
    public void Recorded_tag_reports_come_the_same_by_the_fast_path()
    {
        foreach (byte[] bytes in Files().Where(file => Path.GetFileName(file).StartsWith("ROAccessReport", StringComparison.Ordinal)).Select(WithHeader))
        {
            Assert.Equal(SlowTagReports.Of(LlrpCodec.Decode(bytes)), TagReportsTests.Fast(bytes));
        }
    }

    private static string[] Files()
    {
        string? folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"recorded messages: set {Variable} to a folder of NAME.bytes beside NAME.json, as in EdgeX's device-rfid-llrp-go");
        string[] files = [.. Directory.EnumerateFiles(folder!, "*.bytes", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(files);
        return files;
    }

    /// <summary>The message with the header that the recording leaves out; its type is in the name of the file, in another way of writing.</summary>
    private static byte[] WithHeader(string file)
    {
        byte[] body = File.ReadAllBytes(file);
        string name = Path.GetFileName(file).Split('-')[0];
        LlrpDefinition type = LlrpSchema.Standard.All.Single(
            each => each is { IsMessage: true, Vendor: null } && string.Equals(each.Name.Replace("_", string.Empty, StringComparison.Ordinal), name, StringComparison.OrdinalIgnoreCase));
        byte[] bytes = [.. new byte[LlrpHeader.Size], .. body];
        new LlrpHeader(0, LlrpHeader.Version101, type.Type, (uint)bytes.Length, 1).Write(bytes);
        return bytes;
    }
}
