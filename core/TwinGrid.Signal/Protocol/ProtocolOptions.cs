using System.Globalization;

namespace TwinGrid.Signal.Protocol;

/// <summary>
/// The rules of the tag network: Ahmad et al., sections 5.3 and 7.2, where they give them, and assumed otherwise. The source
/// names carrier sense, periodic probing, multihop collection at sinks and relaying of differences, and gives no numbers for them.
/// </summary>
public sealed record ProtocolOptions
{
    /// <summary>Lengths of the parts of a frame.</summary>
    public AirTiming Timing { get; init; } = new();

    /// <summary>Harvest, store and consumption.</summary>
    public EnergyOptions Energy { get; init; } = new();

    /// <summary>Number of sinks, spread evenly over the anchors. Default 4.</summary>
    public int SinkCount { get; init; } = 4;

    /// <summary>Least modulation index that a tag can read. Default 0.025 (section 5.2).</summary>
    public double DecodeIndex { get; init; } = 0.025;

    /// <summary>Least modulation index that carrier sense notices. Default 0.025, assumed equal to <see cref="DecodeIndex"/>.</summary>
    public double SenseIndex { get; init; } = 0.025;

    /// <summary>Least ratio of a packet's modulation to the sum of all others at which it is read nevertheless. Default 2 (6 dB), assumed.</summary>
    public double CaptureRatio { get; init; } = 2;

    /// <summary>Distance |Γ − Γ′| of the two coefficients keyed. Default 2: magnitudes near one and opposite phases (section 5.1).</summary>
    public double KeyingSwing { get; init; } = 2;

    /// <summary>Seconds between two probes of a tag. Default 10, assumed.</summary>
    public double ProbingPeriod { get; init; } = 10;

    /// <summary>Most entries in a data packet. Default 24, assumed.</summary>
    public int ReportsPerPacket { get; init; } = 24;

    /// <summary>Seconds of a back-off slot. Default 0.8 ms: two intervals of the pilot.</summary>
    public double Slot { get; init; } = 0.8e-3;

    /// <summary>Seconds that a packet must have been on the air to be noticed. Default 0.4 ms: one interval of the pilot.</summary>
    public double SenseDelay { get; init; } = 0.4e-3;

    /// <summary>Slots of the first back-off window. Default 16.</summary>
    public int FirstWindow { get; init; } = 16;

    /// <summary>Slots of the largest back-off window. Default 4,096.</summary>
    public int LastWindow { get; init; } = 4096;

    /// <summary>Attempts at one next hop before another is looked for. Default 4: each pair of keying axes once.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>Seconds between the end of a data packet and its acknowledgement. Default 0.4 ms.</summary>
    public double Turnaround { get; init; } = 0.4e-3;

    /// <summary>
    /// Whether a tag asks its next hop before it sends data, so that whoever hears the answer keeps quiet; default true. Otherwise
    /// plain carrier sense, as the source has it (section 5.3).
    /// </summary>
    public bool ReservesAir { get; init; } = true;

    /// <summary>Whether a value is sent only when it is new or has changed (section 7.2); otherwise one for every refresh. Default true.</summary>
    public bool RelaysDifferencesOnly { get; init; } = true;

    /// <summary>How far, in standard deviations of the difference of two measurements, a phase has to move to count as changed. Default 3.</summary>
    public double ChangeThreshold { get; init; } = 3;

    /// <summary>Whether a tag stops reading a packet that its header addresses to another. Default true.</summary>
    public bool SkipsForeignPayload { get; init; } = true;

    /// <summary>Share of tags that move once everything has been collected; 0 for no refresh. Default 0.</summary>
    public double MovedShare { get; init; }

    /// <summary>Seconds after which a phase of the run is given up. Default 1,800.</summary>
    public double Horizon { get; init; } = 1800;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A count or time is not above zero, or a share out of range.</exception>
    public void Validate()
    {
        Timing.Validate();
        Energy.Validate();
        bool counts = SinkCount > 0 && ReportsPerPacket is > 0 and <= PacketCodec.MostReports && FirstWindow > 0 && LastWindow >= FirstWindow && Attempts > 0;
        bool times = Positive(ProbingPeriod) && Positive(Slot) && Positive(Turnaround) && Positive(Horizon) && SenseDelay >= 0 && SenseDelay <= Slot;
        bool radio = Positive(DecodeIndex) && Positive(SenseIndex) && Positive(KeyingSwing) && KeyingSwing <= 2 && CaptureRatio >= 1 && Positive(ChangeThreshold);
        if (!counts || !times || !radio || !(MovedShare is >= 0 and <= 1))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"expected counts, times and thresholds above zero, at most {PacketCodec.MostReports} entries a packet and a share in [0, 1], found {this}"));
        }

        static bool Positive(double value) => value > 0 && double.IsFinite(value);
    }
}
