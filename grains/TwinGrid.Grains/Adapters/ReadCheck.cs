using TwinGrid.Model;

namespace TwinGrid.Grains.Adapters;

/// <summary>What a read must be to enter; see <see cref="IntakeCheck"/>.</summary>
public static class ReadCheck
{
    /// <summary>Refuses a read that can't be taken.</summary>
    /// <param name="read">The read.</param>
    /// <param name="reader">Name of the adapter's reader.</param>
    /// <param name="latest">The latest time that it may have.</param>
    /// <exception cref="ArgumentException">The read is not well-formed; the message says what was expected and found.</exception>
    public static void Require(PhaseRead read, string reader, DateTimeOffset latest)
    {
        ArgumentNullException.ThrowIfNull(read);
        ObservationId id = read.Id;
        IntakeCheck.InTime(id, read.Time, latest);
        IntakeCheck.Name(id, "tag", read.Tag);
        IntakeCheck.Hold(read.Tag != reader, id, "a tag with another name than its reader", read.Tag);
        IntakeCheck.Hold(double.IsFinite(read.Antenna.X) && double.IsFinite(read.Antenna.Y) && double.IsFinite(read.Antenna.Z), id, "a finite antenna position", read.Antenna);
        IntakeCheck.Hold(read.FrequencyHz is > 0 and < double.PositiveInfinity, id, "a frequency above zero", read.FrequencyHz);
        IntakeCheck.Hold(double.IsFinite(read.PhaseRadians), id, "a finite phase", read.PhaseRadians);
        IntakeCheck.Hold(read.Reads >= 1, id, "at least one read", read.Reads);
        IntakeCheck.Hold(read.Concentration is >= 0 and <= 1, id, "a resultant length from 0 to 1", read.Concentration);
        IntakeCheck.Hold(double.IsFinite(read.RssiDbm), id, "a finite power", read.RssiDbm);
        IntakeCheck.Hold(read.Port >= 0, id, "a port of at least zero", read.Port);
        IntakeCheck.Hold(!double.IsInfinity(read.DopplerHz), id, "a finite Doppler shift, or NaN for none", read.DopplerHz);
    }
}
