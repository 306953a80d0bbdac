using System.Globalization;

namespace Orleans.Concurrency
{
    /// <summary>A call of this method changes nothing and may run beside other such calls.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class ReadOnlyAttribute : Attribute;

    /// <summary>Any calls of this grain class may interleave at their awaits.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class ReentrantAttribute : Attribute;

    /// <summary>A call of this method may run beside any other call.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class AlwaysInterleaveAttribute : Attribute;

    /// <summary>The sender of this call does not wait, and hears of no error.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class OneWayAttribute : Attribute;
}

namespace Orleans
{
    /// <summary>The time limit of one method, in place of the configured one.</summary>
    /// <param name="timeout">A <see cref="TimeSpan"/> as text, for example <c>00:00:05</c>.</param>
    [AttributeUsage(AttributeTargets.Method)]
    public sealed class ResponseTimeoutAttribute(string timeout) : Attribute
    {
        /// <summary>The time limit; null when the text is no time span.</summary>
        public TimeSpan? Timeout { get; } =
            TimeSpan.TryParse(timeout, CultureInfo.InvariantCulture, out var limit) ? limit : null;
    }

    /// <summary>Names a grain class in its grains' identities; without it the class's own name does.</summary>
    /// <param name="grainType">The name.</param>
    [AttributeUsage(AttributeTargets.Class)]
    public sealed class GrainTypeAttribute(string grainType) : Attribute
    {
        /// <summary>The name.</summary>
        internal string Name { get; } = grainType;
    }
}
