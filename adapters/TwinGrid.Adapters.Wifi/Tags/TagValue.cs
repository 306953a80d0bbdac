using TwinGrid.Model;

namespace TwinGrid.Adapters.Wifi.Tags;

/// <summary>What a tag can measure.</summary>
public enum TagQuantity
{
    /// <summary>Temperature in °C.</summary>
    Temperature,

    /// <summary>Relative humidity in percent.</summary>
    Humidity,

    /// <summary>Largest acceleration in multiples of g.</summary>
    Shock,
}

/// <summary>A measured value among a tag's data bits: value = zero + scale × the bits as a whole number, the first bit lowest.</summary>
/// <param name="Quantity">What it is.</param>
/// <param name="Offset">Its first data bit, from 0.</param>
/// <param name="Bits">How many, 1 to 32.</param>
/// <param name="Scale">Value of one step, finite and not zero.</param>
/// <param name="Zero">Value of the number zero, finite.</param>
/// <param name="IsSigned">Whether the number is in two's complement.</param>
public sealed record TagValue(TagQuantity Quantity, int Offset, int Bits, double Scale = 1, double Zero = 0, bool IsSigned = false)
{
    private const double HottestCelsius = 1000, StrongestShock = 1_000_000;

    /// <summary>The value in a tag's data; null when it is none that the quantity can have.</summary>
    /// <param name="data">Data bits, the first lowest.</param>
    public double? Of(uint data)
    {
        long number = TagBits.Of(data, Offset, Bits);
        if (IsSigned && number >> (Bits - 1) != 0)
        {
            number -= 1L << Bits;
        }

        double value = Zero + Scale * number;
        bool isPossible = Quantity switch
        {
            TagQuantity.Temperature => value is > Celsius.AbsoluteZero and <= HottestCelsius,
            TagQuantity.Humidity => value is >= 0 and <= 100,
            _ => value is >= 0 and <= StrongestShock,
        };
        return isPossible ? value : null;
    }

    /// <summary>Refuses a value that can't be.</summary>
    /// <param name="dataBits">Data bits of the tag.</param>
    /// <exception cref="ArgumentException">The message says what was expected and found.</exception>
    public TagValue Checked(int dataBits)
    {
        TagBits.Require(Quantity.ToString(), Offset, Bits, dataBits);
        return double.IsFinite(Scale) && Scale != 0 && double.IsFinite(Zero) && Enum.IsDefined(Quantity)
            ? this
            : throw new ArgumentException(FormattableString.Invariant($"{Quantity}: expected a finite zero and a finite scale other than 0, found {Zero} and {Scale}"));
    }
}

/// <summary>Runs of bits in a tag's data.</summary>
internal static class TagBits
{
    /// <summary>The run as a whole number, the first bit lowest.</summary>
    public static uint Of(uint data, int offset, int bits) => (uint)(data >> offset & (1UL << bits) - 1);

    /// <summary>Refuses a run that doesn't lie within the data.</summary>
    /// <exception cref="ArgumentException">The message says what was expected and found.</exception>
    public static void Require(string what, int offset, int bits, int dataBits)
    {
        if (offset < 0 || bits < 1 || (long)offset + bits > dataBits)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{what}: expected at least 1 bit within the {dataBits} data bits, found {bits} from bit {offset} on"));
        }
    }
}
