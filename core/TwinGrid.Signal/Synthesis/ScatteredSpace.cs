using System.Numerics;
using TwinGrid.Model;

namespace TwinGrid.Signal.Synthesis;

/// <summary>
/// Space with point scatterers: the channel between two places is the direct path plus one bounce off each scatterer.
/// Phases grow with distance as in Ahmad et al. (3.1), (3.2) and (4.10). Reciprocal: the two places may be exchanged.
/// </summary>
public sealed class ScatteredSpace
{
    private readonly double _waveNumber;
    private readonly Position[] _scatterers;
    private readonly Complex[] _reflections;

    private ScatteredSpace(double waveNumber, Position[] scatterers, Complex[] reflections)
    {
        _waveNumber = waveNumber;
        _scatterers = scatterers;
        _reflections = reflections;
    }

    /// <summary>
    /// Draws the scatterers of a room: uniform in a box one metre larger than the room on every side, with
    /// amplitudes from 0.3 of the option's largest up to it and uniform phases.
    /// </summary>
    /// <param name="options">The room.</param>
    /// <param name="random">Where the draws come from.</param>
    public static ScatteredSpace Draw(RoomOptions options, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        var scatterers = new Position[options.ScattererCount];
        var reflections = new Complex[options.ScattererCount];
        for (int i = 0; i < scatterers.Length; i++)
        {
            scatterers[i] = new Position(
                random.NextUniform(-1, options.Width + 1), random.NextUniform(-1, options.Depth + 1), random.NextUniform(0, Math.Max(options.Height, 2.5)));
            reflections[i] = Complex.FromPolarCoordinates(
                options.ScattererAmplitude * random.NextUniform(0.3, 1), random.NextUniform(0, 2 * Math.PI));
        }

        return new ScatteredSpace(2 * Math.PI / options.Carrier.Wavelength.Value, scatterers, reflections);
    }

    /// <summary>The sum over paths of e^{jkr}/r, with k = 2π/λ and r the length of the path; in 1/metre.</summary>
    /// <param name="from">One end.</param>
    /// <param name="to">The other end; not the same place, and neither at a scatterer.</param>
    public Complex Between(Position from, Position to)
    {
        double direct = from.DistanceTo(to);
        Complex sum = Complex.FromPolarCoordinates(1 / direct, _waveNumber * direct);
        for (int i = 0; i < _scatterers.Length; i++)
        {
            double path = from.DistanceTo(_scatterers[i]) + _scatterers[i].DistanceTo(to);
            sum += _reflections[i] * Complex.FromPolarCoordinates(1 / path, _waveNumber * path);
        }

        return sum;
    }
}
