using System.Numerics;
using TwinGrid.Model;

namespace TwinGrid.Signal.Synthesis;

/// <summary>
/// The field of a continuous-wave exciter: the direct path plus single bounces off point scatterers, so that
/// amplitude and phase vary from tag to tag. Phases grow with distance as in Ahmad et al. (3.1), (3.2), (4.10).
/// </summary>
public sealed class ExciterField
{
    private readonly Position _exciter;
    private readonly double _waveNumber;
    private readonly double _voltageMetres;
    private readonly Position[] _scatterers;
    private readonly Complex[] _reflections;

    private ExciterField(Position exciter, double waveNumber, double voltageMetres, Position[] scatterers, Complex[] reflections)
    {
        _exciter = exciter;
        _waveNumber = waveNumber;
        _voltageMetres = voltageMetres;
        _scatterers = scatterers;
        _reflections = reflections;
    }

    /// <summary>
    /// Draws the scatterers of a room: uniform in a box one metre larger than the room on every side, with
    /// amplitudes up to the option's largest and uniform phases.
    /// </summary>
    /// <param name="options">The room.</param>
    /// <param name="random">Where the draws come from.</param>
    public static ExciterField Draw(RoomOptions options, SeededRandom random)
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

        var centre = new Position(options.Width / 2, options.Depth / 2, options.Height / 2);
        return new ExciterField(
            options.Exciter,
            2 * Math.PI / options.Carrier.Wavelength.Value,
            options.TypicalVoltage * options.Exciter.DistanceTo(centre),
            scatterers,
            reflections);
    }

    /// <summary>Voltage phasor V·e^{jθ} that a tag at <paramref name="position"/> detects of the exciter alone; volts.</summary>
    public Complex At(Position position)
    {
        double direct = _exciter.DistanceTo(position);
        Complex sum = Complex.FromPolarCoordinates(1 / direct, _waveNumber * direct);
        for (int i = 0; i < _scatterers.Length; i++)
        {
            double path = _exciter.DistanceTo(_scatterers[i]) + _scatterers[i].DistanceTo(position);
            sum += _reflections[i] * Complex.FromPolarCoordinates(1 / path, _waveNumber * path);
        }

        return _voltageMetres * sum;
    }
}
