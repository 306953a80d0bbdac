using TwinGrid.Support;

namespace TwinGrid.Model.Tests;

public class CodecFuzzTests
{
    [Fact]
    public void Chunks_of_every_version_plain_and_packed_are_decoded_or_refused()
    {
        var id = new ObservationId("source", 7);
        DateTimeOffset time = DateTimeOffset.UnixEpoch.AddDays(1);
        var batch = new ObservationBatch(
            [new Probe(id, time, "a", "b", "exciter", 915e6, "standard", [1, 2, 3], 0.1)],
            [new PhaseRead(id, time, "tag", new Position(1, 2, 3), 915e6, 1.5, 2, 0.9, -50, 3, 1.5), new PhaseRead(id, time, "tag", default, 915e6, 0, 1, 0, -50)],
            [new PollingCycle(id, time, PollingPurpose.Poll, [new CycleReply("", [1, 2], [0.1, 0.1], 7650, 2), new CycleReply("", [1, 2], [0.1, 0.1], 7650, 2)])],
            [new SensorRead(id, time, "vial", 4, null, 2)]);
        byte[] plain = ObservationCodec.Encode(batch, compress: false), packed = ObservationCodec.Encode(batch, compress: true);
        byte[] Version(char version) => [.. plain[..3], (byte)version, .. plain[4..]];
        FuzzInput.Stands<InvalidDataException>([plain, packed, Version('1'), Version('2'), Version('3')], chunk => ObservationCodec.Decode(chunk), mostBytes: 4 << 20);
    }
}
