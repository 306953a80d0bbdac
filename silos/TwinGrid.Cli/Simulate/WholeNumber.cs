using System.CommandLine;
using System.Globalization;

namespace TwinGrid.Cli.Simulate;

/// <summary>Options of large whole numbers, which people write as 1e8 or 100_000_000.</summary>
internal static class WholeNumber
{
    /// <summary>A whole number in a range, up to 2⁵³.</summary>
    public static Option<long> Option(string name, string description, long missing, long least, long most)
    {
        string limits = string.Create(CultureInfo.InvariantCulture, $"{least} to {most:0.###e0}");
        return new Option<long>(name)
        {
            Description = $"{description} ({limits})",
            DefaultValueFactory = _ => missing,
            CustomParser = result =>
            {
                string found = result.Tokens[0].Value;
                bool isNumber = double.TryParse(found.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
                if (isNumber && value == Math.Floor(value) && value >= least && value <= most)
                {
                    return (long)value;
                }

                result.AddError($"{name}: expected a whole number from {limits}, found {found}");
                return missing;
            },
        };
    }
}
