using System.Text.Json;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Trace.Tests.Identifiers;

/// <summary>
/// Digital Links against the npm package digital-link.js 1.4.3: the standard's grammar, and check digits. Where it departs: its
/// grammar takes a double quote as it stands, which no URI can hold, and refuses %22; it does not know that GSRNP (8017) and the
/// party's GLN (417) have check digits; it hands values out with their escapes.
/// </summary>
public class DigitalLinkJsTests
{
    private const int Count = 250;
    private const string Package = "digital-link.js@1.4.3";
    private const string Parts = "(d => ({ id: Object.entries(d.getIdentifier()), q: Object.entries(d.getKeyQualifiers()), ok: d.getValidationTrace().success, check: d.isCheckDigitValid() }))(p.DigitalLink(v))";
    private static readonly string[] WithoutItsCheck = ["8017", "417", "8004", "8010"];

    private static readonly EpcIdentity[] Identities = [.. Laws.Some(AnyEpc.Identities, Count)];

    [Fact]
    public async Task Links_are_of_its_grammar_and_have_its_parts()
    {
        string[] links = [.. Identities.Select(DigitalLink.Format)];
        JsonElement[] theirs = await NodePackage.AskAsync(Package, Parts, links);
        for (int i = 0; i < links.Length; i++)
        {
            bool hasQuote = links[i].Contains("%22", StringComparison.Ordinal);
            Assert.True(theirs[i].GetProperty("ok").GetBoolean() != hasQuote, links[i]);
            string[][] parts = [.. theirs[i].GetProperty("id").Deserialize<string[][]>()!, .. theirs[i].GetProperty("q").Deserialize<string[][]>()!];
            Assert.Equal(Gs1Key.Of(Identities[i]), parts.Select(part => new Gs1Element(part[0], Uri.UnescapeDataString(part[1]))));
            Assert.Equal(!WithoutItsCheck.Contains(parts[0][0]), theirs[i].GetProperty("check").GetBoolean());
        }
    }

    [Fact]
    public async Task A_changed_digit_of_a_key_is_refused_by_both()
    {
        EpcIdentity[] checkedByBoth = [.. Identities.Where(identity => !WithoutItsCheck.Contains(identity.Scheme.KeyAi))];
        string[] links = [.. checkedByBoth.Select((identity, i) => Changed(DigitalLink.Format(identity), identity.Scheme.KeyAi, i % 12))];
        JsonElement[] theirs = await NodePackage.AskAsync(Package, Parts, links);
        for (int i = 0; i < links.Length; i++)
        {
            Assert.False(theirs[i].GetProperty("check").GetBoolean());
            EpcException fault = Assert.Throws<EpcException>(() => DigitalLink.ToIdentity(links[i], CompanyPrefixLengths.Always(8)));
            Assert.Contains("check digit", fault.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>The link with one digit of its key one higher, behind the filler of a GRAI.</summary>
    private static string Changed(string link, string ai, int digit)
    {
        char[] letters = link.ToCharArray();
        int at = DigitalLink.CanonicalStem.Length + ai.Length + 2 + 1 + digit;
        letters[at] = (char)('0' + (letters[at] - '0' + 1) % 10);
        return new string(letters);
    }
}
