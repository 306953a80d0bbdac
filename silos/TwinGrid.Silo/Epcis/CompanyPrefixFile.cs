using System.Text.Json;
using TwinGrid.Trace.Identifiers;

namespace TwinGrid.Silo.Epcis;

/// <summary>Reads lengths of company prefixes as GS1 publishes them.</summary>
public static class CompanyPrefixFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">JSON, {"GCPPrefixFormatList": {"entry": [{"prefix": "952", "gcpLength": 7}]}}; null for no file and no lengths.</param>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static CompanyPrefixLengths Read(string? path)
    {
        if (path is null)
        {
            return CompanyPrefixLengths.Unknown;
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement entries = json.RootElement.GetProperty("GCPPrefixFormatList").GetProperty("entry");
            // GS1 gives length 0 where it assigns no prefixes.
            return new CompanyPrefixLengths(
                entries.EnumerateArray()
                    .Select(entry => KeyValuePair.Create(entry.GetProperty("prefix").GetString()!, entry.GetProperty("gcpLength").GetInt32()))
                    .Where(entry => entry.Value > 0),
                fallback: null);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{path}: expected GS1's GCP prefix format list, found: {fault.Message}", fault);
        }
    }
}
