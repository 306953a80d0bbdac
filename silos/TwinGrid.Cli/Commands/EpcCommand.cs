using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TwinGrid.Adapters;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Cli.Commands;

/// <summary>twingrid epc: an identifier in all its forms.</summary>
internal static class EpcCommand
{
    private const string FilterOption = "--filter", LengthOption = "--prefix-length";
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var values = new Argument<string[]>("VALUE") { Description = "Identifiers, in whatever form.", Arity = ArgumentArity.OneOrMore };
        Option<int> filter = CommonOptions.Number(FilterOption, "Filter value of a tag that is made of a URN, link or element string.", 0, 0, 7);
        var length = new Option<int?>(LengthOption)
        {
            Description = "Digits of the company prefix (6 to 12); links and element strings need it, because they don't say it.",
        };
        length.Validators.Add(result =>
        {
            string? found = result.Tokens.Count == 1 ? result.Tokens[0].Value : null;
            bool isNumber = int.TryParse(found, NumberStyles.None, CultureInfo.InvariantCulture, out int digits);
            if (found is not null && !(isNumber && digits is >= EpcScheme.ShortestPrefix and <= EpcScheme.LongestPrefix))
            {
                result.AddError($"{LengthOption}: expected a whole number from 6 to 12, found {found}");
            }
        });
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "epc",
            """
            Show an identifier in all its forms: what a tag's memory holds, tag URI, URN, GS1 Digital Link and element string.
            Check digits and everything else that the standard demands are checked.
              twingrid epc 3074257BF7194E4000001A85
              twingrid epc urn:epc:id:sgtin:0614141.812345.6789 --filter 3
              twingrid epc https://id.gs1.org/01/80614141123458/21/6789 --prefix-length 7
              twingrid epc '(01)80614141123458(21)6789' --prefix-length 7
            """)
        { values, filter, length, json };
        command.SetAction(parsed =>
        {
            EpcFigures[] all = [.. (parsed.GetValue(values) ?? []).Select(value => Read(value, parsed.GetValue(filter), parsed.GetValue(length)))];
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(new { Identifiers = all }, Indented));
            }
            else
            {
                Array.ForEach(all, Print);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static EpcFigures Read(string value, int filter, int? length)
    {
        bool isWithoutLength = length is null && (value.StartsWith('(') || value.Contains("://", StringComparison.Ordinal));
        try
        {
            // With any length the rest is checked; that none was given is told only of an identifier that is sound.
            EpcReading reading = EpcReading.Of(value, CompanyPrefixLengths.Always(length ?? EpcScheme.ShortestPrefix));
            return isWithoutLength
                ? throw new EpcException("company prefix", $"{LengthOption} 6 to 12, because this form does not say it", "none")
                : EpcFigures.From(value, reading, filter);
        }
        catch (EpcException fault)
        {
            throw new BadInputException($"{value}: {fault.Place}", 0, fault.Expected, fault.Found, fault);
        }
    }

    private static void Print(EpcFigures figures)
    {
        Console.WriteLine(figures.Value);
        foreach ((string name, string? text) in new[]
        {
            ("URN", figures.Urn),
            ("Digital Link", figures.DigitalLink),
            ("elements", figures.ElementString),
            ("tag URI", figures.TagUri),
            ("memory", figures.Hex),
        })
        {
            Console.WriteLine($"  {name,-14}{text ?? "none: a class, a lot or a party is on no tag"}");
        }
    }

    /// <summary>The forms of one identifier.</summary>
    private sealed record EpcFigures(
        string Value,
        string Scheme,
        string CompanyPrefix,
        string Reference,
        string? Serial,
        string Urn,
        string DigitalLink,
        string ElementString,
        int? Filter,
        string? TagUri,
        string? Hex)
    {
        public static EpcFigures From(string value, EpcReading reading, int filter)
        {
            EpcIdentity identity = reading.Identity;
            bool isTagged = !identity.IsPattern && EpcEncodings.All.Any(encoding => encoding.Scheme == identity.Scheme);
            EpcTag? tag = reading.Tag ?? (isTagged ? EpcTag.Of(identity, filter) : null);
            return new(
                value,
                identity.Scheme.Name,
                identity.CompanyPrefix,
                identity.Reference,
                identity.Serial,
                EpcUri.Format(identity),
                Trace.Identifiers.DigitalLink.Format(identity),
                Trace.Identifiers.ElementString.Format(identity),
                tag?.Filter,
                tag?.ToUri(),
                tag?.ToHex());
        }
    }
}
