using System.Globalization;
using System.Text.Json;

namespace TwinGrid.Adapters.Iq.Recordings;

/// <summary>What SigMF metadata say of the samples; SigMF 1.2, sections "Global Object" and "Captures Array".</summary>
/// <param name="Layout">How the samples are stored.</param>
/// <param name="Dataset">Name of the samples' file where it isn't that of the metadata.</param>
/// <param name="HeaderBytes">Bytes before the first sample.</param>
/// <param name="TrailingBytes">Bytes behind the last sample.</param>
internal sealed record SigMfMetadata(IqLayout Layout, string? Dataset, long HeaderBytes, long TrailingBytes)
{
    private static readonly JsonDocumentOptions Format = new() { MaxDepth = 32 };

    /// <summary>Reads metadata.</summary>
    /// <param name="json">The JSON text.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="BadInputException">It isn't JSON, or not the metadata of a complex recording; the message names the field.</exception>
    public static SigMfMetadata Read(ReadOnlyMemory<byte> json, string name)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Format);
            return Of(document.RootElement, name);
        }
        catch (JsonException fault)
        {
            throw new BadInputException(name, (fault.LineNumber ?? 0) + 1, "SigMF metadata in JSON", "text that is none", fault);
        }
    }

    private static SigMfMetadata Of(JsonElement root, string name)
    {
        JsonElement global = Member(root, "global", JsonValueKind.Object, name) ?? throw new BadInputException(name, 0, "an object 'global'", "none");
        string type = Text(global, "core:datatype", name) ?? throw new BadInputException(name, 0, "core:datatype", "none");
        SampleFormat format = SampleFormats.OfSigMf(type)
            ?? throw new BadInputException(name, 0, "in core:datatype one of cf32_le, cf32_be, ci16_le, ci16_be, ci8 and cu8", type);
        double rate = Number(global, "core:sample_rate", name) ?? throw new BadInputException(name, 0, "core:sample_rate", "none");
        double channels = Number(global, "core:num_channels", name) ?? 1;
        JsonElement? capture = Member(root, "captures", JsonValueKind.Array, name) is { } captures && captures.GetArrayLength() > 0 ? captures[0] : null;
        if (capture is { ValueKind: not JsonValueKind.Object })
        {
            throw new BadInputException(name, 0, "objects in 'captures'", capture.Value.ValueKind.ToString());
        }

        var layout = new IqLayout(
            format,
            rate,
            channels is >= 1 and <= IqLayout.MostChannels && channels == Math.Floor(channels) ? (int)channels : throw new BadInputException(name, 0, $"in core:num_channels a whole number from 1 to {IqLayout.MostChannels}", channels.ToString(CultureInfo.InvariantCulture)),
            (capture is { } first ? Number(first, "core:frequency", name) : null) ?? double.NaN,
            capture is { } dated ? Time(dated, name) : null);
        return new SigMfMetadata(
            layout.Checked(name),
            PlainFile(Text(global, "core:dataset", name), name),
            Bytes(capture, "core:header_bytes", name),
            Bytes(global, "core:trailing_bytes", name));
    }

    private static string? PlainFile(string? dataset, string name) => dataset is null || (dataset.Length > 0 && Path.GetFileName(dataset) == dataset)
        ? dataset
        : throw new BadInputException(name, 0, "in core:dataset the name of a file in the same folder", dataset);

    private static long Bytes(JsonElement? from, string field, string name) => (from is { } element ? Number(element, field, name) : null) switch
    {
        null => 0,
        { } bytes when bytes is >= 0 and < 1L << 53 => (long)bytes,
        { } bytes => throw new BadInputException(name, 0, $"in {field} a number of bytes", bytes.ToString(CultureInfo.InvariantCulture)),
    };

    private static DateTimeOffset? Time(JsonElement capture, string name) => Text(capture, "core:datetime", name) switch
    {
        null => null,
        { } text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time) => time,
        { } text => throw new BadInputException(name, 0, "in core:datetime a time such as 2026-01-31T12:00:00Z", text),
    };

    private static double? Number(JsonElement from, string field, string name) =>
        Member(from, field, JsonValueKind.Number, name) is { } value && value.TryGetDouble(out double number) ? number : null;

    private static string? Text(JsonElement from, string field, string name)
    {
        try
        {
            return Member(from, field, JsonValueKind.String, name)?.GetString();
        }
        catch (InvalidOperationException fault)
        {
            throw new BadInputException(name, 0, $"text in {field}", "half of a surrogate pair", fault);
        }
    }

    private static JsonElement? Member(JsonElement from, string field, JsonValueKind kind, string name)
    {
        if (from.ValueKind != JsonValueKind.Object)
        {
            throw new BadInputException(name, 0, "an object", from.ValueKind.ToString());
        }

        if (!from.TryGetProperty(field, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == kind ? value : throw new BadInputException(name, 0, $"in {field} something of the kind {kind}", value.ValueKind.ToString());
    }
}
