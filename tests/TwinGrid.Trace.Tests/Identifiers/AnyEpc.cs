using FsCheck;
using FsCheck.Fluent;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Trace.Tests.Identifiers;

/// <summary>Random identities and tags over every scheme, prefix length, length of serial and character.</summary>
internal static class AnyEpc
{
    public const string Ai82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";
    private const string Cpi39 = "#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>Tags of every encoding, with fields up to their ends.</summary>
    public static Gen<EpcTag> Tags { get; } = TagsOf(EpcEncodings.All);

    /// <summary>Identities of every scheme, tagged or not, classes among them.</summary>
    public static Gen<EpcIdentity> Identities { get; } =
        from scheme in Gen.Elements(EpcSchemes.All.AsEnumerable())
        from length in Gen.Choose(6, 12)
        from prefix in Text(Digits, length, length)
        from reference in Reference(scheme, scheme.KeyLength - length)
        from serial in Serial(scheme, scheme.HasPattern)
        select EpcIdentity.Create(scheme, prefix, reference, serial);

    /// <summary>Tags of some encodings.</summary>
    public static Gen<EpcTag> TagsOf(IEnumerable<EpcEncoding> encodings) =>
        from encoding in Gen.Elements(encodings)
        from filter in Gen.Choose(0, 7)
        from tag in Tag(encoding, filter)
        select tag;

    private static Gen<EpcTag> Tag(EpcEncoding encoding, int filter) =>
        from length in Gen.Choose(6, 12)
        from prefix in Text(Digits, length, length)
        from reference in encoding.Reference == FieldCoding.PlainNumber
            ? Number(Math.Min(1L << (encoding.KeyBits - SlowEpc.Tables.Single(row => row.Name == encoding.Name).Partitions[12 - length][0]), encoding.KeyDigits > 0 ? (long)Math.Pow(10, encoding.KeyDigits - length) : long.MaxValue))
            : Reference(encoding.Scheme, encoding.Scheme.KeyLength - length)
        from serial in encoding.Serial == FieldCoding.PlainNumber
            ? Number(encoding.Scheme.Serial!.Characters == CharacterSet.Digits ? Math.Min(1L << encoding.SerialBits, 1_000_000_000_000) : 1L << encoding.SerialBits).Select(text => (string?)text)
            : Serial(encoding.Scheme, hasPattern: false)
        select EpcTag.Of(EpcIdentity.Create(encoding.Scheme, prefix, reference, serial), filter, encoding);

    private static Gen<string> Reference(EpcScheme scheme, int room) => scheme.Reference.Characters switch
    {
        CharacterSet.Digits => Text(Digits, room, room),
        CharacterSet.Cpi39 => Text(Cpi39, 1, room),
        _ => Text(Ai82, 1, room),
    };

    private static Gen<string?> Serial(EpcScheme scheme, bool hasPattern)
    {
        if (scheme.Serial is not { } field)
        {
            return Gen.Constant<string?>(null);
        }

        Gen<string?> one = field.Characters == CharacterSet.Digits
            ? field.LeadingZeros ? Text(Digits, 1, field.MaximumLength).Select(text => (string?)text) : Number(1_000_000_000_000).Select(text => (string?)text)
            : Gen.OneOf(Text(Ai82, 1, field.MaximumLength), Text(Digits, 1, field.MaximumLength)).Select(text => (string?)text);
        return hasPattern ? Gen.Frequency((8, one), (1, Gen.Constant<string?>(null))) : one;
    }

    /// <summary>0, the largest, or anything between, short numbers as often as long ones.</summary>
    private static Gen<string> Number(long limit) => Gen.Frequency(
        (1, Gen.Constant("0")),
        (1, Gen.Constant($"{limit - 1}")),
        (8, from high in Gen.Choose(0, int.MaxValue)
            from low in Gen.Choose(0, int.MaxValue)
            from shift in Gen.Choose(0, 60)
            select $"{((((long)high << 31) | (uint)low) >> shift) % limit}"));

    private static Gen<string> Text(string letters, int least, int most) =>
        from length in Gen.Choose(least, most)
        from text in Gen.ArrayOf(Gen.Elements(letters.AsEnumerable()), length)
        select new string(text);
}
