using System.Globalization;

namespace TwinGrid.Signal.Probing;

/// <summary>Checks on the voltages of a probing cycle, done once before any arithmetic.</summary>
internal static class ProbeInput
{
    /// <summary>Refuses a wrong count, NaN or infinite voltages, and a noise that is given but not positive.</summary>
    public static void Check(ReflectionPalette palette, ReadOnlySpan<double> voltages, double? noiseDeviation)
    {
        ArgumentNullException.ThrowIfNull(palette);
        if (voltages.Length != palette.Count)
        {
            throw new ArgumentException($"expected {palette.Count} voltages, one a reflection coefficient, found {voltages.Length}", nameof(voltages));
        }

        for (int i = 0; i < voltages.Length; i++)
        {
            if (!double.IsFinite(voltages[i]))
            {
                throw new ArgumentException(
                    string.Create(CultureInfo.InvariantCulture, $"expected finite voltages, found {voltages[i]} at index {i}"), nameof(voltages));
            }
        }

        if (noiseDeviation is double noise && !(noise > 0 && double.IsFinite(noise)))
        {
            throw new ArgumentOutOfRangeException(nameof(noiseDeviation), noise, "expected a voltage noise above zero, in volts");
        }
    }
}
