namespace TwinGrid.Cli.Reports;

/// <summary>A field of log-likelihoods as a picture: the brighter, the likelier.</summary>
internal static class HologramPicture
{
    /// <summary>Share of the cells that are shown black: the rest is spread between them and the peak.</summary>
    private const double BlackShare = 0.25;

    /// <summary>Dark blue over red to yellow.</summary>
    private static readonly (double At, double R, double G, double B)[] Palette =
        [(0, 8, 8, 32), (0.35, 84, 24, 110), (0.65, 208, 62, 60), (0.85, 250, 160, 40), (1, 255, 250, 200)];

    /// <summary>Encodes the field as PNG.</summary>
    /// <param name="logLikelihood">Values, x running fastest from the lowest y upwards.</param>
    /// <param name="columns">Cells along x.</param>
    /// <param name="rows">Cells along y.</param>
    public static byte[] Draw(ReadOnlySpan<double> logLikelihood, int columns, int rows)
    {
        double[] sorted = logLikelihood.ToArray();
        Array.Sort(sorted);
        double peak = sorted[^1], black = sorted[(int)(BlackShare * (sorted.Length - 1))];
        double span = Math.Max(peak - black, double.Epsilon);
        var pixels = new byte[columns * rows * 3];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                double level = Math.Clamp((logLikelihood[(rows - 1 - row) * columns + column] - black) / span, 0, 1);
                Colour(level, pixels.AsSpan((row * columns + column) * 3, 3));
            }
        }

        return PngImage.Encode(columns, rows, pixels);
    }

    private static void Colour(double level, Span<byte> rgb)
    {
        int k = 1;
        while (k < Palette.Length - 1 && level > Palette[k].At)
        {
            k++;
        }

        (double At, double R, double G, double B) low = Palette[k - 1], high = Palette[k];
        double share = (level - low.At) / (high.At - low.At);
        rgb[0] = (byte)(low.R + share * (high.R - low.R));
        rgb[1] = (byte)(low.G + share * (high.G - low.G));
        rgb[2] = (byte)(low.B + share * (high.B - low.B));
    }
}
