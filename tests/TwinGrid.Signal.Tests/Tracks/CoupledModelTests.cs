using System.Numerics;
using TwinGrid.Model;
using TwinGrid.Signal.Synthesis;
using TwinGrid.Signal.Tracks;

namespace TwinGrid.Signal.Tests.Tracks;

public class CoupledModelTests
{
    private const double WaveNumber = 19.3;

    private static readonly Position[] Tags = [new(0.3, 0.6), new(0.38, 0.66), new(0.52, 0.57), new(0.7, 0.9)];

    private static readonly Position[] Places = [.. Enumerable.Range(0, 23).Select(i => new Position(0.04 * i, 0.01 * Math.Sin(i)))];

    [Fact]
    public void Cost_is_that_of_the_slow_form()
    {
        (CoupledModel model, Complex[][] signals) = Random();
        double[] parameters = Parameters(new(0.5, -0.3));
        double cost = model.Evaluate(parameters), expected = 0;
        Complex[,] fields = Walk.Fields(Tags, Places, WaveNumber, new(0.5, -0.3));
        for (int t = 0; t < Tags.Length; t++)
        {
            int[] seen = [.. Enumerable.Range(0, Places.Length).Where(a => signals[t][a] != default)];
            Complex[] q = [.. seen.Select(a => fields[t, a] * fields[t, a] / fields[t, a].Magnitude)], y = [.. seen.Select(a => signals[t][a])];
            Complex gain = q.Zip(y, (m, d) => Complex.Conjugate(m) * d).Aggregate(Complex.Add) / q.Sum(Square);
            double one = q.Zip(y, (m, d) => Square(d - gain * m)).Sum() / y.Sum(Square);
            Assert.Equal(one, model.TagCosts[t], 1e-10);
            expected += one;
        }

        Assert.Equal(expected, cost, 1e-10);
    }

    [Fact]
    public void Gradient_and_columns_are_those_of_numerical_differences()
    {
        (CoupledModel model, _) = Random();
        model.CouplingExpectation = new(0.2, 0.1);
        model.CouplingStiffness = 0.3;
        double[] parameters = Parameters(new(0.5, -0.3));
        int count = model.Parameters;
        var normal = new double[count * count];
        var gradient = new double[count];
        var columns = new double[Tags.Length][];
        model.Evaluate(parameters);
        model.Linearize(parameters, model.AllTags, count, normal, gradient, (tag, rows) => columns[tag] = [.. rows]);
        for (int p = 0; p < count; p++)
        {
            const double Step = 1e-6;
            double[] up = [.. parameters], down = [.. parameters];
            up[p] += Step;
            down[p] -= Step;
            double high = model.Evaluate(up);
            double[][] above = [.. Tags.Select((_, t) => model.Residual(t).ToArray())];
            double low = model.Evaluate(down);
            Assert.Equal((high - low) / (4 * Step), gradient[p], 1e-6);
            for (int t = 0; t < Tags.Length; t++)
            {
                ReadOnlySpan<double> below = model.Residual(t);
                for (int a = 0; a < below.Length; a++)
                {
                    Assert.Equal((above[t][a] - below[a]) / (2 * Step), columns[t][p * below.Length + a], 1e-5);
                }
            }
        }

        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                double expected = columns.Sum(c => Enumerable.Range(0, 2 * model.Stride).Sum(a => c[i * 2 * model.Stride + a] * c[j * 2 * model.Stride + a]));
                Assert.Equal(expected + (i == j && i >= count - 2 ? 0.3 : 0), normal[i * count + j], 1e-9 * (1 + Math.Abs(expected)));
            }
        }
    }

    [Fact]
    public void Inverse_times_matrix_is_unity_also_when_rows_must_change()
    {
        var random = new SeededRandom(4);
        const int Order = 6;
        Complex[] matrix = [.. Enumerable.Range(0, Order * Order).Select(_ => new Complex(random.NextGaussian(), random.NextGaussian()))];
        matrix[0] = default;
        Complex[] inverse = [.. matrix];
        ComplexMatrix.Invert(inverse, Order, new int[Order]);
        for (int i = 0; i < Order; i++)
        {
            for (int j = 0; j < Order; j++)
            {
                Complex sum = default;
                for (int k = 0; k < Order; k++)
                {
                    sum += matrix[i * Order + k] * inverse[k * Order + j];
                }

                Assert.Equal(0, (sum - (i == j ? 1 : 0)).Magnitude, 1e-12);
            }
        }
    }

    private static double Square(Complex value) => value.Real * value.Real + value.Imaginary * value.Imaginary;

    private static double[] Parameters(Complex coupling) => [.. Tags.SelectMany(t => new[] { t.X, t.Y }), coupling.Real, coupling.Imaginary];

    private static (CoupledModel Model, Complex[][] Signals) Random()
    {
        var random = new SeededRandom(11);
        Complex[][] signals = [.. Tags.Select(_ => Places.Select(_ => random.NextUniform() < 0.15 ? default : new Complex(random.NextGaussian(), random.NextGaussian())).ToArray())];
        return (new CoupledModel([.. Places.Select(p => p.X)], [.. Places.Select(p => p.Y)], new double[Places.Length], signals, WaveNumber), signals);
    }
}
