using System.Numerics;
using TwinGrid.Signal.Propagation;
using TwinGrid.Signal.Ranging;
using TwinGrid.Signal.Synthesis;

namespace TwinGrid.Signal.Reproductions.Ranging;

/// <summary>How a range is computed and calibrated.</summary>
internal enum RangingMethod
{
    /// <summary>Mean absolute wrapped difference, divided by N as printed.</summary>
    PrintedDivisor,

    /// <summary>The same divided by N − 1.</summary>
    Faithful,

    /// <summary>Slope over all channels.</summary>
    Slope,

    /// <summary>With the delay profile; at 1 m calibrated channel by channel, at 5 m by one offset.</summary>
    Ours,

    /// <summary>With the delay profile, at 5 m calibrated channel by channel.</summary>
    OursByChannel,

    /// <summary>From received power, M taken as 18 dB (tunnelling) or known (semi-passive).</summary>
    Strength,

    /// <summary>From received power, M following the incident power.</summary>
    StrengthFollowing,
}

/// <summary>Which reference was used.</summary>
internal enum CalibrationRange
{
    /// <summary>None.</summary>
    None,

    /// <summary>At 1 m on the roof.</summary>
    OneMetre,

    /// <summary>At 5 m in the place itself.</summary>
    FiveMetres,
}

/// <summary>Signed errors of one walk from 5 to 35 m, in metres.</summary>
internal sealed class WalkErrors
{
    private readonly Dictionary<(RangingMethod Method, CalibrationRange Calibration), double[]> _errors = [];

    /// <summary>Signed errors by range.</summary>
    public IReadOnlyList<double> Of(RangingMethod method, CalibrationRange calibration) => _errors[(method, calibration)];

    /// <summary>Mean absolute error over the first ranges, the calibrated one among them as in the source.</summary>
    public double Mean(RangingMethod method, CalibrationRange calibration, int ranges) =>
        _errors[(method, calibration)].Take(ranges).Average(Math.Abs);

    /// <summary>Which ranges the tag could be read at.</summary>
    public bool[] IsReadable { get; } = new bool[RangingScene.Ranges.Count];

    /// <summary>Stores an error.</summary>
    public void Set(RangingMethod method, CalibrationRange calibration, int index, double error)
    {
        if (!_errors.TryGetValue((method, calibration), out double[]? errors))
        {
            _errors[(method, calibration)] = errors = new double[RangingScene.Ranges.Count];
        }

        errors[index] = error;
    }
}

/// <summary>Section V: one place and one tag, a walk from 5 to 35 m, by phase and by strength, with each calibration.</summary>
internal sealed class CalibrationStudy
{
    private const double Reference = 1;
    private const double AssumedGain = 18;

    private readonly RangingScene _scene;
    private readonly TagModulation _tag;
    private readonly DelayProfileRanging[] _rangers;
    private readonly PhaseSlopeRanging _slope = new(ChannelPlan.Published);

    public CalibrationStudy(RangingScene scene, TagModulation tag)
    {
        _scene = scene;
        _tag = tag;
        _rangers = [.. RangingScene.Ranges.Select(range => new DelayProfileRanging(ChannelPlan.Published, RangingScene.SignalToNoise(range, tag)))];
    }

    /// <summary>One walk through a channel drawn anew at each range.</summary>
    public WalkErrors Walk(ulong seed)
    {
        var random = new SeededRandom(seed);
        var errors = new WalkErrors();
        ChannelPlan plan = ChannelPlan.Published;
        Complex[] near = new Complex[plan.Count], first = new Complex[plan.Count], response = new Complex[plan.Count], corrected = new Complex[plan.Count];
        RangingScene.MeasureReference(Reference, RangingScene.SignalToNoise(Reference, _tag), random, near);
        RangingMethod[] methods = [RangingMethod.PrintedDivisor, RangingMethod.Faithful, RangingMethod.Slope, RangingMethod.Ours];
        double[] atOne = [.. methods.Select(method => Offset(method, near, Reference, 0))];
        double[] atFive = [];
        for (int i = 0; i < RangingScene.Ranges.Count; i++)
        {
            double range = RangingScene.Ranges[i];
            _scene.Measure(range, RangingScene.SignalToNoise(range, _tag), random, response);
            if (i == 0)
            {
                atFive = [.. methods.Select(method => Offset(method, response, range, 0))];
                response.CopyTo(first, 0);
            }

            for (int m = 0; m < methods.Length; m++)
            {
                double plain = Offset(methods[m], response, range, i);
                errors.Set(methods[m], CalibrationRange.None, i, plain);
                errors.Set(methods[m], CalibrationRange.OneMetre, i, plain - atOne[m]);
                errors.Set(methods[m], CalibrationRange.FiveMetres, i, plain - atFive[m]);
            }

            // The reference at 1 m has no multipath, so ours may use it channel by channel, ripple and all.
            response.CopyTo(corrected, 0);
            RangeCalibration.Correct(plan, near, Reference, corrected);
            errors.Set(RangingMethod.Ours, CalibrationRange.OneMetre, i, Offset(RangingMethod.Ours, corrected, range, i));
            response.CopyTo(corrected, 0);
            RangeCalibration.Correct(plan, first, RangingScene.Ranges[0], corrected);
            errors.Set(RangingMethod.OursByChannel, CalibrationRange.FiveMetres, i, Offset(RangingMethod.Ours, corrected, range, i));
            Strength(errors, i, range, response);
        }

        return errors;
    }

    private void Strength(WalkErrors errors, int index, double range, ReadOnlySpan<Complex> response)
    {
        double power = 0;
        foreach (Complex value in response)
        {
            power += value.Real * value.Real + value.Imaginary * value.Imaginary;
        }

        double received = RangingScene.Link.ReceivedPower(range, _tag) + LinkBudget.ToDecibels(power / response.Length);
        double assumed = _tag is SemiPassiveModulation ? _tag.FactorDecibels(0) : AssumedGain;
        errors.IsReadable[index] = received - RangingScene.NoisePower >= RangingScene.ReadableRatio;
        errors.Set(RangingMethod.Strength, CalibrationRange.None, index, StrengthRanging.WithConstantFactor(RangingScene.Link, received, assumed) - range);
        errors.Set(
            RangingMethod.StrengthFollowing, CalibrationRange.None, index, StrengthRanging.Following(RangingScene.Link, _tag, received, 1).Range - range);
    }

    private double Offset(RangingMethod method, Complex[] response, double range, int index)
    {
        ChannelPlan plan = ChannelPlan.Published;
        double estimate = method switch
        {
            RangingMethod.Slope => _slope.Estimate(response).Range,
            RangingMethod.Ours => _rangers[index].Estimate(response).Range,
            RangingMethod.Faithful => PhaseDifferenceRanging.Corrected(plan, Phases(response)),
            _ => PhaseDifferenceRanging.PrintedDivisor(plan, Phases(response)),
        };
        return RangeCalibration.Offset(plan, estimate, range);
    }

    private static double[] Phases(Complex[] response) => [.. response.Select(value => value.Phase)];
}
