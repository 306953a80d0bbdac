using System.Collections.Immutable;
using System.Globalization;
using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Queries;

/// <summary>How a value is compared: the first part of a parameter's name.</summary>
public enum Relation
{
    /// <summary>EQ: equal to one of the values.</summary>
    Equal,

    /// <summary>GT.</summary>
    Greater,

    /// <summary>GE.</summary>
    GreaterOrEqual,

    /// <summary>LT.</summary>
    Less,

    /// <summary>LE.</summary>
    LessOrEqual,
}

/// <summary>
/// A relation and what is stood against. Two numbers are compared as numbers and two times as times, however either is written
/// (extension fields often write numbers as text); all else by its text, and only for equality.
/// </summary>
/// <param name="Relation">The relation.</param>
/// <param name="Values">One value; several for <see cref="Relation.Equal"/> alone.</param>
public sealed record Comparison(Relation Relation, ImmutableArray<string> Values)
{
    /// <summary>Whether a value of an event stands in the relation to one of ours.</summary>
    public bool Accepts(string text)
    {
        foreach (string value in Values)
        {
            if (Compare(text, value) is { } order ? Accepts(order) : Relation == Relation.Equal && text == value)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a number of an event stands in the relation to one of ours.</summary>
    public bool Accepts(decimal number)
    {
        foreach (string value in Values)
        {
            if (TryNumber(value, out decimal own) && Accepts(number.CompareTo(own)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A decimal number as JSON writes it.</summary>
    internal static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number);

    private static int? Compare(string text, string value) =>
        TryNumber(text, out decimal number) && TryNumber(value, out decimal own) ? number.CompareTo(own)
        : EpcisTime.TryParse(text, out DateTimeOffset time) && EpcisTime.TryParse(value, out DateTimeOffset ownTime) ? time.CompareTo(ownTime)
        : null;

    private bool Accepts(int order) => Relation switch
    {
        Relation.Equal => order == 0,
        Relation.Greater => order > 0,
        Relation.GreaterOrEqual => order >= 0,
        Relation.Less => order < 0,
        _ => order <= 0,
    };
}
