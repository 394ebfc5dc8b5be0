using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Mingsuan.Platform.Certificates;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Modules.Tests.Platform.Certificates;

/// <summary>证书链、有效期、吊销 — every way in which a certificate does not hold has its own name.</summary>
public sealed class TrustStoreTests : IDisposable
{
    private static readonly DateTime At = new(2027, 6, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime From = At.AddYears(-1);
    private static readonly DateTime To = At.AddYears(1);

    private readonly Sm2PrivateKey rootKey = Sm2PrivateKey.Generate();
    private readonly Sm2PrivateKey middleKey = Sm2PrivateKey.Generate();
    private readonly Sm2PrivateKey holderKey = Sm2PrivateKey.Generate();
    private readonly CertificateAuthority root;
    private readonly CertificateAuthority middle;

    public TrustStoreTests()
    {
        root = new("Root", rootKey, From, To);
        middle = root.Below(7, "Middle", middleKey, From, To);
    }

    [Fact]
    public void What_OpenSSL_issued_is_trusted_until_it_is_revoked()
    {
        using var folder = new Folder();
        folder.Write("ca.pem", OpenSslVectors.Authority);
        folder.Write("ca.crl", OpenSslVectors.List);
        var store = folder.Trust.Store;

        store.Check(Sm2Certificate.ReadText(OpenSslVectors.Holder), At).ShouldBe(CertificateFault.None);
        store.Check(Sm2Certificate.ReadText(OpenSslVectors.Revoked), At).ShouldBe(CertificateFault.Revoked);
        store.Check(Sm2Certificate.ReadText(OpenSslVectors.Authority), At).ShouldBe(CertificateFault.NotForSigning);
        Sm2Certificate.ReadText(OpenSslVectors.Holder)[0].Serial.ShouldBe("1000");
        Sm2Certificate.ReadText(OpenSslVectors.Holder)[0].SubjectName.ShouldBe("CN=Doctor a");
    }

    [Fact]
    public void Each_fault_has_its_name()
    {
        var store = Store(root.List(From, To));
        store.Check([Holder()], At).ShouldBe(CertificateFault.None);
        store.Check([Holder()], To.AddSeconds(1)).ShouldBe(CertificateFault.OutOfTime);
        store.Check([Holder()], From.AddSeconds(-1)).ShouldBe(CertificateFault.OutOfTime);
        store.Check([root.Certificate], At).ShouldBe(CertificateFault.NotForSigning);

        using var strange = Sm2PrivateKey.Generate();
        var stranger = new CertificateAuthority("Stranger", strange, From, To);
        store.Check([Holder(stranger)], At).ShouldBe(CertificateFault.Untrusted);
        var namesake = new CertificateAuthority("Root", strange, From, To);
        store.Check([Holder(namesake)], At).ShouldBe(CertificateFault.Forged);
        store.Check([Holder(stranger), stranger.Certificate], At).ShouldBe(
            CertificateFault.RevocationUnknown, "an authority that nobody trusts brings itself along");

        Store().Check([Holder()], At).ShouldBe(CertificateFault.RevocationUnknown);
        Store(root.List(From, At.AddDays(-1))).Check([Holder()], At).ShouldBe(CertificateFault.RevocationUnknown);
        Store(namesake.List(From, To)).Check([Holder()], At).ShouldBe(
            CertificateFault.RevocationUnknown, "a list that another key signed");
        var revoking = Store(root.List(From, To, (Holder(), At)));
        revoking.Check([Holder()], At.AddSeconds(-1)).ShouldBe(CertificateFault.None);
        revoking.Check([Holder()], At).ShouldBe(CertificateFault.Revoked);
        new TrustStore([new CertificateAuthority("Root", rootKey, From, At.AddDays(-1)).Certificate], Lists(
            root.List(From, To))).Check([Holder()], At).ShouldBe(CertificateFault.OutOfTime);
    }

    [Fact]
    public void The_latest_list_and_the_anchor_in_time_count_whichever_comes_first()
    {
        var (older, newer) = (root.List(From, To), root.List(At.AddDays(-1), To, (Holder(), At.AddDays(-2))));
        Store(older, newer).Check([Holder()], At).ShouldBe(CertificateFault.Revoked);
        Store(newer, older).Check([Holder()], At).ShouldBe(CertificateFault.Revoked);
        Store(older, newer).Check([Holder()], At.AddDays(-2)).ShouldBe(CertificateFault.None, "the newer is not yet");

        var renewed = root.Certificate;
        var expired = new CertificateAuthority("Root", rootKey, From, At.AddDays(-1)).Certificate;
        new TrustStore([expired, renewed], Lists(older)).Check([Holder()], At).ShouldBe(CertificateFault.None);
        new TrustStore([renewed, expired], Lists(older)).Check([Holder()], At).ShouldBe(CertificateFault.None);
    }

    [Fact]
    public void An_authority_between_is_brought_along_and_checked_like_the_others()
    {
        var holder = Holder(middle);
        var both = Store(root.List(From, To), middle.List(From, To));
        both.Check([holder, middle.Certificate], At).ShouldBe(CertificateFault.None);
        both.Check([holder], At).ShouldBe(CertificateFault.Untrusted);
        Store(root.List(From, To)).Check([holder, middle.Certificate], At).ShouldBe(CertificateFault.RevocationUnknown);
        Store(root.List(From, To, (middle.Certificate, At)), middle.List(From, To))
            .Check([holder, middle.Certificate], At).ShouldBe(CertificateFault.Revoked);
        var pem = PemEncoding.WriteString("CERTIFICATE", holder.Der) + "\n" +
            PemEncoding.WriteString("CERTIFICATE", middle.Certificate.Der);
        Sm2Certificate.ReadText(pem).Count.ShouldBe(2);
        Sm2Certificate.ReadText(string.Join('\n', Enumerable.Repeat(pem, 3))).ShouldBeEmpty("more than a chain has");

        // A holder's certificate is no authority, whatever it signs.
        var posing = new CertificateAuthority("Holder", holderKey, From, To);
        both.Check([Holder(posing), Holder(root)], At).ShouldBe(CertificateFault.Untrusted);
    }

    [Fact]
    public void One_changed_byte_is_never_trusted_and_never_an_exception()
    {
        var store = Store(root.List(From, To));
        var der = Holder().Der;
        var list = root.List(From, To);
        for (var at = 0; at < der.Length; at++)
        {
            var changed = (byte[])der.Clone();
            changed[at] ^= 0x01;
            if (Sm2Certificate.TryRead(changed) is { } read)
            {
                store.Check([read], At).ShouldNotBe(CertificateFault.None, $"byte {at}");
            }

            Sm2Certificate.TryRead(der[..at]).ShouldBeNull();
        }

        for (var at = 0; at < list.Length; at++)
        {
            var changed = (byte[])list.Clone();
            changed[at] ^= 0x01;
            if (RevocationList.TryRead(changed) is { } read)
            {
                new TrustStore([root.Certificate], [read]).Check([Holder()], At)
                    .ShouldNotBe(CertificateFault.None, $"byte {at}");
            }
        }
    }

    [Fact]
    public void A_new_list_in_the_folder_counts_at_once()
    {
        using var folder = new Folder();
        folder.Trust.Store.Check([Holder()], At).ShouldBe(CertificateFault.Untrusted);
        folder.Write("root.crt", PemEncoding.WriteString("CERTIFICATE", root.Certificate.Der));
        folder.Write("notes.pem", "nothing of the kind");
        folder.Trust.Store.Check([Holder()], At).ShouldBe(CertificateFault.RevocationUnknown);
        folder.Write("root.crl", PemEncoding.WriteString("X509 CRL", root.List(From, To)));
        folder.Trust.Store.Check([Holder()], At).ShouldBe(CertificateFault.None);
        folder.Write("root.crl", PemEncoding.WriteString("X509 CRL", root.List(From, To, (Holder(), From))));
        folder.Trust.Store.Check([Holder()], At).ShouldBe(CertificateFault.Revoked);
    }

    [Fact]
    public void While_a_file_cannot_be_read_the_last_good_store_counts()
    {
        using var folder = new Folder();
        folder.Write("root.crt", PemEncoding.WriteString("CERTIFICATE", root.Certificate.Der));
        folder.Write("root.crl", PemEncoding.WriteString("X509 CRL", root.List(From, To)));
        using (folder.Lock("root.crl"))
        {
            folder.Trust.Store.Check([Holder()], At).ShouldBe(
                CertificateFault.RevocationUnknown, "no good store yet: the file counts as absent");
        }

        folder.Trust.Store.Check([Holder()], At).ShouldBe(CertificateFault.None);
        folder.Write("root.crl", PemEncoding.WriteString("X509 CRL", root.List(From, To, (Holder(), From))));
        using (folder.Lock("root.crl"))
        {
            folder.Trust.Store.Check([Holder()], At).ShouldBe(CertificateFault.None, "the last good one stays");
        }

        folder.Trust.Store.Check([Holder()], At).ShouldBe(CertificateFault.Revoked);
    }

    public void Dispose()
    {
        rootKey.Dispose();
        middleKey.Dispose();
        holderKey.Dispose();
    }

    private Sm2Certificate Holder(CertificateAuthority? by = null) =>
        (by ?? root).Issue(42, "Holder", holderKey.PublicKey, From, To);

    private TrustStore Store(params byte[][] lists) => new([root.Certificate], Lists(lists));

    private static List<RevocationList> Lists(params byte[][] lists) =>
        [.. lists.Select(one => RevocationList.TryRead(one).ShouldNotBeNull())];

    /// <summary>A trust folder of its own.</summary>
    private sealed class Folder : IDisposable
    {
        private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("mingsuan-trust-");

        public Folder() => Trust = new(directory.FullName, NullLogger<TrustFolder>.Instance);

        public TrustFolder Trust { get; }

        public void Write(string name, string text) =>
            File.WriteAllText(Path.Combine(directory.FullName, name), text);

        public FileStream Lock(string name) => File.Open(
            Path.Combine(directory.FullName, name), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        public void Dispose() => directory.Delete(recursive: true);
    }
}
