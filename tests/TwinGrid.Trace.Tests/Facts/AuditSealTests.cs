using TwinGrid.Trace.Facts;

namespace TwinGrid.Trace.Tests.Facts;

public class AuditSealTests
{
    private static readonly byte[] Key = "a key of 32 characters, at least"u8.ToArray(), Other = "another key of thirty-two letters"u8.ToArray();
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 13, 0, 0, TimeSpan.FromHours(1));
    private static readonly FactAnchor Head = new(42, FactHash.Of(Logs.Fact(1)));

    [Fact]
    public void A_signed_seal_comes_back_from_its_line_and_knows_its_key()
    {
        var seal = AuditSeal.Of(Head, Noon, Key);
        AuditSeal read = AuditSeal.Parse(seal.ToLine());
        Assert.Equal(seal, read);
        Assert.True(read.IsSignedWith(Key));
        Assert.False(read.IsSignedWith(Other));
    }

    [Fact]
    public void The_signature_is_what_openssl_makes_of_the_same_text()
    {
        // printf 'twingrid-audit-seal\n1\n00\n2026-03-01T12:00:00.0000000Z' | openssl dgst -sha256 -hmac 'a key of 32 characters, at least'
        var seal = AuditSeal.Of(new FactAnchor(1, "00"), Noon, Key);
        Assert.Equal("6516ac7be89fc8b1c2041a753dab0fc67dedc671dfedfd952412ed1fb5697eb6", seal.Mac);
    }

    [Fact]
    public void No_field_can_be_changed_under_the_signature()
    {
        var seal = AuditSeal.Of(Head, Noon, Key);
        Assert.False((seal with { Head = Head with { Sequence = 41 } }).IsSignedWith(Key));
        Assert.False((seal with { Head = Head with { Hash = FactHash.Genesis } }).IsSignedWith(Key));
        Assert.False((seal with { Time = seal.Time.AddSeconds(1) }).IsSignedWith(Key));
        Assert.False((seal with { Mac = null }).IsSignedWith(Key));
        Assert.False((seal with { Mac = "ü" }).IsSignedWith(Key));
    }

    [Fact]
    public void Unsigned_seals_may_stand_only_before_the_first_signed_one()
    {
        AuditSeal signed = AuditSeal.Of(Head, Noon, Key), unsigned = AuditSeal.Of(Head, Noon, []);
        Assert.Null(AuditSeal.FaultOf([unsigned, signed, signed], Key));
        Assert.Equal("seals: expected the newest to be signed, found no seal", AuditSeal.FaultOf([], Key));
        Assert.Equal("seals: expected the newest to be signed, found it unsigned", AuditSeal.FaultOf([signed, unsigned], Key));
        Assert.StartsWith("seal 2 (record 42): expected a signature by this key, found none", AuditSeal.FaultOf([signed, unsigned, signed], Key), StringComparison.Ordinal);
        Assert.StartsWith("seal 1 (record 42): expected a signature by this key", AuditSeal.FaultOf([AuditSeal.Of(Head, Noon, Other), signed], Key), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"sequence":"1","hash":"00","time":"2026-03-01T12:00:00.0000000Z"}""")]
    [InlineData("""{"sequence":1,"hash":"00","time":"noon"}""")]
    [InlineData("""{"sequence":1,"hash":"00","time":"2026-03-01T12:00:00.0000000Z","mac":5}""")]
    public void A_line_that_is_no_seal_is_refused(string line) => Assert.Throws<InvalidDataException>(() => AuditSeal.Parse(line));
}
