using TwinGrid.Signal.Reproductions;
using TwinGrid.Signal.Reproductions.CrcScatter;

namespace TwinGrid.Signal.Tests.Reproductions;

public class CrcScatterLinkTests
{
    [Theory]
    [InlineData(-10.0)]
    [InlineData(-9.0)]
    public void Bit_errors_behind_a_coherent_detector_follow_theory(double snr)
    {
        const int Frames = 3000;
        var link = new CrcScatterLink(16);
        double ratio = CrcScatterCurves.Ratio(snr);
        Measured rate = Measured.Mean([.. Enumerable.Range(1, Frames).Select(seed => link.Coherent((ulong)seed, ratio))]);

        // Theory counts a wrong symbol within the body as a spoiled word too, a sixteenth of the places.
        double theory = CrcScatterCurves.Theory(isCoherent: true).At(snr).Value;
        Assert.InRange(theory, rate.Low, rate.High + theory / 8);
    }

    [Fact]
    public void The_waveform_and_its_despread_symbols_err_alike()
    {
        const double Snr = -8.5;
        const int Frames = 600;
        var link = new CrcScatterLink(16);
        double ratio = CrcScatterCurves.Ratio(Snr);
        Measured symbols = Measured.Mean([.. Enumerable.Range(1, 4 * Frames).Select(seed => link.Differential((ulong)seed, ratio))]);
        Measured waveform = Measured.Mean([.. Enumerable.Range(1, Frames).Select(seed => link.Waveform((ulong)seed, Snr, CrcScatterLink.SamplesPerChip).Differential)]);

        Assert.True(waveform.Low < symbols.High && symbols.Low < waveform.High, $"{waveform} against {symbols}");
    }

    [Fact]
    public void A_curve_crosses_a_level_on_the_straight_line_between_decades()
    {
        var curve = new ErrorCurve([-10, -8, -6], [Measured.Exact(0.1), Measured.Exact(0.1), Measured.Exact(0.001)]);

        Assert.Equal(-7, curve.Crossing(0.01).Value, 1e-9);
        Assert.Equal(double.NaN, curve.Crossing(1e-5).Value);
        Assert.Equal(3, curve.Points().Count);
    }
}
