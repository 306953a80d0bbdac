using System.Text.Json;
using System.Text.Json.Serialization;

namespace TwinGrid.Cli.Demo;

/// <summary>Writes a figure that there is none of (the median of no errors) as null: JSON has no word for NaN.</summary>
internal sealed class FigureConverter : JsonConverter<double>
{
    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
