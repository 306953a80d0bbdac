using System.Text;
using TwinGrid.Trace.Events.Rules;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Trace.Questions;

/// <summary>Identifiers as people type them: whatever form is at hand.</summary>
public static class AskedEpc
{
    /// <summary>A tag's memory has at least so many hexadecimal digits: 64 bits were the shortest EPC.</summary>
    private const int ShortestHex = 16;

    /// <summary>The canonical form of an identifier.</summary>
    /// <param name="text">
    /// EPC URN, tag URI, Digital Link of any host, element string (01)…(21)…, hexadecimal memory of a tag, name of a twin
    /// (01:80614141123458:21:6789 or a plain name), or any other URI. What is none of GS1's is taken as it stands.
    /// </param>
    /// <exception cref="EpcException">It is empty, has white space, or is an element string or tag URI that breaks the standard.</exception>
    public static string Parse(string? text)
    {
        string asked = text?.Trim() ?? "";
        if (asked.Length == 0 || asked.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter)))
        {
            throw new EpcException("EPC", "an identifier without white space", asked.Length == 0 ? "nothing" : asked);
        }

        if (asked.StartsWith('(') || asked.StartsWith(EpcTag.UriPrefix, StringComparison.Ordinal))
        {
            return Read(asked);
        }

        if (asked.Contains("://", StringComparison.Ordinal) || asked.StartsWith("urn:", StringComparison.OrdinalIgnoreCase))
        {
            return CanonicalEpc.Of(asked);
        }

        if (asked.Length < ShortestHex || asked.Length % 2 != 0 || !asked.All(char.IsAsciiHexDigit))
        {
            string epc = TwinNames.ToEpc(asked);
            return DigitalLink.TryParse(epc, out _) || !UriSyntax.IsUri(Encoding.UTF8.GetBytes(asked)) ? epc : asked;
        }

        try
        {
            return Read(asked);
        }
        catch (EpcException)
        {
            // A tag may hold what is no EPC; its twin then goes by the digits.
            return TwinNames.ToEpc(asked);
        }
    }

    /// <summary>Links do not show where a company prefix ends, so any length does.</summary>
    private static string Read(string text) =>
        DigitalLink.Format(EpcReading.Of(text, CompanyPrefixLengths.Always(EpcScheme.ShortestPrefix)).Identity);
}
