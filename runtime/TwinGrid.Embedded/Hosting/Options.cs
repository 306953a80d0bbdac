using System.Globalization;

namespace Orleans.Configuration;

/// <summary>Limits of calls.</summary>
public abstract class MessagingOptions
{
    /// <summary>How long a caller waits for its answer: 30 s unless set.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a call's token also fires when its time limit has passed. Off unless set.</summary>
    public bool CancelRequestOnTimeout { get; set; }
}

/// <summary>Limits of calls made by grains, and by others where <see cref="ClientMessagingOptions"/> are not configured.</summary>
public class SiloMessagingOptions : MessagingOptions;

/// <summary>Limits of calls made by code that is no grain.</summary>
public class ClientMessagingOptions : MessagingOptions;

/// <summary>When idle activations are collected.</summary>
public class GrainCollectionOptions
{
    /// <summary>Idle time after which an activation is collected: 15 min unless set.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle activations are looked for: 1 min unless set.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Idle times of single classes, by the class's full name.</summary>
    public Dictionary<string, TimeSpan> ClassSpecificCollectionAge { get; set; } = [];

    /// <summary>How long an activation may take to begin: 30 s unless set.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long OnDeactivateAsync may take: 30 s unless set.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

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
