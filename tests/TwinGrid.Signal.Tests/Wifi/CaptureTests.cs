using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Signal.Wifi;

namespace TwinGrid.Signal.Tests.Wifi;

/// <summary>
/// Real 802.11 frames with their FCS, recorded over the air by a monitoring receiver. They carry no licence and stand beside the
/// repository, not in it.
/// </summary>
public class CaptureTests
{
    private const int BlockHeader = 8, EnhancedPacket = 6, PacketHeader = 20;

    [Fact]
    public void Recorded_frames_carry_the_fcs_that_is_computed_and_give_tag_and_original_back()
    {
        string? path = Find();
        if (path is null)
        {
            Assert.Skip("the recorded frames don't stand beside the repository (../shared/data/wifi/80211_first800.pcap)");
        }

        var cache = new SyndromeDecoderCache(64, LineCoding.Scrambled);
        var random = new SeededRandom(1);
        int frames = 0, decoded = 0;
        foreach (byte[] psdu in Read(File.ReadAllBytes(path)))
        {
            frames++;
            Assert.Equal(0u, FrameSyndrome.Of(psdu));
            int bits = psdu.Length * 8, count = Math.Min(32, bits - 8), first = random.NextIndex(bits - 8 - count + 1);
            uint word = (uint)random.NextBits() & (uint)((1UL << count) - 1);
            TagLayout layout = TagLayout.Window(first, count);
            byte[] received = Frames.Backscatter(psdu, layout, word, LineCoding.Scrambled);
            if (cache.Window(psdu.Length, first, count).TryDecode(FrameSyndrome.Of(received), out uint found) && found == word)
            {
                new FrameSyndrome(psdu.Length, LineCoding.Scrambled).Restore(received, layout, found);
                decoded += received.SequenceEqual(psdu) ? 1 : 0;
            }
        }

        Assert.Equal(800, frames);
        Assert.Equal(frames, decoded);
    }

    /// <summary>Looks from the source file, because an output tree can stand anywhere.</summary>
    private static string? Find([CallerFilePath] string source = "")
    {
        string start = File.Exists(source) ? Path.GetDirectoryName(source)! : AppContext.BaseDirectory;
        for (DirectoryInfo? at = new(start); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "TwinGrid.sln")))
            {
                string path = Path.GetFullPath(Path.Combine(at.FullName, "..", "shared", "data", "wifi", "80211_first800.pcap"));
                return File.Exists(path) ? path : null;
            }
        }

        return null;
    }

    /// <summary>Blocks of pcapng: type, length, body, length again; a packet starts with a radiotap header that states its own length.</summary>
    private static IEnumerable<byte[]> Read(byte[] file)
    {
        for (int at = 0; at + BlockHeader <= file.Length;)
        {
            int type = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at)), length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4));
            if (type == EnhancedPacket)
            {
                int captured = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + BlockHeader + 12));
                byte[] packet = file.AsSpan(at + BlockHeader + PacketHeader, captured).ToArray();
                yield return packet[BinaryPrimitives.ReadUInt16LittleEndian(packet.AsSpan(2))..];
            }

            at += length;
        }
    }
}
