namespace TwinGrid.Adapters.Simulated.SupplyChain;

/// <summary>From an instant on, the air round a box approaches a temperature.</summary>
/// <param name="From">The instant.</param>
/// <param name="Target">The temperature in degrees Celsius.</param>
/// <param name="Constant">Time constant of the approach; zero for at once.</param>
public readonly record struct AirStage(DateTimeOffset From, double Target, TimeSpan Constant);

/// <summary>
/// The temperature inside a box: air that relaxes towards a target in stages, and a box that relaxes towards the air, each of first
/// order. Within a stage, with a and b the distances of air and box from the target at its beginning,
/// box = target + a·τ/(τ − κ)·(e^(−t/τ) − e^(−t/κ)) + b·e^(−t/κ), where τ is the air's time constant and κ the box's.
/// </summary>
public sealed class BoxClimate
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);
    private readonly AirStage[] _stages;
    private readonly (double Air, double Box)[] _begin;
    private readonly double _constant;

    /// <summary>A box that has taken on the temperature of the first stage.</summary>
    /// <param name="stages">Stages of the air, oldest first; at least one.</param>
    /// <param name="constant">Time constant of the box, above zero and not that of a stage.</param>
    /// <exception cref="ArgumentException">There is no stage, or the time constant can't be.</exception>
    public BoxClimate(IReadOnlyList<AirStage> stages, TimeSpan constant)
    {
        ArgumentNullException.ThrowIfNull(stages);
        if (stages.Count == 0 || constant <= TimeSpan.Zero || stages.Any(stage => stage.Constant == constant))
        {
            throw new ArgumentException($"expected a stage, and a time constant above zero that no stage has; found {stages.Count} stages and {constant}");
        }

        (_stages, _constant, _begin) = ([.. stages], constant.TotalHours, new (double, double)[stages.Count]);
        _begin[0] = (stages[0].Target, stages[0].Target);
        for (int i = 1; i < _stages.Length; i++)
        {
            _begin[i] = After(i - 1, _stages[i].From);
        }
    }

    /// <summary>Temperature in the box at an instant, in degrees Celsius.</summary>
    public double At(DateTimeOffset time)
    {
        int stage = 0;
        while (stage + 1 < _stages.Length && _stages[stage + 1].From <= time)
        {
            stage++;
        }

        return After(stage, time).Box;
    }

    /// <summary>Time between two instants during which the box is above a limit; crossings to the second.</summary>
    public TimeSpan TimeAbove(double limit, DateTimeOffset from, DateTimeOffset until)
    {
        TimeSpan above = TimeSpan.Zero;
        for (DateTimeOffset at = from; at < until; at += Step)
        {
            DateTimeOffset next = at + Step < until ? at + Step : until;
            bool isAbove = At(at) > limit, isThen = At(next) > limit;
            DateTimeOffset crossing = isAbove == isThen ? next : Crossing(limit, at, next, isAbove);
            above += isAbove ? crossing - at : next - crossing;
        }

        return above;
    }

    private DateTimeOffset Crossing(double limit, DateTimeOffset low, DateTimeOffset high, bool isAbove)
    {
        while (high - low > TimeSpan.FromSeconds(1))
        {
            DateTimeOffset middle = low + (high - low) / 2;
            (low, high) = At(middle) > limit == isAbove ? (middle, high) : (low, middle);
        }

        return high;
    }

    private (double Air, double Box) After(int stage, DateTimeOffset time)
    {
        AirStage air = _stages[stage];
        double hours = Math.Max(0, (time - air.From).TotalHours), tau = air.Constant.TotalHours;
        double a = _begin[stage].Air - air.Target, b = _begin[stage].Box - air.Target;
        double ofBox = Math.Exp(-hours / _constant), ofAir = tau > 0 ? Math.Exp(-hours / tau) : 0;
        double driven = tau > 0 ? a * tau / (tau - _constant) * (ofAir - ofBox) : 0;
        return (air.Target + a * ofAir, air.Target + driven + b * ofBox);
    }
}
