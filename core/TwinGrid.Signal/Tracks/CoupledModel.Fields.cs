using System.Numerics;

namespace TwinGrid.Signal.Tracks;

internal sealed partial class CoupledModel
{
    private const double NearestNeighbour = 0.03;

    private void Illuminate(int tag, double along, double away)
    {
        int n = Stride / Vector<double>.Count;
        Span<Vector<double>> field = Lanes(Of(_field, tag)), slopeAlong = Lanes(Of(_slopeAlong, tag)), slopeAway = Lanes(Of(_slopeAway, tag));
        ReadOnlySpan<Vector<double>> placeAlong = Lanes(_along), placeAway = Lanes(_away), squares = Lanes(_heightSquared);
        Vector<double> least = new(1e-3), two = new(2.0), k = new(WaveNumber);
        for (int i = 0; i < n; i++)
        {
            Vector<double> x = new Vector<double>(along) - placeAlong[i], y = Vector.Max(new Vector<double>(away) - placeAway[i], least);
            Vector<double> square = x * x + y * y + squares[i], inverse = Vector<double>.One / square, distance = Vector.SquareRoot(square);
            (Vector<double> sin, Vector<double> cos) = Vector.SinCos(k * distance);
            Vector<double> amplitude = y * inverse, re = amplitude * cos, im = -amplitude * sin;
            (field[i], field[n + i]) = (re, im);

            // d ln e = (−jk − 2/d)·dd, and 1/y more across the track from the pattern.
            Vector<double> turn = -k / distance, fall = two * inverse, growth = Vector<double>.One / y - fall * y;
            (slopeAlong[i], slopeAlong[n + i]) = (-x * (fall * re + turn * im), x * (turn * re - fall * im));
            (slopeAway[i], slopeAway[n + i]) = (growth * re - turn * y * im, growth * im + turn * y * re);
        }
    }

    private void Couple(ReadOnlySpan<double> parameters, Complex coupling)
    {
        for (int t = 0; t < Tags; t++)
        {
            _green[t * Tags + t] = default;
            _spread[t * Tags + t] = Complex.One;
            for (int u = 0; u < t; u++)
            {
                double x = parameters[2 * t] - parameters[2 * u], y = parameters[2 * t + 1] - parameters[2 * u + 1];
                double distance = Math.Sqrt(x * x + y * y), kr = WaveNumber * Math.Max(distance, NearestNeighbour);
                (double sin, double cos) = Math.SinCos(kr);
                var wave = new Complex(cos, -sin);
                double inverse = 1 / kr, square = inverse * inverse;
                Complex green = wave * new Complex(inverse - inverse * square, -square);
                _green[t * Tags + u] = _green[u * Tags + t] = green;
                _spread[t * Tags + u] = _spread[u * Tags + t] = -coupling * green;

                // dG/dr over r, so that a product with the coordinates' differences gives the gradient.
                Complex slope = wave * new Complex(-square + 3 * square * square - square, -inverse + 2 * inverse * square + inverse * square);
                _greenSlope[t * Tags + u] = _greenSlope[u * Tags + t] = distance > NearestNeighbour ? slope * (WaveNumber / distance) : default;
            }
        }

        ComplexMatrix.Invert(_spread, Tags, _exchanges);
    }

    /// <summary>target = Σ_u M_tu·source_u, M the inverse of I − αG.</summary>
    private void Spread(int tag, ReadOnlySpan<double> source, Span<double> target)
    {
        target.Clear();
        for (int u = 0; u < Tags; u++)
        {
            AddScaled(target, _spread[tag * Tags + u], source.Slice(u * Row, Row));
        }
    }

    private static void AddScaled(Span<double> target, Complex factor, ReadOnlySpan<double> source)
    {
        Span<Vector<double>> to = Lanes(target);
        ReadOnlySpan<Vector<double>> from = Lanes(source);
        int n = to.Length / 2;
        Vector<double> re = new(factor.Real), im = new(factor.Imaginary);
        for (int i = 0; i < n; i++)
        {
            Vector<double> x = from[i], y = from[n + i];
            to[i] += re * x - im * y;
            to[n + i] += re * y + im * x;
        }
    }
}
