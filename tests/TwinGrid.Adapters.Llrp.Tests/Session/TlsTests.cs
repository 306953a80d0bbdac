using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TwinGrid.Adapters.Llrp.Emulator;
using TwinGrid.Adapters.Llrp.Session;

namespace TwinGrid.Adapters.Llrp.Tests.Session;

public class TlsTests
{
    [Fact]
    public async Task A_certificate_that_nobody_signed_is_taken_only_when_it_is_pinned()
    {
        using X509Certificate2 certificate = SelfSigned();
        await using var emulator = new LlrpEmulator(Emulated.Room, TimeProvider.System, certificate);
        LlrpOptions options = Emulated.OptionsOf(emulator) with { UsesTls = true };
        string thumbprint = certificate.GetCertHashString(HashAlgorithmName.SHA256);

        Assert.NotEmpty(await new LlrpReader(options with { CertificateThumbprint = thumbprint }, TimeProvider.System).TakeAsync(20));
        string colons = string.Join(':', thumbprint.ToLowerInvariant().Chunk(2).Select(pair => new string(pair)));
        Assert.NotEmpty(await new LlrpReader(options with { CertificateThumbprint = colons }, TimeProvider.System).TakeAsync(20));
        foreach (string? wrong in new[] { null, new string('0', 64) })
        {
            (_, string reason) = await new LlrpReader(options with { CertificateThumbprint = wrong }, TimeProvider.System).DrainAsync();
            Assert.Contains(": TLS: ", reason, StringComparison.Ordinal);
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=reader", key, HashAlgorithmName.SHA256);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
