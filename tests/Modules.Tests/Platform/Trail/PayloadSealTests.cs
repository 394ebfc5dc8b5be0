using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Mingsuan.Platform.Crypto;
using Mingsuan.Platform.Trail;
using Shouldly;
using Xunit;

namespace Mingsuan.Modules.Tests.Platform.Trail;

/// <summary>What a person's payload is in the database: packed, sealed, and bound to its place.</summary>
public sealed class PayloadSealTests
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(SealedBytes.KeySize);
    private static readonly byte[] Nonce = RandomNumberGenerator.GetBytes(SealedBytes.NonceSize);

    private static readonly byte[] Content = Encoding.UTF8.GetBytes(string.Concat(
        Enumerable.Range(0, 200).Select(i => $$"""{"table":"settlement_settled_line","fee":"{{i}}","fund":"0"},""")));

    [Fact]
    public void A_payload_opens_as_it_was_and_lies_in_a_quarter_of_its_size()
    {
        var payload = Payload();

        payload.Seal(Key, Nonce, Content);

        payload.Open(Key).ShouldBe(Content);
        payload.Body.Length.ShouldBeLessThan(Content.Length / 4);
    }

    [Fact]
    public void A_payload_sealed_before_contents_were_packed_still_opens()
    {
        var payload = Payload();
        var context = new TrailDigest("mingsuan.trail.payload.v1")
            .Add(payload.PersonId).Add(payload.PayloadId).Add(payload.Generation).Written.ToArray();

        payload.Body = SealedBytes.Seal(Key, Nonce, Content, context);

        payload.Open(Key).ShouldBe(Content);
    }

    [Fact]
    public void A_payload_moved_to_another_place_or_changed_in_a_byte_does_not_open()
    {
        var payload = Payload();
        payload.Seal(Key, Nonce, Content);

        var moved = Payload();
        (moved.PersonId, moved.Body) = (payload.PersonId, payload.Body);
        moved.Open(Key).ShouldBeNull();
        payload.Body[^40] ^= 1;
        payload.Open(Key).ShouldBeNull();
    }

    [Fact]
    public void What_was_sealed_but_does_not_unpack_or_has_no_end_in_reason_does_not_open()
    {
        using var endless = new MemoryStream();
        using (var deflate = new DeflateStream(endless, CompressionLevel.Fastest, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var mebibyte = 0; mebibyte < 65; mebibyte++)
            {
                deflate.Write(zeros);
            }
        }

        byte[][] packed = [[0xFF, 0xFF, 0xFF, 0xFF], endless.ToArray()];
        foreach (var bytes in packed)
        {
            var payload = Payload();
            var context = new TrailDigest("mingsuan.trail.payload.v2")
                .Add(payload.PersonId).Add(payload.PayloadId).Add(payload.Generation).Written.ToArray();
            payload.Body = SealedBytes.Seal(Key, Nonce, bytes, context);

            payload.Open(Key).ShouldBeNull();
        }
    }

    private static TrailPersonPayload Payload() =>
        new() { PersonId = Guid.NewGuid(), PayloadId = Guid.NewGuid(), Generation = 1 };
}
