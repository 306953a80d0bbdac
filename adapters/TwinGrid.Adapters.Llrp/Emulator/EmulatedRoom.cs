using System.Collections.Immutable;
using TwinGrid.Model;
using TwinGrid.Signal.Propagation;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Adapters.Llrp.Emulator;

/// <summary>
/// A room of 8 m × 6 m with antennas along its walls and tags in it: what a reader would measure there, in free space. A two-way phase
/// is 4πd/λ plus what cable and tag add, growing with distance as readers of Impinj report it.
/// </summary>
public sealed class EmulatedRoom
{
    /// <summary>Length and width in metres.</summary>
    public const double Length = 8, Width = 6;

    private const double AntennaHeight = 2.2, AntennaGain = 6, TagGain = 2, ModulationFactor = -8;
    private const double TagSensitivity = -18, ReaderSensitivity = -84, PhaseNoise = 0.08, PowerNoise = 0.5;
    private const double CircleRadius = 0.5, WalkingSpeed = 1.2;

    private readonly SeededRandom _noise;
    private readonly double[] _cableMetres, _tagPhases, _circleAngles;
    private readonly int _moving;

    /// <summary>Furnishes the room.</summary>
    /// <param name="options">The reader that is played.</param>
    public EmulatedRoom(EmulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var random = new SeededRandom(options.Seed);
        _noise = new SeededRandom(options.Seed + 1);
        _moving = options.MovingTags;
        Antennas = [.. Enumerable.Range(0, options.Antennas).Select(index => OnWall((index + 0.5) / options.Antennas))];
        Tags = [.. Enumerable.Range(0, options.Tags).Select(_ => new Position(random.NextUniform(1, Length - 1), random.NextUniform(1, Width - 1), random.NextUniform(0.5, 1.5)))];
        Epcs = [.. Enumerable.Range(0, options.Tags).Select(index => Sgtin(index, random))];
        _cableMetres = [.. Antennas.Select(_ => random.NextUniform(3, 9))];
        _tagPhases = [.. Tags.Select(_ => random.NextUniform(0, 2 * Math.PI))];
        _circleAngles = [.. Tags.Select(_ => random.NextUniform(0, 2 * Math.PI))];
    }

    /// <summary>Where the antennas are, that of port 1 first.</summary>
    public ImmutableArray<Position> Antennas { get; }

    /// <summary>Where the tags are; those that move, the first, go round here.</summary>
    public ImmutableArray<Position> Tags { get; }

    /// <summary>EPC memory of the tags, 12 bytes each: SGTIN-96.</summary>
    public ImmutableArray<byte[]> Epcs { get; }

    /// <summary>Where a tag is at a time.</summary>
    /// <param name="tag">Its index.</param>
    /// <param name="seconds">Seconds since whenever.</param>
    public Position TagAt(int tag, double seconds)
    {
        if (tag >= _moving)
        {
            return Tags[tag];
        }

        (double sine, double cosine) = Math.SinCos(_circleAngles[tag] + seconds * WalkingSpeed / CircleRadius);
        Position centre = Tags[tag];
        return new Position(centre.X + CircleRadius * cosine, centre.Y + CircleRadius * sine, centre.Z);
    }

    /// <summary>What an antenna measures of a tag; null when the tag gets too little power to answer, or the reader too little to hear.</summary>
    /// <param name="tag">Index of the tag.</param>
    /// <param name="antenna">Index of the antenna, from 0.</param>
    /// <param name="frequency">Carrier in hertz.</param>
    /// <param name="powerDbm">Power into the antenna in dBm.</param>
    /// <param name="seconds">Seconds since whenever.</param>
    public EmulatedMeasurement? Measure(int tag, int antenna, double frequency, double powerDbm, double seconds)
    {
        double wavelength = Hertz.SpeedOfLight / frequency;
        Position from = Antennas[antenna];
        double distance = TagAt(tag, seconds).DistanceTo(from);
        double incident = LinkBudget.OneWay(powerDbm, AntennaGain, TagGain, distance, wavelength);
        double received = LinkBudget.TwoWay(powerDbm, AntennaGain, AntennaGain, TagGain, distance, wavelength, ModulationFactor);
        if (incident < TagSensitivity || received < ReaderSensitivity)
        {
            return null;
        }

        // The way through the cable counts twice, as that through the air.
        double turns = 2 * (distance + _cableMetres[antenna]) / wavelength;
        return new EmulatedMeasurement(
            2 * Math.PI * (turns - Math.Floor(turns)) + _tagPhases[tag] + PhaseNoise * _noise.NextGaussian(),
            received + PowerNoise * _noise.NextGaussian(),
            tag < _moving ? Doppler(tag, from, wavelength, seconds) : 0.02 * _noise.NextGaussian());
    }

    private double Doppler(int tag, Position antenna, double wavelength, double seconds)
    {
        const double Step = 1e-3;
        double speed = (TagAt(tag, seconds + Step).DistanceTo(antenna) - TagAt(tag, seconds - Step).DistanceTo(antenna)) / (2 * Step);
        return -2 * speed / wavelength;
    }

    private static Position OnWall(double share)
    {
        double along = share * 2 * (Length + Width);
        return along < Length ? new Position(along, 0, AntennaHeight)
            : along < Length + Width ? new Position(Length, along - Length, AntennaHeight)
            : along < 2 * Length + Width ? new Position(2 * Length + Width - along, Width, AntennaHeight)
            : new Position(0, 2 * (Length + Width) - along, AntennaHeight);
    }

    private static byte[] Sgtin(int index, SeededRandom random)
    {
        string uri = FormattableString.Invariant($"urn:epc:tag:sgtin-96:1.0614141.{100000 + index % 50:000000}.{1 + random.NextIndex(1 << 20) * 131072L + index}");
        return Convert.FromHexString(EpcTag.FromUri(uri).ToHex());
    }
}

/// <summary>What an antenna measures of a tag.</summary>
/// <param name="PhaseRadians">Two-way phase, not wrapped.</param>
/// <param name="RssiDbm">Received power in dBm.</param>
/// <param name="DopplerHz">Doppler shift in hertz, above zero when the tag comes nearer.</param>
public readonly record struct EmulatedMeasurement(double PhaseRadians, double RssiDbm, double DopplerHz);
