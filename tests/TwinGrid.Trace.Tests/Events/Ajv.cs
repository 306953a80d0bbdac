using System.Text.Json;
using TwinGrid.Trace.Tests.Identifiers;

namespace TwinGrid.Trace.Tests.Events;

/// <summary>The verdicts of ajv, the JSON-schema validator of npm, with GS1's schema.</summary>
internal static class Ajv
{
    private const string Packages = "ajv@8.20.0 ajv-formats@3.0.1";

    /// <summary>Whether the schema allows each document; skips the test where ajv or the schema is missing.</summary>
    public static async Task<bool[]> AllowsAsync(IReadOnlyList<string> documents)
    {
        string setup = $$"""
            const ajv = new p.default({ strict: false });
            all[1].default(ajv);
            const allows = ajv.compile(JSON.parse(require('fs').readFileSync({{JsonSerializer.Serialize(OfficialExamples.Schema())}}, 'utf8')));
            """;
        JsonElement[] verdicts = await NodePackage.AskAsync(Packages, "allows(JSON.parse(v))", [.. documents], setup);
        return [.. verdicts.Select(verdict => verdict.GetBoolean())];
    }
}
