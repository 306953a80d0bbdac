namespace TwinGrid.Simulation.Items;

/// <summary>Exponential waits by quantile: −ln(1 − (i + ½)/1024) for i = 0 … 1023, of mean one to 0.03 %.</summary>
internal static class Waits
{
    /// <summary>Quantiles in the table.</summary>
    public const int Count = 1024;

    /// <summary>The quantiles.</summary>
    public static float[] Quantiles { get; } = [.. Enumerable.Range(0, Count).Select(index => (float)-Math.Log(1 - (index + 0.5) / Count))];

    /// <summary>The wait of a quantile, whole seconds.</summary>
    public static int Seconds(uint quantile, float mean) => (int)(Quantiles[quantile] * mean);
}
