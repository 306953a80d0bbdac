using System.Globalization;

namespace TwinGrid.Cli.Reports;

/// <summary>Large figures as people say them: 3.21 billion.</summary>
internal static class BigNumber
{
    private static readonly (double Size, string Name)[] Names = [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")];

    /// <summary>Three digits and the name of the size; figures below a million in full.</summary>
    public static string Text(double value)
    {
        foreach ((double size, string name) in Names)
        {
            // What would be rounded to 1,000 million is a billion.
            if (Math.Abs(value) >= size * 0.9995)
            {
                double share = value / size;
                string format = Math.Abs(share) >= 99.95 ? "0" : Math.Abs(share) >= 9.995 ? "0.#" : "0.##";
                return $"{share.ToString(format, CultureInfo.InvariantCulture)} {name}";
            }
        }

        return value.ToString("#,0", CultureInfo.InvariantCulture);
    }
}
