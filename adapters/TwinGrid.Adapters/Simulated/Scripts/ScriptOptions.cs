namespace TwinGrid.Adapters.Simulated.Scripts;

/// <summary>The reader and the air of a script.</summary>
public sealed record ScriptOptions
{
    /// <summary>When the script begins.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>How long it lasts.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>How often each antenna takes an inventory. Default 5 s.</summary>
    public TimeSpan InventoryPeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often sensors report. Default 5 min.</summary>
    public TimeSpan ReadingPeriod { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Power that comes back from a tag at one metre, in dBm. Default −35.</summary>
    public double PowerAtOneMetreDbm { get; init; } = -35;

    /// <summary>The weakest reply that is read, in dBm. Default −75: ten metres in the open.</summary>
    public double SensitivityDbm { get; init; } = -75;

    /// <summary>Standard deviation of the power from read to read, in dB. Default 3.</summary>
    public double FadingDb { get; init; } = 3;

    /// <summary>Seed of everything random.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Refuses values that no script has.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Length, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(InventoryPeriod, TimeSpan.FromMilliseconds(100));
        ArgumentOutOfRangeException.ThrowIfLessThan(ReadingPeriod, TimeSpan.FromSeconds(1));
        if (!(double.IsFinite(PowerAtOneMetreDbm) && double.IsFinite(SensitivityDbm) && FadingDb is >= 0 and <= 20))
        {
            throw new ArgumentException($"a script: expected finite powers and a fading of 0 to 20 dB, found {this}");
        }
    }
}
