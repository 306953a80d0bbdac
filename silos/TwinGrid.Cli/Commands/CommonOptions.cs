using System.CommandLine;
using System.Globalization;

namespace TwinGrid.Cli.Commands;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    /// <summary>--json: figures for machines instead of a table for people.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print the figures as one JSON object and nothing else." };

    /// <summary>--seed N: the seed of everything random.</summary>
    public static Option<ulong> Seed() => new("--seed")
    {
        Description = "Seed of everything random; the same seed gives the same figures.",
        DefaultValueFactory = _ => 1,
    };

    /// <summary>--out DIR: where to write the report.</summary>
    public static Option<DirectoryInfo?> Out() => new("--out")
    {
        Description = "Folder for a self-contained HTML report with pictures; made when needed.",
    };

    /// <summary>A whole number in a range.</summary>
    public static Option<int> Number(string name, string description, int missing, int least, int most)
    {
        var option = new Option<int>(name)
        {
            Description = $"{description} ({least} to {most})",
            DefaultValueFactory = _ => missing,
        };
        option.Validators.Add(result =>
        {
            string? found = result.Tokens.Count == 1 ? result.Tokens[0].Value : null;
            bool isNumber = int.TryParse(found, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value);
            if (found is not null && !(isNumber && value >= least && value <= most))
            {
                result.AddError($"{name}: expected a whole number from {least} to {most}, found {found}");
            }
        });
        return option;
    }
}
