using System.Globalization;

namespace Orleans;

/// <summary>The idle time after which activations of a class are collected.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class CollectionAgeLimitAttribute : Attribute
{
    private readonly TimeSpan? _age;

    /// <summary>Set by <see cref="Days"/>, <see cref="Hours"/>, <see cref="Minutes"/> or <see cref="AlwaysActive"/>.</summary>
    public CollectionAgeLimitAttribute()
    {
    }

    /// <summary>A <see cref="TimeSpan"/> as text.</summary>
    public CollectionAgeLimitAttribute(string inactivityPeriod) => _age = TimeSpan.Parse(inactivityPeriod, CultureInfo.InvariantCulture);

    /// <summary>Days of idle time.</summary>
    public double Days { get; set; }

    /// <summary>Hours of idle time.</summary>
    public double Hours { get; set; }

    /// <summary>Minutes of idle time.</summary>
    public double Minutes { get; set; }

    /// <summary>Never collected.</summary>
    public bool AlwaysActive { get; set; }

    internal TimeSpan Age => AlwaysActive ? Timeout.InfiniteTimeSpan
        : _age ?? (TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes));
}
