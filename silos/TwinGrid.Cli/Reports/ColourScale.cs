using System.Globalization;

namespace TwinGrid.Cli.Reports;

/// <summary>Colours for values between an axis' ends: stops equally far apart, and straight lines between them.</summary>
/// <param name="values">The values; those beyond an end have the end's colour.</param>
/// <param name="stops">Colours as 0xRRGGBB, two or more.</param>
internal sealed class ColourScale(AxisScale values, IReadOnlyList<int> stops)
{
    /// <summary>Pale yellow to dark red: more is worse.</summary>
    public static readonly IReadOnlyList<int> Heat = [0xfff3c4, 0xfdc66b, 0xf4873b, 0xd2402a, 0x86101f];

    /// <summary>Blue over green to yellow, for quantities that are neither good nor bad; told apart on light and dark pages.</summary>
    public static readonly IReadOnlyList<int> Neutral = [0x3b6fb6, 0x21918c, 0x6cbf59, 0xe8d32a];

    /// <summary>Below this luminance white letters are easier to read than black ones (WCAG 2.2, contrast ratio).</summary>
    private const double EvenLuminance = 0.179;

    private const int LegendSteps = 48;
    private const double LegendHeight = 10;

    /// <summary>The colour of a value.</summary>
    public string Of(double value)
    {
        (double red, double green, double blue) = Mixed(value);
        return string.Create(CultureInfo.InvariantCulture, $"#{(int)Math.Round(red):x2}{(int)Math.Round(green):x2}{(int)Math.Round(blue):x2}");
    }

    /// <summary>Black or white, whichever is easier to read on a value's colour.</summary>
    public string InkOn(double value)
    {
        (double red, double green, double blue) = Mixed(value);
        return 0.2126 * Linear(red) + 0.7152 * Linear(green) + 0.0722 * Linear(blue) < EvenLuminance ? "#fff" : "#000";
    }

    /// <summary>A bar of the colours with its name above and labels below.</summary>
    public void Legend(Svg svg, double x, double y, double width, string name, Func<double, string> label)
    {
        svg.Text(x, y - 6, name, "start", "fill:currentColor");
        for (int step = 0; step < LegendSteps; step++)
        {
            double share = (step + 0.5) / LegendSteps;
            double value = values.IsLogarithmic ? values.Low * Math.Pow(values.High / values.Low, share) : values.Low + (values.High - values.Low) * share;

            // A little wider than its step, so that no page shows through between two.
            svg.Rectangle(x + step * width / LegendSteps, y, width / LegendSteps + (step < LegendSteps - 1 ? 0.5 : 0), LegendHeight, $"fill:{Of(value)}");
        }

        foreach (double tick in values.Ticks())
        {
            svg.Text(x + values.Fraction(tick) * width, y + LegendHeight + 13, label(tick), "middle", "fill:currentColor;font-size:11px");
        }
    }

    private (double Red, double Green, double Blue) Mixed(double value)
    {
        double place = Math.Clamp(values.Fraction(value), 0, 1) * (stops.Count - 1);
        int stop = Math.Min((int)place, stops.Count - 2);
        double Part(int shift) => double.Lerp((stops[stop] >> shift) & 255, (stops[stop + 1] >> shift) & 255, place - stop);
        return (Part(16), Part(8), Part(0));
    }

    private static double Linear(double part) => part <= 10.31 ? part / 255 / 12.92 : Math.Pow((part / 255 + 0.055) / 1.055, 2.4);
}
