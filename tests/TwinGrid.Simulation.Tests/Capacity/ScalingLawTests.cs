using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using TwinGrid.Simulation.Capacity;

namespace TwinGrid.Simulation.Tests.Capacity;

public class ScalingLawTests
{
    [Fact]
    public void A_line_comes_back_with_nothing_left_over()
    {
        var law = ScalingLaw.FitLine([new(10_000, 30_050), new(1000, 3050), new(3000, 9050)]);
        Assert.Equal(50, law.Fixed, 6);
        Assert.Equal(3, law.Unit, 9);
        Assert.Equal(0, law.Residual, 9);
        Assert.Equal(300_050, law.At(100_000), 4);
        Assert.Equal(300_500, law.At(100_000, places: 10), 4);
        Assert.Equal([1000, 3000, 10_000], law.Points.Select(point => point.Size));
        Assert.True(law.Holds);
    }

    [Fact]
    public void The_fit_is_the_least_of_the_relative_squares()
    {
        ScalePoint[] points = [new(1, 12), new(2, 19), new(4, 45)];
        var law = ScalingLaw.FitLine(points);
        double least = Loss(law.Fixed, law.Unit);
        Assert.All(new[] { (1e-3, 0.0), (-1e-3, 0.0), (0.0, 1e-3), (0.0, -1e-3) }, step => Assert.True(Loss(law.Fixed + step.Item1, law.Unit + step.Item2) > least));
        Assert.Equal(points.Max(point => Math.Abs(law.At(point.Size) - point.Cost) / point.Cost), law.Residual, 12);

        double Loss(double constant, double unit) => points.Sum(point => Math.Pow((constant + (unit * point.Size) - point.Cost) / point.Cost, 2));
    }

    [Fact]
    public void A_tree_comes_back_with_nothing_left_over()
    {
        ScalePoint[] points = [.. new[] { 1e3, 1e4, 1e5 }.Select(size => new ScalePoint(size, size * (40 + (2 * Math.Log(size / 1e5)))))];
        var law = ScalingLaw.FitTree(points);
        Assert.Equal(40, law.Unit, 9);
        Assert.Equal(2, law.Growth, 9);
        Assert.Equal(0, law.Residual, 9);
        Assert.Equal(1e6 * (40 + (2 * Math.Log(10))), law.At(1e6, places: 7), 3);
        Assert.True(law.Holds);
        // A line through the same says too little beyond them.
        Assert.True(ScalingLaw.FitLine(points).At(1e6) < 0.95 * law.At(1e6));
    }

    [Theory]
    [InlineData(1.0, true)]
    [InlineData(1.05, true)]
    [InlineData(1.6, false)]
    [InlineData(2.0, false)]
    [InlineData(-1.0, false)]
    public void A_power_that_is_not_near_one_is_no_line(double power, bool expected) =>
        Assert.Equal(expected, ScalingLaw.FitLine([.. new[] { 1e3, 1e4, 1e5 }.Select(size => new ScalePoint(size, Math.Pow(size, power)))]).Holds);

    [Fact]
    public void Any_line_is_found()
    {
        Gen<(int Constant, int Unit)> lines = Gen.Choose(0, 1000).Zip(Gen.Choose(1, 1000));
        var replay = new Replay(new Rnd(20260101, 1469598103934665603), FSharpOption<int>.None);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(FSharpOption<Replay>.Some(replay)), Prop.ForAll(Arb.From(lines), line =>
        {
            var law = ScalingLaw.FitLine([.. new[] { 100.0, 300, 1000 }.Select(size => new ScalePoint(size, line.Constant + (line.Unit * size)))]);
            return Math.Abs(law.Unit - line.Unit) < 1e-6 * line.Unit && law.Residual < 1e-9;
        }));
    }

    [Fact]
    public void What_can_t_be_fitted_is_refused()
    {
        Assert.Throws<ArgumentException>(() => ScalingLaw.FitLine([new(1, 1), new(1, 2)]));
        Assert.Throws<ArgumentException>(() => ScalingLaw.FitLine([new(1, 1), new(0, 2)]));
        Assert.Throws<ArgumentException>(() => ScalingLaw.FitLine([new(1, 1), new(2, -2)]));
        Assert.Throws<ArgumentException>(() => ScalingLaw.FitLine([new(1, 1), new(2, double.NaN)]));
    }
}
