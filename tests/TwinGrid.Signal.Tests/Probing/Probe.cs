using System.Numerics;
using TwinGrid.Signal.Probing;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Tests.Probing;

/// <summary>Voltages of one direction with known V, β and Θ.</summary>
internal static class Probe
{
    public static double[] Exact(ReflectionPalette palette, double v, double beta, double theta, double noise = 0, ulong seed = 1)
    {
        var voltages = new double[palette.Count];
        ProbeSynthesis.Fill(palette, Complex.FromPolarCoordinates(beta, theta), v, 1, noise, new SeededRandom(seed), voltages);
        return voltages;
    }

    public static double[] Linear(ReflectionPalette palette, double v, double beta, double theta)
    {
        var voltages = new double[palette.Count];
        for (int i = 0; i < voltages.Length; i++)
        {
            Complex gamma = palette.Coefficients[i];
            voltages[i] = v + beta * ((1 - gamma.Real) * Math.Cos(theta) + gamma.Imaginary * Math.Sin(theta));
        }

        return voltages;
    }

    public static double Degrees(double radians) => radians * 180 / Math.PI;
}
