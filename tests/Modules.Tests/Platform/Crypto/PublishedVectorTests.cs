using System.Text;
using Mingsuan.Platform.Crypto;

namespace Mingsuan.Modules.Tests.Platform.Crypto;

/// <summary>国密标准向量 — what the binding answers, against what the standards print.</summary>
public sealed class PublishedVectorTests
{
    private const string StandardPoint =
        "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020" +
        "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13";

    private const string StandardSignature =
        "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3" +
        "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA";

    [Theory]
    [InlineData(1, "66C7F0F462EEEDD9D1F2D46BDC10E4E24167C4875CF2F7A2297DA02B8F4BA8E0", "abc")]
    [InlineData(16, "DEBE9FF92275B8A138604889C18E5A4D6FDB70E5387E5765293DCBA39C0C5732", "abcd")]
    public void Sm3_gives_the_digests_of_GBT_32905(int times, string digest, string piece)
    {
        var message = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(piece, times)));

        Convert.ToHexString(Sm3.Hash(message)).ShouldBe(digest);

        using var hasher = new Sm3Hasher();
        for (var round = 0; round < 2; round++)
        {
            hasher.Start();
            foreach (var octet in message)
            {
                hasher.Append([octet]);
            }

            var pieces = new byte[Sm3.Size];
            hasher.Finish(pieces);
            Convert.ToHexString(pieces).ShouldBe(digest);
        }
    }

    [Fact]
    public void Sm3_of_nothing_is_its_known_digest() =>
        Convert.ToHexString(Sm3.Hash([])).ShouldBe("1AB21D8355CFA17F8E61194831E81A8F22BEC8C728FEFB747ED035EB5082AA2B");

    [Fact]
    public void Hmac_sm3_gives_the_authenticator_of_GMT_0042()
    {
        var key = Enumerable.Range(1, 32).Select(n => (byte)n).ToArray();
        var half = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"u8;

        Convert.ToHexString(HmacSm3.Compute(key, half, half, default))
            .ShouldBe("CA05E144ED05D1857840D1F318A4A8669E559FC8391F414485BFDF7BB408963A");
    }

    [Fact]
    public void Hmac_sm3_hashes_a_key_longer_than_a_block()
    {
        var key = Enumerable.Range(0, 80).Select(n => (byte)n).ToArray();

        HmacSm3.Compute(key, "x"u8).ShouldBe(HmacSm3.Compute(Sm3.Hash(key), "x"u8));
    }

    [Fact]
    public void Sm4_gives_the_first_block_of_GBT_32907()
    {
        var block = Convert.FromHexString("0123456789ABCDEFFEDCBA9876543210");

        Convert.ToHexString(Sm4.EncryptEcb(block, block)[..16]).ShouldBe("681EDF34D206965E86B3E94F536E4246");
        Convert.ToHexString(Sm4.EncryptCbc(block, new byte[16], block)[..16])
            .ShouldBe("681EDF34D206965E86B3E94F536E4246");
        Convert.ToHexString(Sm4.ApplyCtr(block, block, new byte[16])).ShouldBe("681EDF34D206965E86B3E94F536E4246");
    }

    [Fact]
    public void Sm2_accepts_the_signature_of_GBT_32918_5_A2_and_nothing_beside_it()
    {
        using var key = Sm2PublicKey.TryImportPoint(Convert.FromHexString(StandardPoint)).ShouldNotBeNull();
        var signature = Convert.FromHexString(StandardSignature);

        key.Verify("message digest"u8, signature).ShouldBeTrue();
        key.Verify("message digesT"u8, signature).ShouldBeFalse();
        key.Verify("message digest"u8, signature, "ALICE123@YAHOO.COM"u8).ShouldBeFalse();
        for (var i = 0; i < signature.Length; i++)
        {
            var changed = signature.ToArray();
            changed[i] ^= 1;
            key.Verify("message digest"u8, changed).ShouldBeFalse($"byte {i}");
        }
    }

    [Fact]
    public void Sm2_private_number_of_the_standard_has_the_standards_public_point()
    {
        var number = Convert.FromHexString("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8");
        using var key = Sm2PrivateKey.TryImportNumber(number).ShouldNotBeNull();

        Convert.ToHexString(key.PublicKey.SubjectPublicKeyInfo[^64..]).ShouldBe(StandardPoint);
        key.PublicKey.Verify("message digest"u8, key.Sign("message digest"u8)).ShouldBeTrue();
    }

    [Fact]
    public void The_national_shell_encrypts_as_its_vector_says()
    {
        var secret = "FEDCBA9876543210FEDCBA9876543210"u8;
        var wrapped = Convert.ToHexString(Sm4.EncryptEcb("0123456789ABCDEF"u8, secret));
        wrapped.ShouldBe(
            "59806265549AF598BE269034F3CADF0359806265549AF598BE269034F3CADF0388BF2F98567F469C1C9B3FFF04AD23C2");

        var key = Encoding.ASCII.GetBytes(wrapped[..16]);
        var plain = Encoding.UTF8.GetBytes("""{"a":"1","b":"中"}""");
        var data = Sm4.EncryptEcb(key, plain);
        Convert.ToHexString(data).ShouldBe("E5A9EB90DF603F6F454DA263BE4B68A08EC9FFB1F057C7A0979690DCBEE361AB");
        Sm4.DecryptEcb(key, data).ShouldBe(plain);
    }

    [Fact]
    public void The_national_shell_verifies_as_its_vector_says()
    {
        var text = """appId=0123456789ABCDEF0123456789ABCDEF&data={"a":"1","b":"中"}&encType=SM4&signType=SM2""" +
            "&timestamp=20260101120000&version=2.0.1&key=FEDCBA9876543210FEDCBA9876543210";
        using var key = Sm2PublicKey.TryImportPoint(Convert.FromHexString(
            "04625e45e08447326caf87e779aeba3443307c486908edd64d2edc4219ae86ee4e" +
            "a72cd097f1373dcc22271c160bff0ea77281466357e0ea1fa2fc714b0ffaee44")).ShouldNotBeNull();
        var signature = Convert.FromHexString(
            "0d7aa00497fbcdfd187e43ed77662af2ba1ebcc12cc71f612ecce7f7872f7bba" +
            "b11c38cf0e9f500e058d773e8a8907190e6f468b404645d36ea41cba154db733");

        key.Verify(Encoding.UTF8.GetBytes(text), signature).ShouldBeTrue();
        key.Verify(Encoding.UTF8.GetBytes(text.Replace("中", "申", StringComparison.Ordinal)), signature).ShouldBeFalse();
    }
}
