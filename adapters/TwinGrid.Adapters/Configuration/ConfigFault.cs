using System.Globalization;

namespace TwinGrid.Adapters.Configuration;

/// <summary>Something in a text that can't be understood, or a warning of something that may be meant otherwise.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Mark">Where it stands.</param>
/// <param name="Path">Path of keys, such as readers.gate.antennas.1; empty for the text as a whole.</param>
/// <param name="Expected">What was expected there.</param>
/// <param name="Found">What was found.</param>
/// <param name="IsWarning">Whether the text can be used all the same.</param>
public sealed record ConfigFault(string File, ConfigMark Mark, string Path, string Expected, string Found, bool IsWarning = false)
{
    private const int LongestPart = 250;

    /// <summary>One line that names file, line, column, path, expected and found.</summary>
    public override string ToString()
    {
        string place = Path.Length == 0 ? "" : OnOneLine(Path) + ": ";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{OnOneLine(File)}, line {Mark.Line}, column {Mark.Column}: {(IsWarning ? "warning: " : "")}{place}expected {OnOneLine(Expected)}, found {OnOneLine(Found)}");
    }

    private static string OnOneLine(string text) =>
        string.Concat((text.Length > LongestPart ? text[..LongestPart] + "…" : text).Select(letter => char.IsControl(letter) ? '·' : letter));
}

/// <summary>All faults of one text, collected while it is read so that the user hears of them in one go.</summary>
/// <param name="file">The file as the user named it.</param>
public sealed class ConfigFaults(string file)
{
    /// <summary>Most faults that are listed.</summary>
    public const int Most = 100;

    private readonly List<ConfigFault> _faults = [];

    /// <summary>The file as the user named it.</summary>
    public string File { get; } = file;

    /// <summary>Whether anything makes the text unusable.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Whether as many are listed as may be; then nothing more need be said.</summary>
    public bool IsFull => _faults.Count >= Most;

    /// <summary>Faults and warnings by their place in the text; those beyond <see cref="Most"/> are left out.</summary>
    public IReadOnlyList<ConfigFault> InOrder => [.. _faults.OrderBy(fault => fault.Mark.Line).ThenBy(fault => fault.Mark.Column)];

    /// <summary>Adds a fault.</summary>
    public void Add(ConfigMark mark, string path, string expected, string found)
    {
        HasErrors = true;
        Add(new ConfigFault(File, mark, path, expected, found));
    }

    /// <summary>Adds a warning: the text can be used all the same.</summary>
    public void Warn(ConfigMark mark, string path, string expected, string found) => Add(new ConfigFault(File, mark, path, expected, found, IsWarning: true));

    private void Add(ConfigFault fault)
    {
        if (!IsFull)
        {
            _faults.Add(fault);
        }
    }
}
