using TwinGrid.Trace.ColdChain.Kinetics;

namespace TwinGrid.Trace.Tests.ColdChain;

/// <summary>The formula of the mean kinetic temperature as it stands, in decimal numbers of 28 digits with series of their own.</summary>
internal static class DecimalKinetics
{
    public static double Mean((double Celsius, double Seconds)[] profile, double energy)
    {
        decimal ratio = (decimal)energy / (decimal)KineticMean.GasConstant;
        decimal coldest = 1m / ((decimal)profile.Max(part => part.Celsius) + 273.15m);
        decimal sum = 0, weight = 0;
        foreach ((double celsius, double seconds) in profile)
        {
            sum += (decimal)seconds * Exp(ratio * (coldest - 1m / ((decimal)celsius + 273.15m)));
            weight += (decimal)seconds;
        }

        return (double)(1m / (coldest - Log(sum / weight) / ratio) - 273.15m);
    }

    /// <summary>e^x for x ≤ 0: the series of x/1024, squared ten times.</summary>
    private static decimal Exp(decimal x)
    {
        if (x < -60)
        {
            return 0;
        }

        decimal small = x / 1024, term = 1, sum = 1;
        for (int n = 1; n < 30; n++)
        {
            term *= small / n;
            sum += term;
        }

        for (int i = 0; i < 10; i++)
        {
            sum *= sum;
        }

        return sum;
    }

    /// <summary>ln y for 0 &lt; y ≤ 1: halvings taken out, then the series of the inverse hyperbolic tangent.</summary>
    private static decimal Log(decimal y)
    {
        const decimal ln2 = 0.6931471805599453094172321215m;
        int halvings = 0;
        while (y < 0.75m)
        {
            y *= 2;
            halvings++;
        }

        decimal z = (y - 1) / (y + 1), power = z, sum = 0;
        for (int n = 1; n < 80; n += 2)
        {
            sum += power / n;
            power *= z * z;
        }

        return 2 * sum - halvings * ln2;
    }
}
