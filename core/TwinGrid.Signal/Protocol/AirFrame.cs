using System.Runtime.InteropServices;

namespace TwinGrid.Signal.Protocol;

/// <summary>
/// A packet on the air as ticks between edges of the demodulated envelope: pilot, calibration sequence, header, payload, check
/// (Ahmad et al., section 5.3, figure 6). A receiver's clock may run fast or slow: the calibration sequence shows each of the
/// three symbol lengths once, and the edges after it are told apart by those.
/// </summary>
public static class AirFrame
{
    /// <summary>The largest deviation of a calibration interval from the pilot's, as a share.</summary>
    private const double LargestDrift = 0.1;

    /// <summary>The ticks between the edges of a packet.</summary>
    /// <exception cref="ArgumentException">A field of the packet does not fit, or the timing has a length of zero.</exception>
    public static int[] Encode(Packet packet, AirTiming timing)
    {
        ArgumentNullException.ThrowIfNull(packet);
        ArgumentNullException.ThrowIfNull(timing);
        timing.Validate();
        ReadOnlySpan<bool> bits = PacketCodec.Encode(packet);
        List<int> edges = [.. Enumerable.Repeat(timing.PilotInterval, timing.PilotEdges), IntervalCode.ShortInterval, IntervalCode.MiddleInterval, IntervalCode.LongInterval];
        bool isProbe = packet.Header.Kind == PacketKind.Probe;
        IntervalCode.Encode(isProbe ? bits[..PacketCodec.HeaderBits] : bits, edges);
        List<int> ticks = edges.ConvertAll(halves => halves * timing.HalfBit);
        if (isProbe)
        {
            ticks.AddRange(Enumerable.Repeat(timing.Dwell, timing.Coefficients));
            edges.Clear();
            IntervalCode.Encode(bits[PacketCodec.HeaderBits..], edges);
            ticks.AddRange(edges.ConvertAll(halves => halves * timing.HalfBit));
        }

        return [.. ticks];
    }

    /// <summary>Reads a packet from the ticks between its edges, or says why it can't be.</summary>
    /// <param name="ticks">Intervals counted by the receiver's clock.</param>
    /// <param name="timing">The timing that the network has agreed on.</param>
    /// <param name="packet">The packet, when the answer is <see cref="PacketFault.None"/>.</param>
    public static PacketFault Decode(ReadOnlySpan<int> ticks, AirTiming timing, out Packet? packet)
    {
        ArgumentNullException.ThrowIfNull(timing);
        packet = null;
        int start = timing.PilotEdges + 3;
        if (ticks.Length < start)
        {
            return PacketFault.TooShort;
        }

        if (!TryCalibrate(ticks[..start], timing, out Thresholds thresholds))
        {
            return PacketFault.Preamble;
        }

        int[] symbols = new int[ticks.Length - start];
        for (int i = 0; i < symbols.Length; i++)
        {
            symbols[i] = thresholds.SymbolOf(ticks[start + i]);
        }

        // The designator is in the first bits: a probe's coefficients stand between header and check and are no symbols.
        var bits = new List<bool>();
        PacketFault fault = IntervalCode.Decode(symbols, PacketCodec.HeaderBits, bits, out int used);
        bool isProbe = fault == PacketFault.None && IsProbe(bits);
        if (!isProbe)
        {
            bits.Clear();
            fault = IntervalCode.Decode(symbols, null, bits, out _);
            return fault != PacketFault.None ? fault : PacketCodec.Decode(CollectionsMarshal.AsSpan(bits), out packet);
        }

        int check = start + used + timing.Coefficients;
        if (ticks.Length <= check)
        {
            return PacketFault.TooShort;
        }

        foreach (int dwell in ticks[(start + used)..check])
        {
            if (Math.Abs(dwell - timing.Dwell * thresholds.Rate) > Math.Max(1.5, LargestDrift * timing.Dwell))
            {
                return PacketFault.Symbol;
            }
        }

        var tail = new List<bool>();
        fault = IntervalCode.Decode(symbols.AsSpan(used + timing.Coefficients), null, tail, out _);
        bits.AddRange(tail);
        return fault != PacketFault.None ? fault : PacketCodec.Decode(CollectionsMarshal.AsSpan(bits), out packet);
    }

    private static bool IsProbe(List<bool> bits) => !bits[0] && !bits[1];

    /// <summary>Compares pilot and calibration sequence, which have to agree on the receiver's clock.</summary>
    private static bool TryCalibrate(ReadOnlySpan<int> preamble, AirTiming timing, out Thresholds thresholds)
    {
        ReadOnlySpan<int> pilot = preamble[..timing.PilotEdges];
        double mean = 0;
        foreach (int interval in pilot)
        {
            mean += (double)interval / pilot.Length;
        }

        double halfBit = mean / timing.PilotInterval;
        int shortest = preamble[^3], middle = preamble[^2], longest = preamble[^1];
        thresholds = new Thresholds(shortest, middle, longest, halfBit / timing.HalfBit);
        foreach (int interval in pilot)
        {
            if (!(Math.Abs(interval - mean) <= LargestDrift * mean))
            {
                return false;
            }
        }

        return IsNear(shortest, IntervalCode.ShortInterval) && IsNear(middle, IntervalCode.MiddleInterval) && IsNear(longest, IntervalCode.LongInterval);

        bool IsNear(int interval, int halves) => Math.Abs(interval - halves * halfBit) <= LargestDrift * halves * halfBit;
    }

    /// <summary>The symbol lengths as the receiver's clock counts them.</summary>
    private readonly record struct Thresholds(int Shortest, int Middle, int Longest, double Rate)
    {
        /// <summary>Half-bits of the symbol whose length is nearest, or 0 for an interval that is far from all.</summary>
        public int SymbolOf(int ticks)
        {
            double low = (Middle - Shortest) / 2.0, high = (Longest - Middle) / 2.0;
            return ticks < Shortest - low || ticks > Longest + high ? 0
                : ticks < Shortest + low ? IntervalCode.ShortInterval
                : ticks < Middle + high ? IntervalCode.MiddleInterval
                : IntervalCode.LongInterval;
        }
    }
}
