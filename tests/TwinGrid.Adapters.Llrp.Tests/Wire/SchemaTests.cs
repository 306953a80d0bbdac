using TwinGrid.Adapters.Llrp.Wire.Schema;

namespace TwinGrid.Adapters.Llrp.Tests.Wire;

public class SchemaTests
{
    private static readonly LlrpSchema Schema = LlrpSchema.Standard;

    [Fact]
    public void The_table_has_every_message_and_parameter_of_both_versions()
    {
        int[] messages = [.. Schema.All.Where(each => each is { IsMessage: true, Vendor: null }).Select(each => each.Type).Order()];
        int[] parameters = [.. Schema.All.Where(each => each is { IsMessage: false, Vendor: null }).Select(each => each.Type).Order()];
        Assert.Equal(
            [1, 2, 3, 4, 11, 12, 13, 14, .. Range(20, 26), .. Range(30, 36), .. Range(40, 47), .. Range(50, 57), .. Range(60, 64), 72, 100, 1023],
            messages);
        Assert.Equal(
            [.. Range(1, 20), 128, 129, 137, .. Range(139, 149), .. Range(177, 188), .. Range(207, 211), .. Range(217, 226), .. Range(237, 257), .. Range(287, 289),
                .. Range(327, 339), .. Range(341, 363), 365, 1023],
            parameters);
    }

    [Fact]
    public void Fields_of_single_bits_always_fill_whole_bytes()
    {
        foreach (LlrpDefinition definition in Schema.All)
        {
            int open = 0;
            foreach (LlrpField field in definition.Fields)
            {
                Assert.True(open % 8 == 0 || field.Bits > 0, $"{definition.Name}.{field.Name} begins inside a byte");
                Assert.True(field.Bits < 8 || open % 8 == 0 || field.Kind == LlrpFieldKind.Reserved, $"{definition.Name}.{field.Name} begins inside a byte");
                open += field.Bits;
            }

            Assert.True(open % 8 == 0, $"{definition.Name} ends inside a byte");
        }
    }

    [Fact]
    public void Parameters_without_a_length_have_a_fixed_one()
    {
        Assert.All(Schema.All.Where(each => each.IsShort), each =>
        {
            Assert.Empty(each.Slots);
            Assert.All(each.Fields, field => Assert.True(field.Bits > 0));
        });
    }

    [Fact]
    public void Only_the_last_field_takes_all_that_is_left_and_then_no_parameter_follows() =>
        Assert.All(Schema.All.Where(each => each.Fields.Any(field => field.Kind == LlrpFieldKind.Rest)), each =>
        {
            Assert.Equal(LlrpFieldKind.Rest, each.Fields[^1].Kind);
            Assert.Empty(each.Slots);
        });

    [Theory]
    [InlineData("thing 1 X", "expected message")]
    [InlineData("tlv 200 X\n  u8 A : Missing", "Missing")]
    [InlineData("tlv 200 X\n  float A", "expected the kind of a field")]
    [InlineData("tlv 200 X\n  2-n X", "expected 1, 0-1, 1-n or 0-n")]
    [InlineData("tlv 200 X\n  1 Y", "expected a parameter of the table")]
    public void A_table_with_a_mistake_is_refused_with_its_place(string text, string said)
    {
        var table = new LlrpSchemaText();
        table.Read("x.llrp", text);
        Assert.Contains(said, Assert.Throws<FormatException>(table.Build).Message, StringComparison.Ordinal);
    }

    private static int[] Range(int first, int last) => [.. Enumerable.Range(first, last - first + 1)];
}
