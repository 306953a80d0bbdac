using System.Text.Json;
using System.Text.Json.Serialization;

namespace TwinGrid.Simulation.World;

/// <summary>The world's parameters: a file of JSON with comments. The defaults and their sources stand in <c>world.jsonc</c>.</summary>
public sealed record WorldParameters
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        WriteIndented = true,
        // What a record works out of its parameters isn't part of the file.
        IgnoreReadOnlyProperties = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Days over which the waves arrive.</summary>
    public required int Days { get; init; }

    /// <summary>Day on which the census is taken, from the first wave's: before <see cref="Days"/>, so that goods still come.</summary>
    public required int CensusDay { get; init; }

    /// <summary>When the first wave arrives.</summary>
    public required DateTimeOffset Epoch { get; init; }

    /// <summary>Waves a centre handles in <see cref="Days"/>: the number of centres follows.</summary>
    public required int WavesPerCentre { get; init; }

    /// <summary>Centres that a small world is spread over, where it has twenty waves for each.</summary>
    public required int FewestCentres { get; init; }

    /// <summary>Centres that a factory supplies with a load of each of their waves.</summary>
    public required int LanesPerFactory { get; init; }

    /// <summary>Where things are made and bought.</summary>
    public required IReadOnlyList<Country> Countries { get; init; }

    /// <summary>What is made.</summary>
    public required IReadOnlyList<ProductClass> Classes { get; init; }

    /// <summary>The regions that readers see.</summary>
    public required RegionParameters Regions { get; init; }

    /// <summary>What goes wrong.</summary>
    public required Hazards Hazards { get; init; }

    /// <summary>The parameters that come with the program.</summary>
    public static WorldParameters Default { get; } = ReadDefault();

    /// <summary>Reads and checks a parameter file.</summary>
    /// <param name="utf8">The file's text.</param>
    /// <param name="file">Its name, for the message.</param>
    /// <exception cref="FormatException">It isn't such a file, or a value is out of its range; the message names the place.</exception>
    public static WorldParameters Read(ReadOnlySpan<byte> utf8, string file)
    {
        try
        {
            WorldParameters read = JsonSerializer.Deserialize<WorldParameters>(utf8, Format)
                ?? throw new FormatException($"{file}: expected an object of world parameters, found null");
            ParameterRules.Check(read, file);
            return read;
        }
        catch (JsonException fault)
        {
            throw new FormatException($"{file}({fault.LineNumber + 1}): {fault.Path}: {fault.Message}", fault);
        }
    }

    /// <summary>The parameters as a file that <see cref="Read"/> reads.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Format);

    private static WorldParameters ReadDefault()
    {
        const string Name = "TwinGrid.Simulation.World.world.jsonc";
        using Stream stream = typeof(WorldParameters).Assembly.GetManifestResourceStream(Name)!;
        using MemoryStream text = new();
        stream.CopyTo(text);
        return Read(text.ToArray(), "world.jsonc");
    }
}
