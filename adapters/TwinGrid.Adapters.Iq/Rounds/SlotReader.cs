using System.Numerics;
using TwinGrid.Adapters.Iq.Slots;
using TwinGrid.Signal.Motion.Replies;

namespace TwinGrid.Adapters.Iq.Rounds;

/// <summary>Decodes the slots of a recording with what its Query said of the link.</summary>
/// <param name="sampleRate">Samples a second.</param>
/// <param name="clockTolerance">Departure of tags' clocks that is looked for, as a share.</param>
internal sealed class SlotReader(double sampleRate, double clockTolerance)
{
    /// <summary>The only link that is read: Miller with four cycles a symbol, behind a pilot of 16 symbols.</summary>
    private const int Cycles = 4, ReplySymbols = 39, PilotSymbols = 16;

    /// <summary>Samples behind a command in which its last edge may still show.</summary>
    private const double GuardSeconds = 10e-6;

    /// <summary>The decoder looks for clocks within this share of the one that it is aimed at; it is aimed to within the second.</summary>
    private const double Reach = 0.015, Aim = 0.01;

    private const int LeastCarrier = 64, Spare = 8, LeastNominal = 3000, MostNominal = 50_000, PaddingSamples = 1024;
    private Complex[][] _padded = [];

    /// <summary>The reading of a slot for RN16 replies; null where the link is not read, or where the slot is too short for a reply.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="isSupported">Whether the link is one that is read.</param>
    public SlotReading? Read(in Slot slot, out bool isSupported)
    {
        isSupported = TryOptions(slot.Command.Link, out ReplyOptions options, out int guard);
        double replyEnd = guard + options.Onset + (1 - clockTolerance) * options.NominalLength;
        if (!isSupported || slot.Samples[0].Length < replyEnd)
        {
            return null;
        }

        double half = options.NominalLength / (ReplySymbols * 2 * Cycles);
        double clock = PilotClock.Estimate(slot.Samples, guard + (int)options.Onset, half, PilotSymbols * 2 * Cycles, Math.Max(0, clockTolerance - Aim));
        ReplyOptions centred = Options(slot.Command.Link, clock, guard);
        return SlotDecoder.Decode(Padded(slot.Samples, guard, centred), centred);
    }

    /// <summary>The EPC memory that a lone tag sends after its random number was acknowledged; null where it can't be read.</summary>
    /// <param name="slot">The slot behind the ACK.</param>
    /// <param name="reply">What the slot before told of the tag.</param>
    public byte[]? ReadEpc(in Slot slot, TagReply reply)
    {
        if (!TryOptions(slot.Command.Link, out ReplyOptions options, out int guard) || slot.Samples[0].Length <= guard + options.CarrierSamples)
        {
            return null;
        }

        int strongest = 0;
        for (int antenna = 1; antenna < reply.Antennas.Count; antenna++)
        {
            strongest = reply.Antennas[antenna].Edge.Magnitude > reply.Antennas[strongest].Edge.Magnitude ? antenna : strongest;
        }

        return EpcReply.Read(slot.Samples[strongest].Span[guard..], options, reply.Antennas[strongest].Edge, reply.Length);
    }

    private bool TryOptions(TagLink link, out ReplyOptions options, out int guard)
    {
        guard = (int)(GuardSeconds * sampleRate);
        options = Options(link, 1, guard);
        return link.SubcarrierCycles == Cycles && link.HasPilot && options.NominalLength is > LeastNominal and < MostNominal && options.CarrierSamples >= LeastCarrier;
    }

    /// <summary>What is known of a slot of tags whose clocks are slower than asked for by a factor.</summary>
    private ReplyOptions Options(TagLink link, double clock, int guard)
    {
        double half = clock * sampleRate / (2 * link.LinkFrequency), nominal = ReplySymbols * 2 * Cycles * half;
        double onset = Math.Max(link.ReaderCalibration * sampleRate, 20 * half) - guard;
        double tolerance = Math.Min(2e-6 * sampleRate + clockTolerance * 20 * half, 0.9 * half);
        return new ReplyOptions
        {
            NominalLength = nominal,
            LengthTolerance = Math.Min(clockTolerance, Reach) * nominal,
            Onset = onset,
            OnsetTolerance = tolerance,
            CarrierSamples = (int)(onset - tolerance) - Spare,
        };
    }

    /// <summary>
    /// The slot as the decoder wants it: where the next command comes soon after the replies, carrier from before them stands in for
    /// what would follow.
    /// </summary>
    private ReadOnlyMemory<Complex>[] Padded(IReadOnlyList<ReadOnlyMemory<Complex>> antennas, int guard, ReplyOptions options)
    {
        int wanted = (int)(options.Onset + options.OnsetTolerance + options.NominalLength + options.LengthTolerance) + PaddingSamples;
        var padded = new ReadOnlyMemory<Complex>[antennas.Count];
        if (_padded.Length != antennas.Count || _padded[0].Length < wanted)
        {
            _padded = [.. antennas.Select(_ => new Complex[wanted])];
        }

        for (int antenna = 0; antenna < padded.Length; antenna++)
        {
            ReadOnlyMemory<Complex> samples = antennas[antenna][guard..];
            int have = Math.Min(samples.Length, wanted);
            if (have == wanted)
            {
                padded[antenna] = samples[..wanted];
                continue;
            }

            Span<Complex> all = _padded[antenna].AsSpan(0, wanted);
            samples.Span[..have].CopyTo(all);
            for (int at = have; at < wanted; at += options.CarrierSamples)
            {
                samples.Span[..Math.Min(options.CarrierSamples, wanted - at)].CopyTo(all[at..]);
            }

            padded[antenna] = _padded[antenna].AsMemory(0, wanted);
        }

        return padded;
    }
}
