using System.Numerics;
using TwinGrid.Model;

namespace TwinGrid.Signal.Synthesis;

/// <summary>The field of a continuous-wave exciter among scatterers, so that amplitude and phase vary from tag to tag.</summary>
public sealed class ExciterField
{
    private readonly ScatteredSpace _space;
    private readonly Position _exciter;
    private readonly double _voltageMetres;

    /// <summary>The field of the exciter of <paramref name="options"/>, with their typical voltage at the room's centre.</summary>
    /// <param name="options">The room.</param>
    /// <param name="space">Where its waves go.</param>
    public ExciterField(RoomOptions options, ScatteredSpace space)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(space);
        _space = space;
        _exciter = options.Exciter;
        _voltageMetres = options.TypicalVoltage * options.Exciter.DistanceTo(new Position(options.Width / 2, options.Depth / 2, options.Height / 2));
    }

    /// <summary>Draws the scatterers of a room and answers its exciter's field.</summary>
    /// <param name="options">The room.</param>
    /// <param name="random">Where the draws come from.</param>
    public static ExciterField Draw(RoomOptions options, SeededRandom random) => new(options, ScatteredSpace.Draw(options, random));

    /// <summary>Voltage phasor V·e^{jθ} that a tag at <paramref name="position"/> detects of the exciter alone; volts.</summary>
    public Complex At(Position position) => _voltageMetres * _space.Between(_exciter, position);
}
