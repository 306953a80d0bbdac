using TwinGrid.Simulation.Randomness;
using TwinGrid.Simulation.World;

namespace TwinGrid.Simulation.Trips;

/// <summary>Draws the incidents of one hazard.</summary>
internal sealed class HazardFigures
{
    /// <summary>What is shorter than this many seconds isn't told.</summary>
    private const int Shortest = 60;

    private readonly uint _below;
    private readonly uint _overcooledBelow;
    private readonly float _meanSeconds;
    private readonly float _constantSeconds;
    private readonly Cause _cause;
    private readonly Cause _overcooled;

    public HazardFigures(Hazard hazard, Cause cause, double overcooledShare = 0, Cause overcooled = Cause.None)
    {
        _below = ClassFigures.Threshold(hazard.Chance);
        _overcooledBelow = ClassFigures.Threshold(overcooledShare);
        _meanSeconds = (float)(hazard.MeanMinutes * 60);
        _constantSeconds = (float)(hazard.ConstantMinutes * 60);
        (_cause, _overcooled) = (cause, overcooled);
    }

    /// <summary>
    /// What happens between two times, if anything: the length is exponential, the start uniform, and the store approaches the
    /// air outside as 1 − e^(−length/constant). A unit that cools too much falls by 1.5 to 8 K.
    /// </summary>
    public Incident Draw(PhiloxBlock words, int begin, int end, float setPoint, float air)
    {
        if (words.X0 >= _below)
        {
            return default;
        }

        float length = -_meanSeconds * MathF.Log((words.X1 >> 8) * (1f / 16_777_216) + (1f / 33_554_432));
        int seconds = (int)MathF.Min(length, end - begin);
        if (seconds < Shortest)
        {
            return default;
        }

        int start = begin + (int)(words.X2 * (1 / 4_294_967_296.0) * (end - begin - seconds));
        if (words.X3 < _overcooledBelow)
        {
            float share = (float)words.X3 / _overcooledBelow;
            return new Incident(_overcooled, start, seconds, -(1.5f + 6.5f * share));
        }

        return new Incident(_cause, start, seconds, (air - setPoint) * (1 - MathF.Exp(-seconds / _constantSeconds)));
    }
}
