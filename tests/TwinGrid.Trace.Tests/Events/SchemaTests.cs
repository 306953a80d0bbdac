using System.Text;
using TwinGrid.Trace.Events;

namespace TwinGrid.Trace.Tests.Events;

/// <summary>Our verdicts against those of GS1's JSON schema.</summary>
public sealed class SchemaTests
{
    private const int Mutants = 3000;

    [Fact]
    public async Task Own_examples_are_allowed_by_the_schema()
    {
        bool[] allowed = await Ajv.AllowsAsync([.. Examples.Documents.Select(row => row.Json)]);
        Assert.All(Examples.Documents.Zip(allowed), row => Assert.True(row.Second, row.First.Name));
    }

    [Fact]
    public async Task A_spoilt_document_is_refused_where_the_schema_refuses_it_and_where_we_are_stricter_on_purpose()
    {
        var random = new Random(20250331);
        IEnumerable<string> official = OfficialExamples.All().Select(row => Encoding.UTF8.GetString(row.Json)).Where(Mutation.IsPossible);
        string[] sound = [.. Examples.Documents.Select(row => row.Json), .. official];
        string[] mutants = [.. Enumerable.Range(0, Mutants).Select(_ => Mutation.Of(sound[random.Next(sound.Length)], random))];
        bool[] allowed = await Ajv.AllowsAsync(mutants);
        var others = new List<string>();
        for (int i = 0; i < mutants.Length; i++)
        {
            EpcisException? fault = FaultOf(mutants[i]);
            if (allowed[i] != (fault is null) && !IsStricterOnPurpose(allowed[i], fault))
            {
                others.Add(fault is null ? $"accepted, but not by the schema: {mutants[i]}" : $"refused, but not by the schema: {fault.Message}");
            }
        }

        Assert.True(others.Count == 0, $"{others.Count} of {Mutants}:\n{string.Join('\n', others.Take(20))}");
        Assert.InRange(allowed.Count(verdict => verdict), Mutants / 10, Mutants * 9 / 10);
    }

    internal static EpcisException? FaultOf(string document)
    {
        try
        {
            return EpcisReader.ReadDocument(Examples.Utf8(document)).Events.FirstOrDefault(captured => captured.Fault is not null)?.Fault;
        }
        catch (EpcisException fault)
        {
            return fault;
        }
    }

    /// <summary>docs/epcis.md lists them.</summary>
    private static bool IsStricterOnPurpose(bool isAllowed, EpcisException? fault) => isAllowed && fault is not null
        && (fault.Expected == "it to be there unless the action is OBSERVE");
}
